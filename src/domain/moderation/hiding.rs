//! Hiding posts and bringing them back. A hidden post is a tombstone to everybody; its text is kept for moderators until its
//! time is over.

use serde_json::{Value, json};

use crate::db::moderation::hidden::{self, Hidden};
use crate::db::moderation::rules;
use crate::db::posts::{self, Post};
use crate::db::types::{ActorId, Category, PostId, PostKind, RemovedBy, UtcTime};
use crate::db::{Conn, actors, forums};
use crate::domain::cases;
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::event::{self, Event};
use crate::domain::media::{Hanging, attaching};
use crate::domain::posts::{count, remove_because, thread_of};
use crate::domain::told::Told;
use crate::domain::{Core, Principal, Viewer, media, notifications, search, similar, trainings};

use super::{About, Why, WhyForm, tags, write_down};

/// A hidden post as moderators see it, or a post that they may hide.
#[derive(Debug, Clone)]
pub struct Case {
    /// The post.
    pub post: Post,
    /// What is kept of it, if it is hidden.
    pub hidden: Option<Hidden>,
    /// What hangs on it.
    pub files: Vec<Hanging>,
}

/// A post, for who may hide it or bring it back.
///
/// # Errors
/// [`Error::NotFound`]; [`Denied::NotModerator`].
pub async fn case(core: &Core, viewer: &Viewer, by: &Principal, id: PostId) -> Result<Case> {
    let mut conn = core.db.read().await?;
    let post = posts::get(&mut conn, id).await?;
    if !viewer.may_read(&post) {
        return Err(Error::NotFound);
    }
    require_keeper(&mut conn, by, &post).await?;
    let hidden = hidden::find(&mut conn, id).await?;
    let files = media::of_case(&mut conn, id).await?;
    Ok(Case { post, hidden, files })
}

/// Hides a post for a reason that everybody is told.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::NotModerator`].
pub async fn hide(core: &Core, by: &Principal, id: PostId, form: &WhyForm) -> Result<()> {
    let post = posts::get(&mut core.db.read().await?, id).await?;
    require_keeper(&mut core.db.read().await?, by, &post).await?;
    remove_because(core, by, id, form.check()?).await
}

/// Brings a hidden post back. One that stands is left alone.
///
/// # Errors
/// [`Denied::NotModerator`]; [`Error::Gone`] if its author took it away or its text is kept no more.
pub async fn restore(core: &Core, by: &Principal, id: PostId) -> Result<()> {
    bring_back(core, by, id, None).await
}

/// A post as its own server gives it.
#[derive(Debug, Clone)]
pub struct Given {
    /// Title; empty for a reply.
    pub title: String,
    /// Body.
    pub content: Content,
    /// Its record, if it is told as a case study or a training.
    pub told: Option<Told>,
}

/// The same with the text as its own server gives it, for posts from elsewhere whose text is not kept here.
///
/// # Errors
/// See [`restore`].
pub async fn restore_with(core: &Core, by: &Principal, id: PostId, given: &Given) -> Result<()> {
    bring_back(core, by, id, Some(given)).await
}

async fn bring_back(core: &Core, by: &Principal, id: PostId, given: Option<&Given>) -> Result<()> {
    core.change(async |conn| {
        let (_, post) = thread_of(conn, id).await?;
        if !post.is_removed() {
            return Ok(());
        }
        require_keeper(conn, by, &post).await?;
        let kept = hidden::find(conn, id).await?.filter(|kept| kept.wiped_at.is_none());
        let text = match (&given, kept) {
            (_, Some(kept)) => kept,
            (Some(given), None) => of_content(core, &post, &given.title, &given.content),
            (None, None) => return Err(Error::Gone),
        };
        if given.is_none() && post.removed_by != Some(RemovedBy::Moderator) {
            return Err(Error::Gone);
        }
        if !hidden::restore(conn, &text).await? {
            return Ok(());
        }
        restore_record(core, conn, &post, given).await?;
        hidden::delete(conn, id).await?;
        posts::set_tags(conn, id, &pairs(&text.tags)).await?;
        posts::set_mentions(conn, id, &people(&text.mentions)).await?;
        if let Some(files) = given.and_then(|given| given.content.attachments.as_ref()) {
            attaching::set(core, conn, by, &post, files).await?;
        }
        count(conn, &post, 1).await?;
        let restored = posts::get(conn, id).await?;
        similar::index(conn, &restored).await?;
        search::renew(conn, id).await?;
        let about = About {
            forum: post.forum_id,
            post: Some(id),
            target: Some(post.actor_id),
            ..About::default()
        };
        let line = write_down(core, conn, by, "restore", about).await?;
        let voice = voice(conn, by, &post).await?;
        notifications::tell_deed(core, conn, post.actor_id, voice, Some(id), line).await?;
        event::record(core, conn, by, &Event::PostRestored(id)).await
    })
    .await
}

/// Puts the record of a case study or a training beside it again. Without one there is nothing to show.
async fn restore_record(core: &Core, conn: &mut Conn, post: &Post, given: Option<&Given>) -> Result<()> {
    if !post.kind.has_record() {
        return Ok(());
    }
    if let Some(told) = given
        .and_then(|given| given.told.as_ref())
        .filter(|told| told.kind() == post.kind)
    {
        let author = actors::get(conn, post.actor_id).await?;
        told.hear(core, conn, post, author.instance_id).await?;
        return Ok(());
    }
    let is_there = match post.kind {
        PostKind::Training => crate::db::trainings::find(conn, post.id).await?.is_some(),
        _ => crate::db::cases::find(conn, post.id).await?.is_some(),
    };
    if is_there { Ok(()) } else { Err(Error::Gone) }
}

