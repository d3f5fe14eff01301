//! What members have begun to write.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::Result;
use super::conn::{Conn, on};
use super::schema::drafts;
use super::types::{AccountId, DraftId, DraftKind, PostId, UtcTime};

/// A draft.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = drafts)]
pub struct Draft {
    /// Id.
    pub id: DraftId,
    /// Whose.
    pub account_id: AccountId,
    /// What it is to become.
    pub kind: DraftKind,
    /// Where: a forum, a topic or a post, as the kind says. May be gone.
    pub place_id: i64,
    /// What a reply answers, if not the topic.
    pub parent_id: Option<PostId>,
    /// `discussion`, `question` or `announcement`; topics only.
    pub topic_kind: String,
    /// Title; topics only.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// BCP 47.
    pub language: String,
    /// Counts changes.
    pub version: i64,
    /// Last change.
    pub updated_at: UtcTime,
}

/// Adds a draft.
pub async fn insert(conn: &mut Conn, draft: &Draft) -> Result<()> {
    on!(conn, |c| diesel::insert_into(drafts::table)
        .values(draft)
        .execute(c)
        .await)?;
    Ok(())
}

/// Puts new texts in the place of version `draft.version`; says whether that was still the newest.
pub async fn update(conn: &mut Conn, draft: &Draft) -> Result<bool> {
    let rows = on!(conn, |c| {
        diesel::update(
            drafts::table
                .find(draft.id)
                .filter(drafts::account_id.eq(draft.account_id))
                .filter(drafts::version.eq(draft.version)),
        )
        .set((
            drafts::parent_id.eq(draft.parent_id),
            drafts::topic_kind.eq(&draft.topic_kind),
            drafts::title.eq(&draft.title),
            drafts::body.eq(&draft.body),
            drafts::language.eq(&draft.language),
            drafts::version.eq(draft.version + 1),
            drafts::updated_at.eq(draft.updated_at),
        ))
        .execute(c)
        .await
    })?;
    Ok(rows > 0)
}

/// One draft of a member.
pub async fn find(conn: &mut Conn, account: AccountId, id: DraftId) -> Result<Option<Draft>> {
    Ok(on!(conn, |c| drafts::table
        .find(id)
        .filter(drafts::account_id.eq(account))
        .select(Draft::as_select())
        .first(c)
        .await
        .optional())?)
}

/// The drafts of a member, in no order.
pub async fn list(conn: &mut Conn, account: AccountId) -> Result<Vec<Draft>> {
    Ok(on!(conn, |c| drafts::table
        .filter(drafts::account_id.eq(account))
        .select(Draft::as_select())
        .load(c)
        .await)?)
}

/// The drafts of a member for one place, in no order.
pub async fn list_at(conn: &mut Conn, account: AccountId, kind: DraftKind, place: i64) -> Result<Vec<Draft>> {
    Ok(on!(conn, |c| drafts::table
        .filter(drafts::account_id.eq(account))
        .filter(drafts::kind.eq(kind))
        .filter(drafts::place_id.eq(place))
        .select(Draft::as_select())
        .load(c)
        .await)?)
}

/// How many drafts a member has.
pub async fn count(conn: &mut Conn, account: AccountId) -> Result<i64> {
    Ok(on!(conn, |c| drafts::table
        .filter(drafts::account_id.eq(account))
        .count()
        .get_result(c)
        .await)?)
}

/// Throws a draft of a member away.
pub async fn delete(conn: &mut Conn, account: AccountId, id: DraftId) -> Result<()> {
    on!(conn, |c| diesel::delete(
        drafts::table.find(id).filter(drafts::account_id.eq(account))
    )
    .execute(c)
    .await)?;
    Ok(())
}

/// Throws away what was last changed before `until`.
pub async fn delete_old(conn: &mut Conn, until: UtcTime) -> Result<usize> {
    Ok(on!(conn, |c| diesel::delete(
        drafts::table.filter(drafts::updated_at.lt(until))
    )
    .execute(c)
    .await)?)
}
