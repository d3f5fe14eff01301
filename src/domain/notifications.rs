//! Telling members what concerns them. Every notification is stored by [`put`], which decides by its reader's wishes whether the
//! site shows it and how it waits to be told by mail and to be pushed, all in the transaction of what it tells.

pub mod bundle;
pub mod digest;
pub mod letter;
pub mod matrix;
pub mod settings;
pub(in crate::domain) mod told;
pub mod unsubscribe;

use crate::db::actors::Actor;
use crate::db::messages::notices::{self as talks, Waited};
use crate::db::moderation::{self, LogEntry};
use crate::db::notices::{self, Way};
use crate::db::notification_settings;
use crate::db::notifications::{self, Notification};
use crate::db::posts::{self, Post};
use crate::db::reading::levels::is_muted;
use crate::db::timelines::Window;
use crate::db::types::{
    AccountId, ActorId, ConversationId, LogId, NotificationId, NotificationKind, Pace, PostId, PostKind,
    TrainingRequestId, UtcTime, WatchLevel,
};
use crate::db::{Conn, Keyset, accounts, push_subscriptions, requests};

use super::error::{Error, Result};
use super::messages::standing;
use super::reading::levels;
use super::{Core, Principal, Viewer};

use self::matrix::Group;

/// Stores a notification, told as its reader wishes.
pub(super) async fn put(core: &Core, conn: &mut Conn, new: &Notification) -> Result<()> {
    put_instead(core, conn, new, Waited::default()).await
}

/// Stores a notification in place of others that had `waited` until then: what goes on without a pause is told as long after its
/// beginning as anything else.
pub(super) async fn put_instead(core: &Core, conn: &mut Conn, new: &Notification, waited: Waited) -> Result<()> {
    let group = Group::of(new.kind);
    let (wishes, known) = settings::of(conn, new.account_id).await?;
    let channel = wishes.matrix.of(group);
    let now = core.clock.now();
    let mail = (channel.mail != Pace::Never).then_some(channel.mail);
    let due = wishes.allowed(now.plus(group.collects(core.config.mail.collect_seconds)));
    let due = waited.mail_at.map_or(due, |waited| waited.min(due));
    let push_at = push_at(core, conn, &wishes, new).await?;
    let way = Way {
        in_app: channel.in_app,
        mail,
        mail_at: mail.filter(|pace| *pace == Pace::Now).map(|_| due),
        push_at: push_at.map(|at| waited.push_at.map_or(at, |waited| waited.min(at))),
    };
    store(core, conn, new, way).await?;
    let Some(pace) = mail.filter(|pace| *pace != Pace::Now) else {
        return Ok(());
    };
    let at = wishes.next_digest(pace, now);
    if known
        .as_ref()
        .and_then(|row| row.digest_at)
        .is_some_and(|next| next <= at)
    {
        return Ok(());
    }
    let row = known.unwrap_or_else(|| settings::fresh(core, new.account_id, None));
    Ok(notification_settings::wait_for_digest(conn, &row, at).await?)
}

/// Stores a notification that a letter of its own tells by mail.
pub(super) async fn put_with_letter(core: &Core, conn: &mut Conn, new: &Notification) -> Result<()> {
    let (wishes, _) = settings::of(conn, new.account_id).await?;
    let way = Way {
        in_app: wishes.matrix.of(Group::of(new.kind)).in_app,
        mail: None,
        mail_at: None,
        push_at: push_at(core, conn, &wishes, new).await?,
    };
    store(core, conn, new, way).await
}

/// When it is pushed to the browsers of its reader, if they want that and have any.
async fn push_at(
    core: &Core,
    conn: &mut Conn,
    wishes: &settings::Wishes,
    new: &Notification,
) -> Result<Option<UtcTime>> {
    let group = Group::of(new.kind);
    let is_wanted = core.config.push.enabled && wishes.matrix.of(group).push;
    if !is_wanted || !push_subscriptions::has_any(conn, new.account_id).await? {
        return Ok(None);
    }
    Ok(Some(wishes.allowed(core.clock.now().plus(group.holds()))))
}

