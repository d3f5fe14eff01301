//! Case studies being written: begun from nothing, from a settled question, from one in another language, or from one that is
//! published and is to be changed.

use crate::db::cases::drafts::{self as rows, CaseDraft};
use crate::db::cases::{self, parts};
use crate::db::posts::{self, Post};
use crate::db::types::{CaseDraftId, CaseDraftState, ForumId, MediaId, PostId, PostKind, TopicKind};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::forums::{self, ForumView};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::{Problem, Problems};
use crate::domain::verification::Right;
use crate::domain::{Core, Principal, Viewer, media, organisations, text};

use super::check::{self, Known};
use super::form::{CaseForm, DimensionForm, FileForm, MetricForm, MilestoneForm, Step};

/// What a new case study begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Nothing.
    Nothing,
    /// A question and its accepted answer.
    Question(PostId),
    /// One of the author's case studies, to be said in another language.
    Version(PostId),
}

/// What an author has begun, the last changed first.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<CaseDraft>> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    Ok(rows::list(&mut core.db.read().await?, account).await?)
}

/// What somebody typed so far.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs.
pub async fn get(core: &Core, by: &Principal, id: CaseDraftId) -> Result<(CaseDraft, CaseForm)> {
    let draft = rows::find(&mut core.db.read().await?, id).await?;
    let draft = draft
        .filter(|draft| Some(draft.account_id) == by.account_id)
        .ok_or(Error::NotFound)?;
    let form = read(&draft)?;
    Ok((draft, form))
}

/// What was typed.
pub(super) fn read(draft: &CaseDraft) -> Result<CaseForm> {
    serde_json::from_value(draft.typed.clone()).map_err(|error| Error::Internal(error.to_string()))
}

fn written(form: &CaseForm) -> Result<serde_json::Value> {
    serde_json::to_value(form).map_err(|error| Error::Internal(error.to_string()))
}

/// The question that a case study is to grow from, if it may: one that is answered, in a place the viewer may read.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn question(core: &Core, viewer: &Viewer, id: PostId) -> Result<Post> {
    let post = posts::get(&mut core.db.read().await?, id).await?;
    let is_answered = post.accepted_id.is_some() || post.reply_count > 0;
    if !viewer.may_read(&post) || post.is_removed() || post.topic_kind != Some(TopicKind::Question) || !is_answered {
        return Err(Error::NotFound);
    }
    Ok(post)
}

/// Begins a case study with a title and a language.
///
/// # Errors
/// [`Denied::Unverified`]; [`Error::Invalid`] with [`Problem::TooMany`] on `title`; [`Error::NotFound`] if it cannot grow from
/// what was named.
pub async fn begin(core: &Core, by: &Principal, origin: Origin, title: &str, language: &str) -> Result<CaseDraft> {
    by.require(core, Right::PublishCaseStudies)?;
    let viewer = Viewer::of_member(core, by).ok_or(Error::Forbidden(Denied::SignIn))?;
    let (mut form, source, original) = match origin {
        Origin::Nothing => (CaseForm::default(), None, None),
        Origin::Question(topic) => {
            let topic = question(core, &viewer, topic).await?;
            (of_question(core, &viewer, &topic).await?, Some(topic.id), None)
        }
        Origin::Version(case) => {
            let post = own_case(core, by, case).await?;
            let row = cases::find(&mut core.db.read().await?, case)
                .await?
                .ok_or(Error::NotFound)?;
            let mut form = of_case(core, &viewer, &post).await?;
            // The words are written anew; figures, means and place are the same.
            form.title.clear();
            form.summary.clear();
            form.files.clear();
            (form, row.source_topic_id, Some(row.original_id))
        }
    };
    if !title.trim().is_empty() {
        title.clone_into(&mut form.title);
    }
    if form.language.is_empty() || original.is_some() {
        language.clone_into(&mut form.language);
    }
    insert(core, by, &form, (None, source, original)).await
}

