//! What an application may do: the scopes of the Mastodon API, and those of OpenID Connect for tools of the house.

use std::fmt;

/// Every scope an application may ask for. `push` is taken though push is not served: clients insist on it.
pub const KNOWN: &[&str] = &[
    "read",
    "write",
    "follow",
    "push",
    "profile",
    "read:accounts",
    "read:blocks",
    "read:bookmarks",
    "read:favourites",
    "read:filters",
    "read:follows",
    "read:lists",
    "read:mutes",
    "read:notifications",
    "read:search",
    "read:statuses",
    "write:accounts",
    "write:blocks",
    "write:bookmarks",
    "write:conversations",
    "write:favourites",
    "write:filters",
    "write:follows",
    "write:lists",
    "write:media",
    "write:mutes",
    "write:notifications",
    "write:reports",
    "write:statuses",
];

/// The scopes of OpenID Connect: who it is, name and picture, the e-mail address. `profile` is one of both worlds.
pub const OPENID: &[&str] = &["openid", "profile", "email"];
/// Those that only tools of the house may have; see [`super::tools`].
const TOOLS_ONLY: &[&str] = &["openid", "email"];

/// What the old scope `follow` stands for.
const FOLLOW: &[&str] = &["blocks", "follows", "mutes"];

/// A set of scopes, in the order they were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scopes(Vec<&'static str>);

impl Scopes {
    /// From words separated by spaces or plus signs; none for an unknown word. Nothing asked means `read`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut scopes = Vec::new();
        for word in text.split([' ', '+', '\n', '\t']).filter(|word| !word.is_empty()) {
            let known = find(word)?;
            if !scopes.contains(&known) {
                scopes.push(known);
            }
        }
        if scopes.is_empty() {
            scopes.push("read");
        }
        Some(Self(scopes))
    }

    /// What stands in the database; scopes that no longer exist are dropped.
    pub fn stored(text: &str) -> Self {
        Self(text.split(' ').filter_map(find).collect())
    }

    /// Whether `needed`, such as `read:statuses`, is covered by name, by its family or by `follow`.
    pub fn allow(&self, needed: &str) -> bool {
        let (family, part) = needed.split_once(':').unwrap_or((needed, ""));
        self.0.iter().any(|scope| {
            *scope == needed || *scope == family || (*scope == "follow" && !part.is_empty() && FOLLOW.contains(&part))
        })
    }

    /// Whether every scope of `asked` is covered.
    pub fn cover(&self, asked: &Self) -> bool {
        asked.0.iter().all(|scope| self.allow(scope))
    }

    /// Whether this very scope is among them.
    pub fn has(&self, scope: &str) -> bool {
        self.0.contains(&scope)
    }

    /// Whether there is one that only tools of the house may have.
    pub fn are_for_tools(&self) -> bool {
        TOOLS_ONLY.iter().any(|scope| self.has(scope))
    }

    /// Whether they tell who somebody is and let nothing be done.
    pub fn only_identify(&self) -> bool {
        self.0.iter().all(|scope| OPENID.contains(scope))
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().copied()
    }
}

fn find(word: &str) -> Option<&'static str> {
    KNOWN.iter().chain(OPENID).copied().find(|known| *known == word)
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scopes(text: &str) -> Scopes {
        Scopes::parse(text).expect("known scopes")
    }

    #[test]
    fn scopes_are_echoed_as_they_were_asked_for() {
        assert_eq!(scopes("read write follow push").to_string(), "read write follow push");
        assert_eq!(scopes("").to_string(), "read");
        assert_eq!(scopes("read  read").to_string(), "read");
        assert_eq!(Scopes::parse("read everything"), None);
    }

    #[test]
    fn a_family_covers_its_parts_and_nothing_else() {
        assert!(scopes("read").allow("read:statuses"));
        assert!(scopes("read:statuses").allow("read:statuses"));
        assert!(!scopes("read:statuses").allow("read:accounts"));
        assert!(!scopes("read:statuses").allow("read"));
        assert!(!scopes("read").allow("write:follows"));
        assert!(scopes("follow").allow("write:follows"));
        assert!(!scopes("follow").allow("write:statuses"));
        assert!(!scopes("profile").allow("read:accounts"));
    }

    #[test]
    fn who_somebody_is_is_covered_by_name_only() {
        assert!(scopes("openid profile email").cover(&scopes("openid")));
        assert!(!scopes("read write follow push profile").cover(&scopes("openid")));
        assert!(!scopes("read write follow push profile").cover(&scopes("email")));
        assert!(scopes("read email").are_for_tools() && !scopes("read profile").are_for_tools());
        assert!(scopes("openid profile").only_identify() && !scopes("openid read").only_identify());
    }

    #[test]
    fn an_application_may_ask_for_part_of_what_it_registered() {
        assert!(scopes("read write").cover(&scopes("read:statuses write:follows")));
        assert!(!scopes("read").cover(&scopes("read write")));
    }
}
