//! What the copy holds of what moderators did with somebody's posts, and of what they told moderators. Who reported them, and
//! what moderators noted about that, concerns others and is not in it.

use crate::db::Conn;
use crate::db::moderation::hidden::Hidden;
use crate::db::moderation::{bans as kept_out, held as waiting, hidden as hiding, reports as told};
use crate::domain::error::Result;

use super::sections::{field, when};
use super::{Section, Subject};

/// What waits for moderators, and what they refused.
pub(super) async fn held(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = waiting::list_of_author(conn, who.actor.id, i64::MAX).await?;
    let row = |held: waiting::Held| {
        vec![
            field("export-title", "title", held.title),
            field("export-text", "source", held.source),
            field("export-state", "state", held.state.as_str()),
            field("export-reason", "reason", held.reason),
            when("export-when", "at", Some(held.created_at)),
        ]
    };
    Ok(Section {
        title: "export-held",
        name: "held",
        rows: rows.into_iter().map(row).collect(),
    })
}

/// What moderators hid, as long as it is kept.
pub(super) async fn hidden(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = hiding::list_of_author(conn, who.actor.id).await?;
    let row = |(hidden, url): (Hidden, String)| {
        vec![
            field("export-title", "title", hidden.title),
            field("export-text", "source", hidden.source),
            field("export-link", "url", url),
            field("export-category", "category", hidden.category.as_str()),
            field("export-reason", "reason", hidden.reason),
            when("export-when", "at", Some(hidden.hidden_at)),
        ]
    };
    Ok(Section {
        title: "export-hidden",
        name: "hidden",
        rows: rows.into_iter().map(row).collect(),
    })
}

/// What they told moderators.
pub(super) async fn reports(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = told::list_by_reporter(conn, who.actor.id).await?;
    let row = |report: told::Report| {
        vec![
            field("export-category", "category", report.category.as_str()),
            field("export-message", "message", report.words),
            field("export-state", "state", report.state.as_str()),
            when("export-when", "at", Some(report.created_at)),
        ]
    };
    Ok(Section {
        title: "export-reports",
        name: "reports",
        rows: rows.into_iter().map(row).collect(),
    })
}

/// What keeps them from writing somewhere.
pub(super) async fn bans(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = kept_out::list_of(conn, who.actor.id).await?;
    let row = |ban: kept_out::Ban| {
        vec![
            field("export-reason", "reason", ban.reason),
            when("export-when", "at", Some(ban.created_at)),
            when("export-until", "until", ban.until),
        ]
    };
    Ok(Section {
        title: "export-bans",
        name: "bans",
        rows: rows.into_iter().map(row).collect(),
    })
}