/// Why these posts are hidden, for those that are.
///
/// # Errors
/// If the database fails.
pub async fn reason(core: &Core, viewer: &Viewer, id: PostId) -> Result<Option<Why>> {
    let mut conn = core.db.read().await?;
    let post = posts::get(&mut conn, id).await?;
    if !viewer.may_read(&post) || post.removed_by != Some(RemovedBy::Moderator) {
        return Ok(None);
    }
    Ok(hidden::find(&mut conn, id).await?.map(|hidden| Why {
        category: Some(hidden.category),
        words: hidden.reason,
    }))
}

/// Keeps the text of a post that is about to become a tombstone.
pub(in crate::domain) async fn keep(core: &Core, conn: &mut Conn, post: &Post, why: &Why) -> Result<()> {
    let tags: Vec<(String, String)> = posts::list_tags(conn, &[post.id])
        .await?
        .into_iter()
        .map(|(_, tag, name)| (tag, name))
        .collect();
    let mentions: Vec<i64> = rules::list_mentions_of(conn, post.id)
        .await?
        .iter()
        .map(|id| id.0)
        .collect();
    let hidden = Hidden {
        post_id: post.id,
        category: why.category(),
        reason: why.words.clone(),
        title: post.title.clone(),
        source: post.source.clone(),
        html: post.html.clone(),
        excerpt: post.excerpt.clone(),
        tags: json!(tags),
        mentions: json!(mentions),
        hidden_at: core.clock.now(),
        wiped_at: None,
    };
    Ok(hidden::upsert(conn, &hidden).await?)
}

/// Destroys what is kept of a hidden post, because its author takes it back: it is gone as one that stood would be, and no
/// moderator brings it back. One that its author took back before is left alone.
pub(in crate::domain) async fn destroy(core: &Core, conn: &mut Conn, by: &Principal, post: &Post) -> Result<()> {
    if !hidden::set_taken_back(conn, post.id).await? {
        return Ok(());
    }
    hidden::delete(conn, post.id).await?;
    attaching::clear(core, conn, post.id).await?;
    tags::forget(conn, post.id).await?;
    cases::gone(conn, post.id).await?;
    trainings::gone(conn, post.id).await?;
    // Who follows the forum keeps the text for its moderators, too.
    let event = Event::PostRemoved {
        post: post.id,
        by_moderator: false,
        reason: String::new(),
    };
    event::record(core, conn, by, &event).await
}

/// The hidden posts of an author whose texts are kept.
///
/// # Errors
/// If the database fails.
pub async fn kept_of(core: &Core, author: ActorId) -> Result<Vec<PostId>> {
    Ok(hidden::list_kept_of(&mut core.db.read().await?, author).await?)
}

/// Destroys what was hidden before `until`: the texts, and the files that hang on them. Why it was hidden stays.
pub(in crate::domain) async fn wipe(core: &Core, until: UtcTime) -> Result<usize> {
    core.change(async |conn| {
        for post in hidden::list_due(conn, until).await? {
            attaching::clear(core, conn, post).await?;
            cases::gone(conn, post).await?;
            trainings::gone(conn, post).await?;
        }
        Ok(hidden::wipe(conn, until, core.clock.now()).await?)
    })
    .await
}

/// Writes the log and tells the author that their post was hidden.
pub(in crate::domain) async fn tell(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    post: &Post,
    why: &Why,
) -> Result<()> {
    let about = About {
        forum: post.forum_id,
        post: Some(post.id),
        target: Some(post.actor_id),
        why: Some(why.clone()),
        ..About::default()
    };
    let line = write_down(core, conn, by, "remove", about).await?;
    let voice = voice(conn, by, post).await?;
    notifications::tell_deed(core, conn, post.actor_id, voice, Some(post.id), line).await
}

/// Who speaks for the moderators of a post: its forum.
pub(in crate::domain) async fn voice(conn: &mut Conn, by: &Principal, post: &Post) -> Result<ActorId> {
    match post.forum_id {
        Some(forum) => Ok(forums::get(conn, forum).await?.0.actor_id),
        None => Ok(by.actor_id),
    }
}

/// That somebody keeps order where a post stands.
async fn require_keeper(conn: &mut Conn, by: &Principal, post: &Post) -> Result<()> {
    let Some(forum) = post.forum_id else {
        return if by.is_staff() || (!by.is_local() && post.kind == PostKind::Note) {
            Ok(())
        } else {
            Err(Error::Forbidden(Denied::NotModerator))
        };
    };
    let (forum, group) = forums::get(conn, forum).await?;
    by.require_moderator(conn, &forum, &group).await
}

fn of_content(core: &Core, post: &Post, title: &str, content: &Content) -> Hidden {
    Hidden {
        post_id: post.id,
        category: Category::Other,
        reason: String::new(),
        title: title.to_owned(),
        source: content.source.clone(),
        html: content.html.clone(),
        excerpt: content.excerpt.clone(),
        tags: json!(content.tags),
        mentions: json!(content.mentions.iter().map(|id| id.0).collect::<Vec<_>>()),
        hidden_at: core.clock.now(),
        wiped_at: None,
    }
}

/// Pairs of texts as they were kept.
pub(super) fn pairs(value: &Value) -> Vec<(String, String)> {
    serde_json::from_value(value.clone()).unwrap_or_default()
}

/// People as they were kept.
pub(super) fn people(value: &Value) -> Vec<ActorId> {
    let ids: Vec<i64> = serde_json::from_value(value.clone()).unwrap_or_default();
    ids.into_iter().map(ActorId).collect()
}
