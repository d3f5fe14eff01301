//! What moderators decided about the tags of topics.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::moderated_tags;
use crate::types::PostId;

/// A tag that moderators decided about.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = moderated_tags)]
pub struct ModeratedTag {
    /// Of which topic.
    pub post_id: PostId,
    /// Folded.
    pub tag: String,
    /// As typed.
    pub name: String,
    /// Whether it stays whatever the author writes; else it stays away.
    pub is_kept: bool,
}

/// What was decided about a topic.
pub async fn list(conn: &mut Conn, post: PostId) -> Result<Vec<ModeratedTag>> {
    Ok(on!(conn, |c| moderated_tags::table
        .filter(moderated_tags::post_id.eq(post))
        .order(moderated_tags::tag)
        .select(ModeratedTag::as_select())
        .load(c)
        .await)?)
}

/// Replaces what was decided about a topic.
pub async fn replace(conn: &mut Conn, post: PostId, tags: &[ModeratedTag]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        moderated_tags::table.filter(moderated_tags::post_id.eq(post))
    )
    .execute(c)
    .await)?;
    for tag in tags {
        on!(&mut *conn, |c| diesel::insert_into(moderated_tags::table)
            .values(tag)
            .execute(c)
            .await)?;
    }
    Ok(())
}
