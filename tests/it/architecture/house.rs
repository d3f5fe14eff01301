//! How files look: size, header, language of style sheets and migrations, and what never stays in the tree.

use std::{collections::BTreeSet, fs};

use super::{
    hold,
    reading::{File, files, root, shipped},
    words::{place, word},
};

/// A file that cannot be read in one sitting holds more than one thing.
const LARGEST_FILE: usize = 25 * 1024;

const WRITTEN_BY_HAND: &[&str] = &[
    ".rs", ".html", ".txt", ".css", ".js", ".mjs", ".py", ".sh", ".sql", ".ftl", ".toml",
];
const FOLDERS: &[&str] = &[
    "src",
    "federation",
    "migrations",
    "templates",
    "locales",
    "assets",
    "config",
    "docker",
    "bench",
    "tests",
];

/// The left and right of a style sheet, which turn around in Arabic.
const PHYSICAL: &[&str] = &[
    "left",
    "right",
    "margin-left",
    "margin-right",
    "margin-top",
    "margin-bottom",
    "padding-left",
    "padding-right",
    "padding-top",
    "padding-bottom",
    "border-left",
    "border-right",
    "border-left-width",
    "border-right-width",
    "border-left-color",
    "border-right-color",
    "border-top-left-radius",
    "border-top-right-radius",
    "border-bottom-left-radius",
    "border-bottom-right-radius",
    "scroll-margin-top",
    "scroll-padding-top",
];

fn written_by_hand() -> Vec<File> {
    FOLDERS
        .iter()
        .flat_map(|folder| files(folder, WRITTEN_BY_HAND))
        .collect()
}

#[test]
fn no_file_is_too_long_to_read() {
    let places: Vec<_> = written_by_hand()
        .iter()
        .filter(|file| file.text.len() > LARGEST_FILE)
        .map(|file| format!("{}: {} bytes", file.path, file.text.len()))
        .collect();
    hold(
        &format!("No file that people write is larger than {LARGEST_FILE} bytes; most are about 5,000"),
        "split it by what its parts are about",
        &places,
    );
}

#[test]
fn every_module_says_what_it_is() {
    let mut all = shipped();
    all.extend(files("tests/it", &[".rs"]));
    let places: Vec<_> = all
        .iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.path.clone())
        .collect();
    hold(
        "Every Rust file begins with `//!`: what it owns, and what it must not know",
        "write that line first in the file",
        &places,
    );
}

#[test]
fn the_map_of_the_house_lists_every_room() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let mut places = Vec::new();
    for entry in fs::read_dir(root().join("src")).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().trim_end_matches(".rs").to_owned();
        let is_listed = map
            .lines()
            .any(|line| line.starts_with("//!") && line.contains(&format!("`{name}`")));
        if !["lib", "main"].contains(&name.as_str()) && !is_listed && !is_documented(&map, &name) {
            places.push(format!("src/{name}"));
        }
    }
    hold(
        "src/lib.rs has one line for each module: the map of the house",
        "write `/// What it is for.` above its `mod` line",
        &places,
    );
}

/// Whether a doc comment stands right above the declaration of module `name`.
fn is_documented(map: &str, name: &str) -> bool {
    let lines: Vec<_> = map.lines().collect();
    lines
        .windows(2)
        .any(|pair| pair[0].trim_start().starts_with("///") && pair[1].trim_end().ends_with(&format!("mod {name};")))
}

#[test]
fn nothing_that_ships_may_panic_on_bad_input() {
    let mut places = Vec::new();
    for file in shipped() {
        let code = file.code();
        // Where it cannot fail, the lint is expected with a reason, which reviewers read.
        if code.contains("#[expect(clippy::unwrap_used") || code.contains("#[expect(clippy::expect_used") {
            continue;
        }
        for call in [".unwrap()", ".expect("] {
            for (at, _) in code.match_indices(call) {
                places.push(format!("{} calls {call}", place(&file, &code, at)));
            }
        }
    }
    hold(
        "`unwrap` and `expect` stay in tests",
        "return an error with `?`, or #[expect(clippy::expect_used, reason = \"…\")] at start-up",
        &places,
    );
}

#[test]
fn nothing_is_silenced_or_left_for_later() {
    // Put together here, so that this file does not find itself.
    let never = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("lorem", " ipsum"),
        concat!("#[al", "low("),
        concat!("#![al", "low("),
        concat!("#[ig", "nore"),
    ];
    holds_none_of(
        &never,
        "finish it now or file an issue; replace a silenced lint by #[expect(…, reason = \"…\")]",
    );
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    let never = [
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("/wo", "rk/"),
        concat!("C:\\", "Users"),
    ];
    holds_none_of(&never, "use a path relative to the repository, or a temporary folder");
}

