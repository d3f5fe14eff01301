//! From what was typed to a training that others see, and to a changed one.

use crate::db::Conn;
use crate::db::forums;
use crate::db::posts::{self, Post};
use crate::db::trainings::drafts::{self, TrainingDraft};
use crate::db::trainings::parts::{self, SessionRow};
use crate::db::trainings::{self, SeatingRow, TrainingRow};
use crate::db::types::{ForumId, PostId, PostKind, Posting, TrainingDraftId, TrainingState};
use crate::domain::cases::{News, Wording};
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::moderation::guard::{self, Verdict};
use crate::domain::moderation::reports;
use crate::domain::posts::{Approval, base, finish, judged, require_entry};
use crate::domain::taxonomy::{Taxonomy, spaced};
use crate::domain::validate::{Problem, Problems};
use crate::domain::verification::{Right, rights};
use crate::domain::{Core, Principal, Viewer, edits, forums as places, organisations, requests};

use super::calendar;
use super::changes::{self, Facts};
use super::check::{self, Checked, Known};
use super::form::TrainingForm;
use super::sheet;
use super::waiting::{self, Typed};

/// A training ready to be stored.
#[derive(Debug)]
pub(in crate::domain) struct Ready {
    pub(super) checked: Checked,
    pub(super) content: Content,
    pub(super) programme: String,
    pub(super) forum: ForumId,
}

/// Whether somebody may publish trainings, as far as their level goes.
pub fn may_publish(core: &Core, viewer: &Viewer) -> bool {
    Principal::of(viewer).is_some_and(|by| by.may(core, Right::PublishTrainings))
}

/// Whether somebody looks after a training and its seats: its author, and who moderates its forum.
///
/// # Errors
/// If the database fails.
pub async fn manages(conn: &mut Conn, by: &Principal, post: &Post) -> Result<bool> {
    if post.actor_id == by.actor_id || (post.is_local && by.is_staff()) {
        return Ok(true);
    }
    let Some(forum) = post.forum_id.filter(|_| post.is_local) else {
        return Ok(false);
    };
    let (forum, group) = forums::get(conn, forum).await?;
    by.moderates(conn, &forum, &group).await
}

/// Publishes what was typed.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::Unverified`]; [`Denied::ModeratorsOnly`]; [`Error::NotFound`]; [`Error::Held`] if it waits for
/// a moderator now.
pub async fn publish(core: &Core, by: &Principal, form: &TrainingForm, wording: Wording) -> Result<Post> {
    let ready = prepare(core, by, form, wording, None).await?;
    let typed = Typed::of(form.clone());
    let published = core
        .change(async |conn| appear(core, conn, by, (&ready, &typed), Approval::Needed).await)
        .await?;
    published.ok_or(Error::Held)
}

/// Publishes a draft, or puts the changes that it holds into force; the draft is gone with that.
pub(super) async fn draft(
    core: &Core,
    by: &Principal,
    (draft, form): (&TrainingDraft, &TrainingForm),
    wording: Wording,
) -> Result<Post> {
    let before = super::drafts::published(core, draft).await?;
    let ready = prepare(core, by, form, wording, before.as_ref()).await?;
    let typed = Typed {
        form: form.clone(),
        series: draft.series_id.map(|series| series.0),
        draft: Some(draft.id.0),
    };
    let published = core
        .change(async |conn| {
            let now = drafts::find(conn, draft.id).await?.ok_or(Error::NotFound)?;
            if now.version != draft.version {
                return Err(Error::Conflict("training_drafts".to_owned()));
            }
            if !drafts::delete(conn, draft.id).await? {
                return Err(Error::NotFound);
            }
            match draft.training_id {
                Some(training) => put(core, conn, by, training, &ready).await.map(Some),
                None => appear(core, conn, by, (&ready, &typed), Approval::Needed).await,
            }
        })
        .await?;
    published.ok_or(Error::Held)
}

/// The rows that a draft would become, and the text that others would get.
pub(super) async fn preview(
    core: &Core,
    by: &Principal,
    (draft, form): (&TrainingDraft, &TrainingForm),
    wording: Wording,
) -> Result<(TrainingRow, SeatingRow, Vec<SessionRow>, String)> {
    let before = super::drafts::published(core, draft).await?;
    let ready = prepare(core, by, form, wording, before.as_ref()).await?;
    let id = draft.training_id.unwrap_or(PostId(0));
    let rows = (
        row(id, &ready, before.as_ref()),
        seating(id, &ready.checked),
        sessions(id, &ready.checked),
    );
    Ok((rows.0, rows.1, rows.2, ready.content.html))
}

