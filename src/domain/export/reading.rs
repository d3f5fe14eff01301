//! What the copy says of reading: what is kept, watched and muted, and how far somebody has read.

use crate::db::Conn;
use crate::db::reading::{bookmarks, levels, positions};
use crate::db::types::WatchLevel;
use crate::domain::error::Result;
use crate::id::time_of;

use super::sections::{field, when};
use super::{Section, Subject};

pub(super) async fn kept(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = bookmarks::list_all(conn, who.account.id).await?;
    let row = |(id, url, folder, note): bookmarks::Kept| {
        vec![
            field("export-link", "url", url),
            field("export-folder", "folder", folder),
            field("export-note", "note", note),
            when("export-when", "at", Some(time_of(id.0))),
        ]
    };
    Ok(Section {
        title: "export-bookmarks",
        name: "bookmarks",
        rows: rows.into_iter().map(row).collect(),
    })
}

pub(super) async fn watched(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let forums = levels::list_forums(conn, who.account.id).await?;
    let topics = levels::list_all_topics(conn, who.account.id).await?;
    let row = |(level, url): (WatchLevel, String)| {
        vec![
            field("export-state", "level", level.as_str()),
            field("export-link", "url", url),
        ]
    };
    Ok(Section {
        title: "export-watched",
        name: "watched",
        rows: forums
            .into_iter()
            .map(|(level, _, actor)| (level, actor.url))
            .chain(topics)
            .map(row)
            .collect(),
    })
}

pub(super) async fn read(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let rows = positions::list_all(conn, who.account.id).await?;
    let row = |(url, last): (String, crate::db::types::PostId)| {
        vec![
            field("export-link", "url", url),
            when("export-read-to", "last_post_at", Some(time_of(last.0))),
        ]
    };
    Ok(Section {
        title: "export-reading",
        name: "reading",
        rows: rows.into_iter().map(row).collect(),
    })
}
