//! Trainings being written: begun from nothing, from what somebody has at hand already, from one that is published and is to be
//! changed, or from one that is to be held again.

use crate::db::posts::{self, Post};
use crate::db::trainings::drafts::{self as rows, TrainingDraft};
use crate::db::trainings::parts;
use crate::db::trainings::{self, TrainingRow};
use crate::db::types::{ForumId, PostId, PostKind, TrainingDraftId, TrainingState};
use crate::domain::cases::Wording;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::forums::{self, ForumView};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::{Problem, Problems};
use crate::domain::verification::Right;
use crate::domain::{Core, Principal, Viewer, organisations, text};

use super::check::{self, Known};
use super::form::{SessionForm, TrainingForm};
use super::publish::draft as put_forth;
use super::steps::TrainingStep;
use super::times::{Moment, zone};

/// What an author has begun, the last changed first.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<TrainingDraft>> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    Ok(rows::list(&mut core.db.read().await?, account).await?)
}

/// What somebody typed so far.
///
/// # Errors
/// [`Error::NotFound`] if it is not theirs.
pub async fn get(core: &Core, by: &Principal, id: TrainingDraftId) -> Result<(TrainingDraft, TrainingForm)> {
    let draft = rows::find(&mut core.db.read().await?, id).await?;
    let draft = draft
        .filter(|draft| Some(draft.account_id) == by.account_id)
        .ok_or(Error::NotFound)?;
    let typed = serde_json::from_value(draft.typed.clone());
    let form = typed.map_err(|error| Error::Internal(error.to_string()))?;
    Ok((draft, form))
}

fn written(form: &TrainingForm) -> Result<serde_json::Value> {
    serde_json::to_value(form).map_err(|error| Error::Internal(error.to_string()))
}

/// Begins a training with a title and a language, and with what most want.
///
/// # Errors
/// See [`begin_with`].
pub async fn begin(core: &Core, by: &Principal, title: &str, language: &str) -> Result<TrainingDraft> {
    let main = language.split('-').next().unwrap_or(language);
    let form = TrainingForm {
        title: title.to_owned(),
        language: language.to_owned(),
        languages: vec![main.to_owned()],
        waiting_list: "yes".to_owned(),
        ..TrainingForm::default()
    };
    begin_with(core, by, form).await
}

/// Begins a training with what is at hand already, such as an offer that was accepted or a file of a calendar. Nothing of it has
/// to be right: its author goes through the steps.
///
/// # Errors
/// [`Denied::Unverified`]; [`Error::Invalid`] with [`Problem::TooMany`] on `title`.
pub async fn begin_with(core: &Core, by: &Principal, form: TrainingForm) -> Result<TrainingDraft> {
    by.require(core, Right::PublishTrainings)?;
    insert(core, by, &form, (None, None)).await
}

/// The draft that changes a published training; one there is already is opened.
///
/// # Errors
/// [`Denied::NotAuthor`]; [`Error::Gone`]; [`Error::NotFound`].
pub async fn reopen(core: &Core, by: &Principal, training: PostId) -> Result<TrainingDraft> {
    let post = own_training(core, by, training).await?;
    let known = rows::find_of(&mut core.db.read().await?, training).await?;
    if let Some(known) = known.filter(|known| Some(known.account_id) == by.account_id) {
        return Ok(known);
    }
    let (form, _) = of_training(core, by, &post).await?;
    insert(core, by, &form, (Some(training), None)).await
}

/// Begins the same training once more, on other days.
///
/// # Errors
/// See [`reopen`] and [`begin_with`].
pub async fn again(core: &Core, by: &Principal, training: PostId) -> Result<TrainingDraft> {
    by.require(core, Right::PublishTrainings)?;
    let post = own_training(core, by, training).await?;
    let (form, row) = of_training(core, by, &post).await?;
    insert(core, by, &form.without_days(), (None, Some(row.series_id))).await
}

