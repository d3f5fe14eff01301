//! What an erasure destroys, one statement for each place: the list of where somebody's data stand.
//!
//! Whatever hangs on `accounts` goes with its row (`ON DELETE CASCADE`): sessions, one-time links, consents, acceptances,
//! notifications, applications let in, memberships of organisations, copies. A new table of personal data either refers to
//! `accounts` that way, or gets a function here and a line in `domain::privacy::erasure::account`.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{
    accounts, actors, bans, data_requests, events, expertise, exports, forum_moderators, held_posts, inbox_activities,
    jobs, mentions, notifications, organisation_invitations, outbox_activities, posts, reports, submissions, votes,
};
use crate::types::{AccountId, ActorId, InboxId, InboxState, JobId, OutboxId, PostId, UtcTime};

/// Deletes the account, and with it everything that hangs on it.
pub async fn account(conn: &mut Conn, id: AccountId) -> Result<()> {
    on!(conn, |c| diesel::delete(accounts::table.find(id)).execute(c).await)?;
    Ok(())
}

/// Files of copies that the account asked for.
pub async fn export_files(conn: &mut Conn, id: AccountId) -> Result<Vec<String>> {
    let files: Vec<Option<String>> = on!(conn, |c| exports::table
        .filter(exports::account_id.eq(id))
        .select(exports::file)
        .load(c)
        .await)?;
    Ok(files.into_iter().flatten().collect())
}

/// Empties what was said in requests about personal data. That there was one, of which kind and when, is kept.
pub async fn requests(conn: &mut Conn, id: AccountId) -> Result<()> {
    on!(conn, |c| diesel::update(
        data_requests::table.filter(data_requests::account_id.eq(id))
    )
    .set((
        data_requests::requester.eq(""),
        data_requests::message.eq(""),
        data_requests::notes.eq(""),
        data_requests::answer.eq(""),
        data_requests::extension_reason.eq(""),
    ))
    .execute(c)
    .await)?;
    Ok(())
}

