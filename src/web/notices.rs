//! Notifications in words: what each says and where it leads, put together by day and thread. The page and letters show the same.

use std::collections::HashMap;

use crate::db::actors::Actor;
use crate::db::moderation::LogEntry;
use crate::db::notifications::Notification;
use crate::db::posts::Post;
use crate::db::types::{
    ActorKind, ConversationId, InstanceId, NotificationId, NotificationKind, PostId, PostKind, TrainingRequestId,
};
use crate::domain::notifications;
use crate::domain::notifications::letter::Told;
use crate::id::time_of;

use super::paths;
use super::present::{handle, person_line, stamp};
use super::view::{PersonLine, Stamp};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Somebody answered my topic or reply.
    Reply,
    /// My answer was accepted.
    Accepted,
    /// Somebody mentioned me.
    Mention,
    /// Somebody follows me.
    Follow,
    /// A question whose problem I have, too, has an accepted answer.
    Solved,
    /// My question has answers to choose from.
    Reminder,
    /// A question of my field waits for an answer.
    Nudge,
    /// My question was asked before.
    Duplicate,
    /// Somebody reported something that I am to judge.
    Report,
    /// Moderators did something that concerns me; the key of the sentence.
    Deed(&'static str),
    /// Somebody began a topic in a forum that I watch.
    WatchedForum,
    /// Somebody replied in a topic that I watch.
    WatchedTopic,
    /// A forum elsewhere did not take what I sent.
    Refused,
    /// What I sent to a forum elsewhere did not arrive.
    Undelivered,
    /// Somebody did what my case study tells of, too.
    Replicated,
    /// The editors published my case study.
    CasePublished,
    /// The editors sent my case study back.
    CaseReturned,
    /// There are new case studies for searches that I keep.
    SavedSearch,
    /// Day, hour or place of a training that concerns me changed.
    TrainingChanged,
    /// A training that concerns me does not take place.
    TrainingCancelled,
    /// Something became of a seat; the key of the sentence.
    Seat(&'static str),
    /// Something about a training that is needed; the key of the sentence.
    Need(&'static str),
    /// Somebody voted for what I wrote.
    Vote,
    /// There is a decision on my verification.
    Verification,
    /// Letters to me come back.
    Unreachable,
    /// Somebody wrote to me.
    Message,
}

impl NoticeKind {
    /// The key of the sentence about `$name`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Reply => "notice-reply",
            Self::Accepted => "notice-accepted",
            Self::Mention => "notice-mention",
            Self::Follow => "notice-follow",
            Self::Solved => "notice-solved",
            Self::Reminder => "notice-reminder",
            Self::Nudge => "notice-nudge",
            Self::Duplicate => "notice-duplicate",
            Self::Report => "notice-report",
            Self::Deed(key) | Self::Need(key) => key,
            Self::WatchedForum => "notice-watched-forum",
            Self::WatchedTopic => "notice-watched-topic",
            Self::Refused => "notice-send-refused",
            Self::Undelivered => "notice-send-undelivered",
            Self::Replicated => "notice-replicated",
            Self::CasePublished => "notice-case-published",
            Self::CaseReturned => "notice-case-returned",
            Self::SavedSearch => "notice-saved-search",
            Self::TrainingChanged => "notice-training-changed",
            Self::TrainingCancelled => "notice-training-cancelled",
            Self::Seat(key) => key,
            Self::Vote => "notice-vote",
            Self::Verification => "notice-verification",
            Self::Unreachable => "notice-unreachable",
            Self::Message => "notice-message",
        }
    }
}

/// What belongs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Thread {
    /// A topic and what hangs on it.
    Topic(i64),
    /// A private conversation.
    Talk(i64),
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Notice {
    /// Its id.
    pub id: i64,
    /// What.
    pub kind: NoticeKind,
    /// Who did it.
    pub actor: PersonLine,
    /// Where to read it.
    pub href: String,
    /// Title of the topic or the beginning of the text; may be empty.
    pub subject: String,
    /// When.
    pub at: Stamp,
    /// Not seen yet.
    pub unread: bool,
    /// The thread it is about.
    pub thread: Option<Thread>,
    /// Whether that can be muted.
    pub can_mute: bool,
}

