//! What the copy holds of mail and pushes: what a member wants to hear of, which letters went to them, which browsers are told.

use url::Url;

use crate::db::types::UtcTime;
use crate::db::{Conn, letters, notification_settings, push_subscriptions};
use crate::domain::error::Result;

use super::sections::{field, when};
use super::{Section, Subject};

/// What a member chose; nothing where they chose nothing.
pub(super) async fn wishes(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let found = notification_settings::find(conn, who.account.id).await?;
    let rows = found.map_or_else(Vec::new, |row| {
        let setting = |name: &str, value: serde_json::Value| {
            vec![
                field("export-setting", "setting", name),
                field("export-value", "value", value),
            ]
        };
        vec![
            setting("channels", row.channels),
            setting("quiet", row.is_quiet.into()),
            setting("quiet_from_minutes", row.quiet_from.into()),
            setting("quiet_to_minutes", row.quiet_to.into()),
            setting("rests_weekend", row.rests_weekend.into()),
            setting("digest_hour", row.digest_hour.into()),
            setting("news", row.news.as_str().into()),
        ]
    });
    Ok(Section {
        title: "export-wishes",
        name: "notification_settings",
        rows,
    })
}

/// Which letters; what they said is not kept.
pub(super) async fn letters(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let found = letters::list_all(conn, who.account.id).await?;
    let rows = found.into_iter().map(|(kind, state, queued, sent)| {
        vec![
            field("export-kind", "kind", kind),
            field("export-state", "state", state.as_str()),
            when("export-created", "queued_at", Some(queued)),
            when("export-when", "sent_at", sent),
        ]
    });
    Ok(Section {
        title: "export-letters",
        name: "letters",
        rows: rows.collect(),
    })
}

/// Browsers that are told at once: when each was added and whose push service it uses. Its address and keys are secrets by which
/// it could be called, and stay out.
pub(super) async fn browsers(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let found = push_subscriptions::list(conn, who.account.id, UtcTime::from_millis(0)).await?;
    let rows = found.into_iter().map(|(browser, session)| {
        let service = Url::parse(&browser.endpoint).map(|url| url.origin().ascii_serialization());
        vec![
            field("export-browser", "browser", session.user_agent),
            field("export-service", "push_service", service.unwrap_or_default()),
            when("export-created", "added_at", Some(browser.created_at)),
            when("export-when", "last_told_at", browser.ok_at),
        ]
    });
    Ok(Section {
        title: "export-browsers",
        name: "push_subscriptions",
        rows: rows.collect(),
    })
}
