//! What members want to be told of, where and when.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

use super::Result;
use super::conn::{Conn, on};
use super::schema::notification_settings;
use super::types::{AccountId, Pace, PostId, UtcTime};

/// The settings of a member.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = notification_settings, primary_key(account_id), treat_none_as_null = true)]
pub struct Settings {
    /// Whose.
    pub account_id: AccountId,
    /// What was chosen for each group of events.
    pub channels: Value,
    /// Whether there are hours without mail.
    pub is_quiet: bool,
    /// When they begin, in minutes after midnight.
    pub quiet_from: i32,
    /// When they end.
    pub quiet_to: i32,
    /// Whether no mail is sent on Friday and Saturday.
    pub rests_weekend: bool,
    /// The hour of digests.
    pub digest_hour: i32,
    /// How often new topics of followed forums are told.
    pub news: Pace,
    /// When the next digest is made.
    pub digest_at: Option<UtcTime>,
    /// The newest post that a digest told of.
    pub news_after: PostId,
}

/// The settings of a member, if there are any.
pub async fn find(conn: &mut Conn, account: AccountId) -> Result<Option<Settings>> {
    Ok(on!(conn, |c| notification_settings::table
        .find(account)
        .select(Settings::as_select())
        .first(c)
        .await
        .optional())?)
}

/// Stores the settings of a member.
pub async fn store(conn: &mut Conn, settings: &Settings) -> Result<()> {
    on!(conn, |c| diesel::insert_into(notification_settings::table)
        .values(settings)
        .on_conflict(notification_settings::account_id)
        .do_update()
        .set(settings)
        .execute(c)
        .await)?;
    Ok(())
}

/// Sets when the next digest is made, unless one is due before; `settings` are stored if there are none yet.
pub async fn wait_for_digest(conn: &mut Conn, settings: &Settings, at: UtcTime) -> Result<()> {
    let settings = Settings {
        digest_at: Some(at),
        ..settings.clone()
    };
    on!(&mut *conn, |c| diesel::insert_into(notification_settings::table)
        .values(&settings)
        .on_conflict_do_nothing()
        .execute(c)
        .await)?;
    on!(conn, |c| diesel::update(
        notification_settings::table.find(settings.account_id).filter(
            notification_settings::digest_at
                .is_null()
                .or(notification_settings::digest_at.gt(at))
        )
    )
    .set(notification_settings::digest_at.eq(at))
    .execute(c)
    .await)?;
    Ok(())
}

/// Members whose digest is due, longest due first.
pub async fn list_due(conn: &mut Conn, now: UtcTime, limit: i64) -> Result<Vec<Settings>> {
    Ok(on!(conn, |c| notification_settings::table
        .filter(notification_settings::digest_at.le(now))
        .order(notification_settings::digest_at)
        .limit(limit)
        .select(Settings::as_select())
        .load(c)
        .await)?)
}

/// Moves a member's digest from `due` to `next`; says whether it was still due then.
pub async fn advance(
    conn: &mut Conn,
    account: AccountId,
    due: Option<UtcTime>,
    next: Option<UtcTime>,
    news_after: PostId,
) -> Result<bool> {
    let moved = on!(conn, |c| diesel::update(
        notification_settings::table
            .find(account)
            .filter(notification_settings::digest_at.eq(due))
    )
    .set((
        notification_settings::digest_at.eq(next),
        notification_settings::news_after.eq(news_after),
    ))
    .execute(c)
    .await)?;
    Ok(moved > 0)
}
