//! What the copy holds of how somebody signs in and how they were verified.

use serde_json::{Value, json};

use crate::db::profiles::{self, Profile};
use crate::db::verification::facts::{self, Subject as About};
use crate::db::verification::{cases, documents};
use crate::db::{Conn, identities, passkeys};
use crate::domain::error::Result;

use super::sections::{field, when};
use super::{Section, Subject};

/// What they say of themselves besides name, bio and expertise.
pub(super) async fn details(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let profile = profiles::find(conn, who.account.id).await?;
    let profile = profile.unwrap_or_else(|| Profile::silent(who.account.id));
    let spoken = profiles::list_languages(conn, who.account.id).await?;
    let row = vec![
        field("export-job-title", "job_title", profile.job_title.as_str()),
        field("export-bio", "bio", profile.bio_source.as_str()),
        field("export-region", "region", json!(profile.region)),
        field("export-sector", "sector", json!(profile.sector)),
        field("export-languages", "languages", json!(spoken)),
    ];
    Ok(Section {
        title: "export-details",
        name: "details",
        rows: vec![row],
    })
}

/// Identities at other providers, and passkeys by their names.
pub(super) async fn ways_in(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let mut rows = Vec::new();
    for identity in identities::list(conn, who.account.id).await? {
        rows.push(vec![
            field("export-kind", "kind", "provider"),
            field("export-name", "name", identity.provider.as_str()),
            when("export-created", "created_at", Some(identity.created_at)),
        ]);
    }
    for passkey in passkeys::list(conn, who.account.id).await? {
        rows.push(vec![
            field("export-kind", "kind", "passkey"),
            field("export-name", "name", passkey.name.as_str()),
            when("export-created", "created_at", Some(passkey.created_at)),
        ]);
    }
    Ok(Section {
        title: "export-ways-in",
        name: "ways_in",
        rows,
    })
}

/// Papers they handed in: what they claimed, which papers, and what came of it. The papers themselves are theirs already.
pub(super) async fn cases(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let mut rows = Vec::new();
    for case in cases::list_by_account(conn, who.account.id).await? {
        let papers: Vec<Value> = documents::list(conn, case.id)
            .await?
            .iter()
            .map(|paper| json!({ "kind": paper.kind.as_str(), "name": paper.name, "bytes": paper.size }))
            .collect();
        rows.push(vec![
            field("export-level", "level", case.level),
            field("export-state", "state", case.state.as_str()),
            field("export-number", "national_number", case.national_number.as_str()),
            field(
                "export-register-number",
                "register_number",
                case.register_number.as_str(),
            ),
            field("export-vat-number", "vat_number", case.vat_number.as_str()),
            field("export-licence-number", "licence_number", case.licence_number.as_str()),
            field("export-chamber-number", "chamber_number", case.chamber_number.as_str()),
            field("export-message", "message", case.message.as_str()),
            field("export-papers", "papers", papers),
            when("export-created", "created_at", Some(case.created_at)),
            when("export-decided", "decided_at", case.decided_at),
        ]);
    }
    Ok(Section {
        title: "export-cases",
        name: "verification_cases",
        rows,
    })
}

/// The level they have themselves.
pub(super) async fn verifications(conn: &mut Conn, who: &Subject) -> Result<Section> {
    let facts = facts::list_all(conn, About::Account(who.account.id)).await?;
    let rows = facts.iter().map(|fact| {
        vec![
            field("export-level", "level", fact.level),
            when("export-since", "verified_at", Some(fact.verified_at)),
            when("export-until", "expires_at", Some(fact.expires_at)),
        ]
    });
    Ok(Section {
        title: "export-verifications",
        name: "verifications",
        rows: rows.collect(),
    })
}
