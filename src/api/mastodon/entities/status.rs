//! Posts as statuses, and the boosts by which forums announce topics.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use crate::api::mastodon::ids::StatusId;
use crate::api::mastodon::site::Site;
use crate::api::reply::{Id, Time};
use crate::db::actors::Actor;
use crate::db::messages::texts::Message;
use crate::db::posts::Post;
use crate::db::types::{ActorId, InstanceId, Visibility};
use crate::domain::media::messages::HangingFile;
use crate::domain::text::fold_tag;
use crate::domain::timelines::Feed;

use super::account::acct;
use super::{Account, MediaAttachment, content};

/// A post, or a boost of one.
#[derive(Debug, Serialize)]
pub(in crate::api::mastodon) struct Status<'a> {
    pub(in crate::api::mastodon) id: Id,
    uri: Cow<'a, str>,
    url: &'a str,
    created_at: Time,
    edited_at: Option<Time>,
    account: Account<'a>,
    content: String,
    visibility: &'static str,
    sensitive: bool,
    spoiler_text: &'static str,
    media_attachments: Vec<MediaAttachment<'a>>,
    mentions: Vec<Mention<'a>>,
    tags: Vec<Tag<'a>>,
    emojis: [u8; 0],
    reblogs_count: u8,
    favourites_count: i64,
    replies_count: i64,
    quotes_count: u8,
    in_reply_to_id: Option<Id>,
    in_reply_to_account_id: Option<Id>,
    reblog: Option<Box<Status<'a>>>,
    poll: Option<u8>,
    card: Option<u8>,
    language: Option<&'a str>,
    #[serde(flatten)]
    own: Option<Own>,
}

/// How the viewer stands to a status; left out for strangers.
#[derive(Debug, Clone, Copy, Serialize)]
struct Own {
    favourited: bool,
    reblogged: bool,
    muted: bool,
    bookmarked: bool,
    pinned: bool,
    filtered: [u8; 0],
}

/// Somebody who is named.
#[derive(Debug, Serialize)]
struct Mention<'a> {
    id: Id,
    username: &'a str,
    acct: Cow<'a, str>,
    url: &'a str,
}

/// A hashtag.
#[derive(Debug, Serialize)]
pub(in crate::api::mastodon) struct Tag<'a> {
    name: &'a str,
    url: String,
}

impl<'a> Tag<'a> {
    pub(in crate::api::mastodon) fn new(site: &Site, name: &'a str) -> Self {
        let path: String = url::form_urlencoded::byte_serialize(fold_tag(name).as_bytes()).collect();
        Self {
            name,
            url: format!("{}/tags/{path}", site.base),
        }
    }
}

/// What stands around a status.
#[derive(Debug, Serialize)]
pub(in crate::api::mastodon) struct Context<'a> {
    pub(in crate::api::mastodon) ancestors: Vec<Status<'a>>,
    pub(in crate::api::mastodon) descendants: Vec<Status<'a>>,
}

/// What stands around a private message.
#[derive(Debug)]
pub(in crate::api::mastodon) struct Around<'a> {
    /// Everybody in its conversation.
    pub(in crate::api::mastodon) people: Vec<&'a Actor>,
    /// The servers of those elsewhere.
    pub(in crate::api::mastodon) hosts: &'a HashMap<InstanceId, String>,
    /// What hangs on it.
    pub(in crate::api::mastodon) files: &'a [HangingFile],
}

impl Around<'_> {
    /// The server of somebody elsewhere.
    pub(in crate::api::mastodon) fn host(&self, actor: &Actor) -> Option<&str> {
        actor.instance_id.and_then(|id| self.hosts.get(&id)).map(String::as_str)
    }
}

