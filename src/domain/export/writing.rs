//! What the copy holds of writing beside posts: former versions, drafts, problems that are the member's own, too, and what
//! forums elsewhere have not confirmed.

use crate::db::drafts::{self as rows, Draft};
use crate::db::revisions::{self, Revision};
use crate::db::submissions;
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

pub(super) async fn sent(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let kept = submissions::list_of_actor(conn, who.actor.id, i64::MAX).await?;
    let rows = kept.into_iter().map(|(row, post, host)| {
        vec![
            field("export-kind", "kind", row.deed.as_str()),
            field("export-link", "url", post.url),
            field("export-where", "host", host),
            field("export-state", "state", row.state.as_str()),
            field("export-text", "words", row.words),
            when("export-when", "sent_at", Some(row.sent_at)),
        ]
    });
    Ok(Section {
        title: "sent-heading",
        name: "sent_elsewhere",
        rows: rows.collect(),
    })
}
