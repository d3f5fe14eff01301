//! What those who watch pages live have to hear of.
//!
//! The database is the only source: what was told to other servers is shown live, in the same order and no earlier, so
//! that second thoughts count here, too. [`News`] are read from a [`Cursor`] onwards; who may hear of them is for
//! [`Viewer`] to say, of each. Nothing here is kept between processes, so a bell between them need not be reliable.

pub mod desk;

use std::collections::{BTreeSet, HashMap};

use chrono::TimeDelta;

use crate::db::Conn;
use crate::db::live::{self, Moment};
use crate::db::posts::Post;
use crate::db::privacy::notices;
use crate::db::types::{AccountId, ConversationId, EventId, NotificationId, PostId, PostKind, SessionId, UtcTime};
use crate::id;

use super::event::Event;
use super::{Core, Principal, Result, Viewer, messages, topics};

use self::desk::Desk;

/// Events that change what stands in a thread.
const POSTS: &[&str] = &["post_published", "post_edited", "post_removed", "post_restored"];
/// Events that change what stands in a conversation.
const MESSAGES: &[&str] = &[
    "message_sent",
    "message_edited",
    "message_deleted",
    "conversation_changed",
];
/// How long after its moment something may still become visible: transactions take time, and clocks of processes differ.
const OVERLAP: TimeDelta = TimeDelta::seconds(3);
/// Events, and sessions, that are looked up at once.
const AT_ONCE: usize = 500;
/// How long ago somebody may have lost touch and still be told what they missed, and of how many events at most.
const MISSED_MINUTES: i64 = 10;
const MISSED_MOST: i64 = 1000;

/// What a page shows, and what changes in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A topic, case study or training with its replies.
    Thread(PostId),
    /// Private messages.
    Conversation(ConversationId),
    /// What the library of case studies counts, and its map.
    Library,
    /// What waits for staff.
    Desk(Desk),
}

/// Something that changed.
#[derive(Debug, Clone)]
pub struct Change {
    /// When it was told.
    pub moment: Moment,
    /// What it is.
    pub what: What,
}

/// What changed.
#[derive(Debug, Clone)]
pub enum What {
    /// A post is new in its thread, or not what it was.
    Post {
        /// Whether it is new.
        is_new: bool,
        /// The post as it is now.
        post: Box<Post>,
    },
    /// Something was said in a conversation, or happened to it.
    Conversation {
        /// Which.
        id: ConversationId,
        /// Who of ours may hear of it.
        hearers: Vec<AccountId>,
    },
}

impl Change {
    /// Where it happened: in a thread or a conversation, and in the library, if it is a case study that changed.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        let (place, is_case) = match &self.what {
            What::Post { post, .. } => (Place::Thread(post.root_id), post.kind == PostKind::CaseStudy),
            What::Conversation { id, .. } => (Place::Conversation(*id), false),
        };
        [Some(place), is_case.then_some(Place::Library)].into_iter().flatten()
    }

    /// Whether this viewer may hear of it.
    pub fn is_for(&self, viewer: &Viewer) -> bool {
        match &self.what {
            What::Post { post, .. } => viewer.may_read(post),
            What::Conversation { hearers, .. } => viewer.account_id().is_some_and(|account| hearers.contains(&account)),
        }
    }
}

/// How much waits for a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Notifications that were not read.
    pub notifications: i64,
    /// Conversations with something new.
    pub messages: i64,
}

