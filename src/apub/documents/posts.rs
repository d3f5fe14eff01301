//! Post rows to Page, Note and Tombstone documents.

use std::collections::HashMap;

use federation::audience::{self, Known, Recipients};
use federation::build::{ArticleDraft, AttachmentDraft, ReplyDraft, TagDraft, TombstoneDraft, TopicDraft, Wire};
use url::Url;

use crate::apub::objects::replication;
use crate::db::actors::{self, Actor};
use crate::db::cases::replications::{self, ReplicationRow};
use crate::db::forums::{self, Forum};
use crate::db::media::Media;
use crate::db::posts::{self, Post};
use crate::db::types::{ActorId, ForumId, InstanceId, PostId, PostKind, TopicKind, Visibility};
use crate::db::{Conn, instances, taxonomy};
use crate::domain::cases::{self, CaseStudy};
use crate::domain::media::{self, Hanging};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::{self, Training};
use crate::domain::{Core, Error, Result, text};

use super::actors::part;
use super::cases::record;
use super::{companion, language, trainings as events, url};

/// Longest hashtag that Mobilizon keeps, in characters.
const TAG_MAX: usize = 39;

/// Some posts with everything their documents say, loaded in a fixed number of queries.
pub struct Posts {
    /// Their parents, threads' heads and best answers, and themselves.
    posts: HashMap<PostId, Post>,
    forums: HashMap<ForumId, (Forum, Actor)>,
    actors: HashMap<ActorId, Actor>,
    hosts: HashMap<InstanceId, String>,
    mentions: HashMap<PostId, Vec<ActorId>>,
    tags: HashMap<PostId, Vec<String>>,
    attachments: HashMap<PostId, Vec<Hanging>>,
    /// What those of them that are case studies have beside them, and the terms they use.
    cases: HashMap<PostId, CaseStudy>,
    /// The same of those that are trainings.
    trainings: HashMap<PostId, Training>,
    terms: Taxonomy,
    /// What replies report.
    reports: HashMap<PostId, ReplicationRow>,
}

