//! Two to four case studies side by side.

use std::collections::HashMap;

use crate::db::posts::{self, Post};
use crate::db::types::{PostId, PostKind};
use crate::domain::error::Result;
use crate::domain::topics::Shown;
use crate::domain::{Core, Viewer};

use super::library::{self, Card};

/// So many stand side by side at most.
pub const MOST: usize = 4;

/// Case studies that are compared.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// In the order in which they were asked for.
    pub shown: Shown,
    /// What they have beside their posts.
    pub cards: HashMap<PostId, Card>,
    /// How many were left out because the reader cannot see them or they are none.
    pub missing: usize,
    /// How many were left out because there were too many.
    pub beyond: usize,
}

/// Those that the viewer asks for and may read.
///
/// # Errors
/// If the database fails.
pub async fn compare(core: &Core, viewer: &Viewer, asked: &[PostId]) -> Result<Comparison> {
    let mut wanted: Vec<PostId> = Vec::new();
    for id in asked {
        if !wanted.contains(id) {
            wanted.push(*id);
        }
    }
    let beyond = wanted.len().saturating_sub(MOST);
    wanted.truncate(MOST);
    let mut conn = core.db.read().await?;
    let may_see = |post: &Post| post.kind == PostKind::CaseStudy && !post.is_removed() && viewer.may_read(post);
    let mut found = posts::list_by_ids(&mut conn, &wanted).await?;
    found.retain(may_see);
    found.sort_by_key(|post| wanted.iter().position(|id| *id == post.id));
    let ids: Vec<PostId> = found.iter().map(|post| post.id).collect();
    let cards = library::cards(&mut conn, &ids).await?;
    found.retain(|post| cards.contains_key(&post.id));
    Ok(Comparison {
        missing: wanted.len() - found.len(),
        beyond,
        shown: Shown::load_for_page(core, &mut conn, viewer, found).await?,
        cards,
    })
}
