//! Letters to those with a seat about a change of their training. Only queues them, and finds what they tell; the words are
//! others' work.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::db::Conn;
use crate::db::posts::Post;
use crate::db::types::{AccountId, PostId};
use crate::domain::error::{Error, Result};
use crate::domain::letters::LetterKind;
use crate::domain::{Core, Viewer, accounts, letters as mail};

use super::changes::Change;
use super::show::{self, Training};

/// A letter that waits.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Waiting {
    /// To whom.
    pub account_id: i64,
    /// About which training.
    pub post_id: i64,
    /// What changed.
    pub changes: Vec<Change>,
}

/// Queues a letter. Call it inside the transaction that makes the change.
pub(super) async fn queue(core: &Core, conn: &mut Conn, to: AccountId, post: PostId, changes: &[Change]) -> Result<()> {
    let payload = json!(Waiting {
        account_id: to.0,
        post_id: post.0,
        changes: changes.to_vec(),
    });
    mail::queue(core, conn, LetterKind::Training, &payload, None, core.clock.now()).await
}

/// The training as its reader may see it now; none if it is gone, or nobody waits for the letter.
///
/// # Errors
/// If the database fails.
pub async fn subject(core: &Core, letter: &Waiting) -> Result<Option<(Post, Training)>> {
    let (account, _) = match accounts::get(core, AccountId(letter.account_id)).await {
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let viewer = Viewer::of(core, &account);
    match show::get(core, &viewer, PostId(letter.post_id)).await {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound | Error::Gone) => Ok(None),
        Err(other) => Err(other),
    }
}
