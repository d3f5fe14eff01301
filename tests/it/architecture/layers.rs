//! Who may know whom.
//!
//! ```text
//! main → cli → app → web, api, openid, apub, live, jobs → domain → db → diesel        federation ← apub (and tests)
//! ```

use std::fs;

use super::{
    hold,
    reading::{File, root, shipped},
    words::{modules, outside_crate, place, word},
};

/// Modules that a layer never names, and what to do about it.
const UNKNOWN_TO: &[(&str, &[&str], &str)] = &[
    (
        "domain",
        &["web", "api", "openid", "apub", "live", "jobs", "app", "cli", "error"],
        "return data or a domain event, and let the layer above turn it into a page, JSON or an activity",
    ),
    (
        "media",
        &[
            "domain", "db", "web", "api", "openid", "apub", "live", "jobs", "app", "cli", "error",
        ],
        "keep bytes by key; who owns them and who may see them is for src/domain/media",
    ),
    (
        "web",
        &["apub", "cli"],
        "call the domain; what has to travel is a domain event, from which src/apub builds the activity",
    ),
    (
        "openid",
        &["web", "api", "jobs", "app", "cli", "error"],
        "give back who came and why not; the page decides where to go",
    ),
    (
        "api",
        &["apub", "cli"],
        "call the domain; what has to travel is a domain event, from which src/apub builds the activity",
    ),
    (
        "apub",
        &["web", "api", "openid", "cli"],
        "call the domain function that the page calls too; a remote deed and a local one are the same",
    ),
    ("live", &["apub", "cli"], "listen to domain events"),
    ("app", &["cli"], "let the command pass what it read"),
    (
        "config",
        &[
            "domain", "db", "web", "api", "apub", "live", "jobs", "app", "cli", "error",
        ],
        "keep configuration plain data; whoever needs it reads it",
    ),
    (
        "clock",
        &[
            "domain", "web", "api", "apub", "live", "jobs", "app", "cli", "error", "config",
        ],
        "the clock stands below everything but the type of a time",
    ),
];

/// Outside crates that only some files name: the crate, where, and what to do.
const OUTSIDE: &[(&[&str], &[&str], &str)] = &[
    (
        &["diesel", "diesel_async", "diesel_migrations"],
        &["src/db/"],
        "write a function in the file of that table in src/db and call it from src/domain",
    ),
    (
        &["activitypub_federation"],
        &["src/apub.rs", "src/apub/"],
        "wrap what is needed in src/apub",
    ),
    (
        &["federation"],
        &["src/apub.rs", "src/apub/"],
        "wire types stay in src/apub; hand plain values to the domain",
    ),
    (
        &["openidconnect"],
        &["src/openid/"],
        "wrap what is needed in src/openid",
    ),
    (&["redis"], &["src/live/"], "ring through src/live/bus.rs"),
    (
        &["object_store", "image", "webp", "blurhash"],
        &["src/media/"],
        "wrap what is needed in src/media",
    ),
    (
        &["askama"],
        &["src/web.rs", "src/web/", "src/error.rs", "src/jobs/", "src/api/oauth"],
        "HTML is made by pages in src/web",
    ),
];

/// What the rules must not know of how they are reached or stored.
const UNKNOWN_TO_RULES: &[&str] = &[
    "axum",
    "axum_extra",
    "tower",
    "tower_http",
    "askama",
    "fluent_templates",
    "reqwest",
    "federation",
    "activitypub_federation",
    "openidconnect",
];

/// The files that know there are two engines, and the names that give it away.
const KNOW_ENGINES: &[&str] = &[
    "src/db/conn.rs",
    "src/db/migrate.rs",
    "src/db/search/",
    "src/db/queue.rs",
    "src/db/bulk.rs",
];
const ENGINE_NAMES: &[&str] = &[
    "Conn::Sqlite",
    "Conn::Postgres",
    "diesel::sqlite",
    "diesel::pg",
    "SqliteConnection",
    "PgConnection",
    "AsyncPgConnection",
    "tokio_postgres",
    "libsqlite3_sys",
];

/// The calendar is read in one file, chance drawn in few, so that tests turn the one and repeat the other.
const READ_CLOCK: &[&str] = &["src/clock.rs"];
const CLOCK_NAMES: &[&str] = &["Utc::now", "Local::now", "SystemTime::now"];
const DRAW_CHANCE: &[&str] = &["src/id.rs", "federation/src/signature/key.rs"];
const CHANCE_NAMES: &[&str] = &[
    "SystemRandom",
    "OsRng",
    "getrandom",
    "thread_rng",
    "fastrand",
    "rand::random",
];

/// What would tie the database to the server above it: rules belong into src/domain, bytes into src/media.
const UNKNOWN_TO_DATABASE: &[&str] = &["axum", "reqwest", "askama", "federation", "object_store", "majlis"];

/// What would tie the wire format to a server.
const UNKNOWN_TO_FEDERATION: &[&str] = &[
    "diesel",
    "diesel-async",
    "axum",
    "tokio",
    "reqwest",
    "askama",
    "activitypub_federation",
    "majlis",
];

