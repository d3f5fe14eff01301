//! Who watches what in this process. Holds no text: a notice names what changed, and the page asks for it.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio::sync::mpsc::{self, Receiver, Sender};

use crate::config;
use crate::db::live::Moment;
use crate::db::types::{AccountId, ActorId, PostId, SessionId};
use crate::domain::Viewer;
use crate::domain::live::{Change, Place, Waiting, What};

use super::presence::{Presence, State};

/// Notices that wait for one connection. One that does not read them is closed; it comes back and asks what it missed.
const WAITING_MAX: usize = 64;

/// What a page is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A thread has a new reply, or a post in it is not what it was.
    Post {
        /// When it was told; what comes after it can be asked for.
        moment: Moment,
        /// Whether it is a new reply.
        is_new: bool,
        /// The post.
        post: PostId,
    },
    /// A conversation has something new.
    Conversation {
        /// See above.
        moment: Moment,
    },
    /// Somebody in the conversation came, writes, or left.
    Presence {
        /// Who.
        actor: ActorId,
        /// Where they are now.
        state: State,
    },
    /// What the page counts is not what it was.
    Figures,
    /// So much waits to be read.
    Waiting(Waiting),
    /// Too much was missed to be told one by one.
    Stale,
}

impl Notice {
    /// Tells a change to those who look at this place.
    pub fn of(change: &Change, place: Place) -> Self {
        let moment = change.moment;
        match &change.what {
            What::Post { .. } if place == Place::Library => Self::Figures,
            What::Post { is_new, post } => Self::Post {
                moment,
                is_new: *is_new,
                post: post.id,
            },
            What::Conversation { .. } => Self::Conversation { moment },
        }
    }
}

/// Who opens a connection.
#[derive(Debug, Clone, Copy)]
pub struct Watcher {
    /// The browser; the connection ends with its session.
    pub session: SessionId,
    /// The member.
    pub account: AccountId,
    /// What they may see.
    pub viewer: Viewer,
    /// What the page shows.
    pub place: Option<Place>,
}

/// The connections of this process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Hub {
    seats: Arc<Mutex<Seats>>,
    bell: Arc<Notify>,
    presence: Presence,
    most: usize,
    most_each: usize,
}

#[derive(Debug, Default)]
struct Seats {
    last: u64,
    taken: HashMap<u64, Seat>,
    places: HashMap<Place, HashSet<u64>>,
    members: HashMap<AccountId, VecDeque<u64>>,
    is_closed: bool,
}

#[derive(Debug)]
struct Seat {
    watcher: Watcher,
    out: Sender<Notice>,
}

/// An open connection: what comes out of it. Gone from the hub when dropped.
#[derive(Debug)]
pub struct Joined {
    id: u64,
    hub: Hub,
    notices: Receiver<Notice>,
}

impl Hub {
    /// As many as configured.
    pub fn new(config: &config::Live) -> Self {
        Self {
            seats: Arc::default(),
            bell: Arc::default(),
            presence: Presence::default(),
            most: config.connections,
            most_each: config.per_member,
        }
    }

    fn seats(&self) -> MutexGuard<'_, Seats> {
        // A panic in between leaves a table that is still whole: each step stands for itself.
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens a connection; none if the process has as many as it may, or is about to stop.
    pub fn join(&self, watcher: Watcher) -> Option<Joined> {
        let (out, notices) = mpsc::channel(WAITING_MAX);
        let mut seats = self.seats();
        let own = seats.members.get(&watcher.account);
        let oldest = own
            .filter(|own| own.len() >= self.most_each)
            .and_then(|own| own.front());
        if let Some(oldest) = oldest.copied() {
            seats.remove(oldest);
        }
        if seats.is_closed || seats.taken.len() >= self.most {
            return None;
        }
        seats.last += 1;
        let id = seats.last;
        if let Some(place) = watcher.place {
            seats.places.entry(place).or_default().insert(id);
        }
        seats.members.entry(watcher.account).or_default().push_back(id);
        seats.taken.insert(id, Seat { watcher, out });
        drop(seats);
        Some(Joined {
            id,
            hub: self.clone(),
            notices,
        })
    }

