//! Reading documents and collections of other servers, within the budget of one piece of work.

use activitypub_federation::fetch::fetch_object_http;
use federation::lenient::Reference;
use federation::objects::CollectionDocument;
use federation::origin;
use serde_json::Value;
use url::Url;

use super::error::{Error, Result};
use super::session::Session;

/// Most pages of one collection.
const PAGES_MAX: usize = 10;

/// The document at `url`, which says itself that it is there.
///
/// # Errors
/// If it cannot be fetched.
pub async fn document(session: &Session, url: &Url) -> Result<Value> {
    let mut url = url.clone();
    url.set_fragment(None);
    let fetched = fetch_object_http::<_, Value>(&url, session).await?;
    Ok(fetched.object)
}

/// The first `max` items of the collection at `url`: ids, or objects as the collection's server has them. Pages of
/// another server are not turned.
///
/// # Errors
/// If the collection cannot be fetched; a page that cannot is the end.
pub async fn collection(session: &Session, url: &Url, max: usize) -> Result<Vec<Reference>> {
    let first = CollectionDocument::read(&document(session, url).await?)?;
    let mut items = Vec::new();
    let mut seen = vec![url.clone()];
    let mut page = Some(first);
    while let Some(current) = page {
        let next = current
            .next
            .clone()
            .or_else(|| current.first.as_ref().and_then(|first| first.id().cloned()));
        let embedded = current.first.as_ref().and_then(Reference::embedded).cloned();
        items.extend(current.items);
        if items.len() >= max || seen.len() > PAGES_MAX {
            break;
        }
        page = match embedded {
            Some(embedded) if embedded.value.get("items").is_some() || embedded.value.get("orderedItems").is_some() => {
                CollectionDocument::read(&embedded.value).ok()
            }
            _ => turn(session, url, next, &mut seen).await,
        };
    }
    items.truncate(max);
    Ok(items)
}

async fn turn(session: &Session, of: &Url, next: Option<Url>, seen: &mut Vec<Url>) -> Option<CollectionDocument> {
    let next = next.filter(|next| origin::same_origin(next, of) && !seen.contains(next))?;
    seen.push(next.clone());
    let value = document(session, &next).await.ok()?;
    CollectionDocument::read(&value).ok()
}

/// An item of a collection of `of`: as sent if the collection's server answers for it, else as its own server has it.
///
/// # Errors
/// If it cannot be fetched.
pub async fn item(session: &Session, of: &Url, item: &Reference) -> Result<Value> {
    match item {
        Reference::Embedded(embedded) if embedded.id.as_ref().is_some_and(|id| origin::same_origin(id, of)) => {
            Ok(embedded.value.clone())
        }
        other => document(session, other.id().ok_or(Error::Ignored("an item without an id"))?).await,
    }
}
