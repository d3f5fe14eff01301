//! Groups of events, and through which channels a member hears of each.

use chrono::TimeDelta;
use serde_json::{Map, Value, json};

use crate::db::types::{NotificationKind, Pace};

/// Events that a member decides on together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Answers to what I wrote, best answers, problems that are solved.
    Answers,
    /// Somebody names me.
    Mentions,
    /// Private messages.
    Messages,
    /// Votes for what I wrote.
    Votes,
    /// Somebody follows me.
    Follows,
    /// What I watch, and searches that I keep.
    Watching,
    /// Questions: my open ones, and those that I could answer.
    Questions,
    /// Trainings and seats.
    Trainings,
    /// Trainings that are needed.
    Requests,
    /// What became of what I handed in or sent.
    Publishing,
    /// Moderators, and reports.
    Moderation,
    /// My account and my verification.
    Account,
}

/// How a member hears of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Channel {
    /// On the site.
    pub in_app: bool,
    /// By mail.
    pub mail: Pace,
    /// At once, on browsers that have it pushed.
    pub push: bool,
}

/// Votes are collected for so many times as long as news of a thread.
const VOTES: i32 = 12;
/// How long it takes to read what is new on a page that is open.
const GLANCE: TimeDelta = TimeDelta::seconds(20);
/// The least time between two pushes about the same thread, and between two about its votes.
const PAUSE: TimeDelta = TimeDelta::minutes(5);
const VOTES_PAUSE: TimeDelta = TimeDelta::hours(1);

impl Group {
    /// Every group, in the order of the settings.
    pub const ALL: [Self; 12] = [
        Self::Answers,
        Self::Mentions,
        Self::Messages,
        Self::Votes,
        Self::Follows,
        Self::Watching,
        Self::Questions,
        Self::Trainings,
        Self::Requests,
        Self::Publishing,
        Self::Moderation,
        Self::Account,
    ];

    /// Its name in addresses, forms and settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Mentions => "mentions",
            Self::Messages => "messages",
            Self::Votes => "votes",
            Self::Follows => "follows",
            Self::Watching => "watching",
            Self::Questions => "questions",
            Self::Trainings => "trainings",
            Self::Requests => "requests",
            Self::Publishing => "publishing",
            Self::Moderation => "moderation",
            Self::Account => "account",
        }
    }

    /// The group of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == name)
    }

    /// The group that an event belongs to.
    pub const fn of(kind: NotificationKind) -> Self {
        match kind {
            NotificationKind::Reply
            | NotificationKind::Accepted
            | NotificationKind::Solved
            | NotificationKind::Replicated => Self::Answers,
            NotificationKind::Mention => Self::Mentions,
            NotificationKind::Message => Self::Messages,
            NotificationKind::Vote => Self::Votes,
            NotificationKind::Follow => Self::Follows,
            NotificationKind::Watch | NotificationKind::SavedSearch => Self::Watching,
            NotificationKind::Reminder | NotificationKind::Nudge | NotificationKind::Duplicate => Self::Questions,
            NotificationKind::TrainingChanged
            | NotificationKind::TrainingCancelled
            | NotificationKind::SeatAsked
            | NotificationKind::SeatConfirmed
            | NotificationKind::SeatWaiting
            | NotificationKind::SeatOffered
            | NotificationKind::SeatExpired
            | NotificationKind::SeatDeclined
            | NotificationKind::SeatRemoved
            | NotificationKind::CertificateReady
            | NotificationKind::EvaluationWanted => Self::Trainings,
            NotificationKind::RequestSigned
            | NotificationKind::RequestOffer
            | NotificationKind::RequestOfferPicked
            | NotificationKind::RequestOfferDeclined
            | NotificationKind::RequestMatched
            | NotificationKind::RequestMerged
            | NotificationKind::RequestClosed
            | NotificationKind::RequestReopened => Self::Requests,
            NotificationKind::CasePublished
            | NotificationKind::CaseReturned
            | NotificationKind::Refused
            | NotificationKind::Undelivered => Self::Publishing,
            NotificationKind::Report | NotificationKind::Moderation => Self::Moderation,
            NotificationKind::Verification | NotificationKind::Unreachable => Self::Account,
        }
    }

    /// The events that belong to it; none where the site has no such events yet.
    pub fn kinds(self) -> Vec<NotificationKind> {
        let all = NotificationKind::ALL.iter().copied();
        all.filter(|kind| Self::of(*kind) == self).collect()
    }

    /// The groups that have events.
    pub fn in_use() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|group| !group.kinds().is_empty())
    }

    /// What holds until a member chooses something else.
    pub const fn default_channel(self) -> Channel {
        let mail = match self {
            Self::Votes | Self::Follows => Pace::Never,
            Self::Watching | Self::Questions => Pace::Daily,
            _ => Pace::Now,
        };
        let push = matches!(
            self,
            Self::Answers | Self::Mentions | Self::Messages | Self::Trainings | Self::Moderation | Self::Account
        );
        Channel {
            in_app: true,
            mail,
            push,
        }
    }

    /// Whether the site always tells of it.
    pub const fn is_always_in_app(self) -> bool {
        matches!(self, Self::Moderation | Self::Account)
    }

    /// How long events are collected before they are mailed; news of a thread for so many seconds.
    pub(super) fn collects(self, seconds: u32) -> TimeDelta {
        let talk = TimeDelta::seconds(i64::from(seconds));
        match self {
            Self::Votes => talk * VOTES,
            Self::Answers | Self::Mentions | Self::Messages | Self::Watching => talk,
            _ => TimeDelta::zero(),
        }
    }

    /// How long events are held before they are pushed, so that who reads along on the site is not called.
    pub(in crate::domain) fn holds(self) -> TimeDelta {
        match self {
            Self::Votes => VOTES_PAUSE,
            Self::Answers | Self::Mentions | Self::Messages | Self::Watching => GLANCE,
            _ => TimeDelta::zero(),
        }
    }

    /// How long after a push the next one about the same thread may come.
    pub(in crate::domain) fn push_pause(self) -> TimeDelta {
        match self {
            Self::Messages => TimeDelta::minutes(1),
            Self::Votes => VOTES_PAUSE,
            _ => PAUSE,
        }
    }
}

