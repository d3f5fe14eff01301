//! Markers: what must not be found where it does not belong. Planted in every place where data about a person stand, and
//! looked for in every column of every table and in every file.
//!
//! A new kind of personal data gets a marker in [`ALL`] and a line in [`person`].

use std::path::{Path, PathBuf};

use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;
use majlis::db::Conn;
use majlis::db::types::{ConsentPurpose, DraftKind, Language, Role};
use majlis::domain::accounts::{self, Registration};
use majlis::domain::cases::library::{Facet, Search};
use majlis::domain::cases::saved;
use majlis::domain::drafts::{self, DraftForm};
use majlis::domain::own_profile::{self, ProfileForm};
use majlis::domain::privacy::consents;
use majlis::domain::verification::cases;
use majlis::domain::verification::documents::{self, Upload};
use majlis::domain::verification::numbers::ClaimsForm;
use majlis::domain::{Core, Principal, sessions};

use super::app::{PASSWORD, Person, TestApp};

/// User name.
pub const NAME: &str = "markerhandle";
/// Display name.
pub const DISPLAY: &str = "Marker Displayname";
/// E-mail address.
pub const EMAIL: &str = "marker.address@factory.example";
/// Job title.
pub const JOB: &str = "markerjobtitle";
/// Bio.
pub const BIO: &str = "markerbio";
/// Expertise.
pub const EXPERTISE: &str = "markerexpertise";
/// What they handed in to be verified.
pub const PAPER: &str = "markerpaper";
/// A draft.
pub const DRAFT: &str = "markerdraft";
/// A search they keep.
pub const SEARCH: &str = "markersearch";
/// Browser.
pub const AGENT: &str = "MarkerBrowser/1.0";

/// All of them.
pub const ALL: [&str; 10] = [NAME, DISPLAY, EMAIL, JOB, BIO, EXPERTISE, PAPER, DRAFT, SEARCH, AGENT];

/// A member whose every trace carries a marker.
pub async fn person(test: &TestApp) -> Person {
    let core = test.core();
    let form = Registration {
        username: NAME.to_owned(),
        display_name: DISPLAY.to_owned(),
        email: EMAIL.to_owned(),
        password: PASSWORD.to_owned(),
    };
    let (account, _) = accounts::create_confirmed(core, &form, Role::Member, Language::En)
        .await
        .expect("a member");
    let principal = Principal::member(test.core(), &account).expect("an active account");
    consents::grant(
        core,
        &principal,
        &[ConsentPurpose::PublicProfile, ConsentPurpose::FederationOutside],
    )
    .await
    .expect("consents");
    let profile = ProfileForm {
        display_name: DISPLAY.to_owned(),
        job_title: JOB.to_owned(),
        bio: BIO.to_owned(),
        expertise: EXPERTISE.to_owned(),
        is_for_everybody: true,
        shares_bio: true,
        shares_job_title: true,
        shares_expertise: true,
        ..ProfileForm::default()
    };
    own_profile::save(core, &principal, &profile).await.expect("a profile");
    hand_in(core, &principal).await;
    let draft = DraftForm {
        id: None,
        version: 0,
        kind: DraftKind::Topic,
        place: 1,
        parent: None,
        topic_kind: "question".to_owned(),
        title: DRAFT.to_owned(),
        body: format!("{DRAFT}: not yet said."),
        language: "en".to_owned(),
        files: Vec::new(),
    };
    drafts::save(core, &principal, &draft).await.expect("a draft");
    majlis::domain::trainings::drafts::begin(core, &principal, DRAFT, "en")
        .await
        .expect("a training begun");
    let search = Search::default().with(Facet::Sector, SEARCH);
    saved::keep(core, &principal, SEARCH, &search).await.expect("a search");
    sessions::open(core, account.id, AGENT).await.expect("a session");
    majlis::domain::passwords::ask_reset(core, EMAIL)
        .await
        .expect("a letter");
    let (account, actor) = accounts::get(core, account.id).await.expect("the member");
    Person::new(core, account, actor)
}

