//! Who is in a conversation at this moment, and writing. Pages say it of themselves; it is told to those who show the same,
//! as [`shown`] decides each time, and forgotten after a minute. Nothing of it is written down, and between processes it goes
//! by Redis or not at all.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::Deserialize;
use tokio::sync::broadcast::{Receiver, Sender, channel};

use crate::app::App;
use crate::db::types::{AccountId, ConversationId};
use crate::domain::Result;
use crate::domain::live::Place;
use crate::domain::messages::presence::{Shown, shown};
use crate::id::random_bytes;

use super::hub::{Notice, Watcher};

/// How long what a page said holds. Pages say it again every half minute.
const HOLDS: Duration = Duration::from_secs(75);
/// Signals that wait to be told to other processes; of more, the oldest are lost.
const WAITING_MAX: usize = 256;
/// What a page may say at once, and how often it may say something more.
const AT_ONCE: u32 = 5;
const EACH: Duration = Duration::from_secs(1);

/// Where somebody is, as far as a conversation goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Not there.
    Away,
    /// Looking at it.
    Here,
    /// Writing in it.
    Writing,
}

impl State {
    /// As it travels.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::Here => "here",
            Self::Writing => "writing",
        }
    }
}

/// Somebody is in a conversation, or is not any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signal {
    pub(super) conversation: ConversationId,
    pub(super) account: AccountId,
    pub(super) state: State,
}

/// What this process heard of lately. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Presence {
    /// Tells this process from others, which hear their own signals come back.
    process: u64,
    present: Arc<Mutex<Present>>,
    signals: Sender<Signal>,
}

#[derive(Debug)]
struct Present {
    in_conversation: HashMap<ConversationId, HashMap<AccountId, (State, Instant)>>,
    swept_at: Instant,
}

impl Default for Presence {
    fn default() -> Self {
        let present = Present {
            in_conversation: HashMap::new(),
            swept_at: Instant::now(),
        };
        Self {
            process: u64::from_le_bytes(random_bytes()),
            present: Arc::new(Mutex::new(present)),
            signals: channel(WAITING_MAX).0,
        }
    }
}

impl Presence {
    /// The signals of this process from now on.
    pub(super) fn signals(&self) -> Receiver<Signal> {
        self.signals.subscribe()
    }

    /// A signal as other processes are told it.
    pub(super) fn text(&self, signal: &Signal) -> String {
        let state = signal.state.as_str();
        format!("{:x} {} {} {state}", self.process, signal.conversation, signal.account)
    }

    /// A signal of another process.
    pub(super) fn read(&self, text: &str) -> Option<Signal> {
        let mut words = text.split(' ');
        let process = u64::from_str_radix(words.next()?, 16).ok()?;
        let signal = Signal {
            conversation: ConversationId(words.next()?.parse().ok()?),
            account: AccountId(words.next()?.parse().ok()?),
            state: words.next()?.parse().ok()?,
        };
        (process != self.process && words.next().is_none()).then_some(signal)
    }

    fn note(&self, signal: Signal, now: Instant) {
        let mut present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        if now > present.swept_at + HOLDS {
            present.sweep(now);
        }
        let people = present.in_conversation.entry(signal.conversation).or_default();
        match signal.state {
            State::Away => people.remove(&signal.account),
            state => people.insert(signal.account, (state, now + HOLDS)),
        };
    }

    fn list(&self, conversation: ConversationId, now: Instant) -> Vec<(AccountId, State)> {
        let present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        let people = present.in_conversation.get(&conversation).into_iter().flatten();
        people
            .filter(|(_, (_, until))| *until > now)
            .map(|(account, (state, _))| (*account, *state))
            .collect()
    }
}

impl Present {
    fn sweep(&mut self, now: Instant) {
        self.swept_at = now;
        self.in_conversation.retain(|_, people| {
            people.retain(|_, (_, until)| *until > now);
            !people.is_empty()
        });
    }
}

impl FromStr for State {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let all = [Self::Away, Self::Here, Self::Writing];
        all.into_iter().find(|state| state.as_str() == text).ok_or(())
    }
}

/// How often a page may say where its reader is. What is more is not heard: each time the database is asked who may see it.
#[derive(Debug)]
pub(super) struct Allowance {
    left: u32,
    since: Instant,
}