/// What notifications name beside their posts.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// What moderators did.
    pub deeds: Vec<LogEntry>,
    /// Trainings that are needed, with their titles.
    pub needs: Vec<(NotificationId, TrainingRequestId, String)>,
    /// Other servers.
    pub hosts: Vec<(InstanceId, String)>,
    /// Titles of the threads.
    pub titles: Vec<(PostId, String)>,
    /// Conversations.
    pub talks: Vec<(NotificationId, ConversationId)>,
}

/// Several things of one thread and day, or one thing.
#[derive(Debug, Clone, Default)]
pub struct Bundle {
    /// Title of the thread; empty for none.
    pub title: String,
    /// What happened, as it was given.
    pub notices: Vec<Notice>,
}

impl Bundle {
    /// The first of them.
    #[must_use]
    pub fn first(&self) -> Option<&Notice> {
        self.notices.first()
    }

    /// Whether any is not seen yet.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.notices.iter().any(|notice| notice.unread)
    }

    /// Whether they are votes.
    #[must_use]
    pub fn is_votes(&self) -> bool {
        self.first().is_some_and(|notice| notice.kind == NoticeKind::Vote)
    }

    /// Whether they are messages of one conversation.
    #[must_use]
    pub fn is_talk(&self) -> bool {
        self.first()
            .is_some_and(|notice| matches!(notice.thread, Some(Thread::Talk(_))))
    }

    /// How many others did it, beside the first.
    #[must_use]
    pub fn others(&self) -> usize {
        self.notices.len().saturating_sub(1)
    }

    /// Their ids, separated by commas.
    #[must_use]
    pub fn ids(&self) -> String {
        let ids: Vec<String> = self.notices.iter().map(|notice| notice.id.to_string()).collect();
        ids.join(",")
    }
}

/// Notifications in words, in their order.
pub fn present(told: &[Told], around: &Surroundings) -> Vec<Notice> {
    let one = |(told, actor, post): &Told| {
        let known = around.hosts.iter().find(|(id, _)| Some(*id) == actor.instance_id);
        let host = known.map(|(_, host)| host.as_str());
        let deed = around.deeds.iter().find(|deed| Some(deed.id) == told.log_id);
        let mut shown = notice(told, actor, host, post.as_ref(), deed);
        if let Some((_, conversation)) = around.talks.iter().find(|(id, _)| *id == told.id) {
            shown.href = paths::conversation(&conversation.0);
            shown.thread = Some(Thread::Talk(conversation.0));
            shown.can_mute = true;
        }
        match around.needs.iter().find(|(id, ..)| *id == told.id) {
            Some((_, need, title)) => about_need(shown, need.0, title),
            None => shown,
        }
    };
    told.iter().map(one).collect()
}

/// Puts notices together that are about one thread, whether they are read or not; the votes of a thread apart. What is about
/// none stands alone.
pub fn bundle(notices: Vec<Notice>, titles: &[(PostId, String)]) -> Vec<Bundle> {
    let mut bundles: Vec<Bundle> = Vec::new();
    let mut known: HashMap<(Thread, bool), usize> = HashMap::new();
    for notice in notices {
        let Some(thread) = notice.thread else {
            bundles.push(Bundle {
                notices: vec![notice],
                ..Bundle::default()
            });
            continue;
        };
        let place = *known
            .entry((thread, notice.kind == NoticeKind::Vote))
            .or_insert(bundles.len());
        if let Some(bundle) = bundles.get_mut(place) {
            bundle.notices.push(notice);
        } else {
            let title = titles.iter().find(|(id, _)| Thread::Topic(id.0) == thread);
            bundles.push(Bundle {
                title: title.map_or_else(|| notice.subject.clone(), |(_, title)| title.clone()),
                notices: vec![notice],
            });
        }
    }
    bundles
}

