//! Ordered collections and their pages: outbox, followers, moderators, featured, context, replies.

use serde_json::{Value, json};
use url::Url;

use super::Wire;

/// An `OrderedCollection`. Give either `items` (unpaged: moderators, featured, context) or `first` (outbox), or neither to
/// show only the count (followers).
#[derive(Debug, Clone)]
pub struct CollectionDraft {
    /// The collection's id.
    pub id: Url,
    /// How many items there are in all.
    pub total: u64,
    /// The items: ids as strings, or objects.
    pub items: Option<Vec<Value>>,
    /// The first page.
    pub first: Option<Url>,
    /// The last page.
    pub last: Option<Url>,
    /// Who keeps it; for a topic's context, the forum.
    pub attributed_to: Option<Url>,
}

/// An `OrderedCollection`.
#[must_use]
pub fn collection(draft: &CollectionDraft) -> Wire {
    Wire::new(json!({ "id": draft.id, "type": "OrderedCollection", "totalItems": draft.total }))
        .maybe("orderedItems", draft.items.clone())
        .maybe("first", draft.first.as_ref().map(Url::as_str))
        .maybe("last", draft.last.as_ref().map(Url::as_str))
        .maybe("attributedTo", draft.attributed_to.as_ref().map(Url::as_str))
}

/// An `OrderedCollectionPage`.
#[derive(Debug, Clone)]
pub struct PageDraft {
    /// The page's id.
    pub id: Url,
    /// The collection it belongs to.
    pub part_of: Url,
    /// The items: ids as strings, or objects.
    pub items: Vec<Value>,
    /// How many items there are in all pages.
    pub total: u64,
    /// The next page; absent on the last.
    pub next: Option<Url>,
    /// The previous page; absent on the first.
    pub prev: Option<Url>,
}

/// An `OrderedCollectionPage`.
#[must_use]
pub fn collection_page(draft: &PageDraft) -> Wire {
    Wire::new(json!({
        "id": draft.id,
        "type": "OrderedCollectionPage",
        "partOf": draft.part_of,
        "totalItems": draft.total,
        "orderedItems": draft.items,
    }))
    .maybe("next", draft.next.as_ref().map(Url::as_str))
    .maybe("prev", draft.prev.as_ref().map(Url::as_str))
}
