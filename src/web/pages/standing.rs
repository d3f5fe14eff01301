//! How a visitor stands to a forum: loaded once for every page that shows a forum's head.

use crate::app::App;
use crate::db::types::Role;
use crate::domain::forums::{self, ForumView};
use crate::domain::moderation::bans;
use crate::domain::verification::Right;
use crate::domain::{Principal, Viewer, follows, instances};
use crate::error::Result;
use crate::web::present::{ForumStanding, forum_head};
use crate::web::view::ForumHead;
use crate::web::visitor::Visitor;

/// Loads it.
pub(crate) async fn standing(app: &App, visitor: &Visitor, forum: &ForumView) -> Result<ForumStanding> {
    let core = &app.core;
    let moderators = forums::moderators(core, forum.forum.id).await?;
    let ids: Vec<_> = moderators.iter().filter_map(|actor| actor.instance_id).collect();
    let hosts = if ids.is_empty() {
        Vec::new()
    } else {
        instances::hosts(core, &ids).await?
    };
    let host = |id| {
        hosts
            .iter()
            .find(|(known, _)| Some(*known) == id)
            .map(|(_, host)| host.clone())
    };
    let mut standing = ForumStanding {
        moderators: moderators
            .into_iter()
            .map(|actor| (host(actor.instance_id), actor))
            .map(|(host, actor)| (actor, host))
            .collect(),
        ..ForumStanding::default()
    };
    let Viewer::Member {
        actor_id,
        role,
        is_verified,
        ..
    } = visitor.viewer
    else {
        return Ok(standing);
    };
    standing.is_verified = is_verified;
    standing.may_open = Principal::of(&visitor.viewer).is_some_and(|by| by.may(core, Right::OpenTopics));
    standing.is_member = true;
    standing.is_admin = role == Role::Admin;
    let is_staff = forum.forum.is_local && matches!(role, Role::Moderator | Role::Admin);
    standing.is_moderator = is_staff || standing.moderators.iter().any(|(actor, _)| actor.id == actor_id);
    standing.ban = bans::mine(core, &visitor.viewer, &forum.forum, &forum.actor).await?;
    standing.follow = follows::state(core, actor_id, forum.actor.id).await?;
    Ok(standing)
}

/// The head of a forum's page.
pub(crate) fn head(app: &App, visitor: &Visitor, forum: &ForumView, standing: &ForumStanding) -> ForumHead {
    forum_head(forum, standing, visitor.language(), &app.core.config.host())
}