/// Papers of an expert, with markers in their name, their words and their bytes.
async fn hand_in(core: &Core, by: &Principal) {
    let case = cases::begin(core, by, None, 3).await.expect("a case");
    let claims = ClaimsForm {
        chamber_number: PAPER.to_owned(),
        message: format!("{PAPER}: see the second page."),
        ..ClaimsForm::default()
    };
    cases::save(core, by, case, &claims).await.expect("claims");
    let upload = Upload {
        kind: "accreditation".to_owned(),
        name: format!("{PAPER}.pdf"),
        bytes: format!("%PDF-1.4\n{PAPER} {DISPLAY}\n%%EOF\n").into_bytes(),
    };
    documents::add(core, by, case, upload).await.expect("a paper");
    cases::submit(core, by, case).await.expect("handed in");
}

/// Where markers are left: tables with columns, and files below the data folder. Letters that were sent are outside.
pub async fn left_in(test: &TestApp) -> Vec<String> {
    let mut found = Vec::new();
    let mut conn = test.core().db.write().await.expect("a connection");
    for (table, column) in columns(&mut conn).await {
        for marker in ALL {
            if holds(&mut conn, &table, &column, marker).await {
                found.push(format!("{table}.{column} holds {marker}"));
            }
        }
    }
    drop(conn);
    let config = &test.core().config;
    let mut files = Vec::new();
    collect(&config.storage.data_dir, &config.mail_folder(), &mut files);
    if !config.database_url().contains("://") {
        for end in ["", "-wal"] {
            files.push(PathBuf::from(format!("{}{end}", config.database_url())));
        }
    }
    for file in files {
        let bytes = std::fs::read(&file).unwrap_or_default();
        for marker in ALL {
            if bytes.windows(marker.len()).any(|part| part == marker.as_bytes()) {
                found.push(format!("{} holds {marker}", file.display()));
            }
        }
    }
    found
}

fn collect(folder: &Path, except: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() && path != except {
            collect(&path, except, files);
        } else if path.is_file() {
            files.push(path);
        }
    }
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
}

/// Every column of every table that may hold text or bytes, as the engine itself lists them.
async fn columns(conn: &mut Conn) -> Vec<(String, String)> {
    let rows: Vec<Column> = match conn {
        Conn::Sqlite(object) => diesel::sql_query(
            "SELECT m.name AS table_name, p.name AS column_name FROM sqlite_master m JOIN pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND p.type IN ('TEXT', 'BLOB', '')",
        )
        .load(&mut **object)
        .await
        .expect("the catalogue"),
        Conn::Postgres(object) => diesel::sql_query(
            "SELECT table_name::text AS table_name, column_name::text AS column_name FROM information_schema.columns \
             WHERE table_schema = 'public' AND data_type IN ('text', 'bytea', 'json', 'jsonb', 'tsvector', 'character varying')",
        )
        .load(&mut **object)
        .await
        .expect("the catalogue"),
    };
    rows.into_iter().map(|row| (row.table_name, row.column_name)).collect()
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    count: i64,
}

async fn holds(conn: &mut Conn, table: &str, column: &str, marker: &str) -> bool {
    let needle = hex::encode(marker);
    let count: Count = match conn {
        Conn::Sqlite(object) => diesel::sql_query(format!(
            "SELECT COUNT(*) AS count FROM \"{table}\" WHERE INSTR(LOWER(HEX(\"{column}\")), '{needle}') > 0"
        ))
        .get_result(&mut **object)
        .await
        .expect("a count"),
        Conn::Postgres(object) => diesel::sql_query(format!(
            "SELECT COUNT(*) AS count FROM \"{table}\" WHERE POSITION('{needle}' IN \
             ENCODE(CASE WHEN pg_typeof(\"{column}\")::text = 'bytea' THEN \"{column}\"::text::bytea \
             ELSE CONVERT_TO(\"{column}\"::text, 'UTF8') END, 'hex')) > 0"
        ))
        .get_result(&mut **object)
        .await
        .expect("a count"),
    };
    count.count > 0
}