/// Changes a training. Seats that are given away stay given: there may not be fewer than those. One that does not take place
/// stays so.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::NotAuthor`]; [`Error::Gone`] if it was removed.
pub async fn change(core: &Core, by: &Principal, id: PostId, form: &TrainingForm, wording: Wording) -> Result<Post> {
    let before = trainings::find(&mut core.db.read().await?, id)
        .await?
        .ok_or(Error::NotFound)?;
    let ready = prepare(core, by, form, wording, Some(&before)).await?;
    core.change(async |conn| put(core, conn, by, id, &ready).await).await
}

async fn prepare(
    core: &Core,
    by: &Principal,
    form: &TrainingForm,
    wording: Wording,
    before: Option<&TrainingRow>,
) -> Result<Ready> {
    let terms = Taxonomy::load(core).await?;
    let workplaces = organisations::mine(core, by).await?;
    let known = Known {
        terms: &terms,
        workplaces: &workplaces,
        now: core.clock.now(),
        published: before.map(|row| row.starts_at),
    };
    let (checked, mut problems) = check::check(&known, form);
    if form.forum.trim().is_empty() {
        problems.add("forum", Problem::Required);
    }
    let forum = places::choose(core, by, &form.forum, &mut problems).await?;
    problems.into_result(())?;
    let reason = before.filter(|row| row.state == TrainingState::Cancelled);
    let reason = reason.map_or("", |row| row.reason.as_str());
    let text = sheet::write(&checked, &terms, reason, wording);
    let content = Content::written(core, &text, &checked.language).await?;
    let programme = Content::written(core, &checked.programme, &checked.language)
        .await?
        .html;
    Ok(Ready {
        checked,
        content,
        programme,
        forum: forum.unwrap_or(ForumId(0)),
    })
}

/// A training appears, or waits for a moderator: nothing is given back then.
pub(super) async fn appear(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    (ready, typed): (&Ready, &Typed),
    approval: Approval,
) -> Result<Option<Post>> {
    by.require(core, Right::PublishTrainings)?;
    let (forum, group) = forums::get(conn, ready.forum).await?;
    require_entry(core, conn, by, &forum).await?;
    rights::require_to_open(core, conn, by, &forum, &group).await?;
    if forum.posting == Posting::Moderators && !by.moderates(conn, &forum, &group).await? {
        return Err(Error::Forbidden(Denied::ModeratorsOnly));
    }
    let content = &ready.content;
    let said = (ready.checked.title.as_str(), content);
    let verdict = judged(core, conn, by, (&forum, &group), said, approval).await?;
    if let Verdict::Hold(cause, phrase) = verdict {
        waiting::hold(core, conn, by, &forum, (ready, typed), (cause, phrase)).await?;
        return Ok(None);
    }
    let mut post = base(core, by, Some(&forum), PostKind::Training, content, None);
    post.title.clone_from(&ready.checked.title);
    posts::insert(conn, &post).await?;
    forums::add_counts(conn, forum.id, 0, 0, Some(post.id)).await?;
    let mut row = row(post.id, ready, None);
    row.series_id = typed.series.map_or(post.id, PostId);
    store(conn, &row, &ready.checked).await?;
    trainings::insert_seating(conn, &seating(post.id, &ready.checked)).await?;
    finish(core, conn, by, &post, content, None, None).await?;
    calendar::file(conn, post.id).await?;
    reports::by_rule(core, conn, &forum, &post, verdict).await?;
    if let Some(draft) = typed.draft {
        requests::training_published(core, conn, by.actor_id, TrainingDraftId(draft), &post).await?;
    }
    Ok(Some(post))
}