/// The draft that changes a published case study; one there is already is opened.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Error::Gone`]; [`Error::NotFound`].
pub async fn reopen(core: &Core, by: &Principal, case: PostId) -> Result<CaseDraft> {
    let post = own_case(core, by, case).await?;
    let (known, row) = {
        let mut conn = core.db.read().await?;
        (
            rows::find_of(&mut conn, case).await?,
            cases::find(&mut conn, case).await?,
        )
    };
    if let Some(known) = known.filter(|known| Some(known.account_id) == by.account_id) {
        return Ok(known);
    }
    let row = row.ok_or(Error::NotFound)?;
    let viewer = Viewer::of_member(core, by).ok_or(Error::Forbidden(Denied::SignIn))?;
    let form = of_case(core, &viewer, &post).await?;
    let original = (row.original_id != case).then_some(row.original_id);
    insert(core, by, &form, (Some(case), row.source_topic_id, original)).await
}

async fn own_case(core: &Core, by: &Principal, case: PostId) -> Result<Post> {
    let post = posts::get(&mut core.db.read().await?, case).await?;
    if post.kind != PostKind::CaseStudy {
        return Err(Error::NotFound);
    }
    if post.actor_id != by.actor_id {
        return Err(Error::Forbidden(Denied::NotAuthor));
    }
    if post.is_removed() { Err(Error::Gone) } else { Ok(post) }
}

async fn insert(
    core: &Core,
    by: &Principal,
    form: &CaseForm,
    (case, source, original): (Option<PostId>, Option<PostId>, Option<PostId>),
) -> Result<CaseDraft> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let draft = CaseDraft {
        id: core.ids.next(),
        account_id: account,
        case_id: case,
        source_topic_id: source,
        original_id: original,
        forum_id: None,
        title: text::cut(form.title.trim(), text::TITLE_MAX),
        typed: written(form)?,
        state: CaseDraftState::Draft,
        note: String::new(),
        version: 1,
        updated_at: core.clock.now(),
    };
    core.change(async |conn| {
        let most = i64::from(core.config.composer.drafts);
        if rows::count(conn, account).await? >= most {
            let most = usize::try_from(most).unwrap_or(usize::MAX);
            return Err(Error::Invalid(Problems::one("title", Problem::TooMany(most))));
        }
        Ok(rows::insert(conn, &draft).await?)
    })
    .await?;
    Ok(draft)
}

/// Keeps what one step sent, right or wrong, and says what is wrong with it. What waits for the editors comes back by that.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] if another window saved at the same moment.
pub async fn save(
    core: &Core,
    by: &Principal,
    id: CaseDraftId,
    step: Step,
    sent: &[(String, String)],
    files: Option<Vec<FileForm>>,
) -> Result<(CaseDraft, CaseForm, Problems)> {
    let (mut draft, mut form) = get(core, by, id).await?;
    form.take(step, sent);
    if let Some(files) = files {
        form.files = files;
    }
    draft.title = text::cut(form.title.trim(), text::TITLE_MAX);
    draft.typed = written(&form)?;
    draft.updated_at = core.clock.now();
    if draft.state == CaseDraftState::Submitted {
        draft.state = CaseDraftState::Draft;
    }
    core.change(async |conn| {
        if rows::update(conn, &draft).await? {
            Ok(())
        } else {
            Err(Error::Conflict("case_drafts".to_owned()))
        }
    })
    .await?;
    draft.version += 1;
    let problems = faults(core, by, &form, step).await?;
    Ok((draft, form, problems))
}

/// What is wrong with what stands in one step; all of them at the last one, and what is missing, too.
///
/// # Errors
/// If the database fails.
pub async fn faults(core: &Core, by: &Principal, form: &CaseForm, step: Step) -> Result<Problems> {
    let terms = Taxonomy::load(core).await?;
    let workplaces = organisations::mine(core, by).await?;
    let known = Known {
        terms: &terms,
        workplaces: &workplaces,
    };
    let is_final = step == Step::Preview;
    let (_, all) = check::check(&known, form, is_final);
    let mut found = Problems::default();
    for (field, problem) in all.iter().filter(|(field, _)| is_final || step.has(field)) {
        found.add(field, problem);
    }
    if is_final && form.forum.trim().is_empty() {
        found.add("forum", Problem::Required);
    }
    Ok(found)
}

/// Throws a draft away. What is published stays as it is.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn discard(core: &Core, by: &Principal, id: CaseDraftId) -> Result<()> {
    let (draft, _) = get(core, by, id).await?;
    Ok(rows::delete(&mut core.db.write().await?, draft.id).await?)
}

