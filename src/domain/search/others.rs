//! What else the words of a search name: forums, people and organisations, by the lists that there are of them.

use super::query::Query;
use crate::db::types::Language;
use crate::domain::error::{Error, Result};
use crate::domain::forums::{self, ForumView};
use crate::domain::{Core, Viewer, directory, fold, organisations};

/// Words of the search that are looked at.
const WORDS_MAX: usize = 5;

/// As far as people and organisations are counted: no further than their first page.
pub const DIRECTORY_PAGE: i64 = 20;

/// What else was found.
#[derive(Debug, Clone, Default)]
pub struct Others {
    /// Forums that the viewer may know of.
    pub forums: Vec<ForumView>,
    /// People, up to a page of the directory and one; none if it is not open to the viewer.
    pub people: Option<i64>,
    /// Organisations, likewise.
    pub organisations: Option<i64>,
}

/// Finds it. Operators narrow posts only; where there is one, nothing else is looked for.
///
/// # Errors
/// If the database fails.
pub async fn others(core: &Core, viewer: &Viewer, query: &Query) -> Result<Others> {
    let typed: Vec<&str> = query
        .pieces
        .iter()
        .filter(|piece| !piece.is_excluded)
        .map(|piece| piece.text.as_str())
        .collect();
    let text = typed.join(" ");
    let words = fold::query_words(&text, WORDS_MAX);
    let is_plain = Query {
        pieces: query.pieces.clone(),
        is_cut: query.is_cut,
        ..Query::default()
    } == *query;
    if words.is_empty() || !is_plain {
        return Ok(Others::default());
    }
    let (local, remote) = forums::index(core, viewer).await?;
    let forums = local.into_iter().chain(remote).filter(|view| is_named(view, &words));
    Ok(Others {
        forums: forums.collect(),
        people: allowed(directory::count(core, viewer, &text).await)?,
        organisations: allowed(organisations::count(core, viewer, &text).await)?,
    })
}

/// Whether each word begins one of the forum's name or description.
fn is_named(view: &ForumView, words: &[String]) -> bool {
    let (forum, actor) = (&view.forum, &view.actor);
    let languages = [Language::Ar, Language::En];
    let texts = languages
        .into_iter()
        .flat_map(|language| [forum.name(actor, language), forum.description(language)]);
    let known = fold::index_words(texts.chain([actor.username.as_str(), actor.display_name()]));
    words
        .iter()
        .all(|word| known.iter().any(|known| known.starts_with(word.as_str())))
}

fn allowed<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::Forbidden(_)) => Ok(None),
        Err(other) => Err(other),
    }
}
