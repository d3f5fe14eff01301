//! Posts that wait for a moderator: the first ones of newcomers to a forum, and those with watched words. Approved, a post
//! appears as if it were written at that moment; refused, its author keeps the text and is told why.

use serde_json::{Value, json};

use crate::db::actors::{self, Actor};
use crate::db::forums::{self, Forum};
use crate::db::moderation::held::{self, Held};
use crate::db::types::{HeldCause, HeldId, HeldState, TopicKind, UtcTime};
use crate::db::{Conn, Keyset, accounts};
use crate::domain::cases::replications::Report;
use crate::domain::content::Content;
use crate::domain::error::{Denied, Error, Result};
use crate::domain::media::NewAttachment;
use crate::domain::media::waiting::{self as files, Kept};
use crate::domain::paging::cut_page;
use crate::domain::posts::{Approval, NewReply, NewTopic, RemoteIdentity, reply_in, topic_in};
use crate::domain::told::Told;
use crate::domain::trainings::publish::Ready;
use crate::domain::trainings::waiting::{self, Typed};
use crate::domain::validate::Problems;
use crate::domain::{Core, Principal, notifications, submissions};

use super::hiding::{pairs, people};
use super::reports::require_seat;
use super::{About, Why, write_down};

/// Posts on one page of the queue.
pub const PER_PAGE: i64 = 30;
/// Posts shown to their author.
const OWN_SHOWN: i64 = 50;
/// Longest reason, in characters.
const REASON_MAX: usize = 1_000;

