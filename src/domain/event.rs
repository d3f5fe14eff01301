//! What happened: the one source of everything that follows from a change (activities for other servers, and later
//! notices, mail and live updates). Written in the transaction of the change, so nothing is told that did not happen and
//! nothing that happened goes untold.

use serde_json::{Value, json};

use crate::db::Conn;
use crate::db::events::{self, EventRow};
use crate::db::types::{ActorId, ConversationId, ForumId, MessageId, PostId, Refusal, ReportId, UtcTime};

use super::{Core, Principal, Result};

/// Something that happened, and what telling it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A post appeared.
    PostPublished(PostId),
    /// The text of a post changed.
    PostEdited(PostId),
    /// A post goes to its forum elsewhere once more.
    PostSentAgain(PostId),
    /// A forum of ours does not take what somebody elsewhere sent it; the actor is the forum.
    SubmissionRefused {
        /// Who sent it.
        author: ActorId,
        /// Id of what is refused.
        uri: String,
        /// Why.
        reason: String,
    },
    /// A post was taken away.
    PostRemoved {
        /// Which.
        post: PostId,
        /// By a moderator rather than its author.
        by_moderator: bool,
        /// Why, as moderators say it.
        reason: String,
    },
    /// A post that a moderator took away is back.
    PostRestored(PostId),
    /// A topic stands in another forum now.
    TopicMoved {
        /// Which.
        topic: PostId,
        /// Where it stood.
        from: ForumId,
    },
    /// Moderators keep somebody out.
    MemberBanned {
        /// Whom.
        target: ActorId,
        /// How.
        ban: BanWords,
    },
    /// They let them in again.
    BanLifted {
        /// Whom.
        target: ActorId,
        /// How they were kept out.
        ban: BanWords,
    },
    /// Something was reported.
    ReportFiled {
        /// Which report.
        report: ReportId,
        /// About whom.
        subject: ActorId,
    },
    /// Somebody voted for a post.
    VoteCast {
        /// Which.
        post: PostId,
        /// Id of the Like activity.
        uri: String,
    },
    /// Somebody took a vote back.
    VoteRetracted {
        /// For which post.
        post: PostId,
        /// Id of the Like activity that is undone.
        uri: String,
    },
    /// A question got its best answer.
    AnswerAccepted {
        /// The question.
        topic: PostId,
        /// The answer.
        answer: PostId,
    },
    /// A question lost its best answer.
    AnswerCleared {
        /// The question.
        topic: PostId,
        /// The former answer.
        answer: PostId,
    },
    /// A topic was pinned or unpinned.
    TopicPinned {
        /// Which.
        topic: PostId,
        /// Whether it is pinned now.
        pinned: bool,
    },
    /// A topic was locked or unlocked.
    TopicLocked {
        /// Which.
        topic: PostId,
        /// Whether it is locked now.
        locked: bool,
    },
    /// A member asks for a seat at a training elsewhere.
    SeatAsked {
        /// Which.
        training: PostId,
        /// Id of the Join activity, or of the TentativeAccept.
        uri: String,
        /// They are interested, and want no seat.
        is_interest: bool,
    },
    /// A member gives that back.
    SeatLeft {
        /// Which.
        training: PostId,
        /// Id of the activity that asked.
        uri: String,
        /// It was an interest.
        is_interest: bool,
    },
    /// The organiser of a training of ours answers somebody elsewhere; the actor is the organiser.
    SeatAnswered {
        /// Which.
        training: PostId,
        /// Whom.
        attendee: ActorId,
    },
    /// Somebody elsewhere gets no seat at a training of ours; the actor is the organiser.
    SeatTurnedDown {
        /// Which.
        training: PostId,
        /// Who.
        attendee: ActorId,
        /// Id of what they asked with.
        uri: String,
        /// Why, in words.
        reason: String,
        /// The same as a code.
        refusal: Option<Refusal>,
        /// Seats are given in another way.
        is_passed_over: bool,
    },
    /// A local actor asks to follow a remote one.
    FollowRequested {
        /// Whom.
        target: ActorId,
        /// Id of the Follow activity.
        uri: String,
    },
    /// A local actor follows a remote one no longer.
    Unfollowed {
        /// Whom.
        target: ActorId,
        /// Id of the Follow activity that is undone.
        uri: String,
    },
    /// A local actor accepted a remote follower.
    FollowAccepted {
        /// The follower.
        follower: ActorId,
        /// Id of the Follow activity.
        uri: String,
    },
    /// A local actor refused a remote follower, or ended the follow.
    FollowRejected {
        /// The follower.
        follower: ActorId,
        /// Id of the Follow activity.
        uri: String,
    },
    /// Something was said in a conversation, or happened in a group.
    MessageSent {
        /// Where.
        conversation: ConversationId,
        /// What.
        message: MessageId,
    },
    /// Somebody elsewhere changed what they said.
    MessageEdited {
        /// Where.
        conversation: ConversationId,
        /// What.
        message: MessageId,
    },
    /// The author took it back.
    MessageDeleted {
        /// Where.
        conversation: ConversationId,
        /// What.
        message: MessageId,
    },
    /// Who is in a group, or what it is called, changed.
    ConversationChanged {
        /// Which.
        conversation: ConversationId,
    },
    /// A local actor changed what it says of itself.
    ProfileChanged,
    /// An account of ours was erased; every server that may know of it has to hear.
    MemberErased,
    /// A moderator of a forum was appointed or dismissed; the target is the moderator, the actor the forum.
    ModeratorChanged {
        /// Who.
        moderator: ActorId,
        /// Whether they moderate now.
        appointed: bool,
    },
}

