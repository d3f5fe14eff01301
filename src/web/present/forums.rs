//! Forums as cards, lines and the head of their page.

use crate::db::actors::Actor;
use crate::db::forums::Forum;
use crate::db::moderation::bans::Ban;
use crate::db::types::{FollowState, Language, Posting, Scope};
use crate::domain::forums::ForumView;
use crate::domain::text;
use crate::web::view;

use super::people::{handle, person_line, stamp_of_id};
use super::{count, stamp};

/// How the viewer stands to a forum, and who keeps order in it.
#[derive(Debug, Clone, Default)]
pub struct ForumStanding {
    /// The moderators, with the hosts of remote ones.
    pub moderators: Vec<(Actor, Option<String>)>,
    /// Whether the viewer is signed in.
    pub is_member: bool,
    /// Whether they moderate the forum.
    pub is_moderator: bool,
    /// Whether they administer the instance.
    pub is_admin: bool,
    /// Their follow.
    pub follow: Option<FollowState>,
    /// Verified as far as opening topics takes it.
    pub may_open: bool,
    /// Verified as far as forums for verified members take it.
    pub is_verified: bool,
    /// What keeps them out.
    pub ban: Option<Ban>,
}

impl ForumStanding {
    /// The moderators without their hosts.
    pub fn moderator_actors(&self) -> Vec<Actor> {
        self.moderators.iter().map(|(actor, _)| actor.clone()).collect()
    }
}

/// Name in addresses: `energy` here, `energy@jeddah.example` elsewhere.
pub fn forum_name(forum: &ForumView) -> String {
    handle(&forum.actor, forum.host.as_deref())
}

fn scope(forum: &Forum) -> view::Scope {
    match forum.scope {
        Scope::Verified => view::Scope::Verified,
        Scope::Instance => view::Scope::Instance,
        Scope::Network => view::Scope::Network,
        Scope::Public => view::Scope::Public,
    }
}

fn posting(forum: &Forum) -> view::Posting {
    match forum.posting {
        Posting::Members => view::Posting::Members,
        Posting::Verified => view::Posting::Verified,
        Posting::Moderators => view::Posting::Moderators,
    }
}

/// What it is about, as plain text: in the reader's language if it lives here, as its server says if not.
fn summary(forum: &ForumView, language: Language) -> String {
    let described = forum.forum.description(language);
    if described.is_empty() {
        text::excerpt(&forum.actor.summary_html)
    } else {
        text::excerpt(&text::render(described, &|_| None))
    }
}

/// A forum in the index.
pub fn forum_card(forum: &ForumView, language: Language, is_followed: bool) -> view::ForumCard {
    let newest = forum.forum.last_post_id;
    view::ForumCard {
        name: forum_name(forum),
        title: forum.forum.name(&forum.actor, language).to_owned(),
        summary: summary(forum, language),
        scope: scope(&forum.forum),
        origin: forum.host.clone(),
        topics: count(forum.forum.topic_count),
        members: count(forum.actor.follower_count),
        active_at: (newest != 0).then(|| stamp_of_id(newest)),
        followed: is_followed,
        unread: 0,
    }
}

/// A forum in a short list.
pub fn forum_line(forum: &Forum, actor: &Actor, host: Option<&str>, language: Language) -> view::ForumLine {
    view::ForumLine {
        name: handle(actor, host),
        title: forum.name(actor, language).to_owned(),
        origin: host.map(ToOwned::to_owned),
        unread: 0,
    }
}

/// The head and the context column of a forum's page; `host` is ours.
pub fn forum_head(forum: &ForumView, standing: &ForumStanding, language: Language, host: &str) -> view::ForumHead {
    let is_level_met = match forum.forum.posting {
        Posting::Members => standing.may_open,
        Posting::Verified => standing.may_open && standing.is_verified,
        Posting::Moderators => false,
    };
    let needs_level = forum.forum.posting != Posting::Moderators && !is_level_met;
    view::ForumHead {
        name: forum_name(forum),
        title: forum.forum.name(&forum.actor, language).to_owned(),
        summary: summary(forum, language),
        scope: scope(&forum.forum),
        posting: posting(&forum.forum),
        origin: forum.host.clone(),
        address: format!("!{}@{}", forum.actor.username, forum.host.as_deref().unwrap_or(host)),
        remote_url: forum.host.is_some().then(|| forum.actor.url.clone()),
        topics: count(forum.forum.topic_count),
        members: count(forum.actor.follower_count),
        since: stamp(forum.forum.created_at),
        moderators: standing
            .moderators
            .iter()
            .map(|(actor, host)| person_line(actor, host.as_deref()))
            .collect(),
        followed: standing
            .is_member
            .then_some(standing.follow == Some(FollowState::Accepted)),
        pending: standing.follow == Some(FollowState::Pending),
        may_moderate: standing.is_moderator,
        banned: standing.ban.as_ref().map(|ban| view::BanView {
            reason: ban.reason.clone(),
            until: ban.until.map(stamp),
        }),
        may_post: standing.ban.is_none()
            && standing.is_member
            && (is_level_met || standing.is_moderator && standing.may_open),
        needs_level: standing.is_member && !standing.is_moderator && needs_level,
        may_edit: standing.is_admin && forum.forum.is_local,
    }
}
