//! The one place that asks whether somebody may write and vote where they want to: bans, pauses, watched words, first posts
//! and the limits of newcomers. Moderators of the place are asked nothing but the first.

use chrono::TimeDelta;

use crate::config::Moderation;
use crate::db::actors::Actor;
use crate::db::forums::Forum;
use crate::db::moderation::bans::{self, Ban};
use crate::db::moderation::rules::{self, ForumRules};
use crate::db::posts::Post;
use crate::db::types::{ActorId, HeldCause, PostId, WordAction};
use crate::db::{Conn, accounts};
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::{Core, Principal, text};

use super::rules::matching;

/// What becomes of a new post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It appears.
    Pass,
    /// It appears, and moderators are told of this word.
    Flag(String),
    /// It waits for a moderator, for this reason and because of this word.
    Hold(HeldCause, String),
}

/// What keeps somebody out of a forum at this moment.
pub(in crate::domain) async fn ban_of(
    core: &Core,
    conn: &mut Conn,
    who: ActorId,
    forum: &Forum,
    group: &Actor,
) -> Result<Option<Ban>> {
    let now = core.clock.now();
    let counts = |ban: &Ban| {
        let is_over = ban.until.is_some_and(|until| until <= now);
        let is_here = match (ban.forum_id, ban.instance_id) {
            (Some(id), _) => id == forum.id,
            (None, Some(server)) => group.instance_id == Some(server),
            (None, None) => forum.is_local,
        };
        is_here && !is_over
    };
    Ok(bans::list_of(conn, who).await?.into_iter().find(counts))
}

/// That nobody keeps a principal out of a forum.
///
/// # Errors
/// [`Denied::Banned`].
pub(in crate::domain) async fn require_welcome(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    (forum, group): (&Forum, &Actor),
) -> Result<()> {
    match ban_of(core, conn, by.actor_id, forum, group).await? {
        Some(_) => Err(Error::Forbidden(Denied::Banned)),
        None => Ok(()),
    }
}

/// Whether nobody keeps somebody out of this instance as a whole.
pub(in crate::domain) async fn is_welcome_here(core: &Core, conn: &mut Conn, who: ActorId) -> Result<bool> {
    let now = core.clock.now();
    let counts = |ban: &Ban| {
        let is_over = ban.until.is_some_and(|until| until <= now);
        ban.forum_id.is_none() && ban.instance_id.is_none() && !is_over
    };
    Ok(!bans::list_of(conn, who).await?.iter().any(counts))
}

/// That nobody keeps a principal out of this instance as a whole.
///
/// # Errors
/// [`Denied::Banned`].
pub(in crate::domain) async fn require_welcome_here(core: &Core, conn: &mut Conn, by: &Principal) -> Result<()> {
    match is_welcome_here(core, conn, by.actor_id).await? {
        true => Ok(()),
        false => Err(Error::Forbidden(Denied::Banned)),
    }
}

/// That something may be written here outside of forums, where nothing can wait for a moderator.
///
/// # Errors
/// [`Denied::Banned`], [`Denied::Words`], [`Denied::Newcomer`], [`Denied::NewcomerLinks`].
pub(in crate::domain) async fn judge_here(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    title: &str,
    content: &Content,
) -> Result<()> {
    require_welcome_here(core, conn, by).await?;
    if by.is_staff() {
        return Ok(());
    }
    require_modest(core, conn, by, content).await?;
    let words = rules::list_words(conn, None).await?;
    let plain = format!("{title} {}", text::plain(&content.html));
    let is_stopped = |action| matches!(action, WordAction::Block | WordAction::Hold);
    if matching(&words, &plain).iter().any(|rule| is_stopped(rule.action)) {
        return Err(Error::Forbidden(Denied::Words));
    }
    Ok(())
}

