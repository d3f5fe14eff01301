//! From a draft to a case study that others read: at once, or after the editors have looked at it.

use crate::db::cases::drafts::{self as rows, CaseDraft};
use crate::db::cases::parts::{DimensionRow, MetricRow, MilestoneRow, Parts};
use crate::db::cases::{self, CaseRow};
use crate::db::posts::{self, Post};
use crate::db::types::{CaseDraftId, CaseStanding, ForumId, PostId, PostKind, Posting};
use crate::db::{Conn, forums};
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::media::attaching;
use crate::domain::moderation::guard::{self, Verdict};
use crate::domain::moderation::reports;
use crate::domain::posts::{Approval, base, finish, require_entry};
use crate::domain::taxonomy::{Taxonomy, spaced};
use crate::domain::validate::{Problem, Problems};
use crate::domain::verification::{Right, rights};
use crate::domain::{Core, Principal, Viewer, edits, forums as places, organisations};

use super::check::{self, Checked, Known};
use super::form::CaseForm;
use super::record::{News, Record};
use super::sheet::{self, Wording};
use super::{drafts, place};

/// A case study ready to be stored.
pub(super) struct Ready {
    pub(super) checked: Checked,
    pub(super) content: Content,
    pub(super) sections: [String; 3],
    pub(super) terms: Taxonomy,
    pub(super) forum: ForumId,
}

/// Publishes what an author typed, or puts its changes into force.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Held`] if it waits for the editors now; [`Denied::Unverified`]; [`Error::NotFound`].
pub async fn publish(core: &Core, by: &Principal, id: CaseDraftId, wording: Wording) -> Result<Post> {
    let (draft, form) = drafts::get(core, by, id).await?;
    let ready = prepare(core, by, &form, wording).await?;
    let published = core
        .change(async |conn| put(core, conn, by, &draft, &ready, Approval::Needed).await)
        .await?;
    published.ok_or(Error::Held)
}

/// Whether somebody may publish case studies, as far as their level goes.
pub fn may_publish(core: &Core, viewer: &Viewer) -> bool {
    Principal::of(viewer).is_some_and(|by| by.may(core, Right::PublishCaseStudies))
}

/// Whether the editors would look at it before it appears.
///
/// # Errors
/// If the database fails.
pub async fn goes_to_editors(core: &Core, by: &Principal, form: &CaseForm) -> Result<bool> {
    if !core.config.cases.review {
        return Ok(false);
    }
    let Some(forum) = places::choose(core, by, &form.forum, &mut Problems::default()).await? else {
        return Ok(true);
    };
    let mut conn = core.db.read().await?;
    let (forum, group) = forums::get(&mut conn, forum).await?;
    Ok(!by.moderates(&mut conn, &forum, &group).await?)
}

/// Reads a form to its end and renders its texts.
pub(super) async fn prepare(core: &Core, by: &Principal, form: &CaseForm, wording: Wording) -> Result<Ready> {
    let terms = Taxonomy::load(core).await?;
    let workplaces = organisations::mine(core, by).await?;
    let known = Known {
        terms: &terms,
        workplaces: &workplaces,
    };
    let (checked, mut problems) = check::check(&known, form, true);
    if form.forum.trim().is_empty() {
        problems.add("forum", Problem::Required);
    }
    let forum = places::choose(core, by, &form.forum, &mut problems).await?;
    problems.into_result(())?;
    let files = drafts::attachments(form);
    attaching::check(&files)?;
    let shown = place::shown(&checked.place.row(PostId(0)), &terms);
    let text = sheet::write(&checked, &shown, &terms, wording);
    let language = checked.language.as_str();
    let content = Content::written(core, &text, language).await?.with(files);
    let mut sections = [String::new(), String::new(), String::new()];
    let typed = [&checked.problem, &checked.solution, &checked.lessons];
    for (html, typed) in sections.iter_mut().zip(typed) {
        *html = Content::written(core, typed, language).await?.html;
    }
    Ok(Ready {
        checked,
        content,
        sections,
        terms,
        forum: forum.unwrap_or(ForumId(0)),
    })
}

/// Stores it inside a transaction; nothing is given back for one that waits. One that editors approved is judged no more.
pub(super) async fn put(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    draft: &CaseDraft,
    ready: &Ready,
    approval: Approval,
) -> Result<Option<Post>> {
    by.require(core, Right::PublishCaseStudies)?;
    let post = match draft.case_id {
        Some(case) => change(core, conn, by, draft, (case, ready), approval).await?,
        None => appear(core, conn, by, draft, ready, approval).await?,
    };
    if post.is_some() {
        rows::delete(conn, draft.id).await?;
    }
    Ok(post)
}