/// What other servers are told of a ban.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BanWords {
    /// Id of the Block.
    pub uri: String,
    /// From which forum; none for all of ours.
    pub forum: Option<ForumId>,
    /// Why.
    pub reason: String,
    /// Until when.
    pub until: Option<UtcTime>,
    /// Whether what they wrote is removed, too.
    pub with_posts: bool,
}

impl BanWords {
    fn data(&self) -> Value {
        json!({
            "uri": self.uri, "forum": self.forum.map(|id| id.0), "reason": self.reason,
            "until": self.until.map(UtcTime::millis), "with_posts": self.with_posts,
        })
    }

    fn read(data: &Value) -> Option<Self> {
        Some(Self {
            uri: data.get("uri")?.as_str()?.to_owned(),
            forum: data.get("forum")?.as_i64().map(ForumId),
            reason: data.get("reason")?.as_str()?.to_owned(),
            until: data.get("until")?.as_i64().map(UtcTime::from_millis),
            with_posts: data.get("with_posts")?.as_bool()?,
        })
    }
}

/// Writes down that `by` made `event` happen. Call it inside the transaction of the change.
///
/// # Errors
/// If the database fails.
pub async fn record(core: &Core, conn: &mut Conn, by: &Principal, event: &Event) -> Result<()> {
    record_after(core, conn, by, event, &[], None).await
}

/// The same, to be told not before `until`, nor before what still waits to be told of the post itself and of `also`: who
/// hears of something has heard of what it refers to.
pub(super) async fn record_after(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    event: &Event,
    also: &[PostId],
    until: Option<UtcTime>,
) -> Result<()> {
    let (kind, post_id, target_id, data) = event.parts();
    let mut not_before = until;
    if core.config.composer.undo_seconds > 0 {
        let answer = data.get("answer").and_then(Value::as_i64).map(PostId);
        let about: Vec<PostId> = post_id.into_iter().chain(answer).chain(also.iter().copied()).collect();
        if !about.is_empty() {
            let held = events::list_held(conn, &about, core.clock.now()).await?;
            not_before = held.into_iter().map(|(_, until)| until).chain(not_before).max();
        }
    }
    let row = EventRow {
        id: core.ids.next(),
        kind: kind.to_owned(),
        actor_id: by.actor_id,
        post_id,
        target_id,
        inbox_id: by.inbox_id,
        data,
        created_at: core.clock.now(),
        federated_at: None,
        not_before,
    };
    events::insert(conn, &row).await?;
    Ok(())
}

