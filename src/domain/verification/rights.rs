//! What each level of verification may do, as the operator configured it.

use crate::config::Verification;
use crate::db::Conn;
use crate::db::accounts::Account;
use crate::db::actors::Actor;
use crate::db::forums::Forum;
use crate::db::posts::Post;
use crate::db::types::{Posting, Role, UtcTime};
use crate::db::verification::facts;
use crate::domain::{Core, Denied, Error, Principal, Result};

/// The highest level there is.
pub const LEVEL_MAX: i32 = 3;

/// Something that may need a level of verification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Right {
    /// Answering in topics of others. One's own threads can always be finished.
    Reply,
    /// Opening topics.
    OpenTopics,
    /// Publishing case studies.
    PublishCaseStudies,
    /// Publishing trainings.
    PublishTrainings,
    /// Searching members and organisations.
    SeeDirectory,
    /// Reading forums for verified members, and writing in those that only verified members write in.
    EnterVerifiedForums,
}

impl Right {
    /// Every right, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Reply,
        Self::OpenTopics,
        Self::PublishCaseStudies,
        Self::PublishTrainings,
        Self::SeeDirectory,
        Self::EnterVerifiedForums,
    ];

    /// The level it takes.
    pub fn level(self, config: &Verification) -> i32 {
        let level = match self {
            Self::Reply => config.reply,
            Self::OpenTopics => config.open_topics,
            Self::PublishCaseStudies => config.publish_case_studies,
            Self::PublishTrainings => config.publish_trainings,
            Self::SeeDirectory => config.see_directory,
            Self::EnterVerifiedForums => config.verified_forums,
        };
        i32::from(level)
    }

    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reply => "right-reply",
            Self::OpenTopics => "right-open-topics",
            Self::PublishCaseStudies => "right-publish-case-studies",
            Self::PublishTrainings => "right-publish-trainings",
            Self::SeeDirectory => "right-see-directory",
            Self::EnterVerifiedForums => "right-enter-verified-forums",
        }
    }
}

/// The level that counts for an account at this moment. Those who run the instance need no papers of their own.
pub fn level_of(account: &Account, now: UtcTime) -> i32 {
    match account.role {
        Role::Moderator | Role::Admin => LEVEL_MAX,
        Role::Member => account.level_at(now),
    }
}

/// That the level of a principal lets it open a topic in this forum.
///
/// # Errors
/// [`Denied::Unverified`].
pub async fn require_to_open(core: &Core, conn: &mut Conn, by: &Principal, forum: &Forum, group: &Actor) -> Result<()> {
    if by.is_local() {
        by.require(core, Right::OpenTopics)?;
    }
    require_posting(core, conn, by, forum, group).await
}

/// That the level of a principal lets it reply in this topic. Whoever began a topic can finish it, also after their
/// verification has ended.
///
/// # Errors
/// [`Denied::Unverified`].
pub async fn require_to_reply(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    topic: &Post,
    (forum, group): (&Forum, &Actor),
) -> Result<()> {
    if topic.actor_id == by.actor_id {
        return Ok(());
    }
    if by.is_local() {
        by.require(core, Right::Reply)?;
    }
    require_posting(core, conn, by, forum, group).await
}

/// In a forum of ours where only verified members write: of those from elsewhere, the ones that somebody here vouches for.
async fn require_posting(core: &Core, conn: &mut Conn, by: &Principal, forum: &Forum, group: &Actor) -> Result<()> {
    if !forum.is_local || forum.posting != Posting::Verified {
        return Ok(());
    }
    let needed = Right::EnterVerifiedForums.level(&core.config.verification);
    let level = if by.is_local() {
        by.level
    } else {
        let vouches = facts::list_vouches(conn, &[by.actor_id], core.clock.now()).await?;
        vouches.first().map_or(0, |vouch| vouch.level)
    };
    if level >= needed || by.moderates(conn, forum, group).await? {
        Ok(())
    } else {
        Err(Error::Forbidden(Denied::Unverified))
    }
}