impl Allowance {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            left: AT_ONCE,
            since: now,
        }
    }

    pub(super) fn take(&mut self, now: Instant) -> bool {
        while self.left < AT_ONCE && self.since + EACH <= now {
            self.left += 1;
            self.since += EACH;
        }
        if self.left == AT_ONCE {
            self.since = now;
        }
        let is_granted = self.left > 0;
        self.left = self.left.saturating_sub(1);
        is_granted
    }
}

/// A page says where its reader is.
///
/// # Errors
/// If the database fails.
pub(super) async fn say(app: &App, watcher: &Watcher, state: State) -> Result<()> {
    let Some(Place::Conversation(conversation)) = watcher.place else {
        return Ok(());
    };
    let signal = Signal {
        conversation,
        account: watcher.account,
        state,
    };
    if hear(app, signal).await? {
        // Nobody listens where there is no Redis.
        let _ = app.live.presence().signals.send(signal);
    }
    Ok(())
}

/// Tells a signal to those in this process who may see it; says whether anybody anywhere may.
///
/// # Errors
/// If the database fails.
pub(super) async fn hear(app: &App, signal: Signal) -> Result<bool> {
    let Some(Shown { actor, to }) = shown(&app.core, signal.conversation, signal.account).await? else {
        return Ok(false);
    };
    app.live.presence().note(signal, Instant::now());
    let notice = Notice::Presence {
        actor,
        state: signal.state,
    };
    app.live
        .tell_people(Place::Conversation(signal.conversation), &to, notice);
    Ok(true)
}

/// Who is there when somebody comes, of those whom they may see.
///
/// # Errors
/// If the database fails.
pub(super) async fn present(app: &App, watcher: &Watcher) -> Result<Vec<Notice>> {
    let Some(Place::Conversation(conversation)) = watcher.place else {
        return Ok(Vec::new());
    };
    let mut notices = Vec::new();
    for (account, state) in app.live.presence().list(conversation, Instant::now()) {
        let shown = shown(&app.core, conversation, account).await?;
        let shown = shown.filter(|shown| shown.to.contains(&watcher.account));
        notices.extend(shown.map(|Shown { actor, .. }| Notice::Presence { actor, state }));
    }
    Ok(notices)
}

/// A page is gone: its reader is away, unless they look at the conversation in another one.
///
/// # Errors
/// If the database fails.
pub(super) async fn leave(app: &App, watcher: &Watcher) -> Result<()> {
    let is_there = watcher
        .place
        .is_some_and(|place| app.live.is_at(watcher.account, place));
    if is_there {
        return Ok(());
    }
    say(app, watcher, State::Away).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signal(account: i64, state: State) -> Signal {
        Signal {
            conversation: ConversationId(7),
            account: AccountId(account),
            state,
        }
    }

    #[test]
    fn whoever_says_nothing_any_more_is_forgotten() {
        let (presence, now) = (Presence::default(), Instant::now());
        presence.note(signal(1, State::Here), now);
        presence.note(signal(2, State::Writing), now + HOLDS / 2);
        assert_eq!(presence.list(ConversationId(7), now).len(), 2);
        let later = now + HOLDS + Duration::from_secs(1);
        assert_eq!(
            presence.list(ConversationId(7), later),
            [(AccountId(2), State::Writing)]
        );
        presence.note(signal(2, State::Away), later);
        assert!(presence.list(ConversationId(7), later).is_empty());
        presence.note(signal(3, State::Here), later + HOLDS * 2);
        let present = presence.present.lock().expect("it");
        assert_eq!(present.in_conversation[&ConversationId(7)].len(), 1);
    }

    #[test]
    fn a_signal_is_read_by_other_processes_and_not_by_its_own() {
        let (one, other) = (Presence::default(), Presence::default());
        let said = signal(1, State::Writing);
        assert_eq!(other.read(&one.text(&said)), Some(said));
        assert_eq!(one.read(&one.text(&said)), None);
        for wrong in ["", "x 1 2 here", "1 1 2 there", "1 1 2", "1 1 2 here now"] {
            assert_eq!(one.read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_page_that_says_too_much_is_not_heard_for_a_while() {
        let now = Instant::now();
        let mut allowance = Allowance::new(now);
        let heard = (0..20).filter(|_| allowance.take(now)).count();
        assert_eq!(heard, 5);
        assert!(allowance.take(now + EACH) && !allowance.take(now + EACH));
        let later = now + EACH * 100;
        assert_eq!((0..20).filter(|_| allowance.take(later)).count(), 5);
    }
}