fn is_in(file: &File, allowed: &[&str]) -> bool {
    allowed.iter().any(|start| file.path.starts_with(start))
}

#[test]
fn no_layer_names_one_above_it() {
    for (layer, unknown, way_out) in UNKNOWN_TO {
        let mut places = Vec::new();
        for file in shipped().iter().filter(|file| file.layer() == *layer) {
            let code = file.code();
            for (at, name) in modules(&code) {
                if unknown.contains(&name.as_str()) {
                    places.push(format!("{} names crate::{name}", place(file, &code, at)));
                }
            }
        }
        hold(
            &format!("`{layer}` never names {}", unknown.join(", ")),
            way_out,
            &places,
        );
    }
}

#[test]
fn no_path_climbs_out_of_its_layer() {
    let mut places = Vec::new();
    for file in shipped() {
        let code = file.code();
        let depth = file.path.trim_end_matches("/mod.rs").matches('/').count();
        let climb = "super::".repeat(depth);
        for at in word(&code, climb.trim_end_matches("::")) {
            places.push(place(&file, &code, at));
        }
    }
    hold(
        "A path that leaves its layer starts with `crate::`, so that its direction shows",
        "write crate::… in place of super::super::…",
        &places,
    );
}

#[test]
fn the_rules_know_neither_http_nor_html_nor_the_wire() {
    let mut places = Vec::new();
    for file in shipped().iter().filter(|file| file.layer() == "domain") {
        let code = file.code();
        for name in UNKNOWN_TO_RULES {
            for at in outside_crate(&code, name) {
                places.push(format!("{} names {name}", place(file, &code, at)));
            }
        }
        for (number, line) in file.text.lines().enumerate() {
            if line.contains("@context") || line.contains("activitystreams#") {
                places.push(format!("{}:{} holds JSON-LD", file.path, number + 1));
            }
        }
    }
    hold(
        "src/domain names no web framework, template engine, HTTP client or JSON-LD",
        "move that part to src/web, src/api or src/apub and pass plain values",
        &places,
    );
}

#[test]
fn each_outside_crate_is_named_only_where_it_belongs() {
    for (crates, allowed, way_out) in OUTSIDE {
        let mut places = Vec::new();
        for file in shipped() {
            if file.path.starts_with("federation/") || is_in(&file, allowed) {
                continue;
            }
            let code = file.code();
            for name in *crates {
                for at in outside_crate(&code, name) {
                    places.push(format!("{} names {name}", place(&file, &code, at)));
                }
            }
        }
        hold(
            &format!("Only {} names {}", allowed.join(", "), crates.join(", ")),
            way_out,
            &places,
        );
    }
}

#[test]
fn few_files_know_that_there_are_two_engines() {
    named_only_in(
        ENGINE_NAMES,
        KNOW_ENGINES,
        "write the query once inside `on!`; a statement that truly differs goes into one of those files",
    );
}

#[test]
fn time_is_read_from_the_clock() {
    named_only_in(
        CLOCK_NAMES,
        READ_CLOCK,
        "take the time as an argument, or ask the clock of the application state",
    );
}

#[test]
fn chance_is_drawn_in_few_places() {
    named_only_in(
        CHANCE_NAMES,
        DRAW_CHANCE,
        "use the functions of src/id.rs, which make ids and tokens; keys are made with the other keys",
    );
}

fn named_only_in(names: &[&str], allowed: &[&str], way_out: &str) {
    let mut places = Vec::new();
    for file in shipped().iter().filter(|file| !is_in(file, allowed)) {
        let code = file.code();
        for name in names {
            for at in word(&code, name) {
                places.push(format!("{} names {name}", place(file, &code, at)));
            }
        }
    }
    hold(
        &format!("Only {} names {}", allowed.join(", "), names.join(", ")),
        way_out,
        &places,
    );
}

#[test]
fn the_database_crate_knows_no_rules() {
    depends_on_none_of(
        "src/db/Cargo.toml",
        UNKNOWN_TO_DATABASE,
        "take and return rows and plain values; rules belong into src/domain",
    );
}

#[test]
fn the_crate_of_the_rules_does_not_know_how_it_is_reached() {
    depends_on_none_of(
        "src/domain/Cargo.toml",
        UNKNOWN_TO_RULES,
        "return data; pages, JSON and activities are made in src/web, src/api and src/apub",
    );
}

#[test]
fn the_federation_crate_knows_no_server() {
    depends_on_none_of(
        "federation/Cargo.toml",
        UNKNOWN_TO_FEDERATION,
        "keep the pure part in federation/ and put what needs a server into src/apub",
    );
}

fn depends_on_none_of(manifest: &str, unknown: &[&str], way_out: &str) {
    let text = fs::read_to_string(root().join(manifest)).unwrap();
    let shipped = text.split("[dev-dependencies]").next().unwrap_or("");
    let places: Vec<_> = unknown
        .iter()
        .filter(|name| {
            shipped
                .lines()
                .any(|line| line.split([' ', '=', '.']).next() == Some(name))
        })
        .map(|name| format!("{manifest} depends on {name}"))
        .collect();
    hold(
        &format!("{manifest} depends on none of {}", unknown.join(", ")),
        way_out,
        &places,
    );
}