/// What is told nowhere is kept as read, for whoever asks whether it was told.
async fn store(core: &Core, conn: &mut Conn, new: &Notification, way: Way) -> Result<()> {
    let is_told = way.in_app || way.mail.is_some() || way.push_at.is_some();
    let read_at = if is_told { new.read_at } else { Some(core.clock.now()) };
    let row = Notification { read_at, ..new.clone() };
    Ok(notices::insert(conn, &row, way).await?)
}

/// Tells the member behind `actor`, if it is one and not the doer; only of posts that the member may read.
pub(super) async fn tell(
    core: &Core,
    conn: &mut Conn,
    kind: NotificationKind,
    actor: ActorId,
    doer: ActorId,
    post: Option<&Post>,
) -> Result<()> {
    if actor == doer {
        return Ok(());
    }
    let Some(account) = accounts::find_by_actor(conn, actor).await? else {
        return Ok(());
    };
    if post.is_some_and(|post| !Viewer::of(core, &account).may_read(post)) {
        return Ok(());
    }
    if let Some(post) = post
        && is_muted(conn, account.id, post.forum_id, post.root_id).await?
    {
        return Ok(());
    }
    let notification = Notification {
        id: core.ids.next(),
        account_id: account.id,
        kind,
        actor_id: doer,
        post_id: post.map(|post| post.id),
        read_at: None,
        log_id: None,
    };
    put(core, conn, &notification).await
}

/// Tells the member behind `actor`, if it is one, what moderators did: a line of their log. `voice` speaks for them, so that
/// nobody is told which of them it was.
pub(super) async fn tell_deed(
    core: &Core,
    conn: &mut Conn,
    actor: ActorId,
    voice: ActorId,
    post: Option<PostId>,
    line: LogId,
) -> Result<()> {
    let Some(account) = accounts::find_by_actor(conn, actor).await? else {
        return Ok(());
    };
    let notification = Notification {
        id: core.ids.next(),
        account_id: account.id,
        kind: NotificationKind::Moderation,
        actor_id: voice,
        post_id: post,
        read_at: None,
        log_id: Some(line),
    };
    put(core, conn, &notification).await
}

