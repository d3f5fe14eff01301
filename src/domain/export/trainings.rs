//! What the copy holds of trainings beside their posts: those offered, with what only those with a seat know, and those begun.

use crate::db::Conn;
use crate::db::trainings::{self, addresses, drafts as begun, parts, standing};
use crate::domain::error::Result;

use super::sections::{field, when};
use super::{Section, Subject};

/// Records of trainings that they offered.
pub(super) async fn published(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let mut rows = Vec::new();
    for (post, row) in standing::list_by(conn, who.actor.id).await? {
        let access = trainings::get_access(conn, post.id).await?;
        let materials = parts::list_materials(conn, post.id).await?;
        let materials: Vec<String> = materials
            .into_iter()
            .map(|row| format!("{}: {}", row.title, row.url))
            .collect();
        let place = [row.venue, row.address, row.locality];
        let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
        rows.push(vec![
            field("export-link", "url", post.url),
            field("export-text", "summary", row.summary),
            field("export-state", "state", row.state.as_str()),
            when("training-starts", "starts_at", Some(row.starts_at)),
            when("training-ends", "ends_at", Some(row.ends_at)),
            field("export-place", "place", place.join("; ")),
            field("training-online-link", "online_link", access.online_link),
            field("training-directions", "directions", access.directions),
            field("training-materials", "materials", materials.join("; ")),
        ]);
    }
    Ok(Section {
        title: "export-trainings",
        name: "trainings",
        rows,
    })
}

/// Trainings begun, as typed.
pub(super) async fn drafts(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let kept = begun::list(conn, who.account.id).await?;
    let row = |draft: begun::TrainingDraft| {
        vec![
            field("export-title", "title", draft.title),
            field("export-text", "typed", draft.typed.to_string()),
            when("export-when", "updated_at", Some(draft.updated_at)),
        ]
    };
    Ok(Section {
        title: "export-training-drafts",
        name: "training_drafts",
        rows: kept.into_iter().map(row).collect(),
    })
}

/// That their own calendar has an address; not which, for nobody knows that.
pub(super) async fn calendar(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let since = addresses::find(conn, who.account.id).await?;
    let row = |at| vec![when("export-when", "created_at", Some(at))];
    Ok(Section {
        title: "export-calendar",
        name: "calendar_address",
        rows: since.into_iter().map(row).collect(),
    })
}
