//! Sectors: what the forums of one sector hold, ours and those of other servers that somebody here follows, in one list.

use std::collections::HashMap;

use crate::db::reading::sectors as rows;
use crate::db::taxonomy::Term;
use crate::db::types::{ForumId, TermKind};
use crate::domain::error::{Error, Result};
use crate::domain::forums::{self, ForumView};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::topics::{self, TopicList};
use crate::domain::validate::Problems;
use crate::domain::{Core, Principal, Viewer};

/// A sector in the list.
#[derive(Debug, Clone)]
pub struct Sector {
    /// The term.
    pub term: Term,
    /// Forums that the viewer may know of.
    pub forums: i64,
    /// Topics in them.
    pub topics: i64,
}

/// A sector's page.
#[derive(Debug, Clone)]
pub struct SectorPage {
    /// The term.
    pub term: Term,
    /// Its forums, latest activity first.
    pub forums: Vec<ForumView>,
    /// A page of their topics, latest activity first.
    pub topics: TopicList,
}

/// All sectors, with what is here of each.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, viewer: &Viewer) -> Result<Vec<Sector>> {
    let terms = Taxonomy::load(core).await?;
    let mut counts: HashMap<String, (i64, i64)> = HashMap::new();
    for (code, topics) in rows::list_used(&mut core.db.read().await?, viewer.scopes()).await? {
        let count = counts.entry(code.unwrap_or_default()).or_default();
        *count = (count.0 + 1, count.1 + topics);
    }
    Ok(terms
        .all(TermKind::Sector)
        .map(|term| (term, counts.get(&term.code).copied().unwrap_or_default()))
        .filter(|(term, (forums, _))| term.is_active || *forums > 0)
        .map(|(term, (forums, topics))| Sector {
            term: term.clone(),
            forums,
            topics,
        })
        .collect())
}

/// The page of a sector.
///
/// # Errors
/// [`Error::NotFound`] if there is no such sector.
pub async fn show(core: &Core, viewer: &Viewer, code: &str, after: Option<(i64, i64)>) -> Result<SectorPage> {
    let terms = Taxonomy::load(core).await?;
    let term = terms.find(TermKind::Sector, code).ok_or(Error::NotFound)?.clone();
    let found = rows::list(&mut core.db.read().await?, &term.code, viewer.scopes()).await?;
    let forums = forums::with_hosts(core, found).await?;
    let ids: Vec<ForumId> = forums.iter().map(|view| view.forum.id).collect();
    let topics = topics::latest_in(core, viewer, &ids, after).await?;
    Ok(SectorPage { term, forums, topics })
}

/// Says what a forum is about, ours or another server's; nothing if `code` is empty.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::Invalid`] if there is no such sector.
pub async fn set(core: &Core, by: &Principal, forum: ForumId, code: &str) -> Result<()> {
    by.require_admin()?;
    let terms = Taxonomy::load(core).await?;
    core.change(async |conn| {
        let (forum, _) = crate::db::forums::get(conn, forum).await?;
        let mut problems = Problems::default();
        let sector = terms.choice(&mut problems, "sector", TermKind::Sector, code, forum.sector.as_deref());
        problems.into_result(())?;
        Ok(rows::set(conn, forum.id, sector.as_deref()).await?)
    })
    .await
}
