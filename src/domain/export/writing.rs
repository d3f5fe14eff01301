//! What the copy holds of writing beside posts: former versions, drafts, and problems that are the member's own, too.

use crate::db::drafts::{self as rows, Draft};
use crate::db::revisions::{self, Revision};
use crate::db::{Conn, privacy::own};
use crate::domain::error::Result;

use super::sections::{field, when};
use super::{Section, Subject};

pub(super) async fn former(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let kept = revisions::list_by(conn, who.actor.id).await?;
    let row = |(url, version): (String, Revision)| {
        vec![
            field("export-link", "url", url),
            field("export-title", "title", version.title),
            field("export-text", "source", version.source),
            field("export-language", "language", version.language),
            when("export-when", "written_at", Some(version.written_at)),
        ]
    };
    Ok(Section {
        title: "export-former-versions",
        name: "former_versions",
        rows: kept.into_iter().map(row).collect(),
    })
}

pub(super) async fn drafts(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let kept = rows::list(conn, who.account.id).await?;
    let row = |draft: Draft| {
        vec![
            field("export-kind", "kind", draft.kind.as_str()),
            field("export-title", "title", draft.title),
            field("export-text", "body", draft.body),
            field("export-language", "language", draft.language),
            when("export-when", "updated_at", Some(draft.updated_at)),
        ]
    };
    Ok(Section {
        title: "export-drafts",
        name: "drafts",
        rows: kept.into_iter().map(row).collect(),
    })
}

/// With the questions of their field that they were asked to look at.
pub(super) async fn same_problems(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let same = own::same_problems(conn, who.account.id).await?;
    let asked = own::nudges(conn, who.account.id).await?;
    let row = |kind: &'static str, (url, at)| {
        vec![
            field("export-kind", "kind", kind),
            field("export-link", "url", url),
            when("export-when", "at", Some(at)),
        ]
    };
    let rows = same.into_iter().map(|each| row("same_problem", each));
    Ok(Section {
        title: "export-questions",
        name: "questions",
        rows: rows
            .chain(asked.into_iter().map(|each| row("asked_to_look", each)))
            .collect(),
    })
}