impl<'a> Status<'a> {
    /// The statuses of a feed in its order. What is marked as announced is wrapped in a boost by its forum.
    pub(in crate::api::mastodon) fn list(site: &'a Site, feed: &'a Feed) -> Vec<Self> {
        let tell = |post: &'a Post| {
            if feed.announced.contains(&post.id) {
                Self::boost(site, feed, post)
            } else {
                Self::post(site, feed, post)
            }
        };
        feed.shown.posts.iter().filter_map(tell).collect()
    }

    /// One post. None only if its author was deleted in between.
    pub(in crate::api::mastodon) fn post(site: &'a Site, feed: &'a Feed, post: &'a Post) -> Option<Self> {
        let account = account(site, feed, post.actor_id)?;
        let parent = feed.parents.get(&post.id);
        let own = site.is_personal.then(|| Own {
            favourited: feed.shown.is_voted(post.id),
            reblogged: false,
            muted: false,
            bookmarked: feed.shown.is_kept(post.id),
            pinned: false,
            filtered: [],
        });
        Some(Self {
            id: StatusId::Post(post.id).id(),
            uri: post.uri.as_str().into(),
            url: &post.url,
            created_at: Time(post.published_at),
            edited_at: post.edited_at.map(Time),
            account,
            content: content::of(post),
            visibility: visibility(post.visibility),
            sensitive: false,
            spoiler_text: "",
            media_attachments: media(site, feed, post),
            mentions: mentions(feed, post),
            tags: tags(site, feed, post),
            emojis: [],
            reblogs_count: 0,
            favourites_count: post.vote_count,
            replies_count: post.reply_count,
            quotes_count: 0,
            in_reply_to_id: parent.map(|parent| StatusId::Post(parent.id).id()),
            in_reply_to_account_id: parent.map(|parent| Id(parent.author.0)),
            reblog: None,
            poll: None,
            card: None,
            language: post.language.as_deref(),
            own,
        })
    }

    /// A private message, as one of those in its conversation sees it. None if its author is not among `people`.
    pub(in crate::api::mastodon) fn message(site: &'a Site, around: &Around<'a>, message: &'a Message) -> Option<Self> {
        let author = around.people.iter().find(|actor| actor.id == message.author_id)?;
        let others = around.people.iter().filter(|actor| actor.id != message.author_id);
        let own = Own {
            favourited: false,
            reblogged: false,
            muted: false,
            bookmarked: false,
            pinned: false,
            filtered: [],
        };
        Some(Self {
            id: Id(message.id.0),
            uri: message.uri.as_str().into(),
            url: &message.uri,
            created_at: Time(message.sent_at),
            edited_at: message.edited_at.map(Time),
            account: Account::new(site, author, around.host(author), None),
            content: content::simple(&message.html),
            visibility: "direct",
            sensitive: false,
            spoiler_text: "",
            media_attachments: around
                .files
                .iter()
                .filter_map(|file| MediaAttachment::of_message(site, file))
                .collect(),
            mentions: others
                .map(|actor| Mention {
                    id: Id(actor.id.0),
                    username: &actor.username,
                    acct: acct(actor, around.host(actor)),
                    url: &actor.url,
                })
                .collect(),
            tags: Vec::new(),
            emojis: [],
            reblogs_count: 0,
            favourites_count: 0,
            replies_count: 0,
            quotes_count: 0,
            in_reply_to_id: message.in_reply_to_id.map(|id| Id(id.0)),
            in_reply_to_account_id: None,
            reblog: None,
            poll: None,
            card: None,
            language: None,
            own: Some(own),
        })
    }

    /// The announcement of a topic by its forum.
    pub(in crate::api::mastodon) fn boost(site: &'a Site, feed: &'a Feed, post: &'a Post) -> Option<Self> {
        let topic = Self::post(site, feed, post)?;
        let (forum, actor) = feed.shown.forums.get(&post.forum_id?)?;
        Some(Self {
            id: StatusId::Boost(post.id).id(),
            uri: format!("{}#announced", post.uri).into(),
            url: &post.url,
            created_at: Time(post.announced_at.unwrap_or(post.published_at)),
            edited_at: None,
            account: Account::new(site, actor, feed.shown.host(actor), Some(forum)),
            content: String::new(),
            visibility: topic.visibility,
            sensitive: false,
            spoiler_text: "",
            media_attachments: Vec::new(),
            mentions: Vec::new(),
            tags: Vec::new(),
            emojis: [],
            reblogs_count: 0,
            favourites_count: post.vote_count,
            replies_count: post.reply_count,
            quotes_count: 0,
            in_reply_to_id: None,
            in_reply_to_account_id: None,
            poll: None,
            card: None,
            language: None,
            own: topic.own,
            reblog: Some(Box::new(topic)),
        })
    }
}

fn account<'a>(site: &'a Site, feed: &'a Feed, id: ActorId) -> Option<Account<'a>> {
    let actor = feed.actor(id)?;
    Some(Account::new(site, actor, feed.shown.host(actor), None))
}

fn mentions<'a>(feed: &'a Feed, post: &Post) -> Vec<Mention<'a>> {
    let named = feed.mentions.get(&post.id).map_or(&[][..], Vec::as_slice);
    named
        .iter()
        .filter_map(|id| feed.actor(*id))
        .map(|actor| Mention {
            id: Id(actor.id.0),
            username: &actor.username,
            acct: acct(actor, feed.shown.host(actor)),
            url: &actor.url,
        })
        .collect()
}

fn media<'a>(site: &Site, feed: &'a Feed, post: &Post) -> Vec<MediaAttachment<'a>> {
    let hangings = feed.shown.attachments.get(&post.id).map_or(&[][..], Vec::as_slice);
    hangings
        .iter()
        .filter_map(|hanging| MediaAttachment::hanging(site, hanging))
        .collect()
}

fn tags<'a>(site: &Site, feed: &'a Feed, post: &Post) -> Vec<Tag<'a>> {
    let names = feed.shown.tags.get(&post.id).map_or(&[][..], Vec::as_slice);
    names.iter().map(|name| Tag::new(site, name)).collect()
}

/// Mastodon has no word for members of one instance or of a network; `private` keeps clients from boosting.
fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Public => "public",
        Visibility::Network | Visibility::Instance | Visibility::Verified => "private",
    }
}