async fn own_training(core: &Core, by: &Principal, training: PostId) -> Result<Post> {
    let post = posts::get(&mut core.db.read().await?, training).await?;
    if post.kind != PostKind::Training {
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
    form: &TrainingForm,
    (training, series): (Option<PostId>, Option<PostId>),
) -> Result<TrainingDraft> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let draft = TrainingDraft {
        id: core.ids.next(),
        account_id: account,
        training_id: training,
        series_id: series,
        forum_id: None,
        title: text::cut(form.title.trim(), text::TITLE_MAX),
        typed: written(form)?,
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

/// Keeps what one step sent, right or wrong, and says what is wrong with it.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] if another window saved at the same moment.
pub async fn save(
    core: &Core,
    by: &Principal,
    id: TrainingDraftId,
    step: TrainingStep,
    sent: &[(String, String)],
) -> Result<(TrainingDraft, TrainingForm, Problems)> {
    let (mut draft, mut form) = get(core, by, id).await?;
    form.take(step, sent);
    draft.title = text::cut(form.title.trim(), text::TITLE_MAX);
    draft.typed = written(&form)?;
    draft.updated_at = core.clock.now();
    core.change(async |conn| {
        if rows::update(conn, &draft).await? {
            Ok(())
        } else {
            Err(Error::Conflict("training_drafts".to_owned()))
        }
    })
    .await?;
    draft.version += 1;
    let problems = faults(core, by, (&draft, &form), step).await?;
    Ok((draft, form, problems))
}

/// What is wrong with what stands in one step; all of them at the last one.
///
/// # Errors
/// If the database fails.
pub async fn faults(
    core: &Core,
    by: &Principal,
    (draft, form): (&TrainingDraft, &TrainingForm),
    step: TrainingStep,
) -> Result<Problems> {
    let terms = Taxonomy::load(core).await?;
    let workplaces = organisations::mine(core, by).await?;
    let before = published(core, draft).await?;
    let known = Known {
        terms: &terms,
        workplaces: &workplaces,
        now: core.clock.now(),
        published: before.map(|row| row.starts_at),
    };
    let (_, mut all) = check::check(&known, form);
    if form.forum.trim().is_empty() {
        all.add("forum", Problem::Required);
    }
    let mut found = Problems::default();
    for (field, problem) in all
        .iter()
        .filter(|(field, _)| step == TrainingStep::Preview || step.has(field))
    {
        found.add(field, problem);
    }
    Ok(found)
}

/// What the training that a draft changes has now.
pub(super) async fn published(core: &Core, draft: &TrainingDraft) -> Result<Option<TrainingRow>> {
    match draft.training_id {
        Some(training) => Ok(trainings::find(&mut core.db.read().await?, training).await?),
        None => Ok(None),
    }
}

/// Publishes what an author typed, or puts its changes into force. A draft is published once, however often it is sent.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::Unverified`]; [`Error::NotFound`].
pub async fn publish(core: &Core, by: &Principal, id: TrainingDraftId, wording: Wording) -> Result<Post> {
    let (draft, form) = get(core, by, id).await?;
    put_forth(core, by, (&draft, &form), wording).await
}

/// Throws a draft away. What is published stays as it is.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn discard(core: &Core, by: &Principal, id: TrainingDraftId) -> Result<()> {
    let (draft, _) = get(core, by, id).await?;
    rows::delete(&mut core.db.write().await?, draft.id).await?;
    Ok(())
}

/// The forums a training may be meant for: those of this instance that the author may know of.
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

/// A published training as its author typed it, with what only those with a seat may know, because it is theirs.
async fn of_training(core: &Core, by: &Principal, post: &Post) -> Result<(TrainingForm, TrainingRow)> {
    let viewer = Viewer::of_member(core, by).ok_or(Error::Forbidden(Denied::SignIn))?;
    let forum = forum_name(core, &viewer, post.forum_id).await?;
    let mut conn = core.db.read().await?;
    let found = trainings::find_whole(&mut conn, post.id).await?;
    let (_, row, seating) = found.ok_or(Error::NotFound)?;
    let access = trainings::get_access(&mut conn, post.id).await?;
    let sessions = parts::list_sessions(&mut conn, &[post.id]).await?;
    let tags = posts::list_tags(&mut conn, &[post.id]).await?;
    drop(conn);
    let zone = zone(&row.timezone);
    let typed = |at| Moment { at, zone }.typed();
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let whole = |value: Option<i64>| value.map(|value| value.to_string()).unwrap_or_default();
    let words = |spaced: &str| spaced.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let own_tags = tags.into_iter().map(|(_, _, name)| format!("#{name}"));
    let own_tags = own_tags.filter(|tag| !row.programme.contains(tag.as_str()) && !row.summary.contains(tag.as_str()));
    // A day that was called off is not offered as a state to choose.
    let state = Some(row.state).filter(|state| *state != TrainingState::Cancelled);
    let form = TrainingForm {
        title: post.title.clone(),
        summary: row.summary.clone(),
        language: post.language.clone().unwrap_or_default(),
        forum,
        programme: row.programme.clone(),
        languages: words(&row.languages),
        level: row.level.map(|level| level.as_str().to_owned()).unwrap_or_default(),
        technologies: words(&row.technologies),
        tags: own_tags.collect::<Vec<_>>().join(" "),
        state: state.map(|state| state.as_str().to_owned()).unwrap_or_default(),
        starts: typed(row.starts_at),
        ends: typed(row.ends_at),
        timezone: row.timezone.clone(),
        sessions: sessions
            .into_iter()
            .map(|session| SessionForm {
                starts: typed(session.starts_at),
                ends: typed(session.ends_at),
                topic: session.topic,
            })
            .collect(),
        mode: row.mode.as_str().to_owned(),
        venue: row.venue.clone(),
        address: row.address.clone(),
        region: row.region.clone().unwrap_or_default(),
        city: row.city.clone().unwrap_or_default(),
        locality: row.locality.clone(),
        latitude: number(row.latitude),
        longitude: number(row.longitude),
        online_link: access.online_link,
        directions: access.directions,
        price: whole(row.price),
        certificate: row.certificate.as_str().to_owned(),
        trainer: row.trainer.clone(),
        provider_id: row.provider_id.map(|id| id.to_string()).unwrap_or_default(),
        provider: row.provider.clone(),
        joining: row.joining.as_str().to_owned(),
        external_url: row.external_url.clone(),
        opens: seating.opens_at.map(typed).unwrap_or_default(),
        closes: seating.closes_at.map(typed).unwrap_or_default(),
        capacity: whole(seating.capacity),
        seats_per_organisation: whole(seating.seats_per_organisation),
        waiting_list: if seating.has_waiting_list {
            "yes".to_owned()
        } else {
            String::new()
        },
        confirm_hours: seating.confirm_hours.to_string(),
    };
    Ok((form, row))
}