/// What is to wait.
#[derive(Debug, Clone, Copy)]
pub(in crate::domain) enum Waiting<'a> {
    /// A topic.
    Topic(&'a NewTopic),
    /// A reply.
    Reply(&'a NewReply),
    /// A training.
    Training {
        /// Title.
        title: &'a str,
        /// The text that others would get.
        content: &'a Content,
        /// What was typed.
        kept: &'a Value,
    },
}

/// Lets a post wait. One from elsewhere that waits already, or was refused, is not put down twice.
pub(in crate::domain) async fn hold(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    forum: &Forum,
    waiting: Waiting<'_>,
    cause: HeldCause,
    phrase: String,
) -> Result<()> {
    let (parent, kind, title, content, remote, told) = match waiting {
        Waiting::Topic(new) => (
            None,
            Some(new.kind),
            new.title.clone(),
            &new.content,
            &new.remote,
            &new.told,
        ),
        Waiting::Reply(new) => (Some(new.parent), None, String::new(), &new.content, &new.remote, &None),
        Waiting::Training { title, content, .. } => (None, None, title.to_owned(), content, &None, &None),
    };
    let (replication, training) = match waiting {
        Waiting::Reply(new) => (new.report.as_ref().map(Report::packed), None),
        Waiting::Topic(_) => (None, None),
        Waiting::Training { kept, .. } => (None, Some(kept.clone())),
    };
    if let Some(remote) = remote
        && held::find_same(conn, by.actor_id, &remote.uri).await?.is_some()
    {
        return Ok(());
    }
    let row = Held {
        id: core.ids.next(),
        actor_id: by.actor_id,
        forum_id: forum.id,
        parent_id: parent,
        topic_kind: kind,
        title,
        source: content.source.clone(),
        html: content.html.clone(),
        excerpt: content.excerpt.clone(),
        language: content.language.clone(),
        tags: json!(content.tags),
        mentions: json!(content.mentions.iter().map(|id| id.0).collect::<Vec<_>>()),
        remote: remote.as_ref().map(|remote| packed(remote, told.as_ref())),
        inbox_id: by.inbox_id,
        cause,
        phrase,
        state: HeldState::Waiting,
        post_id: None,
        reason: String::new(),
        created_at: core.clock.now(),
        decided_at: None,
        replication,
        training,
    };
    held::insert(conn, &row).await?;
    files::keep(conn, by, row.id, content.attachments.as_deref().unwrap_or_default()).await
}

fn packed(remote: &RemoteIdentity, told: Option<&Told>) -> Value {
    json!({
        "uri": remote.uri, "url": remote.url, "published_at": remote.published_at.millis(),
        "is_public": remote.is_public, "told": told,
    })
}

/// What another server told of a case study or a training that waits.
fn told(held: &Held) -> Option<Told> {
    let told = held.remote.as_ref()?.get("told").filter(|told| !told.is_null())?;
    serde_json::from_value(told.clone()).ok()
}

fn unpacked(value: &Value) -> Option<RemoteIdentity> {
    Some(RemoteIdentity {
        uri: value.get("uri")?.as_str()?.to_owned(),
        url: value.get("url")?.as_str()?.to_owned(),
        published_at: UtcTime::from_millis(value.get("published_at")?.as_i64()?),
        is_public: value.get("is_public")?.as_bool()?,
    })
}

fn content(held: &Held, files: Vec<NewAttachment>) -> Content {
    Content {
        source: held.source.clone(),
        html: held.html.clone(),
        excerpt: held.excerpt.clone(),
        language: held.language.clone(),
        tags: pairs(&held.tags),
        mentions: people(&held.mentions),
        attachments: Some(files),
    }
}

/// A page of what waits, oldest first, and where the next begins.
///
/// # Errors
/// [`Denied::NotModerator`].
pub async fn queue(core: &Core, by: &Principal, after: Option<i64>) -> Result<(Vec<Row>, Option<i64>)> {
    let seat = require_seat(core, by).await?;
    let page = Keyset {
        after: after.map(|id| (id, 0)),
        limit: PER_PAGE + 1,
    };
    let mut conn = core.db.read().await?;
    let mut rows = held::list_waiting(&mut conn, seat, page).await?;
    let more = cut_page(&mut rows, PER_PAGE);
    let next = rows.last().filter(|_| more).map(|(row, _)| row.id.0);
    let ids: Vec<_> = rows.iter().map(|(row, _)| row.forum_id).collect();
    let places = forums::list_by_ids(&mut conn, &ids).await?;
    let ids: Vec<_> = rows.iter().map(|(row, _)| row.id).collect();
    let mut kept = files::of_held(&mut conn, &ids).await?;
    let with_place = |(held, author): (Held, Actor)| {
        let place = places.iter().find(|(forum, _)| forum.id == held.forum_id)?.clone();
        let files = kept.remove(&held.id).unwrap_or_default();
        Some(Row {
            held: as_shown(held),
            author,
            place,
            files,
        })
    };
    Ok((rows.into_iter().filter_map(with_place).collect(), next))
}

/// A post that waits as pages will show it: a case study with its record.
fn as_shown(held: Held) -> Held {
    let Some(told) = told(&held) else { return held };
    let Content { html, .. } = told.all_said(&content(&held, Vec::new()));
    Held { html, ..held }
}

/// A post that waits, with its author and where it is to appear.
#[derive(Debug, Clone)]
pub struct Row {
    /// The post.
    pub held: Held,
    /// Its author.
    pub author: Actor,
    /// Its forum.
    pub place: (Forum, Actor),
    /// What is to hang on it.
    pub files: Vec<Kept>,
}

/// What of one's own waits or was refused, newest first.
///
/// # Errors
/// If the database fails.
pub async fn mine(core: &Core, by: &Principal) -> Result<Vec<Held>> {
    Ok(held::list_of_author(&mut core.db.read().await?, by.actor_id, OWN_SHOWN).await?)
}

/// Lets a post appear.
///
/// # Errors
/// [`Denied::NotModerator`]; [`Denied::Decided`] if somebody else was faster; what keeps the author from writing it now.
pub async fn approve(core: &Core, by: &Principal, id: HeldId) -> Result<()> {
    require_seat(core, by).await?;
    let ready = Box::pin(training_of(core, by, id)).await?;
    core.change(async |conn| {
        let row = require(conn, by, id).await?;
        let author = author(core, conn, &row).await?;
        if let Some((ready, typed)) = &ready {
            let post = Box::pin(waiting::approve(core, conn, &author, (ready, typed))).await?;
            return decide(core, conn, by, &row, HeldState::Approved, post.map(|post| post.id), "").await;
        }
        let content = content(&row, files::take(conn, id).await?);
        let remote = row.remote.as_ref().and_then(unpacked);
        let published = match row.parent_id {
            Some(parent) => {
                let new = NewReply {
                    is_held: false,
                    parent,
                    content,
                    remote,
                    report: row.replication.as_ref().map(Report::unpacked),
                };
                reply_in(core, conn, &author, &new, Approval::Given).await?
            }
            None => {
                let new = NewTopic {
                    is_held: false,
                    kind: row.topic_kind.unwrap_or(TopicKind::Discussion),
                    title: row.title.clone(),
                    content,
                    remote,
                    told: told(&row),
                };
                topic_in(core, conn, &author, row.forum_id, &new, Approval::Given).await?
            }
        };
        let post = published.map(|post| post.id);
        decide(core, conn, by, &row, HeldState::Approved, post, "").await
    })
    .await
}

/// What waits, ready to appear, if it is a training: making it so is no work for a transaction.
async fn training_of(core: &Core, by: &Principal, id: HeldId) -> Result<Option<(Ready, Typed)>> {
    let mut conn = core.db.read().await?;
    let row = require(&mut conn, by, id).await?;
    if row.training.is_none() {
        return Ok(None);
    }
    let author = author(core, &mut conn, &row).await?;
    drop(conn);
    let content = content(&row, Vec::new());
    waiting::ready(core, &author, &row, content).await.map(Some)
}

/// Refuses a post, for a reason that its author is told.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::NotModerator`]; [`Denied::Decided`].
pub async fn refuse(core: &Core, by: &Principal, id: HeldId, reason: &str) -> Result<()> {
    require_seat(core, by).await?;
    let mut problems = Problems::default();
    let reason = problems.block("reason", reason, 3, REASON_MAX);
    problems.into_result(())?;
    core.change(async |conn| {
        let row = require(conn, by, id).await?;
        if row.training.is_some() {
            waiting::give_back(core, conn, &row).await?;
        }
        decide(core, conn, by, &row, HeldState::Refused, None, &reason).await
    })
    .await
}

async fn decide(
    core: &Core,
    conn: &mut Conn,
    by: &Principal,
    row: &Held,
    state: HeldState,
    post: Option<crate::db::types::PostId>,
    reason: &str,
) -> Result<()> {
    if !held::set_decided(conn, row.id, state, post, reason, core.clock.now()).await? {
        return Err(Error::Forbidden(Denied::Decided));
    }
    if let Some(remote) = row.remote.as_ref().and_then(unpacked).filter(|_| post.is_none()) {
        let place = (row.forum_id, row.actor_id);
        submissions::turn_down(core, conn, place, &remote.uri, reason).await?;
    }
    let about = About {
        forum: Some(row.forum_id),
        post,
        target: Some(row.actor_id),
        why: Some(Why::received(Some(reason))),
        ..About::default()
    };
    let action = if post.is_some() { "approve" } else { "refuse" };
    let line = write_down(core, conn, by, action, about).await?;
    let voice = forums::get(conn, row.forum_id).await?.0.actor_id;
    notifications::tell_deed(core, conn, row.actor_id, voice, post, line).await
}

async fn require(conn: &mut Conn, by: &Principal, id: HeldId) -> Result<Held> {
    let row = held::get(conn, id).await?;
    let (forum, group) = forums::get(conn, row.forum_id).await?;
    by.require_moderator(conn, &forum, &group).await?;
    if row.state == HeldState::Waiting {
        Ok(row)
    } else {
        Err(Error::Forbidden(Denied::Decided))
    }
}

/// The author as one who writes.
async fn author(core: &Core, conn: &mut Conn, row: &Held) -> Result<Principal> {
    let actor = actors::get(conn, row.actor_id).await?;
    match accounts::find_by_actor(conn, actor.id).await? {
        Some(account) => Principal::member(core, &account),
        None => Ok(Principal::remote(&actor, row.inbox_id, None)),
    }
}