/// What is new.
#[derive(Debug, Default)]
pub struct News {
    /// Changes, in order.
    pub changes: Vec<Change>,
    /// What waits for these members.
    pub waiting: Vec<(AccountId, Waiting)>,
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
        let moments = live::list_moments(&mut conn, cursor.told_since(), i64::MAX).await?;
        cursor.hear_told(&moments);
        let notified = live::list_notified(&mut conn, cursor.notified_since()).await?;
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

/// What is new since `cursor`, which moves on. What waits is counted for those members only whom `is_here` knows.
///
/// # Errors
/// If the database fails; the cursor may have moved then, and who watches has to begin anew.
pub async fn news(core: &Core, cursor: &mut Cursor, is_here: impl Fn(AccountId) -> bool) -> Result<News> {
    let mut conn = core.db.read().await?;
    // All of it: a limit that the overlap fills would let nothing after it through.
    let moments = live::list_moments(&mut conn, cursor.told_since(), i64::MAX).await?;
    let notified = live::list_notified(&mut conn, cursor.notified_since()).await?;
    let changes = changes(&mut conn, cursor.hear_told(&moments)).await?;
    let mut concerned = cursor.hear_notified(&notified);
    for change in &changes {
        if let What::Conversation { hearers, .. } = &change.what {
            concerned.extend(hearers);
        }
    }
    let mut waiting = Vec::new();
    for account in concerned.into_iter().filter(|account| is_here(*account)) {
        let (notifications, messages, _) = notices::count_waiting(&mut conn, account).await?;
        waiting.push((
            account,
            Waiting {
                notifications,
                messages,
            },
        ));
    }
    Ok(News { changes, waiting })
}

async fn changes(conn: &mut Conn, moments: Vec<Moment>) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    for some in moments.chunks(AT_ONCE) {
        let when: HashMap<EventId, Moment> = some.iter().map(|moment| (moment.1, *moment)).collect();
        let ids: Vec<EventId> = some.iter().map(|(_, id)| *id).collect();
        let told = of_posts(conn, &ids)
            .await?
            .into_iter()
            .chain(of_messages(conn, &ids).await?);
        changes.extend(told.filter_map(|(id, what)| {
            let moment = *when.get(&id)?;
            Some(Change { moment, what })
        }));
    }
    changes.sort_by_key(|change| change.moment);
    Ok(changes)
}

async fn of_posts(conn: &mut Conn, ids: &[EventId]) -> Result<Vec<(EventId, What)>> {
    let rows = live::list_posts(conn, ids, POSTS).await?;
    let told = rows.into_iter().map(|(event, kind, post)| {
        let is_new = kind == "post_published" && post.id != post.root_id;
        let post = Box::new(post);
        (event, What::Post { is_new, post })
    });
    Ok(told.collect())
}

async fn of_messages(conn: &mut Conn, ids: &[EventId]) -> Result<Vec<(EventId, What)>> {
    let mut told = Vec::new();
    for row in live::list_events(conn, ids, MESSAGES).await? {
        let (id, message) = match Event::read(&row) {
            Some(
                Event::MessageSent { conversation, message }
                | Event::MessageEdited { conversation, message }
                | Event::MessageDeleted { conversation, message },
            ) => (conversation, Some(message)),
            Some(Event::ConversationChanged { conversation }) => (conversation, None),
            _ => continue,
        };
        let hearers = messages::hearers(conn, id, message).await?;
        told.push((row.id, What::Conversation { id, hearers }));
    }
    Ok(told)
}

/// What somebody who lost touch after `since` has missed in a place; none if that is too long ago, or too much, to be told
/// one by one.
///
/// # Errors
/// If the database fails.
pub async fn missed(core: &Core, place: Place, since: Moment) -> Result<Option<Vec<Change>>> {
    if since.0 < core.clock.now().plus(TimeDelta::minutes(-MISSED_MINUTES)) {
        return Ok(None);
    }
    let mut conn = core.db.read().await?;
    let moments = live::list_moments(&mut conn, since.0, MISSED_MOST).await?;
    if i64::try_from(moments.len()).is_ok_and(|count| count >= MISSED_MOST) {
        return Ok(None);
    }
    let later = moments.into_iter().filter(|moment| *moment > since).collect();
    let mut changes = changes(&mut conn, later).await?;
    changes.retain(|change| change.places().any(|other| other == place));
    Ok(Some(changes))
}

/// Whether a viewer may watch a place; gives the whole of it where only a part was named.
///
/// # Errors
/// [`super::Error::NotFound`], also where they may not; of desks, that they are not of the staff.
pub async fn watchable(core: &Core, by: &Principal, viewer: &Viewer, place: Place) -> Result<Place> {
    match place {
        Place::Thread(post) => Ok(Place::Thread(topics::post(core, viewer, post).await?.root_id)),
        Place::Conversation(id) => messages::show::line(core, by, id).await.map(|_| place),
        Place::Library => Ok(place),
        Place::Desk(desk) => desk.require(by).map(|()| place),
    }
}

/// Those of these sessions that still stand, with what their people may see now.
///
/// # Errors
/// If the database fails.
pub async fn standing(core: &Core, sessions: &[SessionId]) -> Result<Vec<(SessionId, Viewer)>> {
    let now = core.clock.now();
    let mut conn = core.db.read().await?;
    let mut standing = Vec::with_capacity(sessions.len());
    for some in sessions.chunks(AT_ONCE) {
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
