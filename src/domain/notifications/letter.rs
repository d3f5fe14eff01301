//! What a letter about notifications tells when it is written: asked anew each time, so that nobody is told what they read on
//! the site meanwhile, what is gone, or what they may no longer read.

use crate::db::accounts::Account;
use crate::db::actors::Actor;
use crate::db::letters::Letter;
use crate::db::messages::{members, notices as of_messages};
use crate::db::notices;
use crate::db::notifications::Notification;
use crate::db::posts::Post;
use crate::db::reading::levels::is_muted;
use crate::db::types::{AccountState, MemberState, NotificationId, NotificationKind, Pace};
use crate::db::{Conn, accounts};
use crate::domain::error::{Error, Result};
use crate::domain::letters::LetterKind;
use crate::domain::{Core, Viewer};

use super::digest;
use super::matrix::Group;
use super::settings;

/// Most notifications in one letter; the site has the rest.
const TOLD_MOST: i64 = 100;

/// A notification with who did it and the post.
pub type Told = (Notification, Actor, Option<Post>);

/// What a letter tells.
#[derive(Debug, Clone)]
pub struct Content {
    /// To whom.
    pub account: Account,
    /// The same in public.
    pub actor: Actor,
    /// What happened, oldest first.
    pub told: Vec<Told>,
    /// New topics of forums that they follow.
    pub news: Vec<Post>,
}

/// What a letter about notifications tells; none if there is nothing to tell any more.
///
/// # Errors
/// If the database fails.
pub async fn content(core: &Core, letter: &Letter) -> Result<Option<Content>> {
    let Some(id) = letter.account_id else {
        return Ok(None);
    };
    let mut conn = core.db.read().await?;
    let (account, actor) = match accounts::get_with_actor(&mut conn, id).await.map_err(Error::from) {
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    if account.state != AccountState::Active {
        return Ok(None);
    }
    // Whoever left a group of letters while this one waited hears no more of it.
    let (wishes, _) = settings::of(&mut conn, id).await?;
    let is_wanted = |(one, ..): &Told| wishes.matrix.of(Group::of(one.kind)).mail != Pace::Never;
    let mut told = Vec::new();
    let waiting = notices::list_of_letter(&mut conn, letter.id, TOLD_MOST).await?;
    for one in waiting.into_iter().filter(is_wanted) {
        if is_worth_telling(core, &mut conn, &account, &one).await? {
            told.push(one);
        }
    }
    let news = if letter.kind == LetterKind::Digest.as_str() {
        digest::news(core, &mut conn, &account, &letter.payload).await?
    } else {
        Vec::new()
    };
    if told.is_empty() && news.is_empty() {
        return Ok(None);
    }
    Ok(Some(Content {
        account,
        actor,
        told,
        news,
    }))
}

/// Whether it is told at all by now: it is neither gone, nor out of sight, nor muted.
pub(in crate::domain) async fn is_worth_telling(
    core: &Core,
    conn: &mut Conn,
    account: &Account,
    (notification, _, post): &Told,
) -> Result<bool> {
    if notification.kind == NotificationKind::Message {
        return talks(conn, account, notification.id).await;
    }
    let Some(post) = post else { return Ok(true) };
    // A moderator's word about a post that is gone is read all the same.
    let group = Group::of(notification.kind);
    if group == Group::Moderation {
        return Ok(true);
    }
    if post.is_removed() || !Viewer::of(core, account).may_read(post) {
        return Ok(false);
    }
    let is_talk = matches!(
        group,
        Group::Answers | Group::Mentions | Group::Votes | Group::Watching | Group::Questions
    );
    Ok(!is_talk || !is_muted(conn, account.id, post.forum_id, post.root_id).await?)
}

/// Whether somebody still wants to hear of a conversation, and may read it.
async fn talks(conn: &mut Conn, account: &Account, id: NotificationId) -> Result<bool> {
    let known = of_messages::list(conn, &[id]).await?;
    let Some((_, conversation)) = known.first() else {
        return Ok(false);
    };
    let member = members::find(conn, *conversation, account.actor_id).await?;
    Ok(member
        .is_some_and(|member| !member.is_muted && matches!(member.state, MemberState::Accepted | MemberState::Left)))
}
