//! Reading the log. In each forum everybody who may enter it reads what was done and why, without names; its moderators and
//! staff also read by whom and to whom, and what was done about reports; staff read everything.

use crate::db::actors::Actor;
use crate::db::forums::{self, Forum};
use crate::db::moderation::{self, LogEntry, LogFilter};
use crate::db::posts::Post;
use crate::db::types::ForumId;
use crate::db::{Conn, Keyset};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::paging::cut_page;
use crate::domain::{Core, Principal, Viewer};

use super::named::Named;

/// Lines on a page.
pub const PER_PAGE: i64 = 50;

/// What everybody may read of a forum.
pub const PUBLIC: [&str; 14] = [
    "pin",
    "unpin",
    "lock",
    "unlock",
    "remove",
    "restore",
    "ban",
    "unban",
    "move",
    "split",
    "merge",
    "tags",
    "close_duplicate",
    "reopen",
];
/// What moderators of a forum read besides.
pub const INTERNAL: [&str; 9] = [
    "report_taken",
    "report_left",
    "report_actioned",
    "report_dismissed",
    "approve",
    "refuse",
    "rules",
    "words",
    "need_removed",
];

/// A line with what it names. For who may not know them, there are no names.
#[derive(Debug, Clone)]
pub struct Line {
    /// The line.
    pub entry: LogEntry,
    /// Who did it.
    pub by: Option<Actor>,
    /// To whom.
    pub target: Option<Actor>,
    /// The post, if the reader may read it.
    pub post: Option<Post>,
    /// The forum.
    pub forum: Option<(Forum, Actor)>,
}

/// A page of the log.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its lines, newest first.
    pub lines: Vec<Line>,
    /// Where the next page begins.
    pub next: Option<i64>,
    /// Whether names are shown.
    pub is_full: bool,
    /// What can be asked for.
    pub actions: Vec<&'static str>,
}

/// A page of the log of a forum; `action` narrows it.
///
/// # Errors
/// [`Error::NotFound`] if the viewer may not know of the forum.
pub async fn of_forum(core: &Core, viewer: &Viewer, forum: ForumId, action: &str, after: Option<i64>) -> Result<Page> {
    let mut conn = core.db.read().await?;
    let (row, group) = forums::get(&mut conn, forum).await?;
    if !viewer.may_enter(row.scope) {
        return Err(Error::NotFound);
    }
    let is_full = match Principal::of(viewer) {
        Some(by) => by.moderates(&mut conn, &row, &group).await?,
        None => false,
    };
    let mut offered = PUBLIC.to_vec();
    if is_full {
        offered.extend(INTERNAL);
    }
    page(&mut conn, viewer, Some(forum), &offered, action, after, is_full).await
}

/// A page of the whole log, for staff.
///
/// # Errors
/// [`Denied::NotModerator`].
pub async fn all(core: &Core, viewer: &Viewer, by: &Principal, action: &str, after: Option<i64>) -> Result<Page> {
    if !by.is_staff() {
        return Err(Error::Forbidden(Denied::NotModerator));
    }
    let mut offered = PUBLIC.to_vec();
    offered.extend(INTERNAL);
    let mut conn = core.db.read().await?;
    let mut page = page(&mut conn, viewer, None, &[], action, after, true).await?;
    page.actions = offered;
    Ok(page)
}

async fn page(
    conn: &mut Conn,
    viewer: &Viewer,
    forum: Option<ForumId>,
    offered: &[&'static str],
    action: &str,
    after: Option<i64>,
    is_full: bool,
) -> Result<Page> {
    let wanted: Vec<String> = if action.is_empty() {
        offered.iter().map(|one| (*one).to_owned()).collect()
    } else if offered.is_empty() || offered.contains(&action) {
        vec![action.to_owned()]
    } else {
        return Err(Error::NotFound);
    };
    let filter = LogFilter { forum, actions: wanted };
    let keyset = Keyset {
        after: after.map(|id| (id, 0)),
        limit: PER_PAGE + 1,
    };
    let mut rows = moderation::list(conn, &filter, keyset).await?;
    let more = cut_page(&mut rows, PER_PAGE);
    let next = rows.last().filter(|_| more).map(|row| row.id.0);
    Ok(Page {
        lines: lines(conn, viewer, rows, is_full).await?,
        next,
        is_full,
        actions: offered.to_vec(),
    })
}

async fn lines(conn: &mut Conn, viewer: &Viewer, rows: Vec<LogEntry>, is_full: bool) -> Result<Vec<Line>> {
    let people = rows
        .iter()
        .flat_map(|row| [Some(row.actor_id), row.target_id])
        .flatten();
    let people = people.filter(|_| is_full).collect();
    let posts = rows.iter().filter_map(|row| row.post_id).collect();
    let forums = rows.iter().filter_map(|row| row.forum_id).collect();
    let named = Named::load(conn, people, posts, forums).await?;
    let one = |entry: LogEntry| Line {
        by: named.person(entry.actor_id),
        target: entry.target_id.and_then(|id| named.person(id)),
        post: entry
            .post_id
            .and_then(|id| named.post(id))
            .filter(|post| viewer.may_read(post)),
        forum: entry.forum_id.and_then(|id| named.place(id)),
        entry,
    };
    Ok(rows.into_iter().map(one).collect())
}
