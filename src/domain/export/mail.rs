//! What the copy holds of mail: what a member wants to hear of, and which letters went to them.

use crate::db::{Conn, letters, notification_settings};
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