    /// How many connections there are.
    pub fn len(&self) -> usize {
        self.seats().taken.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a member is connected.
    pub fn has(&self, account: AccountId) -> bool {
        self.seats().members.contains_key(&account)
    }

    /// Whether a member looks at a place.
    pub(super) fn is_at(&self, account: AccountId, place: Place) -> bool {
        let seats = self.seats();
        let ids = seats.members.get(&account).into_iter().flatten();
        let mut places = ids.filter_map(|id| seats.taken.get(id)?.watcher.place);
        places.any(|other| other == place)
    }

    /// Who is in conversations.
    pub(super) fn presence(&self) -> &Presence {
        &self.presence
    }

    /// The sessions behind all connections.
    pub fn sessions(&self) -> Vec<SessionId> {
        let seats = self.seats();
        let sessions: HashSet<SessionId> = seats.taken.values().map(|seat| seat.watcher.session).collect();
        sessions.into_iter().collect()
    }

    /// Tells a change to those who watch where it happened and may hear of it.
    pub fn tell_change(&self, change: &Change) {
        let mut seats = self.seats();
        for place in change.places() {
            let ids = seats.at(place);
            seats.tell(&ids, Notice::of(change, place), |watcher| {
                change.is_for(&watcher.viewer)
            });
        }
    }

    /// Whether anybody watches a place.
    pub(super) fn is_watched(&self, place: Place) -> bool {
        self.seats().places.contains_key(&place)
    }

    /// Tells everybody who watches a place that its figures changed.
    pub(super) fn tell_figures(&self, place: Place) {
        let mut seats = self.seats();
        let ids = seats.at(place);
        seats.tell(&ids, Notice::Figures, |_| true);
    }

    /// Tells these members something where they look at this place.
    pub(super) fn tell_people(&self, place: Place, people: &[AccountId], notice: Notice) {
        let mut seats = self.seats();
        let ids = seats.at(place);
        seats.tell(&ids, notice, |watcher| people.contains(&watcher.account));
    }

    /// Tells a member's pages what waits for them.
    pub fn tell_waiting(&self, account: AccountId, waiting: Waiting) {
        let mut seats = self.seats();
        let ids: Vec<u64> = seats.members.get(&account).into_iter().flatten().copied().collect();
        seats.tell(&ids, Notice::Waiting(waiting), |_| true);
    }

    /// Closes the connections of those of `asked` that do not stand any more, and lets the others see what they may now.
    pub fn keep(&self, asked: &[SessionId], standing: &[(SessionId, Viewer)]) {
        let standing: HashMap<SessionId, Viewer> = standing.iter().copied().collect();
        let asked: HashSet<SessionId> = asked.iter().copied().collect();
        let mut seats = self.seats();
        let mut ended = Vec::new();
        for (id, seat) in &mut seats.taken {
            match standing.get(&seat.watcher.session) {
                Some(viewer) => seat.watcher.viewer = *viewer,
                // Whoever came after the question was asked is answered next time.
                None if asked.contains(&seat.watcher.session) => ended.push(*id),
                None => {}
            }
        }
        ended.into_iter().for_each(|id| seats.remove(id));
    }

    /// Says that another process may have changed something.
    pub fn ring(&self) {
        self.bell.notify_one();
    }

    /// Waits until it was said.
    pub async fn rung(&self) {
        self.bell.notified().await;
    }

    /// Closes all connections; their people may come back.
    pub fn clear(&self) {
        let mut seats = self.seats();
        *seats = Seats {
            last: seats.last,
            is_closed: seats.is_closed,
            ..Seats::default()
        };
    }

    /// Closes all connections and takes no more.
    pub fn close(&self) {
        self.clear();
        self.seats().is_closed = true;
    }
}

impl Seats {
    /// Those who watch a place.
    fn at(&self, place: Place) -> Vec<u64> {
        self.places.get(&place).into_iter().flatten().copied().collect()
    }

    /// Tells those in these seats for whom it is. Whoever does not read what they are told loses the seat.
    fn tell(&mut self, ids: &[u64], notice: Notice, is_for: impl Fn(&Watcher) -> bool) {
        for id in ids {
            let seat = self.taken.get(id).filter(|seat| is_for(&seat.watcher));
            if seat.is_some_and(|seat| seat.out.try_send(notice).is_err()) {
                self.remove(*id);
            }
        }
    }

