//! What an instance shows of itself to newcomers: a few figures, and a question with its answer as proof.

use crate::db::posts::{self, Post};
use crate::db::{accounts, figures};

use super::error::Result;
use super::topics::Shown;
use super::{Core, Viewer};

/// Most servers named.
const PEERS_SHOWN: i64 = 12;

/// The figures.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Members of this instance.
    pub members: i64,
    /// Public questions with a best answer.
    pub answered: i64,
    /// Servers that have spoken to us.
    pub peers: i64,
    /// Hosts of the latest of them.
    pub hosts: Vec<String>,
}

/// Counts.
///
/// # Errors
/// If the database fails.
pub async fn count(core: &Core) -> Result<Figures> {
    let mut conn = core.db.read().await?;
    Ok(Figures {
        members: accounts::count_active(&mut conn).await?,
        answered: figures::count_answered(&mut conn).await?,
        peers: figures::count_peers(&mut conn).await?,
        hosts: figures::list_peers(&mut conn, PEERS_SHOWN).await?,
    })
}

/// The newest public question with a best answer, and what is needed to show both; none if there is none.
///
/// # Errors
/// If the database fails.
pub async fn showcase(core: &Core) -> Result<Option<(Post, Post, Shown)>> {
    let mut conn = core.db.read().await?;
    let Some(question) = figures::find_answered(&mut conn).await? else {
        return Ok(None);
    };
    let answer = match question.accepted_id {
        Some(id) => posts::find(&mut conn, id).await?,
        None => None,
    };
    let Some(answer) = answer.filter(|answer| !answer.is_removed() && Viewer::Guest.may_read(answer)) else {
        return Ok(None);
    };
    let both = vec![question.clone(), answer.clone()];
    let shown = Shown::load_for_page(core, &mut conn, &Viewer::Guest, both).await?;
    Ok(Some((question, answer, shown)))
}
