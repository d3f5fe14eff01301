//! What the landing page counts and shows as proof.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::literals::{IsTopic, Readable};
use super::posts::Post;
use super::schema::{instances, posts, verifications};
use super::types::{InstancePolicy, UtcTime, Visibility};

/// How many public questions have a best answer. Only questions have one, so that nothing but the index is read: whether they
/// are questions would have to be asked of each of their rows.
pub async fn count_answered(conn: &mut Conn) -> Result<i64> {
    Ok(on!(conn, |c| posts::table
        .filter(Readable(&[Visibility::Public]))
        .filter(posts::accepted_id.is_not_null())
        .filter(posts::removed_at.is_null())
        .count()
        .get_result(c)
        .await)?)
}

/// How many organisations are verified at this moment.
pub async fn count_verified(conn: &mut Conn, now: UtcTime) -> Result<i64> {
    Ok(on!(conn, |c| verifications::table
        .filter(verifications::expires_at.gt(now))
        .filter(verifications::ended_at.is_null())
        .filter(verifications::organisation_id.is_not_null())
        .select(diesel::dsl::count(verifications::organisation_id).aggregate_distinct())
        .get_result(c)
        .await)?)
}

/// The newest public question that has a best answer.
pub async fn find_answered(conn: &mut Conn) -> Result<Option<Post>> {
    Ok(on!(conn, |c| posts::table
        .filter(Readable(&[Visibility::Public]))
        .filter(IsTopic)
        .filter(posts::accepted_id.is_not_null())
        .filter(posts::removed_at.is_null())
        .order(posts::id.desc())
        .select(Post::as_select())
        .first(c)
        .await
        .optional())?)
}

/// How many servers have spoken to us.
pub async fn count_peers(conn: &mut Conn) -> Result<i64> {
    Ok(on!(conn, |c| instances::table
        .filter(instances::policy.ne(InstancePolicy::Blocked))
        .filter(instances::seen_at.is_not_null())
        .count()
        .get_result(c)
        .await)?)
}

/// Hosts of the servers that have spoken to us, the latest first.
pub async fn list_peers(conn: &mut Conn, limit: i64) -> Result<Vec<String>> {
    Ok(on!(conn, |c| instances::table
        .filter(instances::policy.ne(InstancePolicy::Blocked))
        .filter(instances::seen_at.is_not_null())
        .order((instances::seen_at.desc(), instances::host))
        .limit(limit)
        .select(instances::host)
        .load(c)
        .await)?)
}
