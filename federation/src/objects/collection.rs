//! Collections and their pages.

use serde_json::Value;
use url::Url;

use crate::{
    Error,
    lenient::{self, Reader, Reference, many},
};

/// Whether a `type` is one of the four collection types.
pub(super) fn is_collection(kind: &str) -> bool {
    matches!(
        kind,
        "Collection" | "OrderedCollection" | "CollectionPage" | "OrderedCollectionPage"
    )
}

/// A collection or one page of it.
///
/// Everything in it is an untrusted reference: items of other origins are fetched from there, pages are followed only
/// on the collection's own origin and up to a cap, and `total_items` may lie.
#[derive(Debug, Clone, PartialEq)]
pub struct CollectionDocument {
    /// The collection's id; embedded ones often have none.
    pub id: Option<Url>,
    /// `totalItems`, as claimed.
    pub total_items: Option<u64>,
    /// `orderedItems` or `items`: ids or objects, unusable ones left out.
    pub items: Vec<Reference>,
    /// First page, by id or embedded.
    pub first: Option<Reference>,
    /// Next page.
    pub next: Option<Url>,
    /// Previous page.
    pub prev: Option<Url>,
    /// The collection a page belongs to.
    pub part_of: Option<Url>,
    /// Who keeps it.
    pub attributed_to: Option<Url>,
}

impl CollectionDocument {
    /// Reads a collection or page.
    ///
    /// # Errors
    /// When the type is none of the four.
    pub fn read(value: &Value) -> Result<Self, Error> {
        let r = Reader::new("collection", value)?;
        if !lenient::kinds(value).any(is_collection) {
            let kind = lenient::kinds(value).next().unwrap_or_default().to_owned();
            return Err(Error::Unsupported {
                of: "collection".to_owned(),
                kind,
            });
        }
        let items = if r.has("orderedItems") {
            r.get("orderedItems")
        } else {
            r.get("items")
        };
        Ok(Self {
            id: r.opt_url("id"),
            total_items: r.count("totalItems"),
            items: many(items).iter().filter_map(Reference::read).collect(),
            first: Reference::read(r.get("first")),
            next: r.opt_url("next"),
            prev: r.opt_url("prev"),
            part_of: r.opt_url("partOf"),
            attributed_to: r.opt_url("attributedTo"),
        })
    }
}