impl Posts {
    /// Loads what belongs to `posts`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn load(conn: &mut Conn, posts: &[Post]) -> Result<Self> {
        let ids: Vec<PostId> = posts.iter().map(|post| post.id).collect();
        let is_reply = |post: &&Post| post.kind == PostKind::Reply;
        let replies: Vec<PostId> = posts.iter().filter(is_reply).map(|post| post.id).collect();
        let related = |post: &Post| [Some(post.root_id), post.parent_id, post.accepted_id];
        let above = distinct(posts.iter().flat_map(related).flatten());
        let mut known: HashMap<PostId, Post> = posts::list_by_ids(conn, &above)
            .await?
            .into_iter()
            .map(|post| (post.id, post))
            .collect();
        known.extend(posts.iter().map(|post| (post.id, post.clone())));
        let forum_ids = distinct(posts.iter().filter_map(|post| post.forum_id));
        let forums = forums::list_by_ids(conn, &forum_ids).await?;
        let mut mentions: HashMap<PostId, Vec<ActorId>> = HashMap::new();
        for (post, actor) in posts::list_mentions(conn, &ids).await? {
            mentions.entry(post).or_default().push(actor);
        }
        let mut tags: HashMap<PostId, Vec<String>> = HashMap::new();
        for (post, _, name) in posts::list_tags(conn, &ids).await? {
            tags.entry(post).or_default().push(name);
        }
        let people = distinct(
            known
                .values()
                .map(|post| post.actor_id)
                .chain(mentions.values().flatten().copied()),
        );
        let actors = actors::list_by_ids(conn, &people).await?;
        let forum_actors = forums.iter().map(|(_, actor)| actor);
        let servers = distinct(actors.iter().chain(forum_actors).filter_map(|actor| actor.instance_id));
        let hosts = instances::list_by_ids(conn, &servers).await?;
        let of_kind = |kind: PostKind| -> Vec<Post> {
            let told = |post: &&Post| post.kind == kind && post.is_local && !post.is_removed();
            posts.iter().filter(told).cloned().collect()
        };
        let (studies, courses) = (of_kind(PostKind::CaseStudy), of_kind(PostKind::Training));
        let terms = if studies.is_empty() && courses.is_empty() {
            Taxonomy::default()
        } else {
            Taxonomy::of(taxonomy::list(conn).await?)
        };
        let cases = if studies.is_empty() {
            HashMap::new()
        } else {
            cases::list(conn, &studies, &terms).await?
        };
        Ok(Self {
            posts: known,
            forums: forums
                .into_iter()
                .map(|(forum, actor)| (forum.id, (forum, actor)))
                .collect(),
            actors: actors.into_iter().map(|actor| (actor.id, actor)).collect(),
            hosts: hosts.into_iter().map(|instance| (instance.id, instance.host)).collect(),
            mentions,
            tags,
            attachments: media::of_posts(conn, &ids).await?,
            cases,
            trainings: trainings::list(conn, &courses).await?,
            terms,
            reports: replications::list(conn, &replies)
                .await?
                .into_iter()
                .map(|row| (row.post_id, row))
                .collect(),
        })
    }

    /// The document of a post written here: its Tombstone if it was removed.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it was written elsewhere or is of a kind that does not travel.
    pub fn wire(&self, core: &Core, post: &Post) -> Result<Wire> {
        if !post.is_local {
            return Err(Error::NotFound);
        }
        if post.is_removed() {
            return Ok(tombstone(post)?.build());
        }
        match post.kind {
            PostKind::Topic => self.topic(core, post),
            PostKind::Reply => self.reply(core, post),
            PostKind::CaseStudy => self.case_study(core, post),
            PostKind::Training => self.training(core, post),
            PostKind::Note => Err(Error::NotFound),
        }
    }

    fn topic(&self, core: &Core, post: &Post) -> Result<Wire> {
        Ok(self.topic_draft(core, post)?.build())
    }

    /// A case study as a readable article with its record, unless that was destroyed at this very moment.
    fn case_study(&self, core: &Core, post: &Post) -> Result<Wire> {
        let case = self.cases.get(&post.id);
        let teaser = case.map(|case| cases::teaser(&case.summary, &case.problem));
        let draft = ArticleDraft {
            topic: self.topic_draft(core, post)?,
            summary: teaser
                .filter(|teaser| !teaser.is_empty())
                .map(|teaser| text::escape(&teaser)),
            record: case.map(|case| record(post, case, &self.terms)).transpose()?,
        };
        Ok(draft.build())
    }

    /// A training as an event; as a mere page if its record was destroyed at this very moment.
    fn training(&self, core: &Core, post: &Post) -> Result<Wire> {
        let topic = self.topic_draft(core, post)?;
        match self.trainings.get(&post.id) {
            Some(training) => Ok(events::event(post, training, &self.terms, topic)?.build()),
            None => Ok(topic.build()),
        }
    }

    /// The companion of a training.
    ///
    /// # Errors
    /// If a stored address is damaged.
    pub fn companion(&self, core: &Core, training: &Post) -> Result<Wire> {
        let topic = TopicDraft {
            id: companion::id(training)?,
            ..self.topic_draft(core, training)?
        };
        Ok(topic.build())
    }

    fn topic_draft(&self, core: &Core, post: &Post) -> Result<TopicDraft> {
        let accepted = post.accepted_id.and_then(|id| self.posts.get(&id));
        let draft = TopicDraft {
            id: url(&post.uri)?,
            url: url(&post.url)?,
            author: url(&self.author(post)?.uri)?,
            group: self.group(post).map(|actor| url(&actor.uri)).transpose()?,
            title: post.title.clone(),
            content_html: post.html.clone(),
            source_markdown: post.source.clone(),
            language: post.language.as_deref().map(language),
            recipients: self.recipients(post)?,
            tags: self.tag_drafts(core, post)?,
            attachments: self.attachment_drafts(core, post)?,
            sensitive: false,
            comments_enabled: !post.is_locked,
            stickied: post.is_pinned,
            is_question: post.topic_kind == Some(TopicKind::Question),
            accepted_answer: accepted.map(|answer| url(&answer.uri)).transpose()?,
            context: Some(url(&format!("{}/context", post.uri))?),
            replies: Some(url(&format!("{}/replies", post.uri))?),
            published: post.published_at.utc(),
            updated: post.edited_at.map(|time| time.utc()),
        };
        Ok(draft)
    }

    fn reply(&self, core: &Core, post: &Post) -> Result<Wire> {
        let parent = post
            .parent_id
            .and_then(|id| self.posts.get(&id))
            .ok_or(Error::NotFound)?;
        let root = self.posts.get(&post.root_id).ok_or(Error::NotFound)?;
        let context = root
            .is_local
            .then(|| url(&format!("{}/context", root.uri)))
            .transpose()?;
        let draft = ReplyDraft {
            id: url(&post.uri)?,
            url: url(&post.url)?,
            author: url(&self.author(post)?.uri)?,
            group: self.group(post).map(|actor| url(&actor.uri)).transpose()?,
            in_reply_to: url(&parent.uri)?,
            content_html: post.html.clone(),
            source_markdown: post.source.clone(),
            language: post.language.as_deref().map(language),
            recipients: self.recipients(post)?,
            tags: self.tag_drafts(core, post)?,
            attachments: self.attachment_drafts(core, post)?,
            sensitive: false,
            is_answer: root.accepted_id == Some(post.id),
            replication: self.reports.get(&post.id).map(replication::write),
            context,
            replies: Some(url(&format!("{}/replies", post.uri))?),
            published: post.published_at.utc(),
            updated: post.edited_at.map(|time| time.utc()),
        };
        Ok(draft.build())
    }

    /// Who a post is addressed to. What is not for everybody names the forum and its followers, never the public.
    ///
    /// # Errors
    /// If a stored address is damaged.
    pub fn recipients(&self, post: &Post) -> Result<Recipients> {
        let group = self.group(post).map(|actor| url(&actor.uri)).transpose()?;
        let group_followers = match self.group(post) {
            Some(actor) => actor.followers.as_deref().map(url).transpose()?,
            None => None,
        };
        let followers = part(self.author(post)?, "followers")?;
        let people: Vec<Url> = self
            .people(post)
            .iter()
            .map(|actor| url(&actor.uri))
            .collect::<Result<_>>()?;
        let known = Known {
            followers: Some(&followers),
            group: group.as_ref(),
            group_followers: group_followers.as_ref(),
        };
        let reach = match post.visibility {
            Visibility::Public => audience::Visibility::Public,
            Visibility::Network | Visibility::Instance | Visibility::Verified => audience::Visibility::Group,
        };
        Ok(Recipients::new(reach, known, &people))
    }

    /// Whom a post concerns by name: the author of what it answers, and those it mentions.
    pub fn people(&self, post: &Post) -> Vec<&Actor> {
        let parent = post
            .parent_id
            .and_then(|id| self.posts.get(&id))
            .map(|parent| parent.actor_id);
        let mentioned = self.mentions.get(&post.id).into_iter().flatten().copied();
        distinct(parent.into_iter().chain(mentioned))
            .into_iter()
            .filter(|id| *id != post.actor_id)
            .filter_map(|id| self.actors.get(&id))
            .filter(|actor| actor.deleted_at.is_none())
            .collect()
    }

    /// The author of a post.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the row is missing.
    pub fn author(&self, post: &Post) -> Result<&Actor> {
        self.actors.get(&post.actor_id).ok_or(Error::NotFound)
    }

    /// The forum of a post and its actor.
    pub fn forum(&self, post: &Post) -> Option<&(Forum, Actor)> {
        self.forums.get(&post.forum_id?)
    }

    fn group(&self, post: &Post) -> Option<&Actor> {
        self.forum(post).map(|(_, actor)| actor)
    }

    fn tag_drafts(&self, core: &Core, post: &Post) -> Result<Vec<TagDraft>> {
        let mut drafts = Vec::new();
        for name in self.tags.get(&post.id).into_iter().flatten() {
            if name.chars().count() <= TAG_MAX {
                let mut href = url(&core.config.link("/tags/"))?;
                if let Ok(mut path) = href.path_segments_mut() {
                    path.pop_if_empty().push(name);
                }
                drafts.push(TagDraft::Hashtag {
                    name: name.clone(),
                    href,
                });
            }
        }
        // A forum elsewhere is mentioned, so that answers from Mastodon reach it.
        let group = self.group(post).filter(|actor| !actor.is_local());
        for actor in self.people(post).into_iter().chain(group) {
            drafts.push(TagDraft::Mention {
                href: url(&actor.uri)?,
                name: format!("@{}@{}", actor.username, self.host(core, actor)),
            });
        }
        Ok(drafts)
    }

    /// The files of a post, pictures first: Lemmy shows the first one.
    fn attachment_drafts(&self, core: &Core, post: &Post) -> Result<Vec<AttachmentDraft>> {
        let hangings = self.attachments.get(&post.id).map_or(&[][..], Vec::as_slice);
        let mut files: Vec<_> = hangings.iter().filter_map(|hanging| hanging.media.as_ref()).collect();
        files.sort_by_key(|file| !file.is_picture());
        let pass = |file: &Media| (post.visibility == Visibility::Network).then(|| media::pass(core, &file.token));
        files
            .into_iter()
            .map(|file| attachment(core, file, pass(file).as_deref()))
            .collect()
    }

    fn host(&self, core: &Core, actor: &Actor) -> String {
        actor
            .instance_id
            .and_then(|id| self.hosts.get(&id).cloned())
            .unwrap_or_else(|| core.config.host())
    }
}