fn notice(
    told: &Notification,
    actor: &Actor,
    host: Option<&str>,
    post: Option<&Post>,
    deed: Option<&LogEntry>,
) -> Notice {
    Notice {
        id: told.id.0,
        thread: post.map(|post| Thread::Topic(post.root_id.0)),
        can_mute: post.is_some_and(notifications::can_mute),
        kind: kind_of(told.kind, post, deed),
        actor: person_line(actor, host),
        href: href_of(told.kind, (actor, host), post, deed),
        subject: match deed {
            Some(deed) if !deed.reason.is_empty() => deed.reason.clone(),
            _ => post.map(subject).unwrap_or_default(),
        },
        at: stamp(time_of(told.id.0)),
        unread: told.read_at.is_none(),
    }
}

fn kind_of(kind: NotificationKind, post: Option<&Post>, deed: Option<&LogEntry>) -> NoticeKind {
    match kind {
        NotificationKind::Reply => NoticeKind::Reply,
        NotificationKind::Mention => NoticeKind::Mention,
        NotificationKind::Accepted => NoticeKind::Accepted,
        NotificationKind::Follow => NoticeKind::Follow,
        NotificationKind::Solved => NoticeKind::Solved,
        NotificationKind::Reminder => NoticeKind::Reminder,
        NotificationKind::Nudge => NoticeKind::Nudge,
        NotificationKind::Duplicate => NoticeKind::Duplicate,
        NotificationKind::Report => NoticeKind::Report,
        NotificationKind::Moderation => NoticeKind::Deed(deed_key(deed)),
        NotificationKind::Watch if post.is_some_and(|post| post.kind == PostKind::Reply) => NoticeKind::WatchedTopic,
        NotificationKind::Watch => NoticeKind::WatchedForum,
        NotificationKind::Refused => NoticeKind::Refused,
        NotificationKind::Undelivered => NoticeKind::Undelivered,
        NotificationKind::Replicated => NoticeKind::Replicated,
        NotificationKind::CasePublished => NoticeKind::CasePublished,
        NotificationKind::CaseReturned => NoticeKind::CaseReturned,
        NotificationKind::SavedSearch => NoticeKind::SavedSearch,
        NotificationKind::TrainingChanged => NoticeKind::TrainingChanged,
        NotificationKind::TrainingCancelled => NoticeKind::TrainingCancelled,
        NotificationKind::SeatAsked => NoticeKind::Seat("notice-seat-asked"),
        NotificationKind::SeatConfirmed => NoticeKind::Seat("notice-seat-confirmed"),
        NotificationKind::SeatWaiting => NoticeKind::Seat("notice-seat-waiting"),
        NotificationKind::SeatOffered => NoticeKind::Seat("notice-seat-offered"),
        NotificationKind::SeatExpired => NoticeKind::Seat("notice-seat-expired"),
        NotificationKind::SeatDeclined => NoticeKind::Seat("notice-seat-declined"),
        NotificationKind::SeatRemoved => NoticeKind::Seat("notice-seat-removed"),
        NotificationKind::CertificateReady => NoticeKind::Seat("notice-certificate-ready"),
        NotificationKind::EvaluationWanted => NoticeKind::Seat("notice-evaluation-wanted"),
        NotificationKind::RequestSigned => NoticeKind::Need("notice-request-signed"),
        NotificationKind::RequestOffer => NoticeKind::Need("notice-request-offer"),
        NotificationKind::RequestOfferPicked => NoticeKind::Need("notice-request-offer-picked"),
        NotificationKind::RequestOfferDeclined => NoticeKind::Need("notice-request-offer-declined"),
        NotificationKind::RequestMatched => NoticeKind::Need("notice-request-matched"),
        NotificationKind::RequestMerged => NoticeKind::Need("notice-request-merged"),
        NotificationKind::RequestClosed => NoticeKind::Need("notice-request-closed"),
        NotificationKind::RequestReopened => NoticeKind::Need("notice-request-reopened"),
        NotificationKind::Vote => NoticeKind::Vote,
        NotificationKind::Verification => NoticeKind::Verification,
        NotificationKind::Unreachable => NoticeKind::Unreachable,
        NotificationKind::Message => NoticeKind::Message,
    }
}