fn holds_none_of(never: &[&str], way_out: &str) {
    let mut places = Vec::new();
    for file in written_by_hand() {
        for (number, line) in file.text.lines().enumerate() {
            if let Some(found) = never.iter().find(|word| line.contains(**word)) {
                places.push(format!("{}:{} holds {found}", file.path, number + 1));
            }
        }
    }
    hold(&format!("The tree holds no {}", never.join(", ")), way_out, &places);
}

#[test]
fn tests_wait_for_what_happens_and_not_for_the_clock() {
    let mut places = Vec::new();
    for file in files("tests/it", &[".rs"]) {
        let code = file.code();
        for name in ["thread::sleep", "time::sleep", "Utc::now", "SystemTime::now"] {
            for at in word(&code, name) {
                places.push(format!("{} names {name}", place(&file, &code, at)));
            }
        }
    }
    hold(
        "Tests neither sleep nor read the time of day",
        "advance the test clock, run the jobs, or wait for the state that is meant",
        &places,
    );
}

#[test]
fn style_sheets_have_no_left_and_no_right() {
    let mut places = Vec::new();
    for file in files("assets", &[".css"]) {
        for (number, line) in file.text.lines().enumerate() {
            for declaration in line.split([';', '{', '}']) {
                let Some((property, value)) = declaration.split_once(':') else {
                    continue;
                };
                let (property, value) = (property.trim(), value.trim());
                let is_side =
                    ["left", "right"].contains(&value) && ["text-align", "float", "clear"].contains(&property);
                if PHYSICAL.contains(&property) || is_side {
                    places.push(format!("{}:{} {property}: {value}", file.path, number + 1));
                }
            }
        }
    }
    hold(
        "Style sheets use logical properties, so that Arabic and English are one design",
        "write margin-inline-start, inset-inline-end, padding-block-start, text-align: start …",
        &places,
    );
}

#[test]
fn pages_carry_no_inline_style_or_script() {
    let mut places = Vec::new();
    for file in files("templates", &[".html"]) {
        if file.path.starts_with("templates/mail/") {
            continue;
        }
        for (number, line) in file.text.lines().enumerate() {
            if [" style=", " onclick=", " onsubmit=", " onchange=", "javascript:"]
                .iter()
                .any(|word| line.contains(word))
            {
                places.push(format!("{}:{}", file.path, number + 1));
            }
        }
    }
    hold(
        "The content security policy refuses inline styles and scripts",
        "give it a class, and write the rule in assets/",
        &places,
    );
}

#[test]
fn both_engines_have_the_same_migrations() {
    let names = |engine: &str| -> BTreeSet<String> {
        let folder = root().join("migrations").join(engine);
        fs::read_dir(folder)
            .map(|entries| {
                entries
                    .flatten()
                    .map(|entry| entry.file_name().to_string_lossy().into_owned())
                    .collect()
            })
            .unwrap_or_default()
    };
    let (sqlite, postgres) = (names("sqlite"), names("postgres"));
    let mut places: Vec<_> = sqlite
        .symmetric_difference(&postgres)
        .map(|name| format!("{name} is on one side only"))
        .collect();
    for (engine, names) in [("sqlite", &sqlite), ("postgres", &postgres)] {
        for name in names {
            for half in ["up.sql", "down.sql"] {
                let path = format!("migrations/{engine}/{name}/{half}");
                if !root().join(&path).is_file() {
                    places.push(format!("{path} is missing"));
                }
            }
        }
    }
    hold(
        "migrations/sqlite and migrations/postgres hold the same names, each with up.sql and down.sql",
        "write the other side too, even where it differs",
        &places,
    );
}

#[test]
fn both_languages_say_the_same_things() {
    let messages = |language: &str| -> BTreeSet<String> {
        files(&format!("locales/{language}"), &[".ftl"])
            .iter()
            .flat_map(|file| {
                let name = file.path.rsplit('/').next().unwrap_or("").to_owned();
                file.text
                    .lines()
                    .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-'))
                    .filter_map(|line| line.split_once('='))
                    .map(|(id, _)| format!("{name}: {}", id.trim()))
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    let (english, arabic) = (messages("en"), messages("ar"));
    let mut places: Vec<_> = english
        .difference(&arabic)
        .map(|id| format!("locales/ar/{id} is missing"))
        .collect();
    places.extend(
        arabic
            .difference(&english)
            .map(|id| format!("locales/en/{id} is missing")),
    );
    hold(
        "Every message exists in Arabic and in English, in files of the same name",
        "write it in the other language",
        &places,
    );
}

#[test]
fn lock_files_name_no_registry() {
    let places: Vec<_> = ["assets", "tests/browser", "tests/clients"]
        .iter()
        .flat_map(|folder| files(folder, &["package-lock.json"]))
        .filter(|file| file.text.contains("\"resolved\": \"http"))
        .map(|file| file.path)
        .collect();
    hold(
        "package-lock.json holds versions and hashes, not addresses, so that any registry serves",
        "run npm with `omit-lockfile-registry-resolved = true` (see .npmrc beside it)",
        &places,
    );
}
