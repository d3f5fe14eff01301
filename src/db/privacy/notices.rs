//! Versions of the privacy notice, and who accepted which.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::{conversation_members, notice_acceptances, notifications, privacy_notices};
use crate::types::{AccountId, MemberState, UtcTime};

/// A version of the notice.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = privacy_notices)]
pub struct Notice {
    /// Its number, from 1.
    pub version: i64,
    /// Arabic, Markdown.
    pub text_ar: String,
    /// English, Markdown.
    pub text_en: String,
    /// Whether members have to accept it before they write again.
    pub requires_acceptance: bool,
    /// Which admin; none for the one that was shipped.
    pub published_by: Option<AccountId>,
    /// When.
    pub published_at: UtcTime,
}

/// Adds a version; says whether its number was free.
pub async fn insert(conn: &mut Conn, notice: &Notice) -> Result<bool> {
    let rows = on!(conn, |c| diesel::insert_into(privacy_notices::table)
        .values(notice)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(rows > 0)
}

/// The newest version.
pub async fn find_current(conn: &mut Conn) -> Result<Option<Notice>> {
    Ok(on!(conn, |c| privacy_notices::table
        .order(privacy_notices::version.desc())
        .select(Notice::as_select())
        .first(c)
        .await
        .optional())?)
}

/// This version.
pub async fn get(conn: &mut Conn, version: i64) -> Result<Notice> {
    Ok(on!(conn, |c| privacy_notices::table
        .find(version)
        .select(Notice::as_select())
        .first(c)
        .await)?)
}

/// Numbers and days of all versions, newest first.
pub async fn list(conn: &mut Conn) -> Result<Vec<(i64, UtcTime)>> {
    Ok(on!(conn, |c| privacy_notices::table
        .order(privacy_notices::version.desc())
        .select((privacy_notices::version, privacy_notices::published_at))
        .load(c)
        .await)?)
}

/// Notes that a member accepted a version; once is enough.
pub async fn insert_acceptance(conn: &mut Conn, account: AccountId, version: i64, now: UtcTime) -> Result<()> {
    on!(conn, |c| diesel::insert_into(notice_acceptances::table)
        .values((
            notice_acceptances::account_id.eq(account),
            notice_acceptances::version.eq(version),
            notice_acceptances::accepted_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    Ok(())
}

/// The versions that a member accepted, newest first, with when.
pub async fn list_accepted(conn: &mut Conn, account: AccountId) -> Result<Vec<(i64, UtcTime)>> {
    Ok(on!(conn, |c| notice_acceptances::table
        .filter(notice_acceptances::account_id.eq(account))
        .order(notice_acceptances::version.desc())
        .select((notice_acceptances::version, notice_acceptances::accepted_at))
        .load(c)
        .await)?)
}

/// The versions that wait for a member: they require acceptance, and neither they nor a later one were accepted.
macro_rules! unaccepted {
    ($account:expr) => {
        privacy_notices::table
            .filter(privacy_notices::requires_acceptance.eq(true))
            .filter(diesel::dsl::not(diesel::dsl::exists(
                notice_acceptances::table
                    .filter(notice_acceptances::account_id.eq($account))
                    .filter(notice_acceptances::version.ge(privacy_notices::version)),
            )))
            .count()
    };
}

/// How many versions wait for this member.
pub async fn count_unaccepted(conn: &mut Conn, account: AccountId) -> Result<i64> {
    Ok(on!(conn, |c| unaccepted!(account).get_result(c).await)?)
}

/// How many notifications, conversations and versions of the notice wait for this member: every page asks, in one statement.
pub async fn count_waiting(conn: &mut Conn, account: AccountId) -> Result<(i64, i64, i64)> {
    type Counted = (Option<i64>, Option<i64>, Option<i64>);
    let (unread, messages, versions): Counted = on!(conn, |c| diesel::select((
        notifications::table
            .filter(notifications::account_id.eq(account))
            .filter(notifications::read_at.is_null())
            .filter(notifications::in_app.eq(true))
            .count()
            .single_value(),
        conversation_members::table
            .filter(conversation_members::account_id.eq(account))
            .filter(conversation_members::state.eq(MemberState::Accepted))
            .filter(conversation_members::unread.gt(0))
            .filter(conversation_members::is_muted.eq(false))
            .count()
            .single_value(),
        unaccepted!(account).single_value(),
    ))
    .get_result(c)
    .await)?;
    Ok((unread.unwrap_or(0), messages.unwrap_or(0), versions.unwrap_or(0)))
}
