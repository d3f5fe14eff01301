//! Reports: members and other servers tell moderators of posts and people; moderators take them and close them; whoever
//! reported hears what came of it. Who reported, only moderators know.

use crate::db::actors::{self, Actor};
use crate::db::forums::{self, Forum};
use crate::db::messages::reported::{self, ReportedMessage};
use crate::db::moderation::hidden::{self, Hidden};
use crate::db::moderation::reports::{self, Handling, Report, Seat};
use crate::db::posts::{self, Post};
use crate::db::types::{ActorId, Category, NotificationKind, PostId, ReportId, ReportState};
use crate::db::{Conn, Keyset, accounts};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::event::{self, Event};
use crate::domain::media::{self, Hanging};
use crate::domain::paging::cut_page;
use crate::domain::validate::Problems;
use crate::domain::{Core, Principal, Viewer, actors as people, notifications};

use super::guard::Verdict;
use super::named::Named;
use super::{About, Why, WhyForm, write_down};

/// Reports on one page of the queue.
pub const PER_PAGE: i64 = 30;
/// Longest note, in characters.
const NOTE_MAX: usize = 2_000;

/// What is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// A post.
    Post(PostId),
    /// A person.
    Person(ActorId),
}

/// A report with what moderators need to judge it.
#[derive(Debug, Clone)]
pub struct Filed {
    /// The report.
    pub report: Report,
    /// Who told.
    pub reporter: Option<Actor>,
    /// Whom it is about.
    pub subject: Option<Actor>,
    /// Who looks into it.
    pub handler: Option<Actor>,
    /// The post.
    pub post: Option<Post>,
    /// Its text, if it is hidden.
    pub hidden: Option<Hidden>,
    /// What hangs on it, whether it stands or is hidden.
    pub files: Vec<Hanging>,
    /// Its forum.
    pub forum: Option<(Forum, Actor)>,
    /// Private messages of the person that the reporter chose to show.
    pub messages: Vec<ReportedMessage>,
    /// Reports of the person: all, and those that led to something.
    pub history: (i64, i64),
}

/// Tells moderators of a post or a person. Reporting the same again while it is open does nothing.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] if the reporter may not see it; [`Denied::OwnPost`].
pub async fn file(
    core: &Core,
    viewer: &Viewer,
    by: &Principal,
    matter: Matter,
    form: &WhyForm,
    is_forwarded: bool,
) -> Result<Report> {
    let why = form.check()?;
    core.change(async |conn| {
        let (subject, post) = matter_of(conn, matter).await?;
        if post.as_ref().is_some_and(|post| !viewer.may_read(post)) {
            return Err(Error::NotFound);
        }
        if post.as_ref().is_some_and(Post::is_removed) {
            return Err(Error::Gone);
        }
        if subject.id == by.actor_id {
            return Err(Error::Forbidden(Denied::OwnPost));
        }
        let id: ReportId = core.ids.next();
        let report = Report {
            uri: core.config.link(&format!("/activities/flag/{id}")),
            is_forwarded: is_forwarded && !subject.is_local(),
            ..blank(core, id, by.actor_id, &subject, post.as_ref(), &why)
        };
        if let Some(known) = reports::find_open(conn, by.actor_id, subject.id, report.post_id).await? {
            return Ok(known);
        }
        reports::insert(conn, &report).await?;
        tell_moderators(core, conn, &report, post.as_ref()).await?;
        let subject = subject.id;
        event::record(core, conn, by, &Event::ReportFiled { report: id, subject }).await?;
        Ok(report)
    })
    .await
}

/// Tells moderators of somebody, of whom the caller has more to show them. Reporting the same person again while that is open
/// gives the report that there is. It never leaves this instance.
pub(in crate::domain) async fn file_about(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    subject: ActorId,
    why: &Why,
) -> Result<Report> {
    if let Some(known) = reports::find_open(conn, by.actor_id, subject, None).await? {
        return Ok(known);
    }
    let person = actors::get(conn, subject).await?;
    let id: ReportId = core.ids.next();
    let report = Report {
        uri: core.config.link(&format!("/activities/flag/{id}")),
        ..blank(core, id, by.actor_id, &person, None, why)
    };
    reports::insert(conn, &report).await?;
    tell_moderators(core, conn, &report, None).await?;
    event::record(core, conn, by, &Event::ReportFiled { report: id, subject }).await?;
    Ok(report)
}

/// Takes a report that another server sent. One that came before does nothing.
///
/// # Errors
/// [`Error::NotFound`] if it is about nothing that is ours to judge.
pub async fn receive(core: &Core, by: &Principal, uri: &str, matter: Matter, words: Option<&str>) -> Result<()> {
    let why = Why::received(words);
    core.change(async |conn| {
        let (subject, post) = matter_of(conn, matter).await?;
        let is_ours = match post.as_ref().and_then(|post| post.forum_id) {
            Some(forum) => forums::get(conn, forum).await?.0.is_local || subject.is_local(),
            None => subject.is_local(),
        };
        if !is_ours {
            return Err(Error::NotFound);
        }
        let report = Report {
            uri: uri.to_owned(),
            ..blank(core, core.ids.next(), by.actor_id, &subject, post.as_ref(), &why)
        };
        if reports::insert(conn, &report).await? {
            tell_moderators(core, conn, &report, post.as_ref()).await?;
        }
        Ok(())
    })
    .await
}

