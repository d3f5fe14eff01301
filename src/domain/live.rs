//! What those who watch pages live have to hear of.
//!
//! The database is the only source: what was told to other servers is shown live, in the same order and no earlier, so
//! that second thoughts count here, too. [`News`] are read from a [`Cursor`] onwards; who may hear of them is for
//! [`Viewer`] to say, of each. Nothing here is kept between processes, so a bell between them need not be reliable.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use crate::db::Conn;
use crate::db::live::{self, Moment};
use crate::db::posts::Post;
use crate::db::types::{AccountId, EventId, NotificationId, PostId, SessionId, UtcTime};
use crate::id;

use super::{Core, Result, Viewer};

/// Events that change what stands in a thread.
const KINDS: &[&str] = &["post_published", "post_edited", "post_removed", "post_restored"];
/// How long after its moment something may still become visible: transactions take time, and clocks of processes differ.
const OVERLAP: TimeDelta = TimeDelta::seconds(3);
/// Rows read at once.
const BATCH: i64 = 1000;
/// How long ago somebody may have lost touch and still be told what they missed.
const MISSED_MINUTES: i64 = 10;
/// Sessions asked for at once.
const SESSIONS: usize = 500;

/// A change in a thread.
#[derive(Debug, Clone)]
pub struct Change {
    /// When it was told.
    pub moment: Moment,
    /// Whether the post is new there, rather than changed.
    pub is_new: bool,
    /// The post as it is now.
    pub post: Post,
}

/// What is new.
#[derive(Debug, Default)]
pub struct News {
    /// Changes in threads, in order.
    pub changes: Vec<Change>,
    /// How many notifications these members have not read.
    pub unread: Vec<(AccountId, i64)>,
    /// Whether more waits to be read.
    pub is_cut: bool,
}

/// How far somebody has listened.
#[derive(Debug, Clone)]
pub struct Cursor {
    told: BTreeSet<Moment>,
    told_to: UtcTime,
    notified: BTreeSet<NotificationId>,
    notified_to: NotificationId,
}

impl Cursor {
    /// From now on.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn now(core: &Core) -> Result<Self> {
        let now = core.clock.now();
        let mut cursor = Self {
            told: BTreeSet::new(),
            told_to: now,
            notified: BTreeSet::new(),
            notified_to: NotificationId(id::first_at(now)),
        };
        // What stands within the overlap already was heard of by the page that somebody has just opened.
        let mut conn = core.db.read().await?;
        let moments = live::list_moments(&mut conn, cursor.told_since(), BATCH).await?;
        cursor.hear_told(&moments);
        let notified = live::list_notified(&mut conn, cursor.notified_since(), BATCH).await?;
        cursor.hear_notified(&notified);
        Ok(cursor)
    }

    fn told_since(&self) -> UtcTime {
        self.told_to.plus(-OVERLAP)
    }

    fn notified_since(&self) -> NotificationId {
        NotificationId(id::first_at(id::time_of(self.notified_to.0).plus(-OVERLAP)))
    }

    /// Gives back those of `moments` that were not heard of, and forgets what lies before the overlap.
    fn hear_told(&mut self, moments: &[Moment]) -> Vec<Moment> {
        let fresh: Vec<Moment> = moments
            .iter()
            .copied()
            .filter(|moment| self.told.insert(*moment))
            .collect();
        if let Some((at, _)) = self.told.last() {
            self.told_to = self.told_to.max(*at);
        }
        self.told = self.told.split_off(&(self.told_since(), EventId(0)));
        fresh
    }

    fn hear_notified(&mut self, notified: &[(NotificationId, AccountId)]) -> BTreeSet<AccountId> {
        let fresh = notified
            .iter()
            .filter(|(id, _)| self.notified.insert(*id))
            .map(|(_, account)| *account)
            .collect();
        if let Some(id) = self.notified.last() {
            self.notified_to = self.notified_to.max(*id);
        }
        self.notified = self.notified.split_off(&self.notified_since());
        fresh
    }
}