/// A file as others see it. Of what is not for everybody, its address lets in whoever has it.
pub(super) fn attachment(core: &Core, file: &Media, pass: Option<&str>) -> Result<AttachmentDraft> {
    let mut address = url(&core.config.file_link(&format!("/media/{}", file.token)))?;
    if let Some(pass) = pass {
        address.query_pairs_mut().append_pair("pass", pass);
    }
    let alt = Some(file.alt.clone()).filter(|alt| !alt.is_empty());
    let pixels = |side: Option<i32>| side.and_then(|side| u32::try_from(side).ok());
    Ok(if file.is_picture() {
        AttachmentDraft::Image {
            url: address,
            media_type: file.media_type.clone(),
            description: alt,
            size: pixels(file.width).zip(pixels(file.height)),
            blurhash: file.blurhash.clone(),
        }
    } else {
        AttachmentDraft::Document {
            url: address,
            media_type: file.media_type.clone(),
            name: alt.or_else(|| Some(file.name.clone())),
        }
    })
}

/// What is left of a removed post.
///
/// # Errors
/// If its address is damaged.
pub fn tombstone(post: &Post) -> Result<TombstoneDraft> {
    Ok(TombstoneDraft {
        id: url(&post.uri)?,
        former_type: former_type(post).to_owned(),
        deleted: post.removed_at.unwrap_or(post.published_at).utc(),
    })
}

fn former_type(post: &Post) -> &'static str {
    match post.kind {
        PostKind::Reply => "Note",
        PostKind::CaseStudy => "Article",
        PostKind::Training => "Event",
        _ => "Page",
    }
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}