/// Reports a post that has a watched word, in the name of its forum.
pub(in crate::domain) async fn by_rule(
    core: &Core,
    conn: &mut Conn,
    forum: &Forum,
    post: &Post,
    verdict: Verdict,
) -> Result<()> {
    let Verdict::Flag(phrase) = verdict else {
        return Ok(());
    };
    let subject = actors::get(conn, post.actor_id).await?;
    let why = Why {
        category: Some(Category::Other),
        words: phrase,
    };
    let id: ReportId = core.ids.next();
    let report = Report {
        uri: core.config.link(&format!("/activities/flag/{id}")),
        ..blank(core, id, forum.actor_id, &subject, Some(post), &why)
    };
    reports::insert(conn, &report).await?;
    tell_moderators(core, conn, &report, Some(post)).await
}

async fn matter_of(conn: &mut Conn, matter: Matter) -> Result<(Actor, Option<Post>)> {
    match matter {
        Matter::Post(id) => {
            let post = posts::get(conn, id).await?;
            Ok((actors::get(conn, post.actor_id).await?, Some(post)))
        }
        Matter::Person(id) => Ok((actors::get(conn, id).await?, None)),
    }
}

fn blank(core: &Core, id: ReportId, reporter: ActorId, subject: &Actor, post: Option<&Post>, why: &Why) -> Report {
    Report {
        id,
        uri: String::new(),
        reporter_id: reporter,
        subject_id: subject.id,
        post_id: post.map(|post| post.id),
        forum_id: post.and_then(|post| post.forum_id),
        category: why.category(),
        words: why.words.clone(),
        is_forwarded: false,
        state: ReportState::Open,
        handler_id: None,
        note: String::new(),
        created_at: core.clock.now(),
        closed_at: None,
    }
}

/// Moderators of the forum who live here, and our staff.
async fn tell_moderators(core: &Core, conn: &mut Conn, report: &Report, post: Option<&Post>) -> Result<()> {
    let mut told: Vec<ActorId> = accounts::list_staff(conn).await?;
    if let Some(forum) = report.forum_id {
        told.extend(forums::list_moderators(conn, forum).await?.iter().map(|actor| actor.id));
    }
    told.sort_unstable();
    told.dedup();
    for actor in told {
        let kind = NotificationKind::Report;
        notifications::tell(core, conn, kind, actor, report.reporter_id, post).await?;
    }
    Ok(())
}

/// Which queue somebody sits at; none if they keep order nowhere.
///
/// # Errors
/// If the database fails.
pub async fn seat(core: &Core, by: &Principal) -> Result<Option<Seat>> {
    if by.is_staff() {
        return Ok(Some(Seat::Staff));
    }
    let is_moderator = forums::is_moderator_anywhere(&mut core.db.read().await?, by.actor_id).await?;
    Ok((by.is_local() && is_moderator).then_some(Seat::Moderator(by.actor_id)))
}

/// The seat of somebody who keeps order somewhere.
///
/// # Errors
/// [`Denied::NotModerator`].
pub async fn require_seat(core: &Core, by: &Principal) -> Result<Seat> {
    seat(core, by).await?.ok_or(Error::Forbidden(Denied::NotModerator))
}

/// A page of the queue, newest first, and where the next begins.
///
/// # Errors
/// [`Denied::NotModerator`].
pub async fn queue(
    core: &Core,
    by: &Principal,
    is_closed: bool,
    after: Option<i64>,
) -> Result<(Vec<Filed>, Option<i64>)> {
    let seat = require_seat(core, by).await?;
    let page = Keyset {
        after: after.map(|id| (id, 0)),
        limit: PER_PAGE + 1,
    };
    let mut conn = core.db.read().await?;
    let mut rows = reports::list(&mut conn, seat, is_closed, page).await?;
    let more = cut_page(&mut rows, PER_PAGE);
    let next = rows.last().filter(|_| more).map(|row| row.id.0);
    Ok((load(&mut conn, rows).await?, next))
}

/// One report.
///
/// # Errors
/// [`Error::NotFound`]; [`Denied::NotModerator`] if it is for others to judge.
pub async fn get(core: &Core, by: &Principal, id: ReportId) -> Result<Filed> {
    require_seat(core, by).await?;
    let mut conn = core.db.read().await?;
    let report = reports::get(&mut conn, id).await?;
    require_judge(&mut conn, by, &report).await?;
    let history = reports::history(&mut conn, report.subject_id).await?;
    let (hidden, files) = match report.post_id {
        Some(post) => (
            hidden::find(&mut conn, post).await?,
            media::of_case(&mut conn, post).await?,
        ),
        None => (None, Vec::new()),
    };
    let messages = reported::list(&mut conn, report.id).await?;
    let filed = load(&mut conn, vec![report]).await?.pop().ok_or(Error::NotFound)?;
    Ok(Filed {
        messages,
        history,
        hidden,
        files,
        ..filed
    })
}