async fn put(core: &Core, conn: &mut Conn, by: &Principal, id: PostId, ready: &Ready) -> Result<Post> {
    let (post, place) = edits::own(core, conn, by, id).await?;
    let (forum, group) = place.ok_or(Error::NotFound)?;
    let before = trainings::find(conn, id).await?.ok_or(Error::NotFound)?;
    let (title, content) = (&ready.checked.title, &ready.content);
    let verdict = guard::judge_edit(conn, by, (&forum, &group), &post, (title, content)).await?;
    let given = trainings::get_seating_locked(conn, id).await?;
    let rules = seating(id, &ready.checked);
    if rules.capacity.is_some_and(|capacity| capacity < given.taken) {
        let given = usize::try_from(given.taken).unwrap_or(0);
        return Err(Error::Invalid(Problems::one("capacity", Problem::SeatsGiven(given))));
    }
    let mut now = row(id, ready, Some(&before));
    let told = changes::between(&facts(conn, &before).await?, &planned(&now, &ready.checked));
    now.change_number += i64::from(!told.is_empty());
    store(conn, &now, &ready.checked).await?;
    trainings::set_rules(conn, &rules).await?;
    super::seats::promote(core, conn, id).await?;
    let words = (None, title.as_str(), content);
    edits::put(core, conn, by, &post, words, core.clock.now(), News::Some).await?;
    calendar::file(conn, id).await?;
    reports::by_rule(core, conn, &forum, &post, verdict).await?;
    if now.ends_at > core.clock.now() && now.state != TrainingState::Cancelled {
        changes::tell(core, conn, by.actor_id, &post, &told).await?;
    }
    Ok(posts::get(conn, id).await?)
}

/// What those who come go by until now.
pub(super) async fn facts(conn: &mut Conn, row: &TrainingRow) -> Result<Facts> {
    let access = trainings::get_access(conn, row.post_id).await?;
    let sessions = parts::list_sessions(conn, &[row.post_id]).await?;
    let meetings = sessions.iter().map(|row| (row.starts_at, row.ends_at));
    Ok(Facts::new(row, meetings.collect(), &access.online_link))
}

/// What they go by from now on.
fn planned(row: &TrainingRow, checked: &Checked) -> Facts {
    let meetings = checked.sessions.iter().map(|(starts, ends, _)| (*starts, *ends));
    Facts::new(row, meetings.collect(), &checked.access.online_link)
}

/// Stores what stands beside the post, but for its seats.
async fn store(conn: &mut Conn, row: &TrainingRow, checked: &Checked) -> Result<()> {
    trainings::upsert(conn, row).await?;
    if let Some(provider) = row.provider_id {
        requests::providers::enter(conn, provider).await?;
    }
    trainings::set_access(conn, row.post_id, &checked.access).await?;
    Ok(parts::replace_sessions(conn, row.post_id, &sessions(row.post_id, checked)).await?)
}

fn sessions(post: PostId, checked: &Checked) -> Vec<SessionRow> {
    let rows = (0_i64..).zip(&checked.sessions);
    rows.map(|(position, (starts_at, ends_at, topic))| SessionRow {
        post_id: post,
        position,
        starts_at: *starts_at,
        ends_at: *ends_at,
        topic: topic.clone(),
    })
    .collect()
}

fn seating(post: PostId, checked: &Checked) -> SeatingRow {
    SeatingRow {
        post_id: post,
        ..checked.seating.clone()
    }
}

fn row(post: PostId, ready: &Ready, before: Option<&TrainingRow>) -> TrainingRow {
    let checked = &ready.checked;
    let place = &checked.place;
    let called_off = before.filter(|row| row.state == TrainingState::Cancelled);
    TrainingRow {
        post_id: post,
        state: called_off.map_or(checked.state, |row| row.state),
        instance_id: None,
        series_id: before.map_or(post, |row| row.series_id),
        languages: spaced(&checked.languages),
        summary: checked.summary.clone(),
        programme: checked.programme.clone(),
        programme_html: ready.programme.clone(),
        level: checked.level,
        technologies: spaced(&checked.technologies),
        mode: checked.mode,
        venue: place.venue.clone(),
        address: place.address.clone(),
        region: place.region.clone(),
        city: place.city.clone(),
        locality: place.locality.clone(),
        latitude: place.point.map(|point| point.latitude),
        longitude: place.point.map(|point| point.longitude),
        starts_at: checked.starts,
        ends_at: checked.ends,
        timezone: checked.zone.name().to_owned(),
        price: checked.price,
        certificate: checked.certificate,
        trainer: checked.trainer.clone(),
        provider_id: checked.provider,
        provider: checked.provider_name.clone(),
        joining: checked.joining,
        external_url: checked.external_url.clone(),
        change_number: before.map_or(0, |row| row.change_number),
        reason: called_off.map(|row| row.reason.clone()).unwrap_or_default(),
    }
}
