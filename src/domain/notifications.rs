//! Telling members what concerns them.

use crate::db::actors::Actor;
use crate::db::messages::notices;
use crate::db::moderation::{self, LogEntry};
use crate::db::notifications::{self, Notification};
use crate::db::posts::Post;
use crate::db::reading::levels::is_muted;
use crate::db::timelines::Window;
use crate::db::types::{
    AccountId, ActorId, ConversationId, LogId, NotificationId, NotificationKind, PostId, TrainingRequestId,
};
use crate::db::{Conn, Keyset, accounts, requests};

use super::error::{Error, Result};
use super::{Core, Viewer};

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
    Ok(notifications::insert(conn, &notification).await?)
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
    Ok(notifications::insert(conn, &notification).await?)
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
    Ok(notices::list(&mut core.db.read().await?, &ids).await?)
}

/// A page of a member's notifications, newest first, with who did it and the post.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, account: AccountId, page: Keyset) -> Result<Vec<(Notification, Actor, Option<Post>)>> {
    Ok(notifications::list(&mut core.db.read().await?, account, page).await?)
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