async fn appear(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    draft: &CaseDraft,
    ready: &Ready,
    approval: Approval,
) -> Result<Option<Post>> {
    let (forum, group) = forums::get(conn, ready.forum).await?;
    require_entry(core, conn, by, &forum).await?;
    rights::require_to_open(core, conn, by, &forum, &group).await?;
    let moderates = by.moderates(conn, &forum, &group).await?;
    if forum.posting == Posting::Moderators && !moderates {
        return Err(Error::Forbidden(Denied::ModeratorsOnly));
    }
    let (title, content) = (&ready.checked.title, &ready.content);
    let verdict = if approval == Approval::Given {
        guard::require_welcome(core, conn, by, (&forum, &group)).await?;
        Verdict::Pass
    } else {
        guard::judge(core, conn, by, (&forum, &group), title, content).await?
    };
    let is_held = matches!(verdict, Verdict::Hold(..));
    if approval == Approval::Needed && !moderates && (is_held || core.config.cases.review) {
        return submit(conn, draft, forum.id).await;
    }
    let mut post = base(core, by, Some(&forum), PostKind::CaseStudy, content, None);
    title.clone_into(&mut post.title);
    posts::insert(conn, &post).await?;
    forums::add_counts(conn, forum.id, 0, 0, Some(post.id)).await?;
    store(conn, &post, draft, ready, CaseStanding::Published).await?;
    finish(core, conn, by, &post, content, None, None).await?;
    reports::by_rule(core, conn, &forum, &post, verdict).await?;
    Ok(Some(post))
}

async fn change(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    draft: &CaseDraft,
    (case, ready): (PostId, &Ready),
    approval: Approval,
) -> Result<Option<Post>> {
    let (post, place) = edits::own(core, conn, by, case).await?;
    let (forum, group) = place.ok_or(Error::NotFound)?;
    if approval == Approval::Needed && core.config.cases.review && !by.moderates(conn, &forum, &group).await? {
        return submit(conn, draft, forum.id).await;
    }
    let (title, content) = (&ready.checked.title, &ready.content);
    let verdict = guard::judge_edit(conn, by, (&forum, &group), &post, (title, content)).await?;
    let before = cases::find(conn, case).await?;
    let standing = before.as_ref().map_or(CaseStanding::Published, |row| row.state);
    let now = store(conn, &post, draft, ready, standing).await?;
    let news = before.map_or(News::Some, |before| News::between(&before, &now));
    let words = (None, title.as_str(), content);
    edits::put(core, conn, by, &post, words, core.clock.now(), news).await?;
    reports::by_rule(core, conn, &forum, &post, verdict).await?;
    Ok(Some(posts::get(conn, case).await?))
}

/// Hands it to the editors of a forum.
async fn submit(conn: &mut Conn, draft: &CaseDraft, forum: ForumId) -> Result<Option<Post>> {
    rows::submit(conn, draft.id, forum).await?;
    Ok(None)
}

/// Stores the record beside the post, and gives its row.
async fn store(conn: &mut Conn, post: &Post, draft: &CaseDraft, ready: &Ready, state: CaseStanding) -> Result<CaseRow> {
    let checked = &ready.checked;
    let place = checked.place.row(post.id);
    let shown = place::shown(&place, &ready.terms);
    let [problem_html, solution_html, lessons_html] = ready.sections.clone();
    let row = CaseRow {
        post_id: post.id,
        state,
        instance_id: None,
        language: checked.language.split('-').next().unwrap_or_default().to_owned(),
        summary: checked.summary.clone(),
        problem: checked.problem.clone(),
        problem_html,
        solution: checked.solution.clone(),
        solution_html,
        lessons: checked.lessons.clone(),
        lessons_html,
        sector: checked.sector.clone(),
        size_class: checked.size,
        region: shown.region,
        city: shown.city,
        locality: shown.locality,
        cost_amount: checked.cost.and_then(|cost| cost.amount),
        cost_band: checked.cost.map(|cost| cost.band),
        payback_months: checked.payback,
        technologies: spaced(&checked.technologies),
        organisation_id: checked.organisation.as_ref().map(|(id, _)| *id),
        organisation: checked
            .organisation
            .as_ref()
            .map(|(_, name)| name.clone())
            .unwrap_or_default(),
        contact: checked.contact,
        source_topic_id: draft.source_topic_id,
        original_id: draft.original_id.unwrap_or(post.id),
    };
    let parts = parts_of(post.id, checked);
    let record = Record { row, place, parts };
    record.store(conn).await?;
    Ok(record.row)
}

fn parts_of(post: PostId, checked: &Checked) -> Parts {
    Parts {
        technologies: checked.technologies.clone(),
        vendors: checked.vendors.clone(),
        metrics: (0_i64..)
            .zip(&checked.metrics)
            .map(|(position, metric)| MetricRow {
                post_id: post,
                position,
                name: metric.name.clone(),
                unit: metric.unit.clone(),
                before: metric.before,
                after: metric.after,
                period: metric.period.clone(),
            })
            .collect(),
        dimensions: checked
            .dimensions
            .iter()
            .map(|dimension| DimensionRow {
                post_id: post,
                dimension: dimension.code.clone(),
                before: dimension.before,
                after: dimension.after,
            })
            .collect(),
        milestones: (0_i64..)
            .zip(&checked.milestones)
            .map(|(position, milestone)| MilestoneRow {
                post_id: post,
                position,
                month: milestone.month.clone(),
                words: milestone.words.clone(),
            })
            .collect(),
    }
}
