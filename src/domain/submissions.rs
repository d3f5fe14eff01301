//! What members send to forums elsewhere: sent, and not confirmed until the forum's server passes it on or accepts it.
//!
//! It may be refused (the server says so, the topic was closed or the author kept out meanwhile) or never come there. A
//! confirmation counts whenever it comes, a refusal only for what is on its way, and neither counts twice. Only who sent it
//! hears of it.

use crate::db::notifications::{self as notices, Notification};
use crate::db::posts::{self, Post};
use crate::db::submissions::{self as rows, Key, Submission};
use crate::db::types::{ActorId, Deed, ForumId, InstanceId, NotificationKind, PostId, PostKind, SendCause, SendState};
use crate::db::{Conn, accounts, forums};

use super::error::{Denied, Error, Result};
use super::event::{self, Event};
use super::moderation::guard;
use super::{Core, Principal, Viewer, notifications};

/// Things shown on one's own list.
const OWN_SHOWN: i64 = 50;
/// Longest reason of another server that is kept, in characters.
const WORDS_MAX: usize = 300;

/// Why something is not confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Whether the forum said no, or it never came there.
    pub state: SendState,
    /// Why.
    pub cause: SendCause,
    /// The reason in the words of the forum's server; may be empty.
    pub words: String,
}

impl Refusal {
    /// What the forum's server said: a reason that it has words for, in whatever language.
    pub fn said(words: &str) -> Self {
        let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words: String = words.chars().take(WORDS_MAX).collect();
        let folded = words.to_lowercase();
        let cause = if folded.contains("banned") {
            SendCause::Banned
        } else if folded.contains("locked") {
            SendCause::Locked
        } else {
            SendCause::Rejected
        };
        Self {
            state: SendState::Refused,
            cause,
            words,
        }
    }

    /// That it did not come there.
    pub fn lost(cause: SendCause) -> Self {
        Self {
            state: SendState::Undelivered,
            cause,
            words: String::new(),
        }
    }

    fn because(cause: SendCause) -> Self {
        Self {
            state: SendState::Refused,
            cause,
            words: String::new(),
        }
    }
}

/// Notes that a member sends something to a forum elsewhere. Nothing is noted for our own forums, nor of remote actors.
pub(super) async fn sent(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    forum: Option<ForumId>,
    (post, deed): (PostId, Deed),
) -> Result<()> {
    let Some(forum) = forum.filter(|_| by.account_id.is_some()) else {
        return Ok(());
    };
    if forums::get(conn, forum).await?.0.is_local {
        return Ok(());
    }
    let row = Submission {
        post_id: post,
        actor_id: by.actor_id,
        deed,
        forum_id: forum,
        state: SendState::Sent,
        cause: None,
        words: String::new(),
        sent_at: core.clock.now(),
        decided_at: None,
    };
    Ok(rows::put(conn, &row).await?)
}

/// Notes that a post which was refused goes there once more, because its author changed it.
pub(super) async fn sent_again(core: &Core, conn: &mut Conn, by: &Principal, post: &Post) -> Result<()> {
    let key = (post.id, by.actor_id, Deed::Post);
    if rows::find(conn, key).await?.is_none() {
        return Ok(());
    }
    forget_notices(conn, key).await?;
    sent(core, conn, by, post.forum_id, (post.id, Deed::Post)).await
}

/// Notes that a member took something back.
pub(super) async fn taken_back(conn: &mut Conn, by: &Principal, post: PostId, deed: Deed) -> Result<()> {
    rows::delete(conn, (post, by.actor_id, deed)).await?;
    Ok(())
}

/// Forgets what was sent about a post that is gone.
pub(super) async fn forget(conn: &mut Conn, post: PostId) -> Result<()> {
    Ok(rows::delete_of_post(conn, post).await?)
}

/// The forum's server passed it on, or accepted it. It may say so twice, and late.
///
/// # Errors
/// If the database fails.
pub async fn confirm(core: &Core, key: Key) -> Result<()> {
    core.change(async |conn| {
        let (post, _, deed) = key;
        if deed == Deed::Post {
            posts::set_announced(conn, post, core.clock.now()).await?;
        }
        if rows::delete(conn, key).await? {
            forget_notices(conn, key).await?;
        }
        Ok(())
    })
    .await
}

/// The forum's server will not pass it on. What was confirmed before stays so.
///
/// # Errors
/// If the database fails.
pub async fn refuse(core: &Core, key: Key, refusal: &Refusal) -> Result<()> {
    core.change(async |conn| refuse_in(core, conn, key, refusal).await)
        .await
}

/// The same inside a transaction.
///
/// # Errors
/// If the database fails.
pub async fn refuse_in(core: &Core, conn: &mut Conn, key: Key, refusal: &Refusal) -> Result<()> {
    let decision = (refusal.state, refusal.cause, refusal.words.as_str());
    if !rows::decide(conn, key, decision, core.clock.now()).await? {
        return Ok(());
    }
    tell(core, conn, key, refusal.state).await
}