/// Deletes invitations into organisations that were sent to this address.
pub async fn invitations(conn: &mut Conn, email: &str) -> Result<()> {
    on!(conn, |c| diesel::delete(
        organisation_invitations::table.filter(organisation_invitations::email.eq(email))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Deletes the jobs for which `is_about` says so.
pub async fn jobs(conn: &mut Conn, is_about: impl Fn(&serde_json::Value) -> bool) -> Result<()> {
    let all: Vec<(JobId, serde_json::Value)> = on!(&mut *conn, |c| jobs::table
        .select((jobs::id, jobs::payload))
        .load(c)
        .await)?;
    for (id, _) in all.into_iter().filter(|(_, payload)| is_about(payload)) {
        on!(&mut *conn, |c| diesel::delete(jobs::table.find(id)).execute(c).await)?;
    }
    Ok(())
}

/// Empties what a person said of themselves. Name in the address and keys stay until other servers were told.
pub async fn profile(conn: &mut Conn, id: ActorId, now: UtcTime) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        expertise::table.filter(expertise::actor_id.eq(id))
    )
    .execute(c)
    .await)?;
    on!(conn, |c| diesel::update(actors::table.find(id))
        .set((
            actors::name.eq(""),
            actors::summary_html.eq(""),
            actors::summary_source.eq(""),
            actors::shared_profile.eq(None::<serde_json::Value>),
            actors::avatar_url.eq(None::<String>),
            actors::is_discoverable.eq(false),
            actors::deleted_at.eq(now),
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// Takes back the votes of a person, and what they wait for.
pub async fn votes(conn: &mut Conn, actor: ActorId) -> Result<()> {
    on!(&mut *conn, |c| diesel::update(posts::table.filter(posts::id.eq_any(
        votes::table.filter(votes::actor_id.eq(actor)).select(votes::post_id)
    )))
    .set(posts::vote_count.eq(posts::vote_count - 1))
    .execute(c)
    .await)?;
    on!(&mut *conn, |c| diesel::delete(
        submissions::table.filter(submissions::actor_id.eq(actor))
    )
    .execute(c)
    .await)?;
    on!(conn, |c| diesel::delete(votes::table.filter(votes::actor_id.eq(actor)))
        .execute(c)
        .await)?;
    Ok(())
}

/// Deletes what others were told of a person, and where they kept order.
pub async fn standing(conn: &mut Conn, actor: ActorId) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        notifications::table.filter(notifications::actor_id.eq(actor))
    )
    .execute(c)
    .await)?;
    on!(conn, |c| diesel::delete(
        forum_moderators::table.filter(forum_moderators::actor_id.eq(actor))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Destroys what moderators kept of a person: hidden texts, posts that wait, words of reports, bans.
pub async fn moderation(conn: &mut Conn, actor: ActorId) -> Result<()> {
    crate::moderation::hidden::delete_of_author(conn, actor).await?;
    on!(&mut *conn, |c| diesel::delete(
        held_posts::table.filter(held_posts::actor_id.eq(actor))
    )
    .execute(c)
    .await)?;
    on!(&mut *conn, |c| diesel::delete(
        bans::table.filter(bans::actor_id.eq(actor))
    )
    .execute(c)
    .await)?;
    on!(conn, |c| diesel::update(reports::table.filter(
        reports::reporter_id.eq(actor).or(reports::subject_id.eq(actor))
    ))
    .set((reports::words.eq(""), reports::note.eq("")))
    .execute(c)
    .await)?;
    Ok(())
}

/// Gives the posts of one actor to another; says how many.
pub async fn posts(conn: &mut Conn, from: ActorId, to: ActorId) -> Result<usize> {
    Ok(on!(conn, |c| diesel::update(
        posts::table.filter(posts::actor_id.eq(from))
    )
    .set(posts::actor_id.eq(to))
    .execute(c)
    .await)?)
}

/// Deletes what was sent by a person, and about their posts; nobody needs it any more, and what waits is not sent. That posts
/// were removed may still have to be told: what is about those goes only `with_removed`.
pub async fn sent(conn: &mut Conn, actor: ActorId, with_removed: bool) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        outbox_activities::table.filter(
            outbox_activities::post_id.eq_any(
                posts::table
                    .filter(posts::actor_id.eq(actor))
                    .filter(posts::removed_at.is_null())
                    .select(posts::id.nullable())
            )
        )
    )
    .execute(c)
    .await)?;
    if with_removed {
        on!(&mut *conn, |c| diesel::delete(
            outbox_activities::table.filter(
                outbox_activities::post_id.eq_any(
                    posts::table
                        .filter(posts::actor_id.eq(actor))
                        .select(posts::id.nullable())
                )
            )
        )
        .execute(c)
        .await)?;
    }
    on!(conn, |c| diesel::delete(
        outbox_activities::table.filter(outbox_activities::actor_id.eq(actor))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Deletes the events of and about a person.
pub async fn events(conn: &mut Conn, actor: ActorId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        events::table.filter(events::actor_id.eq(actor).or(events::target_id.eq(actor)))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// What names a person in their words: a post with all its texts.
#[derive(Debug, Clone, Queryable)]
pub struct Words {
    /// Which post.
    pub id: PostId,
    /// Title.
    pub title: String,
    /// Markdown.
    pub source: Option<String>,
    /// HTML.
    pub html: String,
    /// The beginning.
    pub excerpt: String,
    /// Language.
    pub language: Option<String>,
}

/// Posts that name a person.
pub async fn list_naming(conn: &mut Conn, actor: ActorId) -> Result<Vec<Words>> {
    Ok(on!(conn, |c| mentions::table
        .inner_join(posts::table)
        .filter(mentions::actor_id.eq(actor))
        .select((
            posts::id,
            posts::title,
            posts::source,
            posts::html,
            posts::excerpt,
            posts::language,
        ))
        .load(c)
        .await)?)
}

/// Stores the texts of a post.
pub async fn set_words(conn: &mut Conn, words: &Words) -> Result<()> {
    on!(conn, |c| diesel::update(posts::table.find(words.id))
        .set((
            posts::title.eq(&words.title),
            posts::source.eq(words.source.as_deref()),
            posts::html.eq(&words.html),
            posts::excerpt.eq(&words.excerpt),
        ))
        .execute(c)
        .await)?;
    Ok(())
}

/// Forgets who was named where.
pub async fn mentions(conn: &mut Conn, actor: ActorId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        mentions::table.filter(mentions::actor_id.eq(actor))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Activities of others, sent from here, that hold `text`. Reads the whole table: for a job, never for a page.
pub async fn list_sent_with(conn: &mut Conn, text: &str) -> Result<Vec<(OutboxId, String)>> {
    let pattern = containing(text);
    Ok(on!(conn, |c| outbox_activities::table
        .filter(outbox_activities::body.like(&pattern).escape('!'))
        .select((outbox_activities::id, outbox_activities::body))
        .load(c)
        .await)?)
}

/// Stores the text of an activity.
pub async fn set_sent(conn: &mut Conn, id: OutboxId, body: &str) -> Result<()> {
    on!(conn, |c| diesel::update(outbox_activities::table.find(id))
        .set(outbox_activities::body.eq(body))
        .execute(c)
        .await)?;
    Ok(())
}

/// Empties received activities that hold `text` and were applied or given up. Their ids stay, so that none counts twice.
pub async fn received(conn: &mut Conn, text: &str) -> Result<usize> {
    let pattern = containing(text);
    let ids: Vec<InboxId> = on!(&mut *conn, |c| inbox_activities::table
        .filter(inbox_activities::body.like(&pattern).escape('!'))
        .filter(inbox_activities::state.eq_any([InboxState::Done, InboxState::Failed]))
        .select(inbox_activities::id)
        .load(c)
        .await)?;
    Ok(on!(conn, |c| diesel::update(
        inbox_activities::table.filter(inbox_activities::id.eq_any(ids.iter().copied()))
    )
    .set((
        inbox_activities::body.eq("{}"),
        inbox_activities::error.eq(None::<String>)
    ))
    .execute(c)
    .await)?)
}

/// The pattern (`LIKE`, escaped by `!`) of what holds `text`.
pub fn containing(text: &str) -> String {
    let escaped: String = text
        .chars()
        .flat_map(|c| matches!(c, '!' | '%' | '_').then_some('!').into_iter().chain([c]))
        .collect();
    format!("%{escaped}%")
}

/// The addresses of a tombstone.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = actors, treat_none_as_null = true)]
pub struct Tombstone {
    /// Name in the handle.
    pub username: String,
    /// ActivityPub id.
    pub uri: String,
    /// Page.
    pub url: String,
    /// Inbox.
    pub inbox: String,
    /// Outbox.
    pub outbox: Option<String>,
    /// Followers.
    pub followers: Option<String>,
    /// Pinned posts.
    pub featured: Option<String>,
    /// Keys, all empty.
    pub public_key: String,
    /// See `public_key`.
    pub private_key: Option<Vec<u8>>,
    /// See `public_key`.
    pub ed25519_public: Option<String>,
    /// See `public_key`.
    pub ed25519_private: Option<Vec<u8>>,
    /// Nothing is counted.
    pub follower_count: i64,
    /// Nothing is counted.
    pub following_count: i64,
    /// Nothing is counted.
    pub post_count: i64,
}

/// Takes the last that names a person from their row: name in the address, addresses, keys.
pub async fn actor(conn: &mut Conn, id: ActorId, tombstone: &Tombstone) -> Result<()> {
    on!(conn, |c| diesel::update(actors::table.find(id))
        .set(tombstone)
        .execute(c)
        .await)?;
    Ok(())
}