async fn load(conn: &mut Conn, rows: Vec<Report>) -> Result<Vec<Filed>> {
    let people = rows
        .iter()
        .flat_map(|row| [Some(row.reporter_id), Some(row.subject_id), row.handler_id])
        .flatten()
        .collect();
    let posts = rows.iter().filter_map(|row| row.post_id).collect();
    let forums = rows.iter().filter_map(|row| row.forum_id).collect();
    let named = Named::load(conn, people, posts, forums).await?;
    let one = |report: Report| Filed {
        reporter: named.person(report.reporter_id),
        subject: named.person(report.subject_id),
        handler: report.handler_id.and_then(|id| named.person(id)),
        post: report.post_id.and_then(|id| named.post(id)),
        forum: report.forum_id.and_then(|id| named.place(id)),
        hidden: None,
        files: Vec::new(),
        messages: Vec::new(),
        history: (0, 0),
        report,
    };
    Ok(rows.into_iter().map(one).collect())
}

async fn require_judge(conn: &mut Conn, by: &Principal, report: &Report) -> Result<()> {
    if by.is_staff() {
        return Ok(());
    }
    let moderates = match report.forum_id {
        Some(forum) => by.is_local() && forums::is_moderator(conn, forum, by.actor_id).await?,
        None => false,
    };
    if moderates {
        Ok(())
    } else {
        Err(Error::Forbidden(Denied::NotModerator))
    }
}

/// What a moderator does with a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Looks into it.
    Take,
    /// Leaves it to others.
    Leave,
    /// Has done something about it.
    Resolve,
    /// Sees no reason to do anything.
    Dismiss,
}

/// Takes a report, leaves it, or closes it.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::NotModerator`]; [`Denied::Decided`] if somebody else was faster.
pub async fn handle(core: &Core, by: &Principal, id: ReportId, step: Step, note: &str) -> Result<()> {
    require_seat(core, by).await?;
    let mut problems = Problems::default();
    let note = problems.block("note", note, 0, NOTE_MAX);
    problems.into_result(())?;
    core.change(async |conn| {
        let report = reports::get(conn, id).await?;
        require_judge(conn, by, &report).await?;
        let state = match step {
            Step::Take => ReportState::Taken,
            Step::Leave => ReportState::Open,
            Step::Resolve => ReportState::Actioned,
            Step::Dismiss => ReportState::Dismissed,
        };
        let is_taken_by_other = report.state == ReportState::Taken && report.handler_id != Some(by.actor_id);
        if report.closed_at.is_some() || (step == Step::Take && is_taken_by_other) {
            return Err(Error::Forbidden(Denied::Decided));
        }
        let note = if note.is_empty() {
            report.note.clone()
        } else {
            note.clone()
        };
        close(core, conn, by, &report, state, note).await
    })
    .await
}

/// A moderator took a reported post away, wherever they live: its reports are settled.
pub(in crate::domain) async fn settle(core: &Core, conn: &mut Conn, by: &Principal, post: &Post) -> Result<()> {
    if post.actor_id == by.actor_id {
        return Ok(());
    }
    for report in reports::list_open_of(conn, post.id).await? {
        let note = report.note.clone();
        close(core, conn, by, &report, ReportState::Actioned, note).await?;
    }
    Ok(())
}

async fn close(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    report: &Report,
    state: ReportState,
    note: String,
) -> Result<()> {
    let is_closed = matches!(state, ReportState::Actioned | ReportState::Dismissed);
    let handling = Handling {
        state,
        handler_id: (state != ReportState::Open).then_some(by.actor_id),
        note,
        closed_at: is_closed.then(|| core.clock.now()),
    };
    if !reports::set_state(conn, report.id, report.state, &handling).await? {
        return Err(Error::Forbidden(Denied::Decided));
    }
    let action = match state {
        ReportState::Open => "report_left",
        ReportState::Taken => "report_taken",
        ReportState::Actioned => "report_actioned",
        ReportState::Dismissed => "report_dismissed",
    };
    let about = About {
        forum: report.forum_id,
        post: report.post_id,
        target: Some(report.subject_id),
        ..About::default()
    };
    let line = write_down(core, conn, by, action, about).await?;
    if !is_closed {
        return Ok(());
    }
    let voice = match report.forum_id {
        Some(forum) => forums::get(conn, forum).await?.0.actor_id,
        None => people::instance_actor_in(conn)
            .await
            .map_or(by.actor_id, |actor| actor.id),
    };
    notifications::tell_deed(core, conn, report.reporter_id, voice, report.post_id, line).await
}