/// A delivery of ours to `inbox` ended without being taken. It matters if that is where the forum gets its own.
///
/// # Errors
/// If the database fails.
pub async fn not_taken(core: &Core, conn: &mut Conn, key: Key, inbox: &str, refusal: &Refusal) -> Result<()> {
    let Some(row) = rows::find(conn, key).await? else {
        return Ok(());
    };
    let (_, group) = forums::get(conn, row.forum_id).await?;
    if group.delivery_inbox() == inbox {
        refuse_in(core, conn, key, refusal).await?;
    }
    Ok(())
}

/// What was to be sent goes to these inboxes. If the forum's is not among them, we do not deal with its server.
///
/// # Errors
/// If the database fails.
pub async fn goes_to(core: &Core, conn: &mut Conn, key: Key, inboxes: &[&str]) -> Result<()> {
    let Some(row) = rows::find(conn, key).await? else {
        return Ok(());
    };
    let (_, group) = forums::get(conn, row.forum_id).await?;
    if !inboxes.contains(&group.delivery_inbox()) {
        refuse_in(core, conn, key, &Refusal::lost(SendCause::Blocked)).await?;
    }
    Ok(())
}

/// Everything that waits for a server is dropped.
///
/// # Errors
/// If the database fails.
pub async fn server_lost(core: &Core, conn: &mut Conn, server: InstanceId, cause: SendCause) -> Result<()> {
    let open = rows::list_open_to(conn, server).await?;
    refuse_all(core, conn, open, &Refusal::lost(cause)).await
}

/// A topic elsewhere takes no more replies: those that its server has not passed on are too late.
pub(super) async fn topic_locked(core: &Core, conn: &mut Conn, topic: PostId) -> Result<()> {
    let open = rows::list_open_in(conn, topic).await?;
    refuse_all(core, conn, open, &Refusal::because(SendCause::Locked)).await
}

/// Somebody is kept out of these forums: what is on its way there is refused.
pub(super) async fn kept_out(core: &Core, conn: &mut Conn, who: ActorId, forums: &[ForumId]) -> Result<()> {
    let open = rows::list_open_of(conn, who, forums).await?;
    refuse_all(core, conn, open, &Refusal::because(SendCause::Banned)).await
}

async fn refuse_all(core: &Core, conn: &mut Conn, open: Vec<Submission>, refusal: &Refusal) -> Result<()> {
    for row in open {
        refuse_in(core, conn, (row.post_id, row.actor_id, row.deed), refusal).await?;
    }
    Ok(())
}

/// Tells who sent it, once. What became of a vote is said beside the vote only.
async fn tell(core: &Core, conn: &mut Conn, (post, actor, deed): Key, state: SendState) -> Result<()> {
    let Some(account) = accounts::find_by_actor(conn, actor)
        .await?
        .filter(|_| deed != Deed::Vote)
    else {
        return Ok(());
    };
    let kind = kind_of(state);
    let forum = posts::get(conn, post).await?.forum_id.ok_or(Error::NotFound)?;
    if notices::exists(conn, account.id, kind, post).await? {
        return Ok(());
    }
    let notification = Notification {
        id: core.ids.next(),
        account_id: account.id,
        kind,
        actor_id: forums::get(conn, forum).await?.0.actor_id,
        post_id: Some(post),
        read_at: None,
        log_id: None,
    };
    notifications::put(core, conn, &notification).await
}

fn kind_of(state: SendState) -> NotificationKind {
    match state {
        SendState::Undelivered => NotificationKind::Undelivered,
        SendState::Sent | SendState::Refused => NotificationKind::Refused,
    }
}

/// What was told of a refusal is true no more.
async fn forget_notices(conn: &mut Conn, (post, actor, _): Key) -> Result<()> {
    let Some(account) = accounts::find_by_actor(conn, actor).await? else {
        return Ok(());
    };
    let kinds = [NotificationKind::Refused, NotificationKind::Undelivered];
    Ok(notices::delete_about(conn, account.id, post, &kinds).await?)
}

/// What the viewer sent about these posts and what is not confirmed of it. Others see nothing of it.
pub(super) async fn of_posts(conn: &mut Conn, viewer: &Viewer, ids: &[PostId]) -> Result<Vec<Submission>> {
    match viewer.account_id().and(viewer.actor_id()) {
        Some(actor) => Ok(rows::list_of(conn, actor, ids).await?),
        None => Ok(Vec::new()),
    }
}

/// One's own things on their way and not taken, newest first, with the host they were sent to.
///
/// # Errors
/// If the database fails.
pub async fn mine(core: &Core, by: &Principal) -> Result<Vec<(Submission, Post, String)>> {
    Ok(rows::list_of_actor(&mut core.db.read().await?, by.actor_id, OWN_SHOWN).await?)
}