/// The forums a case study may be meant for: those of this instance that the author may know of.
///
/// # Errors
/// If the database fails.
pub async fn places(core: &Core, viewer: &Viewer) -> Result<Vec<ForumView>> {
    Ok(forums::index(core, viewer).await?.0)
}

async fn forum_name(core: &Core, viewer: &Viewer, id: Option<ForumId>) -> Result<String> {
    let Some(id) = id else { return Ok(String::new()) };
    match forums::get(core, viewer, id).await {
        Ok(view) if view.forum.is_local => Ok(view.actor.username),
        Ok(_) | Err(Error::NotFound) => Ok(String::new()),
        Err(other) => Err(other),
    }
}

/// The problem is the question, the solution its accepted answer.
async fn of_question(core: &Core, viewer: &Viewer, topic: &Post) -> Result<CaseForm> {
    let answer = match topic.accepted_id {
        Some(id) => posts::find(&mut core.db.read().await?, id).await?,
        None => None,
    };
    let answer = answer.filter(|post| !post.is_removed() && viewer.may_read(post));
    let words = |post: &Post| post.source.clone().unwrap_or_else(|| text::lines(&post.html));
    Ok(CaseForm {
        title: topic.title.clone(),
        language: topic.language.clone().unwrap_or_default(),
        forum: forum_name(core, viewer, topic.forum_id).await?,
        problem: words(topic),
        solution: answer.as_ref().map(words).unwrap_or_default(),
        ..CaseForm::default()
    })
}

/// A published case study as its author typed it. The whole place, because it is theirs.
async fn of_case(core: &Core, viewer: &Viewer, post: &Post) -> Result<CaseForm> {
    let mut conn = core.db.read().await?;
    let row = cases::find(&mut conn, post.id).await?.ok_or(Error::NotFound)?;
    let place = cases::find_place(&mut conn, post.id).await?;
    let parts = parts::get(&mut conn, post.id).await?;
    drop(conn);
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let whole = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    let place = place.as_ref();
    Ok(CaseForm {
        title: post.title.clone(),
        summary: row.summary,
        language: post.language.clone().unwrap_or_default(),
        forum: forum_name(core, viewer, post.forum_id).await?,
        sector: row.sector.unwrap_or_default(),
        size: row.size_class.map(|size| size.as_str().to_owned()).unwrap_or_default(),
        organisation: row.organisation_id.map(|id| id.to_string()).unwrap_or_default(),
        problem: row.problem,
        solution: row.solution,
        lessons: row.lessons,
        technologies: row.technologies.split_whitespace().map(str::to_owned).collect(),
        vendors: parts.vendors.join("\n"),
        cost: whole(row.cost_amount),
        cost_band: row.cost_band.map(|band| band.as_str().to_owned()).unwrap_or_default(),
        payback: whole(row.payback_months),
        milestones: parts
            .milestones
            .into_iter()
            .map(|row| MilestoneForm {
                month: row.month,
                words: row.words,
            })
            .collect(),
        metrics: parts
            .metrics
            .into_iter()
            .map(|row| MetricForm {
                name: row.name,
                unit: row.unit,
                before: number(row.before),
                after: number(row.after),
                period: row.period,
            })
            .collect(),
        dimensions: parts
            .dimensions
            .into_iter()
            .map(|row| DimensionForm {
                code: row.dimension,
                before: whole(row.before),
                after: whole(row.after),
            })
            .collect(),
        region: place.and_then(|place| place.region.clone()).unwrap_or_default(),
        city: place.and_then(|place| place.city.clone()).unwrap_or_default(),
        locality: place.map(|place| place.locality.clone()).unwrap_or_default(),
        latitude: number(place.and_then(|place| place.latitude)),
        longitude: number(place.and_then(|place| place.longitude)),
        precision: place
            .map(|place| place.precision.as_str().to_owned())
            .unwrap_or_default(),
        contact: row.contact.as_str().to_owned(),
        files: media::on_post(core, post.id)
            .await?
            .into_iter()
            .map(|file| FileForm {
                id: file.id.0,
                alt: Some(file.alt),
            })
            .collect(),
    })
}

/// The files as they are hung on a post.
pub(super) fn attachments(form: &CaseForm) -> Vec<media::NewAttachment> {
    let own = |file: &FileForm| media::NewAttachment::Own {
        id: MediaId(file.id),
        alt: file.alt.clone(),
    };
    form.files.iter().map(own).collect()
}
