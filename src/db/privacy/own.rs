//! Everything about one member, for the copy they ask for. Of others no more than addresses.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::posts::Post;
use crate::schema::{
    actors, data_requests, follows, mentions, notifications, nudges, oauth_apps, oauth_tokens, organisation_members,
    organisations, posts, same_problems, sessions, votes,
};
use crate::sessions::Session;
use crate::types::{
    AccountId, ActorId, FollowState, MembershipState, NotificationKind, OrganisationRole, RequestKind, RequestState,
    UtcTime,
};

/// What they wrote, oldest first.
pub async fn posts(conn: &mut Conn, actor: ActorId) -> Result<Vec<Post>> {
    Ok(on!(conn, |c| posts::table
        .filter(posts::actor_id.eq(actor))
        .order(posts::id)
        .select(Post::as_select())
        .load(c)
        .await)?)
}

/// For what they voted: the address of the post, and when.
pub async fn votes(conn: &mut Conn, actor: ActorId) -> Result<Vec<(String, UtcTime)>> {
    Ok(on!(conn, |c| votes::table
        .inner_join(posts::table)
        .filter(votes::actor_id.eq(actor))
        .order(votes::post_id)
        .select((posts::url, votes::created_at))
        .load(c)
        .await)?)
}

/// Questions whose problem is theirs, too: the address of the question, and when they said so.
pub async fn same_problems(conn: &mut Conn, account: AccountId) -> Result<Vec<(String, UtcTime)>> {
    Ok(on!(conn, |c| same_problems::table
        .inner_join(posts::table)
        .filter(same_problems::account_id.eq(account))
        .order(same_problems::topic_id)
        .select((posts::url, same_problems::created_at))
        .load(c)
        .await)?)
}

/// Questions they were asked to look at: the address of the question, and when.
pub async fn nudges(conn: &mut Conn, account: AccountId) -> Result<Vec<(String, UtcTime)>> {
    Ok(on!(conn, |c| nudges::table
        .inner_join(posts::table.on(posts::id.eq(nudges::topic_id)))
        .filter(nudges::account_id.eq(account))
        .order(nudges::topic_id)
        .select((posts::url, nudges::created_at))
        .load(c)
        .await)?)
}

/// Whom they follow: address, state, when.
pub async fn following(conn: &mut Conn, actor: ActorId) -> Result<Vec<(String, FollowState, UtcTime)>> {
    Ok(on!(conn, |c| follows::table
        .inner_join(actors::table.on(actors::id.eq(follows::target_id)))
        .filter(follows::follower_id.eq(actor))
        .order(follows::id)
        .select((actors::url, follows::state, follows::created_at))
        .load(c)
        .await)?)
}

/// Who follows them: address, state, when.
pub async fn followers(conn: &mut Conn, actor: ActorId) -> Result<Vec<(String, FollowState, UtcTime)>> {
    Ok(on!(conn, |c| follows::table
        .inner_join(actors::table.on(actors::id.eq(follows::follower_id)))
        .filter(follows::target_id.eq(actor))
        .order(follows::id)
        .select((actors::url, follows::state, follows::created_at))
        .load(c)
        .await)?)
}

/// Where they were named: the address of the post, and when it was written.
pub async fn mentions(conn: &mut Conn, actor: ActorId) -> Result<Vec<(String, UtcTime)>> {
    Ok(on!(conn, |c| mentions::table
        .inner_join(posts::table)
        .filter(mentions::actor_id.eq(actor))
        .order(mentions::post_id)
        .select((posts::url, posts::published_at))
        .load(c)
        .await)?)
}

/// What they were told: kind, by whose deed, about which post, and when they read it.
pub async fn notifications(
    conn: &mut Conn,
    account: AccountId,
) -> Result<Vec<(NotificationKind, String, Option<String>, Option<UtcTime>)>> {
    Ok(on!(conn, |c| notifications::table
        .inner_join(actors::table)
        .left_join(posts::table)
        .filter(notifications::account_id.eq(account))
        .order(notifications::id)
        .select((
            notifications::kind,
            actors::url,
            posts::url.nullable(),
            notifications::read_at
        ))
        .load(c)
        .await)?)
}

/// Where they are signed in.
pub async fn sessions(conn: &mut Conn, account: AccountId) -> Result<Vec<Session>> {
    Ok(on!(conn, |c| sessions::table
        .filter(sessions::account_id.eq(account))
        .order(sessions::id)
        .select(Session::as_select())
        .load(c)
        .await)?)
}

/// Applications that they let in: name, what it may do, since when, until when.
pub async fn applications(
    conn: &mut Conn,
    account: AccountId,
) -> Result<Vec<(String, String, UtcTime, Option<UtcTime>)>> {
    Ok(on!(conn, |c| oauth_tokens::table
        .inner_join(oauth_apps::table)
        .filter(oauth_tokens::account_id.eq(account))
        .order(oauth_tokens::id)
        .select((
            oauth_apps::name,
            oauth_tokens::scopes,
            oauth_tokens::created_at,
            oauth_tokens::revoked_at,
        ))
        .load(c)
        .await)?)
}

/// Where they work.
#[derive(Debug, Clone, Queryable)]
pub struct Membership {
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: String,
    /// What they may do there.
    pub role: OrganisationRole,
    /// Whether they were let in.
    pub state: MembershipState,
    /// What they wrote when they asked.
    pub message: String,
    /// Since when.
    pub created_at: UtcTime,
}

/// Organisations that they belong to or asked to join.
pub async fn memberships(conn: &mut Conn, account: AccountId) -> Result<Vec<Membership>> {
    Ok(on!(conn, |c| organisation_members::table
        .inner_join(organisations::table)
        .filter(organisation_members::account_id.eq(account))
        .order(organisations::id)
        .select((
            organisations::name_ar,
            organisations::name_en,
            organisation_members::role,
            organisation_members::state,
            organisation_members::message,
            organisation_members::created_at,
        ))
        .load(c)
        .await)?)
}

/// What they asked about their data, and what they were answered.
#[derive(Debug, Clone, Queryable)]
pub struct OwnRequest {
    /// Kind.
    pub kind: RequestKind,
    /// Life.
    pub state: RequestState,
    /// What they wrote.
    pub message: String,
    /// What they were answered.
    pub answer: String,
    /// When it came.
    pub received_at: UtcTime,
    /// By when it has to be answered.
    pub due_at: UtcTime,
}

/// Requests of a member, newest first.
pub async fn requests(conn: &mut Conn, account: AccountId) -> Result<Vec<OwnRequest>> {
    Ok(on!(conn, |c| data_requests::table
        .filter(data_requests::account_id.eq(account))
        .order(data_requests::id.desc())
        .select((
            data_requests::kind,
            data_requests::state,
            data_requests::message,
            data_requests::answer,
            data_requests::received_at,
            data_requests::due_at,
        ))
        .load(c)
        .await)?)
}