/// Whether sending it once more may help: it never came there, or what stood in its way is over. Who is refused for what
/// they wrote changes the text instead.
pub fn may_retry(row: &Submission, is_locked: bool) -> bool {
    row.deed == Deed::Post
        && match (row.state, row.cause) {
            (SendState::Sent, _) | (_, Some(SendCause::Blocked | SendCause::Rejected)) => false,
            (_, Some(SendCause::Locked)) => !is_locked,
            _ => true,
        }
}

/// Sends a post to its forum once more.
///
/// # Errors
/// [`Error::NotFound`] if there is nothing to be sent again; [`Denied::Locked`]; [`Denied::Banned`].
pub async fn retry(core: &Core, by: &Principal, post: PostId) -> Result<()> {
    core.change(async |conn| {
        let (root, post) = super::posts::thread_of(conn, post).await?;
        if post.actor_id != by.actor_id {
            return Err(Error::Forbidden(Denied::NotAuthor));
        }
        if post.is_removed() || post.announced_at.is_some() {
            return Err(Error::NotFound);
        }
        let row = rows::find(conn, (post.id, by.actor_id, Deed::Post)).await?;
        let row = row.ok_or(Error::NotFound)?;
        let (forum, group) = forums::get(conn, row.forum_id).await?;
        guard::require_welcome(core, conn, by, (&forum, &group)).await?;
        if root.is_locked && post.kind == PostKind::Reply {
            return Err(Error::Forbidden(Denied::Locked));
        }
        if !may_retry(&row, root.is_locked) {
            return Err(Error::NotFound);
        }
        sent_again(core, conn, by, &post).await?;
        event::record(core, conn, by, &Event::PostSentAgain(post.id)).await
    })
    .await
}

/// A forum of ours does not take what somebody elsewhere sent it. Their server hears why. `uri` is the id of what is refused.
pub(super) async fn turn_down(
    core: &Core,
    conn: &mut Conn,
    (forum, author): (ForumId, ActorId),
    uri: &str,
    reason: &str,
) -> Result<()> {
    let (forum, group) = forums::get(conn, forum).await?;
    let voice = Principal::remote(&group, None, None);
    if !forum.is_local || forum.scope.stays_here() {
        return Ok(());
    }
    let event = Event::SubmissionRefused {
        author,
        uri: uri.to_owned(),
        reason: reason.to_owned(),
    };
    event::record(core, conn, &voice, &event).await
}

/// The same for what was received and broke a rule of the house. What may not be told is not.
///
/// # Errors
/// If the database fails.
pub async fn answer_denied(core: &Core, place: (ForumId, ActorId), uri: &str, denied: Denied) -> Result<()> {
    let Some(reason) = reason(denied) else { return Ok(()) };
    core.change(async |conn| turn_down(core, conn, place, uri, reason).await)
        .await
}

/// What other servers are told. Ours know the first two by their words.
fn reason(denied: Denied) -> Option<&'static str> {
    Some(match denied {
        Denied::Locked => "The topic is locked.",
        Denied::Banned => "The author is banned from the forum.",
        Denied::ModeratorsOnly => "Only moderators open topics in this forum.",
        Denied::Words => "It has words that are not welcome in this forum.",
        Denied::Newcomer | Denied::NewcomerLinks => "It is more than the forum takes from newcomers.",
        Denied::Unverified => "The forum takes this from verified members only.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::types::UtcTime;

    #[test]
    fn what_other_servers_say_is_kept_short_and_known_reasons_are_known() {
        assert_eq!(
            Refusal::said("person_is_banned_from_community").cause,
            SendCause::Banned
        );
        assert_eq!(Refusal::said("Post is Locked").cause, SendCause::Locked);
        let long = Refusal::said(&"no \n".repeat(400));
        assert_eq!(
            (long.cause, long.words.chars().count()),
            (SendCause::Rejected, WORDS_MAX)
        );
        assert!(!long.words.contains('\n'));
    }

    #[test]
    fn what_may_help_is_offered() {
        let row = |state, cause| Submission {
            post_id: PostId(1),
            actor_id: ActorId(1),
            deed: Deed::Post,
            forum_id: ForumId(1),
            state,
            cause,
            words: String::new(),
            sent_at: UtcTime::from_millis(0),
            decided_at: None,
        };
        use SendState::{Refused, Sent, Undelivered};
        assert!(!may_retry(&row(Sent, None), false));
        assert!(may_retry(&row(Undelivered, Some(SendCause::Unreachable)), false));
        assert!(!may_retry(&row(Undelivered, Some(SendCause::Blocked)), false));
        assert!(!may_retry(&row(Refused, Some(SendCause::Rejected)), false));
        assert!(!may_retry(&row(Refused, Some(SendCause::Locked)), true));
        assert!(may_retry(&row(Refused, Some(SendCause::Locked)), false));
    }
}
