//! What the copy holds of trainings that somebody went to: seats, with what they wrote to organisers and what they said
//! afterwards, and certificates.

use crate::db::Conn;
use crate::db::trainings::{after, evaluations, seat_lists};
use crate::domain::error::Result;

use super::sections::{field, when};
use super::{Section, Subject};

/// Seats, and the wish for one.
pub(super) async fn seats(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let mut rows = Vec::new();
    let all = seat_lists::list_of(conn, who.actor.id, i64::MAX).await?;
    for (seat, post, training) in all {
        let said = evaluations::find(conn, seat.id).await?;
        let marks = said
            .as_ref()
            .map(|said| format!("{}, {}, {}", said.content, said.trainer, said.organisation));
        rows.push(vec![
            field("export-link", "url", post.url),
            when("export-begins", "starts_at", Some(training.starts_at)),
            field("export-state", "state", seat.state.as_str()),
            field("seat-passed", "has_passed", seat.has_passed),
            when("export-when", "since", Some(seat.since)),
            field("export-text", "message", seat.message),
            field("export-marks", "marks", marks),
            field("export-comment", "comment", said.map(|said| said.comment)),
        ]);
    }
    Ok(Section {
        title: "export-seats",
        name: "training_seats",
        rows,
    })
}

/// Certificates.
pub(super) async fn certificates(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let held = after::list_certificates_of(conn, who.actor.id, i64::MAX).await?;
    let row = |one: after::CertificateRow| {
        vec![
            field("export-title", "title", one.title),
            field("export-name", "holder", one.holder),
            field("export-code", "code", one.code),
            field("certificate-proof", "kind", one.kind.as_str()),
            when("export-when", "issued_at", Some(one.issued_at)),
            when("export-removed", "withdrawn_at", one.withdrawn_at),
        ]
    };
    Ok(Section {
        title: "export-certificates",
        name: "certificates",
        rows: held.into_iter().map(row).collect(),
    })
}