/// Where and what; never a word of it.
fn message_parts(
    kind: &'static str,
    conversation: ConversationId,
    message: MessageId,
) -> (&'static str, Option<PostId>, Option<ActorId>, Value) {
    let data = json!({ "conversation": conversation.0, "message": message.0 });
    (kind, None, None, data)
}

impl Event {
    fn parts(&self) -> (&'static str, Option<PostId>, Option<ActorId>, Value) {
        match self {
            Self::PostPublished(post) => ("post_published", Some(*post), None, Value::Null),
            Self::PostEdited(post) => ("post_edited", Some(*post), None, Value::Null),
            Self::PostSentAgain(post) => ("post_sent_again", Some(*post), None, Value::Null),
            Self::SubmissionRefused { author, uri, reason } => (
                "submission_refused",
                None,
                Some(*author),
                json!({ "uri": uri, "reason": reason }),
            ),
            Self::PostRemoved {
                post,
                by_moderator,
                reason,
            } => (
                "post_removed",
                Some(*post),
                None,
                json!({ "by_moderator": by_moderator, "reason": reason }),
            ),
            Self::PostRestored(post) => ("post_restored", Some(*post), None, Value::Null),
            Self::TopicMoved { topic, from } => ("topic_moved", Some(*topic), None, json!({ "from": from.0 })),
            Self::MemberBanned { target, ban } => ("member_banned", None, Some(*target), ban.data()),
            Self::BanLifted { target, ban } => ("ban_lifted", None, Some(*target), ban.data()),
            Self::ReportFiled { report, subject } => {
                ("report_filed", None, Some(*subject), json!({ "report": report.0 }))
            }
            Self::VoteCast { post, uri } => ("vote_cast", Some(*post), None, json!({ "uri": uri })),
            Self::VoteRetracted { post, uri } => ("vote_retracted", Some(*post), None, json!({ "uri": uri })),
            Self::AnswerAccepted { topic, answer } => {
                ("answer_accepted", Some(*topic), None, json!({ "answer": answer.0 }))
            }
            Self::AnswerCleared { topic, answer } => {
                ("answer_cleared", Some(*topic), None, json!({ "answer": answer.0 }))
            }
            Self::TopicPinned { topic, pinned } => ("topic_pinned", Some(*topic), None, json!({ "pinned": pinned })),
            Self::TopicLocked { topic, locked } => ("topic_locked", Some(*topic), None, json!({ "locked": locked })),
            Self::SeatAsked {
                training,
                uri,
                is_interest,
            } => (
                "seat_asked",
                Some(*training),
                None,
                json!({ "uri": uri, "is_interest": is_interest }),
            ),
            Self::SeatLeft {
                training,
                uri,
                is_interest,
            } => (
                "seat_left",
                Some(*training),
                None,
                json!({ "uri": uri, "is_interest": is_interest }),
            ),
            Self::SeatAnswered { training, attendee } => {
                ("seat_answered", Some(*training), Some(*attendee), Value::Null)
            }
            Self::SeatTurnedDown {
                training,
                attendee,
                uri,
                reason,
                refusal,
                is_passed_over,
            } => (
                "seat_turned_down",
                Some(*training),
                Some(*attendee),
                json!({
                    "uri": uri, "reason": reason, "refusal": refusal.map(Refusal::as_str),
                    "is_passed_over": is_passed_over,
                }),
            ),
            Self::FollowRequested { target, uri } => ("follow_requested", None, Some(*target), json!({ "uri": uri })),
            Self::Unfollowed { target, uri } => ("unfollowed", None, Some(*target), json!({ "uri": uri })),
            Self::FollowAccepted { follower, uri } => ("follow_accepted", None, Some(*follower), json!({ "uri": uri })),
            Self::FollowRejected { follower, uri } => ("follow_rejected", None, Some(*follower), json!({ "uri": uri })),
            Self::MessageSent { conversation, message } => message_parts("message_sent", *conversation, *message),
            Self::MessageEdited { conversation, message } => message_parts("message_edited", *conversation, *message),
            Self::MessageDeleted { conversation, message } => message_parts("message_deleted", *conversation, *message),
            Self::ConversationChanged { conversation } => (
                "conversation_changed",
                None,
                None,
                json!({ "conversation": conversation.0 }),
            ),
            Self::ProfileChanged => ("profile_changed", None, None, Value::Null),
            Self::MemberErased => ("member_erased", None, None, Value::Null),
            Self::ModeratorChanged { moderator, appointed } => (
                "moderator_changed",
                None,
                Some(*moderator),
                json!({ "appointed": appointed }),
            ),
        }
    }

