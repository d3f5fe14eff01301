//! Finds names in code: paths into the crate, and outside crates. Knows nothing of the rules.

use super::reading::{File, is_word, line_of};

/// Where `code` names `word` as a whole word that no path leads to: `axum` in `use axum::Router`, not in
/// `crate::axum` or `axum_extra`. `word` may itself be a path, such as `Utc::now`.
pub(super) fn word(code: &str, word: &str) -> Vec<usize> {
    let ends = |c: Option<char>| !c.is_some_and(is_word);
    code.match_indices(word)
        .filter(|(at, found)| ends(code[..*at].chars().next_back()) && ends(code[at + found.len()..].chars().next()))
        .map(|(at, _)| at)
        .collect()
}

/// Where `code` names the outside crate `name`: a word that stands at the start of a path.
pub(super) fn outside_crate(code: &str, name: &str) -> Vec<usize> {
    let from_the_root = |at: &usize| {
        let before = code[..*at].trim_end();
        match before.strip_suffix("::") {
            // `::axum` is the crate; `web::axum` is not.
            Some(path) => !path.ends_with(|c: char| is_word(c) || c == '>'),
            None => !before.ends_with('.'),
        }
    };
    // A name that the file brings in from our own modules is theirs.
    let ours = ["crate::", "super::", "self::"].iter().any(|start| {
        paths(code, start)
            .iter()
            .any(|(_, path)| path.ends_with(&format!("::{name}")))
    }) || code.contains(&format!("mod {name}"));
    let used_as_path = |at: &usize| code[at + name.len()..].starts_with("::");
    word(code, name)
        .into_iter()
        .filter(from_the_root)
        .filter(|at| !ours && (used_as_path(at) || is_import(code, *at) || is_attribute(code, *at)))
        .collect()
}

fn is_import(code: &str, at: usize) -> bool {
    code[..at].trim_end().ends_with("use")
}

fn is_attribute(code: &str, at: usize) -> bool {
    code[..at].ends_with("#[")
}

/// The modules of the server that `code` names, with where: `db` for `crate::db::posts` and for each such
/// member of `crate::{…}`.
pub(super) fn modules(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, path) in paths(code, "crate::") {
        let first = path.trim_start_matches("crate::").split("::").next();
        found.push((at, first.unwrap_or("").to_owned()));
    }
    found
}

/// Every path in `code` that starts with `start`, groups taken apart: `crate::{a, b::{c, d}}` is three paths.
fn paths(code: &str, start: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(start) {
        let before = code[..at].chars().next_back();
        if !before.is_some_and(|c| is_word(c) || c == ':') {
            expand(start.trim_end_matches("::"), &code[at + start.len()..], &mut |path| {
                found.push((at, path));
            });
        }
    }
    found
}

/// Reads what follows `prefix::` and hands out whole paths. Answers how much was read.
fn expand(prefix: &str, rest: &str, found: &mut dyn FnMut(String)) -> usize {
    if !rest.starts_with('{') {
        let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let path = format!("{prefix}::{}", &rest[..length]);
        if rest[length..].starts_with("::") {
            return length + 2 + expand(&path, &rest[length + 2..], found);
        }
        found(path);
        return length;
    }
    let mut at = 1;
    while at < rest.len() {
        match rest[at..].chars().next() {
            Some('}') => return at + 1,
            Some(c) if is_word(c) || c == '{' => at += expand(prefix, &rest[at..], found).max(1),
            Some(c) => at += c.len_utf8(),
            None => break,
        }
    }
    at
}

/// `src/web/pages/home.rs:12`, for a message.
pub(super) fn place(file: &File, code: &str, at: usize) -> String {
    format!("{}:{}", file.path, line_of(code, at))
}

#[test]
fn grouped_imports_are_taken_apart() {
    let code = "use crate::{app::AppState, domain::{posts, votes::{self, cast}}, web}; crate::db::get();";
    let found: Vec<_> = paths(code, "crate::").into_iter().map(|(_, path)| path).collect();
    assert_eq!(
        found,
        [
            "crate::app::AppState",
            "crate::domain::posts",
            "crate::domain::votes::self",
            "crate::domain::votes::cast",
            "crate::web",
            "crate::db::get"
        ]
    );
    let names: Vec<_> = modules(code).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["app", "domain", "domain", "domain", "web", "db"]);
}

#[test]
fn an_outside_crate_is_told_from_our_own_names() {
    for named in [
        "use diesel::prelude::*;",
        "use ::diesel::x;",
        "#[diesel(table_name = posts)]",
        "#[derive(diesel::Queryable)]",
    ] {
        assert_eq!(outside_crate(named, "diesel").len(), 1, "{named}");
    }
    for ours in [
        "use diesel_async::x;",
        "use crate::web::diesel; diesel::f()",
        "let diesel = 1; diesel.x()",
        "config.diesel",
    ] {
        assert_eq!(outside_crate(ours, "diesel"), [0_usize; 0], "{ours}");
    }
}