/// What is new since `cursor`, which moves on. Unread notifications are counted for those members only whom `is_here`
/// knows.
///
/// # Errors
/// If the database fails; the cursor may have moved then, and who watches has to begin anew.
pub async fn news(core: &Core, cursor: &mut Cursor, is_here: impl Fn(AccountId) -> bool) -> Result<News> {
    let mut conn = core.db.read().await?;
    let moments = live::list_moments(&mut conn, cursor.told_since(), BATCH).await?;
    let notified = live::list_notified(&mut conn, cursor.notified_since(), BATCH).await?;
    let is_full = |rows: usize| i64::try_from(rows).is_ok_and(|rows| rows == BATCH);
    let is_cut = is_full(moments.len()) || is_full(notified.len());
    let fresh = cursor.hear_told(&moments);
    let told: Vec<AccountId> = cursor
        .hear_notified(&notified)
        .into_iter()
        .filter(|account| is_here(*account))
        .collect();
    let unread = match told.is_empty() {
        true => Vec::new(),
        false => live::count_unread(&mut conn, &told).await?,
    };
    let changes = changes(&mut conn, fresh).await?;
    Ok(News {
        is_cut: is_cut && !(changes.is_empty() && unread.is_empty()),
        changes,
        unread,
    })
}

async fn changes(conn: &mut Conn, moments: Vec<Moment>) -> Result<Vec<Change>> {
    if moments.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<EventId> = moments.iter().map(|(_, id)| *id).collect();
    let rows = live::list_posts(conn, &ids, KINDS).await?;
    let mut changes: Vec<Change> = rows
        .into_iter()
        .filter_map(|(event, kind, post)| {
            let moment = *moments.iter().find(|(_, id)| *id == event)?;
            let is_new = kind == "post_published" && post.id != post.root_id;
            Some(Change { moment, is_new, post })
        })
        .collect();
    changes.sort_by_key(|change| change.moment);
    Ok(changes)
}

/// What somebody who lost touch after `since` has missed in a thread; none if that is too long ago, or too much, to be
/// told one by one.
///
/// # Errors
/// If the database fails.
pub async fn missed(core: &Core, thread: PostId, since: Moment) -> Result<Option<Vec<Change>>> {
    if since.0 < core.clock.now().plus(TimeDelta::minutes(-MISSED_MINUTES)) {
        return Ok(None);
    }
    let mut conn = core.db.read().await?;
    let moments = live::list_moments(&mut conn, since.0, BATCH).await?;
    if moments.len() >= usize::try_from(BATCH).unwrap_or(usize::MAX) {
        return Ok(None);
    }
    let later = moments.into_iter().filter(|moment| *moment > since).collect();
    let mut changes = changes(&mut conn, later).await?;
    changes.retain(|change| change.post.root_id == thread);
    Ok(Some(changes))
}

/// Those of these sessions that still stand, with what their people may see now.
///
/// # Errors
/// If the database fails.
pub async fn standing(core: &Core, sessions: &[SessionId]) -> Result<Vec<(SessionId, Viewer)>> {
    let now = core.clock.now();
    let mut conn = core.db.read().await?;
    let mut standing = Vec::with_capacity(sessions.len());
    for some in sessions.chunks(SESSIONS) {
        let rows = live::list_standing(&mut conn, some, now).await?;
        standing.extend(rows.into_iter().map(|(id, account)| (id, Viewer::of(core, &account))));
    }
    Ok(standing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor(at: i64) -> Cursor {
        let time = UtcTime::from_millis(at);
        Cursor {
            told: BTreeSet::new(),
            told_to: time,
            notified: BTreeSet::new(),
            notified_to: NotificationId(id::first_at(time)),
        }
    }

    #[test]
    fn what_becomes_visible_late_is_heard_once_and_what_is_old_is_forgotten() {
        let moment = |at: i64, event: i64| (UtcTime::from_millis(at), EventId(event));
        let mut cursor = cursor(100_000);
        assert_eq!(cursor.hear_told(&[moment(100_500, 2)]), [moment(100_500, 2)]);
        // Committed later, told earlier.
        let both = [moment(100_400, 1), moment(100_500, 2)];
        assert_eq!(cursor.hear_told(&both), [moment(100_400, 1)]);
        assert!(cursor.hear_told(&both).is_empty());
        cursor.hear_told(&[moment(200_000, 3)]);
        assert_eq!(cursor.told.len(), 1);
        assert_eq!(cursor.told_since(), UtcTime::from_millis(197_000));
    }

    #[test]
    fn an_account_is_counted_once_however_often_it_was_notified() {
        let mut cursor = cursor(100_000);
        let id = |at: i64, n: i64| NotificationId(id::first_at(UtcTime::from_millis(at)) + n);
        let rows = [(id(100_001, 1), AccountId(7)), (id(100_001, 2), AccountId(7))];
        assert_eq!(cursor.hear_notified(&rows).len(), 1);
        assert!(cursor.hear_notified(&rows).is_empty());
    }
}
