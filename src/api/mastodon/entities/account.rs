//! People and forums as accounts.

use std::borrow::Cow;

use serde::Serialize;

use crate::api::mastodon::site::Site;
use crate::api::reply::{Day, Id};
use crate::db::actors::Actor;
use crate::db::forums::Forum;
use crate::db::types::ActorKind;
use crate::domain::people::Person;
use crate::domain::privacy::consents;

use super::content;

/// A custom emoji, a profile field and the like: lists that are always empty here.
type Never = [u8; 0];

/// A person, or a forum as a group.
#[derive(Debug, Serialize)]
pub(in crate::api::mastodon) struct Account<'a> {
    pub(in crate::api::mastodon) id: Id,
    username: &'a str,
    pub(in crate::api::mastodon) acct: Cow<'a, str>,
    display_name: &'a str,
    locked: bool,
    bot: bool,
    discoverable: bool,
    indexable: bool,
    group: bool,
    created_at: Day,
    note: String,
    url: &'a str,
    uri: &'a str,
    avatar: &'a str,
    avatar_static: &'a str,
    header: &'a str,
    header_static: &'a str,
    followers_count: i64,
    following_count: i64,
    statuses_count: i64,
    last_status_at: Option<&'a str>,
    hide_collections: bool,
    noindex: bool,
    emojis: Never,
    fields: Never,
}

impl<'a> Account<'a> {
    /// From an actor, the host of a remote one and the forum behind a group.
    pub(in crate::api::mastodon) fn new(
        site: &'a Site,
        actor: &'a Actor,
        host: Option<&str>,
        forum: Option<&'a Forum>,
    ) -> Self {
        let avatar = actor.avatar_url.as_deref().unwrap_or(&site.avatar);
        Self {
            id: Id(actor.id.0),
            username: &actor.username,
            acct: acct(actor, host),
            display_name: match (forum, site.language) {
                (Some(forum), Some(language)) => forum.name(actor, language),
                _ => actor.display_name(),
            },
            locked: actor.is_locked,
            bot: actor.kind == ActorKind::Service,
            discoverable: actor.is_discoverable,
            indexable: actor.is_discoverable,
            group: actor.kind == ActorKind::Group,
            created_at: Day(actor.published_at),
            note: if consents::is_public(actor) {
                content::simple(&actor.summary_html)
            } else {
                String::new()
            },
            url: &actor.url,
            uri: &actor.uri,
            avatar,
            avatar_static: avatar,
            header: &site.header,
            header_static: &site.header,
            followers_count: actor.follower_count,
            following_count: actor.following_count,
            statuses_count: forum.map_or(actor.post_count, |forum| forum.topic_count),
            last_status_at: None,
            hide_collections: false,
            noindex: !actor.is_discoverable,
            emojis: [],
            fields: [],
        }
    }

    /// From a person or forum as the domain gives it.
    pub(in crate::api::mastodon) fn of(site: &'a Site, person: &'a Person) -> Self {
        Self::new(site, &person.actor, person.host.as_deref(), person.forum.as_ref())
    }
}

/// The name of an account here: `name` for ours, `name@host` for others.
pub(super) fn acct<'a>(actor: &'a Actor, host: Option<&str>) -> Cow<'a, str> {
    match host {
        Some(host) => format!("{}@{host}", actor.username).into(),
        None => actor.username.as_str().into(),
    }
}

/// One's own account.
#[derive(Debug, Serialize)]
pub(in crate::api::mastodon) struct CredentialAccount<'a> {
    #[serde(flatten)]
    pub(in crate::api::mastodon) account: Account<'a>,
    pub(in crate::api::mastodon) source: Source<'a>,
}

/// What one edits of oneself, and the defaults for what one writes.
#[derive(Debug, Serialize)]
pub(in crate::api::mastodon) struct Source<'a> {
    note: &'a str,
    fields: Never,
    privacy: &'static str,
    sensitive: bool,
    language: &'static str,
    follow_requests_count: u8,
    discoverable: bool,
    indexable: bool,
    hide_collections: bool,
    attribution_domains: Never,
    quote_policy: &'static str,
}

impl<'a> Source<'a> {
    /// Of a member.
    pub(in crate::api::mastodon) fn new(actor: &'a Actor, language: &'static str) -> Self {
        Self {
            note: &actor.summary_source,
            fields: [],
            privacy: "public",
            sensitive: false,
            language,
            follow_requests_count: 0,
            discoverable: actor.is_discoverable,
            indexable: actor.is_discoverable,
            hide_collections: false,
            attribution_domains: [],
            quote_policy: "nobody",
        }
    }
}
