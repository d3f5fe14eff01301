//! Trainings for forums of software that passes events over: beside its `Event`, each gets a `Page` with the same words, announced
//! like any topic. Servers that do read events never see it, so that nobody has a training twice.

use federation::build::{self, Wire};

use crate::apub::documents::{companion, posts as documents};
use crate::db::instances;
use crate::db::types::{InstanceId, PostKind};
use crate::domain::Result;

use super::draft::{Draft, Place};
use super::plan::{Plan, Scene};
use super::reach;

/// Software, as NodeInfo names it, whose forums take no `Event`.
const BLIND: [&str; 3] = ["kbin", "mbin", "nodebb"];

/// What happened to the companion of a training.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// It appeared, or is back.
    Created,
    /// It says something else.
    Changed,
    /// It is gone.
    Gone,
}

impl Turn {
    fn slug(self) -> &'static str {
        match self {
            Self::Created => "create-page",
            Self::Changed => "update-page",
            Self::Gone => "delete-page",
        }
    }
}

/// Tells of the companion of a training of ours, to those who need it.
pub(super) async fn tell(plan: &mut Plan<'_>, scene: &Scene, turn: Turn) -> Result<Option<Draft>> {
    let Scene { post, place, .. } = scene;
    if post.kind != PostKind::Training || !post.is_local || !place.forum.is_local {
        return Ok(None);
    }
    let inboxes = blind(plan, place).await?;
    if inboxes.is_empty() {
        return Ok(None);
    }
    let said = said(plan, scene, turn)?.embed();
    let id = plan.id(&format!("announce-{}", turn.slug()))?;
    let mut draft = Draft::about(post.id, place.group.id, "Announce", &id, place.announce(&id, &said)?);
    draft.inboxes = inboxes;
    Ok(Some(draft))
}

/// The activity, without `@context`.
fn said(plan: &Plan<'_>, scene: &Scene, turn: Turn) -> Result<Wire> {
    let Scene { post, loaded, place } = scene;
    let recipients = loaded.recipients(post)?;
    let envelope = place.envelope(plan.id(turn.slug())?, loaded.author(post)?, recipients)?;
    Ok(match turn {
        Turn::Created => build::create(&envelope, loaded.companion(plan.core, post)?),
        Turn::Changed => build::update(&envelope, loaded.companion(plan.core, post)?),
        Turn::Gone => {
            let mut tombstone = documents::tombstone(post)?;
            tombstone.id = companion::id(post)?;
            "Page".clone_into(&mut tombstone.former_type);
            build::delete(&envelope, &build::DeleteDraft::Content(tombstone))
        }
    })
}

/// The inboxes of followers whose software takes no events.
async fn blind(plan: &mut Plan<'_>, place: &Place) -> Result<Vec<reach::Inbox>> {
    let followers = reach::followers(&mut plan.conn, place.group.id).await?;
    let mut servers: Vec<InstanceId> = followers.iter().map(|(server, _)| *server).collect();
    servers.sort_unstable();
    servers.dedup();
    let known = instances::list_by_ids(&mut plan.conn, &servers).await?;
    let is_blind = |server: &InstanceId| {
        let software = known
            .iter()
            .find(|one| one.id == *server)
            .and_then(|one| one.software.as_deref());
        software.is_some_and(|name| BLIND.contains(&name.to_ascii_lowercase().as_str()))
    };
    let some = followers.into_iter().filter(|(server, _)| is_blind(server)).collect();
    reach::permitted(plan.core, &mut plan.conn, some, place.is_public()).await
}
