//! What the copy holds of case studies beside their posts: those begun, and where published ones are.

use crate::db::Conn;
use crate::db::cases::{self, drafts as begun};
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