/// The deeds behind these notifications, by their lines of the moderators' log.
///
/// # Errors
/// If the database fails.
pub async fn deeds(core: &Core, told: &[&Notification]) -> Result<Vec<LogEntry>> {
    let ids: Vec<LogId> = told.iter().filter_map(|one| one.log_id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(moderation::list_by_ids(&mut core.db.read().await?, &ids).await?)
}

/// The needs that these notifications are about, with their titles.
///
/// # Errors
/// If the database fails.
pub async fn needs(core: &Core, told: &[&Notification]) -> Result<Vec<(NotificationId, TrainingRequestId, String)>> {
    let is_need = |one: &&&Notification| one.kind.as_str().starts_with("request_");
    let ids: Vec<NotificationId> = told.iter().filter(is_need).map(|one| one.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(requests::notices::list(&mut core.db.read().await?, &ids).await?)
}

/// The conversations that these notifications are about.
///
/// # Errors
/// If the database fails.
pub async fn conversations(core: &Core, told: &[&Notification]) -> Result<Vec<(NotificationId, ConversationId)>> {
    let is_message = |one: &&&Notification| one.kind == NotificationKind::Message;
    let ids: Vec<NotificationId> = told.iter().filter(is_message).map(|one| one.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(talks::list(&mut core.db.read().await?, &ids).await?)
}

/// A page of a member's notifications, newest first, with who did it and the post.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, account: AccountId, page: Keyset) -> Result<Vec<letter::Told>> {
    Ok(notifications::list(&mut core.db.read().await?, account, page).await?)
}

/// The same of one group of events.
///
/// # Errors
/// If the database fails.
pub async fn list_of(core: &Core, account: AccountId, group: Group, page: Keyset) -> Result<Vec<letter::Told>> {
    Ok(notifications::list_of(&mut core.db.read().await?, account, &group.kinds(), page).await?)
}

/// The titles of the threads that these notifications are about, of those that the viewer may read.
///
/// # Errors
/// If the database fails.
pub async fn titles(core: &Core, viewer: &Viewer, told: &[letter::Told]) -> Result<Vec<(PostId, String)>> {
    let mut roots: Vec<PostId> = told
        .iter()
        .filter_map(|(_, _, post)| post.as_ref().map(|post| post.root_id))
        .collect();
    roots.sort_unstable();
    roots.dedup();
    if roots.is_empty() {
        return Ok(Vec::new());
    }
    let found = posts::list_by_ids(&mut core.db.read().await?, &roots).await?;
    let titled = found
        .into_iter()
        .filter(|post| viewer.may_read(post) && !post.title.is_empty());
    Ok(titled.map(|post| (post.id, post.title)).collect())
}

/// How many notifications one deed may name.
const MARKED_MOST: usize = 100;

/// Marks these of a member's notifications as read.
///
/// # Errors
/// [`Error::NotFound`] for who is no member.
pub async fn mark_read(core: &Core, by: &Principal, ids: &[NotificationId]) -> Result<()> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let ids = ids.get(..MARKED_MOST).unwrap_or(ids);
    Ok(notices::set_read(&mut core.db.write().await?, account, ids, core.clock.now()).await?)
}

/// What was muted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Muted {
    /// A topic.
    Topic,
    /// A private conversation.
    Conversation,
}

/// Mutes the topic or the conversation that a notification is about.
///
/// # Errors
/// [`Error::NotFound`] if it is not the member's, or about neither, or about one that they may not read.
pub async fn mute(core: &Core, by: &Principal, id: NotificationId) -> Result<Muted> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let (notification, _, post) = get(core, account, id).await?;
    if let Some(post) = post {
        levels::set_topic(core, by, post.root_id, WatchLevel::Mute).await?;
        return Ok(Muted::Topic);
    }
    let talk = conversations(core, &[&notification]).await?;
    let (_, conversation) = talk.first().ok_or(Error::NotFound)?;
    standing::set_muted(core, by, *conversation, true).await?;
    Ok(Muted::Conversation)
}

/// Whether a notification about a post can be muted: it belongs to a topic.
pub fn can_mute(post: &Post) -> bool {
    matches!(post.kind, PostKind::Topic | PostKind::Reply) && post.forum_id.is_some()
}

/// How many a member has not read.
///
/// # Errors
/// If the database fails.
pub async fn unread(core: &Core, account: AccountId) -> Result<i64> {
    Ok(notifications::count_unread(&mut core.db.read().await?, account).await?)
}

/// Marks all of a member's notifications as read.
///
/// # Errors
/// If the database fails.
pub async fn mark_all_read(core: &Core, account: AccountId) -> Result<()> {
    Ok(notifications::set_all_read(&mut core.db.write().await?, account, core.clock.now()).await?)
}

/// A window of a member's notifications of these kinds, optionally of one doer, newest first.
///
/// # Errors
/// If the database fails.
pub async fn window(
    core: &Core,
    account: AccountId,
    kinds: &[NotificationKind],
    doer: Option<ActorId>,
    window: Window,
) -> Result<Vec<(Notification, Actor, Option<Post>)>> {
    Ok(notifications::list_window(&mut core.db.read().await?, account, kinds, doer, window).await?)
}

/// One notification of a member.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(core: &Core, account: AccountId, id: NotificationId) -> Result<(Notification, Actor, Option<Post>)> {
    notifications::find(&mut core.db.read().await?, account, id)
        .await?
        .ok_or(Error::NotFound)
}