    /// Reads an event back from its row; none if the row was written by a newer program or is damaged.
    pub fn read(row: &EventRow) -> Option<Self> {
        let uri = || Some(row.data.get("uri")?.as_str()?.to_owned());
        let flag = |name: &str| row.data.get(name)?.as_bool();
        let answer = || Some(PostId(row.data.get("answer")?.as_i64()?));
        let conversation = || Some(ConversationId(row.data.get("conversation")?.as_i64()?));
        let message = || Some(MessageId(row.data.get("message")?.as_i64()?));
        Some(match row.kind.as_str() {
            "post_published" => Self::PostPublished(row.post_id?),
            "post_edited" => Self::PostEdited(row.post_id?),
            "post_sent_again" => Self::PostSentAgain(row.post_id?),
            "submission_refused" => Self::SubmissionRefused {
                author: row.target_id?,
                uri: uri()?,
                reason: row.data.get("reason")?.as_str()?.to_owned(),
            },
            "post_removed" => Self::PostRemoved {
                post: row.post_id?,
                by_moderator: flag("by_moderator")?,
                reason: row
                    .data
                    .get("reason")
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned(),
            },
            "post_restored" => Self::PostRestored(row.post_id?),
            "topic_moved" => Self::TopicMoved {
                topic: row.post_id?,
                from: ForumId(row.data.get("from")?.as_i64()?),
            },
            "member_banned" => Self::MemberBanned {
                target: row.target_id?,
                ban: BanWords::read(&row.data)?,
            },
            "ban_lifted" => Self::BanLifted {
                target: row.target_id?,
                ban: BanWords::read(&row.data)?,
            },
            "report_filed" => Self::ReportFiled {
                report: ReportId(row.data.get("report")?.as_i64()?),
                subject: row.target_id?,
            },
            "vote_cast" => Self::VoteCast {
                post: row.post_id?,
                uri: uri()?,
            },
            "vote_retracted" => Self::VoteRetracted {
                post: row.post_id?,
                uri: uri()?,
            },
            "answer_accepted" => Self::AnswerAccepted {
                topic: row.post_id?,
                answer: answer()?,
            },
            "answer_cleared" => Self::AnswerCleared {
                topic: row.post_id?,
                answer: answer()?,
            },
            "topic_pinned" => Self::TopicPinned {
                topic: row.post_id?,
                pinned: flag("pinned")?,
            },
            "topic_locked" => Self::TopicLocked {
                topic: row.post_id?,
                locked: flag("locked")?,
            },
            "seat_asked" => Self::SeatAsked {
                training: row.post_id?,
                uri: uri()?,
                is_interest: flag("is_interest")?,
            },
            "seat_left" => Self::SeatLeft {
                training: row.post_id?,
                uri: uri()?,
                is_interest: flag("is_interest")?,
            },
            "seat_answered" => Self::SeatAnswered {
                training: row.post_id?,
                attendee: row.target_id?,
            },
            "seat_turned_down" => Self::SeatTurnedDown {
                training: row.post_id?,
                attendee: row.target_id?,
                uri: uri()?,
                reason: row.data.get("reason")?.as_str()?.to_owned(),
                refusal: row
                    .data
                    .get("refusal")
                    .and_then(Value::as_str)
                    .and_then(|code| code.parse().ok()),
                is_passed_over: flag("is_passed_over")?,
            },
            "follow_requested" => Self::FollowRequested {
                target: row.target_id?,
                uri: uri()?,
            },
            "unfollowed" => Self::Unfollowed {
                target: row.target_id?,
                uri: uri()?,
            },
            "follow_accepted" => Self::FollowAccepted {
                follower: row.target_id?,
                uri: uri()?,
            },
            "follow_rejected" => Self::FollowRejected {
                follower: row.target_id?,
                uri: uri()?,
            },
            "message_sent" => Self::MessageSent {
                conversation: conversation()?,
                message: message()?,
            },
            "message_edited" => Self::MessageEdited {
                conversation: conversation()?,
                message: message()?,
            },
            "message_deleted" => Self::MessageDeleted {
                conversation: conversation()?,
                message: message()?,
            },
            "conversation_changed" => Self::ConversationChanged {
                conversation: conversation()?,
            },
            "profile_changed" => Self::ProfileChanged,
            "member_erased" => Self::MemberErased,
            "moderator_changed" => Self::ModeratorChanged {
                moderator: row.target_id?,
                appointed: flag("appointed")?,
            },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::EventId;

    #[test]
    fn an_event_reads_back_as_it_was_written() {
        let uri = || "https://a.example/activities/1".to_owned();
        let events = [
            Event::PostPublished(PostId(1)),
            Event::PostRemoved {
                post: PostId(1),
                by_moderator: true,
                reason: "spam".to_owned(),
            },
            Event::TopicMoved {
                topic: PostId(1),
                from: ForumId(4),
            },
            Event::MemberBanned {
                target: ActorId(3),
                ban: BanWords {
                    uri: uri(),
                    forum: Some(ForumId(4)),
                    reason: String::new(),
                    until: Some(UtcTime::from_millis(7)),
                    with_posts: true,
                },
            },
            Event::ReportFiled {
                report: ReportId(5),
                subject: ActorId(3),
            },
            Event::VoteRetracted {
                post: PostId(1),
                uri: uri(),
            },
            Event::PostSentAgain(PostId(1)),
            Event::MessageSent {
                conversation: ConversationId(8),
                message: MessageId(9),
            },
            Event::MessageDeleted {
                conversation: ConversationId(8),
                message: MessageId(9),
            },
            Event::ConversationChanged {
                conversation: ConversationId(8),
            },
            Event::SeatAsked {
                training: PostId(1),
                uri: uri(),
                is_interest: true,
            },
            Event::SeatLeft {
                training: PostId(1),
                uri: uri(),
                is_interest: false,
            },
            Event::SeatAnswered {
                training: PostId(1),
                attendee: ActorId(3),
            },
            Event::SeatTurnedDown {
                training: PostId(1),
                attendee: ActorId(3),
                uri: uri(),
                reason: "It is over.".to_owned(),
                refusal: Some(Refusal::Over),
                is_passed_over: false,
            },
            Event::SubmissionRefused {
                author: ActorId(3),
                uri: uri(),
                reason: "The topic is locked.".to_owned(),
            },
            Event::AnswerAccepted {
                topic: PostId(1),
                answer: PostId(2),
            },
            Event::TopicLocked {
                topic: PostId(1),
                locked: false,
            },
            Event::FollowAccepted {
                follower: ActorId(3),
                uri: uri(),
            },
            Event::ProfileChanged,
            Event::ModeratorChanged {
                moderator: ActorId(3),
                appointed: false,
            },
        ];
        for event in events {
            let (kind, post_id, target_id, data) = event.parts();
            let row = EventRow {
                id: EventId(1),
                kind: kind.to_owned(),
                actor_id: ActorId(9),
                post_id,
                target_id,
                inbox_id: None,
                data,
                created_at: UtcTime::from_millis(0),
                federated_at: None,
                not_before: None,
            };
            assert_eq!(Event::read(&row), Some(event));
        }
    }
}
