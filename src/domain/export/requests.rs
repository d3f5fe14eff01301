//! What the copy holds of the demand board: what the member asked for, signed and offered.

use crate::db::Conn;
use crate::db::requests::offers::{self, OfferRow};
use crate::db::requests::signatures::{self, Signature};
use crate::db::requests::{self, RequestRow};
use crate::db::types::NeedState;
use crate::domain::error::Result;

use super::sections::{field, when};
use super::{Section, Subject};

/// Trainings they asked for.
pub(super) async fn asked(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let row = |need: RequestRow| {
        vec![
            field("export-title", "title", need.title),
            field("export-text", "body", need.body),
            field("export-language", "language", need.language),
            field("need-mode", "mode", need.mode.as_str()),
            field("need-region", "region", need.region),
            field("need-languages", "languages", need.languages.trim()),
            field("need-times", "times", need.times.trim()),
            field("need-months", "months", need.months.trim()),
            field("need-technologies", "technologies", need.technologies.trim()),
            field("export-state", "state", need.state.as_str()),
            when("export-when", "created_at", Some(need.created_at)),
        ]
    };
    let rows = requests::list_by(conn, who.account.id).await?;
    Ok(Section {
        title: "export-needs",
        name: "training_requests",
        rows: rows.into_iter().map(row).collect(),
    })
}

/// Trainings they signed.
pub(super) async fn signed(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let row = |(signature, title, state): (Signature, String, NeedState)| {
        vec![
            field("export-title", "title", title),
            field("export-state", "state", state.as_str()),
            field("need-people", "people", signature.people),
            field(
                "need-organisation",
                "organisation_id",
                signature.organisation_id.map(|id| id.0),
            ),
            when("export-when", "created_at", Some(signature.created_at)),
        ]
    };
    let rows = signatures::list_by(conn, who.account.id).await?;
    Ok(Section {
        title: "export-signatures",
        name: "request_signatures",
        rows: rows.into_iter().map(row).collect(),
    })
}

/// What they offered for their organisations.
pub(super) async fn offered(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let row = |(offer, title): (OfferRow, String)| {
        vec![
            field("export-title", "title", title),
            field("export-state", "state", offer.state.as_str()),
            field("need-organisation", "organisation_id", offer.organisation_id.0),
            field("offer-days", "days", offer.days.to_string()),
            field("offer-price", "price", offer.price),
            field("offer-seats", "seats", offer.seats),
            field("offer-place", "place", offer.place),
            field("export-text", "words", offer.words),
            when("offer-valid-until", "valid_until", Some(offer.valid_until)),
            when("export-when", "updated_at", Some(offer.updated_at)),
        ]
    };
    let rows = offers::list_by(conn, who.account.id).await?;
    Ok(Section {
        title: "export-offers",
        name: "training_offers",
        rows: rows.into_iter().map(row).collect(),
    })
}