/// Where it is read.
fn href_of(
    kind: NotificationKind,
    (actor, host): (&Actor, Option<&str>),
    post: Option<&Post>,
    deed: Option<&LogEntry>,
) -> String {
    match kind {
        NotificationKind::Report => paths::MODERATION.to_owned(),
        NotificationKind::CaseReturned => paths::CASE_NEW.to_owned(),
        NotificationKind::SavedSearch => paths::CASE_SEARCHES.to_owned(),
        NotificationKind::Verification => paths::VERIFICATION.to_owned(),
        NotificationKind::Unreachable => paths::SETTINGS_NOTIFICATIONS.to_owned(),
        kind if is_of_seat(kind) => post.map_or_else(|| paths::MY_TRAININGS.to_owned(), |post| seat_place(kind, post)),
        _ if deed.is_some_and(|deed| deed.action == "refuse") => paths::WAITING.to_owned(),
        _ if post.is_none() && actor.kind == ActorKind::Group => paths::forum(&handle(actor, host)),
        _ if post.is_none() && actor.kind == ActorKind::Application => paths::FORUMS.to_owned(),
        _ => post.map_or_else(|| paths::person(&handle(actor, host)), place),
    }
}

/// Whether it tells of a seat.
fn is_of_seat(kind: NotificationKind) -> bool {
    matches!(
        kind,
        NotificationKind::SeatAsked
            | NotificationKind::SeatConfirmed
            | NotificationKind::SeatWaiting
            | NotificationKind::SeatOffered
            | NotificationKind::SeatExpired
            | NotificationKind::SeatDeclined
            | NotificationKind::SeatRemoved
            | NotificationKind::CertificateReady
            | NotificationKind::EvaluationWanted
    )
}

/// Where one goes on from there.
fn seat_place(kind: NotificationKind, post: &Post) -> String {
    match kind {
        NotificationKind::SeatAsked => paths::seats(&post.id.0),
        NotificationKind::EvaluationWanted => paths::evaluation(&post.id.0),
        _ => paths::seat(&post.id.0),
    }
}

/// A notice of a training that is needed leads to its page; an invitation to the training that came of it leads there.
fn about_need(notice: Notice, need: i64, title: &str) -> Notice {
    if notice.kind == NoticeKind::Need("notice-request-matched") && !notice.subject.is_empty() {
        return notice;
    }
    Notice {
        href: paths::request(&need),
        subject: title.to_owned(),
        ..notice
    }
}

/// What moderators did, as the one whom it concerns reads it.
fn deed_key(deed: Option<&LogEntry>) -> &'static str {
    match deed.map_or("", |deed| deed.action.as_str()) {
        "remove" => "notice-removed",
        "restore" => "notice-restored",
        "ban" => "notice-banned",
        "unban" => "notice-unbanned",
        "move" => "notice-moved",
        "split" => "notice-split",
        "merge" => "notice-merged",
        "approve" => "notice-approved",
        "refuse" => "notice-refused",
        "report_actioned" => "notice-report-actioned",
        "report_dismissed" => "notice-report-dismissed",
        _ => "notice-deed",
    }
}

/// Where a post is read.
fn place(post: &Post) -> String {
    match post.kind {
        PostKind::Reply => paths::reply(&post.id.0),
        _ => paths::topic(&post.id.0),
    }
}

fn subject(post: &Post) -> String {
    if post.title.is_empty() {
        post.excerpt.clone()
    } else {
        post.title.clone()
    }
}