    /// Frees a seat; the connection behind it ends as soon as it has said what it was told.
    fn remove(&mut self, id: u64) {
        let Some(seat) = self.taken.remove(&id) else { return };
        if let Some(place) = seat.watcher.place
            && let Some(ids) = self.places.get_mut(&place)
        {
            ids.remove(&id);
            if ids.is_empty() {
                self.places.remove(&place);
            }
        }
        if let Some(ids) = self.members.get_mut(&seat.watcher.account) {
            ids.retain(|other| *other != id);
            if ids.is_empty() {
                self.members.remove(&seat.watcher.account);
            }
        }
    }
}

impl Joined {
    /// The next notice; none when the connection is to be closed.
    pub async fn next(&mut self) -> Option<Notice> {
        self.notices.recv().await
    }
}

impl Drop for Joined {
    fn drop(&mut self) {
        self.hub.seats().remove(self.id);
    }
}

#[cfg(test)]
mod tests {
    use crate::db::types::{ActorId, Role};

    use super::*;

    fn watcher(account: i64, thread: Option<i64>) -> Watcher {
        Watcher {
            session: SessionId(account),
            account: AccountId(account),
            viewer: Viewer::Member {
                account_id: AccountId(account),
                actor_id: ActorId(account),
                role: Role::Member,
                level: 0,
                is_verified: false,
            },
            place: thread.map(|id| Place::Thread(PostId(id))),
        }
    }

    fn hub(connections: usize, per_member: usize) -> Hub {
        Hub::new(&config::Live {
            connections,
            per_member,
            ..config::Live::default()
        })
    }

    fn waiting(notifications: i64) -> Waiting {
        Waiting {
            notifications,
            messages: 0,
        }
    }

    #[tokio::test]
    async fn the_oldest_connection_of_a_member_makes_room_for_one_more() {
        let hub = hub(10, 2);
        let mut first = hub.join(watcher(1, None)).expect("a seat");
        let _second = hub.join(watcher(1, None)).expect("a seat");
        let _third = hub.join(watcher(1, None)).expect("a seat");
        assert_eq!(hub.len(), 2);
        assert_eq!(first.next().await, None);
    }

    #[tokio::test]
    async fn a_full_process_takes_nobody_until_somebody_leaves() {
        let hub = hub(1, 2);
        let first = hub.join(watcher(1, Some(5))).expect("a seat");
        assert!(hub.join(watcher(2, None)).is_none());
        drop(first);
        assert!(hub.is_empty() && hub.join(watcher(2, None)).is_some());
    }

    #[tokio::test]
    async fn whoever_does_not_read_is_closed_and_the_others_are_told() {
        let hub = hub(10, 2);
        let mut lazy = hub.join(watcher(1, None)).expect("a seat");
        let mut other = hub.join(watcher(2, None)).expect("a seat");
        for count in 0..=WAITING_MAX {
            hub.tell_waiting(AccountId(1), waiting(i64::try_from(count).expect("a small number")));
        }
        hub.tell_waiting(AccountId(2), waiting(9));
        assert!(!hub.has(AccountId(1)));
        for _ in 0..WAITING_MAX {
            assert!(lazy.next().await.is_some());
        }
        assert_eq!(lazy.next().await, None);
        assert_eq!(other.next().await, Some(Notice::Waiting(waiting(9))));
    }

    #[tokio::test]
    async fn the_connections_of_ended_sessions_close_and_those_that_came_meanwhile_stay() {
        let hub = hub(10, 2);
        let mut ended = hub.join(watcher(1, None)).expect("a seat");
        let asked = hub.sessions();
        let _later = hub.join(watcher(2, None)).expect("a seat");
        hub.keep(&asked, &[]);
        assert_eq!(ended.next().await, None);
        assert!(hub.has(AccountId(2)));
    }

    #[tokio::test]
    async fn a_process_that_stops_closes_all() {
        let hub = hub(10, 2);
        let mut one = hub.join(watcher(1, Some(3))).expect("a seat");
        hub.close();
        assert_eq!(one.next().await, None);
        assert!(hub.join(watcher(1, None)).is_none());
    }
}
