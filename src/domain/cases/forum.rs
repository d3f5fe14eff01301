//! The case studies of a forum.

use std::collections::HashMap;

use crate::db::Keyset;
use crate::db::cases::forum as rows;
use crate::db::types::{ForumId, PostId};
use crate::domain::error::Result;
use crate::domain::paging::cut_page;
use crate::domain::topics::Shown;
use crate::domain::{Core, Viewer};

use super::library::{self, Card};

/// Case studies on one page.
const PER_PAGE: i64 = 20;

/// A page of them, newest first.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// The posts with what stands around them.
    pub shown: Shown,
    /// What they have beside their posts.
    pub cards: HashMap<PostId, Card>,
    /// Id of the last one if there are more.
    pub next: Option<i64>,
}

/// The case studies of a forum that the viewer may read.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, viewer: &Viewer, forum: ForumId, after: Option<i64>) -> Result<Shelf> {
    let mut conn = core.db.read().await?;
    let page = Keyset {
        after: after.map(|id| (id, id)),
        limit: PER_PAGE + 1,
    };
    let mut found = rows::list(&mut conn, forum, viewer.visibilities(), page).await?;
    let more = cut_page(&mut found, PER_PAGE);
    let next = found.last().filter(|_| more).map(|last| last.id.0);
    let ids: Vec<PostId> = found.iter().map(|post| post.id).collect();
    Ok(Shelf {
        cards: library::cards(&mut conn, &ids).await?,
        shown: Shown::load_for_page(core, &mut conn, viewer, found).await?,
        next,
    })
}