/// What becomes of a new post in a forum; `title` is empty for a reply.
///
/// # Errors
/// [`Denied::Banned`], [`Denied::Words`], [`Denied::Newcomer`], [`Denied::NewcomerLinks`]; [`Error::Limited`] before the
/// pause that the forum asks for is over.
pub(in crate::domain) async fn judge(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    (forum, group): (&Forum, &Actor),
    title: &str,
    content: &Content,
) -> Result<Verdict> {
    require_welcome(core, conn, by, (forum, group)).await?;
    // What a forum elsewhere lets in is its own affair.
    if !forum.is_local || by.moderates(conn, forum, group).await? {
        return Ok(Verdict::Pass);
    }
    let asked = rules::get(conn, forum.id).await?;
    if by.is_local() {
        require_pause(core, conn, by, &asked).await?;
        require_modest(core, conn, by, content).await?;
    }
    let words = rules::list_words_in(conn, forum.id).await?;
    let plain = format!("{title} {}", text::plain(&content.html));
    let found = matching(&words, &plain);
    if found.iter().any(|rule| rule.action == WordAction::Block) {
        return Err(Error::Forbidden(Denied::Words));
    }
    if let Some(rule) = found.iter().find(|rule| rule.action == WordAction::Hold) {
        return Ok(Verdict::Hold(HeldCause::Word, rule.phrase.clone()));
    }
    if asked.holds_first && !rules::has_written(conn, by.actor_id, forum.id).await? {
        return Ok(Verdict::Hold(HeldCause::First, String::new()));
    }
    Ok(found
        .first()
        .map_or(Verdict::Pass, |rule| Verdict::Flag(rule.phrase.clone())))
}

/// What becomes of the new text of a post that stands. Only watched words that it did not have before count; one for which a
/// new post would wait is told to moderators, as the old text cannot wait with it.
///
/// # Errors
/// [`Denied::Words`].
pub(in crate::domain) async fn judge_edit(
    conn: &mut Conn,
    by: &Principal,
    (forum, group): (&Forum, &Actor),
    before: &Post,
    (title, content): (&str, &Content),
) -> Result<Verdict> {
    if !forum.is_local || by.moderates(conn, forum, group).await? {
        return Ok(Verdict::Pass);
    }
    let words = rules::list_words_in(conn, forum.id).await?;
    let old = format!("{} {}", before.title, text::plain(&before.html));
    let known: Vec<_> = matching(&words, &old).iter().map(|rule| rule.id).collect();
    let plain = format!("{title} {}", text::plain(&content.html));
    let mut found = matching(&words, &plain);
    found.retain(|rule| !known.contains(&rule.id));
    if found.iter().any(|rule| rule.action == WordAction::Block) {
        return Err(Error::Forbidden(Denied::Words));
    }
    Ok(found
        .first()
        .map_or(Verdict::Pass, |rule| Verdict::Flag(rule.phrase.clone())))
}

async fn require_pause(core: &Core, conn: &mut Conn, by: &Principal, asked: &ForumRules) -> Result<()> {
    if asked.slow_seconds <= 0 {
        return Ok(());
    }
    let Some(last) = rules::last_written(conn, by.actor_id, asked.forum_id).await? else {
        return Ok(());
    };
    let next = last.plus(TimeDelta::seconds(i64::from(asked.slow_seconds)));
    let wait = next.millis() - core.clock.now().millis();
    if wait > 0 {
        return Err(Error::Limited(u64::try_from(wait).unwrap_or(0).div_ceil(1_000)));
    }
    Ok(())
}

/// That a newcomer writes no more than newcomers may. Whoever is verified is none.
async fn require_modest(core: &Core, conn: &mut Conn, by: &Principal, content: &Content) -> Result<()> {
    let limits: &Moderation = &core.config.moderation;
    let Some(account) = by.account_id.filter(|_| by.level == 0) else {
        return Ok(());
    };
    let account = accounts::get(conn, account).await?;
    let (now, day) = (core.clock.now(), TimeDelta::days(1));
    if account.created_at.plus(day * i32::from(limits.newcomer_days)) <= now {
        return Ok(());
    }
    let since: PostId = core.ids.at(now.plus(-day));
    let written = rules::count_written(conn, by.actor_id, since).await?;
    if written >= i64::from(limits.newcomer_posts) {
        return Err(Error::Forbidden(Denied::Newcomer));
    }
    let links = content.html.matches("<a href=\"http").count();
    let names = content.mentions.len();
    let own = content
        .html
        .matches(&format!("<a href=\"{}", core.config.base()))
        .count();
    if links.saturating_sub(own) > usize::from(limits.newcomer_links) || names > usize::from(limits.newcomer_mentions) {
        return Err(Error::Forbidden(Denied::NewcomerLinks));
    }
    Ok(())
}
