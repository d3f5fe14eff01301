//! Who may see a thing: `to`/`cc` to visibility and back.
//!
//! ActivityPub has no visibility property; servers infer it from the addressees. The collections that matter are the public
//! one, the author's followers, and the forum. Must not know: who follows whom.

use std::{collections::HashSet, sync::LazyLock};

use serde_json::Value;
use url::Url;

/// The public collection in the spelling we send.
pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// Whether a string is one of the three spellings of the public collection.
#[must_use]
pub fn is_public(text: &str) -> bool {
    matches!(text, PUBLIC | "as:Public" | "Public")
}

#[expect(clippy::expect_used, reason = "a constant, parsed once; a test reads it")]
static PUBLIC_URL: LazyLock<Url> = LazyLock::new(|| Url::parse(PUBLIC).expect("the constant is a URL"));

/// [`PUBLIC`] as a URL.
#[must_use]
pub fn public() -> Url {
    PUBLIC_URL.clone()
}

/// How widely a thing may be shown, from widest to narrowest; a greater value is narrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// Everybody, and listed in timelines.
    Public,
    /// Everybody who has the link; public in `cc` only.
    Unlisted,
    /// The members of the forum it is addressed to.
    Group,
    /// The author's followers.
    Followers,
    /// Those it names.
    Direct,
}

impl Visibility {
    /// The narrower of two readings, for when an activity and its object disagree.
    #[must_use]
    pub fn narrower(self, other: Self) -> Self {
        self.max(other)
    }
}

/// The collections by which addressees are recognised.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The author's `followers` collection.
    pub followers: Option<&'a Url>,
    /// The forum, when the thing belongs to one.
    pub group: Option<&'a Url>,
    /// The forum's `followers` collection.
    pub group_followers: Option<&'a Url>,
}

/// The `to` and `cc` of one activity or object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recipients {
    /// Primary addressees.
    pub to: Vec<Url>,
    /// Secondary addressees.
    pub cc: Vec<Url>,
}

impl Recipients {
    /// Every addressee, `to` first.
    pub fn all(&self) -> impl Iterator<Item = &Url> {
        self.to.iter().chain(&self.cc)
    }

    /// Whether `id` is addressed.
    #[must_use]
    pub fn contains(&self, id: &Url) -> bool {
        self.all().any(|one| one == id)
    }

    /// What these addressees mean.
    ///
    /// With both followers and a forum named and no public address, the reading is the narrower one: followers.
    #[must_use]
    pub fn visibility(&self, known: Known<'_>) -> Visibility {
        let names = |id: Option<&Url>| id.is_some_and(|id| self.contains(id));
        if self.to.iter().any(|id| is_public(id.as_str())) {
            Visibility::Public
        } else if self.cc.iter().any(|id| is_public(id.as_str())) {
            Visibility::Unlisted
        } else if names(known.followers) {
            Visibility::Followers
        } else if names(known.group) || names(known.group_followers) {
            Visibility::Group
        } else {
            Visibility::Direct
        }
    }

    /// The addressees for a visibility. `mentions` are people who should be notified whatever the visibility is.
    ///
    /// The forum is always in `to` (receivers find it there) and nothing is named twice.
    #[must_use]
    pub fn new(visibility: Visibility, known: Known<'_>, mentions: &[Url]) -> Self {
        let one = |id: Option<&Url>| id.cloned();
        let people = mentions.iter().cloned();
        let (to, cc): (Vec<Url>, Vec<Url>) = match visibility {
            Visibility::Public => (
                std::iter::once(public()).chain(one(known.group)).collect(),
                people.chain(one(known.followers)).collect(),
            ),
            Visibility::Unlisted => (
                one(known.followers).into_iter().chain(one(known.group)).collect(),
                std::iter::once(public()).chain(people).collect(),
            ),
            Visibility::Group => (
                one(known.group).into_iter().collect(),
                one(known.group_followers).into_iter().chain(people).collect(),
            ),
            Visibility::Followers => (one(known.followers).into_iter().collect(), people.collect()),
            Visibility::Direct => (people.collect(), Vec::new()),
        };
        Self { to, cc }.distinct()
    }

    /// Adds the forum to `to` unless it is already addressed.
    #[must_use]
    pub fn with_group(mut self, group: &Url) -> Self {
        if !self.contains(group) {
            self.to.push(group.clone());
        }
        self
    }

    fn distinct(mut self) -> Self {
        let mut seen = HashSet::new();
        self.to.retain(|id| seen.insert(id.clone()));
        self.cc.retain(|id| seen.insert(id.clone()));
        self
    }
}

/// The visibility of an object that arrived inside an activity: the narrower of the two.
#[must_use]
pub fn effective(activity: &Recipients, object: &Recipients, known: Known<'_>) -> Visibility {
    activity.visibility(known).narrower(object.visibility(known))
}

/// Removes `bto` and `bcc` from a document and from its embedded `object`s. Blind addressees must not leave the server.
pub fn strip_blind(document: &mut Value) {
    match document {
        Value::Object(map) => {
            map.remove("bto");
            map.remove("bcc");
            if let Some(object) = map.get_mut("object") {
                strip_blind(object);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(strip_blind),
        _ => {}
    }
}
