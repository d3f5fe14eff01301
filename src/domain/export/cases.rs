//! What the copy holds of case studies beside their posts: those begun, where published ones are, what was
//! reported of those of others, and searches that are kept.

use crate::db::Conn;
use crate::db::cases::{self, drafts as begun, replications as reported, saved};
use crate::domain::error::Result;

use super::sections::{field, when};
use super::{Section, Subject};

/// Records of published case studies, with the place as it was given.
pub(super) async fn published(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let mut rows = Vec::new();
    for (url, row, place) in cases::list_by(conn, who.actor.id).await? {
        let said = place.as_ref();
        let point = said.and_then(|place| Some(format!("{}, {}", place.latitude?, place.longitude?)));
        let parts = [
            said.map(|place| place.locality.clone()),
            said.and_then(|place| place.city.clone()),
            said.and_then(|place| place.region.clone()),
            point,
        ];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        rows.push(vec![
            field("export-link", "url", url),
            field("export-text", "summary", row.summary),
            field("export-state", "state", row.state.as_str()),
            field("export-place", "place", parts.collect::<Vec<_>>().join("; ")),
            field(
                "export-precision",
                "precision",
                said.map(|place| place.precision.as_str()),
            ),
        ]);
    }
    Ok(Section {
        title: "export-case-studies",
        name: "cases",
        rows,
    })
}

/// Case studies begun, as typed.
pub(super) async fn drafts(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let kept = begun::list(conn, who.account.id).await?;
    let row = |draft: begun::CaseDraft| {
        vec![
            field("export-title", "title", draft.title),
            field("export-text", "typed", draft.typed.to_string()),
            field("export-state", "state", draft.state.as_str()),
            when("export-when", "updated_at", Some(draft.updated_at)),
        ]
    };
    Ok(Section {
        title: "export-case-drafts",
        name: "case_drafts",
        rows: kept.into_iter().map(row).collect(),
    })
}

/// What they reported of case studies of others.
pub(super) async fn replications(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let row = |(url, row): (String, reported::ReplicationRow)| {
        vec![
            field("export-link", "url", url),
            field("replication-result", "result", row.result.map(|result| result.as_str())),
            field("case-payback-months", "payback_months", row.payback_months),
            field("case-region", "region", row.region),
            field("case-size", "size", row.size_class.map(|size| size.as_str())),
            field("replication-open", "is_open", row.is_open),
            field("replication-adapted", "adapted", row.adapted),
            field("replication-story", "story", row.story),
        ]
    };
    let rows = reported::list_by(conn, who.actor.id).await?;
    Ok(Section {
        title: "export-replications",
        name: "replications",
        rows: rows.into_iter().map(row).collect(),
    })
}

/// Searches of the library that they keep.
pub(super) async fn searches(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let row = |search: saved::SavedSearch| {
        vec![
            field("export-name", "name", search.name),
            field("export-text", "query", search.query),
            when("export-created", "created_at", Some(search.created_at)),
        ]
    };
    let rows = saved::list(conn, who.account.id, i64::MAX).await?;
    Ok(Section {
        title: "export-saved-searches",
        name: "saved_searches",
        rows: rows.into_iter().map(row).collect(),
    })
}
