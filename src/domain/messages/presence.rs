//! Who is in a conversation at this moment, and writing. It is shown among those alone who both show it, and kept nowhere.

use crate::db::messages::{blocks, members};
use crate::db::types::{AccountId, ActorId, ConversationId};
use crate::domain::Core;
use crate::domain::error::Result;

/// Somebody who shows where they are, and who of ours may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Who.
    pub actor: ActorId,
    /// Who may see it; never they themselves.
    pub to: Vec<AccountId>,
}

/// To whom a member shows that they are in a conversation: to everybody in it who shows it as well. Nobody sees it of people
/// whom they block, or who block them, and nobody who was asked into a conversation is seen reading it before they accept.
///
/// None if the member shows nothing, or nobody may see it.
///
/// # Errors
/// If the database fails.
pub async fn shown(core: &Core, conversation: ConversationId, account: AccountId) -> Result<Option<Shown>> {
    let mut conn = core.db.read().await?;
    let people = members::list_showing_presence(&mut conn, conversation).await?;
    let Some((actor, _)) = people.iter().copied().find(|(_, one)| *one == account) else {
        return Ok(None);
    };
    let actors: Vec<ActorId> = people.iter().map(|(actor, _)| *actor).collect();
    let apart = blocks::list_among(&mut conn, &actors).await?;
    let are_apart = |other: ActorId| apart.contains(&(actor, other)) || apart.contains(&(other, actor));
    let to: Vec<AccountId> = people
        .into_iter()
        .filter(|(other, _)| *other != actor && !are_apart(*other))
        .map(|(_, account)| account)
        .collect();
    Ok((!to.is_empty()).then_some(Shown { actor, to }))
}