/// What a member chose for every group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix(Vec<(Group, Channel)>);

impl Default for Matrix {
    fn default() -> Self {
        let all = Group::ALL.into_iter();
        Self(all.map(|group| (group, group.default_channel())).collect())
    }
}

impl Matrix {
    /// What was chosen for a group.
    pub fn of(&self, group: Group) -> Channel {
        let chosen = self.0.iter().find(|(known, _)| *known == group);
        chosen.map_or_else(|| group.default_channel(), |(_, channel)| *channel)
    }

    /// Chooses for a group.
    pub fn set(&mut self, group: Group, channel: Channel) {
        let channel = Channel {
            in_app: channel.in_app || group.is_always_in_app(),
            ..channel
        };
        self.0.retain(|(known, _)| *known != group);
        self.0.push((group, channel));
    }

    /// Whether anything is told at this pace.
    pub fn has(&self, pace: Pace) -> bool {
        Group::in_use().any(|group| self.of(group).mail == pace)
    }

    /// As it is stored: `{"answers": {"in_app": true, "mail": "now", "push": true}}`; what is left out is as it comes.
    pub(super) fn stored(&self) -> Value {
        let chosen = self
            .0
            .iter()
            .filter(|(group, channel)| *channel != group.default_channel());
        let chosen = chosen.map(|(group, channel)| {
            let value = json!({ "in_app": channel.in_app, "mail": channel.mail.as_str(), "push": channel.push });
            (group.as_str().to_owned(), value)
        });
        Value::Object(chosen.collect::<Map<_, _>>())
    }

    /// From what was stored; what makes no sense is as it comes.
    pub(super) fn read(stored: &Value) -> Self {
        let mut matrix = Self::default();
        for group in Group::ALL {
            let Some(value) = stored.get(group.as_str()) else {
                continue;
            };
            let mail = value.get("mail").and_then(Value::as_str);
            if let (Some(in_app), Some(mail)) = (
                value.get("in_app").and_then(Value::as_bool),
                mail.and_then(|mail| mail.parse().ok()),
            ) {
                // Who chose before there were pushes gets them as they come.
                let push = value.get("push").and_then(Value::as_bool);
                let push = push.unwrap_or(group.default_channel().push);
                matrix.set(group, Channel { in_app, mail, push });
            }
        }
        matrix
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_as_it_was_stored() {
        let mut matrix = Matrix::default();
        let quiet = Channel {
            in_app: false,
            mail: Pace::Weekly,
            push: true,
        };
        matrix.set(Group::Votes, quiet);
        let read = Matrix::read(&matrix.stored());
        assert_eq!(read.of(Group::Votes), quiet);
        assert_eq!(read.of(Group::Answers), Group::Answers.default_channel());
    }

    #[test]
    fn who_chose_before_there_were_pushes_gets_them_as_they_come() {
        let stored =
            json!({ "answers": { "in_app": true, "mail": "never" }, "votes": { "in_app": true, "mail": "now" } });
        let read = Matrix::read(&stored);
        assert!(read.of(Group::Answers).push);
        assert!(!read.of(Group::Votes).push);
    }

    #[test]
    fn what_moderators_did_is_always_told_on_the_site() {
        let mut matrix = Matrix::default();
        let nothing = Channel {
            in_app: false,
            mail: Pace::Never,
            push: false,
        };
        matrix.set(Group::Moderation, nothing);
        assert!(matrix.of(Group::Moderation).in_app);
    }
}
