//! The body of a post: what was typed or received, made safe, with the people and subjects it names.

use std::collections::HashMap;

use crate::db::actors::{self, Actor};
use crate::db::instances;
use crate::db::types::ActorId;

use super::Core;
use super::error::Result;
use super::media::NewAttachment;
use super::text::{self, Token};

/// Most hashtags kept of one post.
const TAGS_MAX: usize = 20;
/// Most people told of one post.
const MENTIONS_MAX: usize = 20;

/// A body ready to be stored.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// Markdown, if it was written as such.
    pub source: Option<String>,
    /// Safe HTML.
    pub html: String,
    /// The first words.
    pub excerpt: String,
    /// BCP 47.
    pub language: Option<String>,
    /// Hashtags as (folded, as typed).
    pub tags: Vec<(String, String)>,
    /// Actors named.
    pub mentions: Vec<ActorId>,
    /// What hangs on it; none leaves what hung there before.
    pub attachments: Option<Vec<NewAttachment>>,
}

impl Content {
    /// From Markdown typed here. Mentions of actors we know become links.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn written(core: &Core, source: &str, language: &str) -> Result<Self> {
        let tokens = text::tokens(source);
        let known = find_mentioned(core, &tokens).await?;
        let html = text::render(source, &|token| match token {
            Token::Mention { .. } => known.get(token).map(|actor| actor.url.clone()),
            Token::Hashtag(name) => Some(core.config.link(&format!("/tags/{}", text::fold_tag(name)))),
        });
        let names = tokens.iter().filter_map(|token| match token {
            Token::Hashtag(name) => Some(name.as_str()),
            Token::Mention { .. } => None,
        });
        let mut mentions: Vec<ActorId> = known.values().map(|actor| actor.id).collect();
        mentions.sort_unstable();
        mentions.dedup();
        Ok(Self {
            source: Some(source.to_owned()),
            excerpt: text::excerpt(&html),
            html,
            language: known_language(language),
            tags: fold_tags(names),
            mentions,
            attachments: None,
        })
    }

    /// The same with what hangs on it.
    #[must_use]
    pub fn with(self, attachments: Vec<NewAttachment>) -> Self {
        Self {
            attachments: Some(attachments),
            ..self
        }
    }

    /// From HTML that another server sent.
    pub fn received(
        html: &str,
        source: Option<String>,
        language: Option<&str>,
        tags: &[String],
        mentions: Vec<ActorId>,
    ) -> Self {
        let html = text::clean_html(html);
        Self {
            source: source.filter(|source| source.chars().count() <= text::BODY_MAX),
            excerpt: text::excerpt(&html),
            html,
            language: language.and_then(known_language),
            tags: fold_tags(tags.iter().map(String::as_str)),
            mentions,
            attachments: None,
        }
    }
}

fn known_language(tag: &str) -> Option<String> {
    let plausible = (2..=12).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (plausible && tag != "und").then(|| tag.to_owned())
}

fn fold_tags<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    let mut tags: Vec<(String, String)> = Vec::new();
    for name in names
        .map(|name| name.trim_start_matches('#'))
        .filter(|name| name.chars().count() <= 40)
    {
        let tag = text::fold_tag(name);
        if !tag.is_empty() && tags.len() < TAGS_MAX && tags.iter().all(|(known, _)| *known != tag) {
            tags.push((tag, name.to_owned()));
        }
    }
    tags
}

async fn find_mentioned(core: &Core, tokens: &[Token]) -> Result<HashMap<Token, Actor>> {
    let mut known = HashMap::new();
    let mut conn = core.db.read().await?;
    for token in tokens {
        let Token::Mention { username, host } = token else {
            continue;
        };
        let instance = match host.as_deref().filter(|host| *host != core.config.host()) {
            Some(host) => match instances::find_by_host(&mut conn, host).await? {
                Some(instance) => Some(instance.id),
                None => continue,
            },
            None => None,
        };
        if let Some(actor) = actors::find_by_handle(&mut conn, instance, username).await?
            && known.len() < MENTIONS_MAX
        {
            known.insert(token.clone(), actor);
        }
    }
    Ok(known)
}
