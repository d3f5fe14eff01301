//! Reads the tree: which files there are, and what of a Rust file is code that ships.
//! Knows nothing of the rules.

use std::{fs, path::Path};

/// Folders that are not ours: built, installed or fetched.
const NOT_OURS: &[&str] = &[
    "target",
    "node_modules",
    "dist",
    "shots",
    ".venv",
    ".git",
    "__pycache__",
];

/// A text file, its path relative to the repository and with forward slashes.
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
}

impl File {
    /// The module of the server that the file belongs to: `db` for `src/db.rs` and `src/db/conn.rs`.
    pub(super) fn layer(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or("");
        inside.split('/').next().unwrap_or("").trim_end_matches(".rs")
    }

    /// What ships: the text without comments, string contents and test modules, line by line as it was.
    pub(super) fn code(&self) -> String {
        without_tests(&without_comments(&self.text))
    }

    /// Whether the file holds nothing but tests.
    pub(super) fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }
}

/// The root of the repository.
pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below `folder` whose name ends in one of `endings`, in order of their paths.
pub(super) fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    collect(&root().join(folder), endings, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<File>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_ref()) {
                collect(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let relative = path.strip_prefix(root()).unwrap();
            found.push(File {
                path: relative.to_string_lossy().replace('\\', "/"),
                text: fs::read_to_string(&path).unwrap(),
            });
        }
    }
}

/// The Rust files of the server and of the federation crate that ship.
pub(super) fn shipped() -> Vec<File> {
    let mut all = files("src", &[".rs"]);
    all.extend(files("federation/src", &[".rs"]));
    all.retain(|file| !file.is_test());
    all
}

/// The number, from 1, of the line that holds the byte at `offset`.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    text[..offset].matches('\n').count() + 1
}

/// Blanks comments and the contents of strings; newlines stay, so that line numbers do.
fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = string(rest, code.chars().next_back()) {
            code.push_str("\"\"");
            length
        } else {
            let length = character(rest).unwrap_or(first.len_utf8());
            code.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        };
        code.extend(rest[..length].chars().filter(|c| *c == '\n'));
        rest = &rest[length..];
    }
    code
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let here = &text.as_bytes()[at..];
        if here.starts_with(b"/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if here.starts_with(b"*/") {
            (depth, at) = (depth - 1, at + 2);
        } else {
            at += 1;
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// The length of the string literal that `text` begins with, raw or not.
fn string(text: &str, before: Option<char>) -> Option<usize> {
    if let Some(body) = text.strip_prefix('"') {
        let mut escaped = false;
        for (at, c) in body.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => return Some(at + 2),
                _ => {}
            }
        }
        return Some(text.len());
    }
    if before.is_some_and(is_word) {
        return None;
    }
    let hashes: String = text
        .strip_prefix("br")
        .or_else(|| text.strip_prefix('r'))?
        .chars()
        .take_while(|c| *c == '#')
        .collect();
    let opening = text.find('"')?;
    let is_raw = text[..opening].trim_start_matches('b') == format!("r{hashes}");
    let closing = format!("\"{hashes}");
    is_raw.then(|| {
        let body = opening + 1;
        text[body..]
            .find(&closing)
            .map_or(text.len(), |end| body + end + closing.len())
    })
}

/// The length of the character literal that `text` begins with; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    if body.starts_with('\\') {
        return body[2..].find('\'').map(|end| end + 4);
    }
    let length = body.chars().next()?.len_utf8();
    body[length..].starts_with('\'').then_some(length + 2)
}

/// Blanks each `#[cfg(test)] mod … { … }`.
fn without_tests(code: &str) -> String {
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        kept.push_str(&rest[..at]);
        let end = at + item(&rest[at..]);
        kept.extend(rest[at..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    kept + rest
}

/// The length of the item that `code` begins with: to its semicolon or its closing brace.
fn item(code: &str) -> usize {
    let mut depth = 0_i32;
    for (at, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[test]
fn only_what_ships_counts_as_code() {
    let text = r##"
        // axum in a comment /* axum
        let a = "axum \" axum"; let b = r#"axum " axum"#; /* axum /* axum */ */
        let quote = '"'; fn f<'a>(kept: &'a str) {}
        #[cfg(test)]
        mod tests { fn g() { axum } }
        let last = kept;
    "##;
    let file = File {
        path: "src/x.rs".into(),
        text: text.into(),
    };
    assert!(!file.code().contains("axum"), "{}", file.code());
    assert_eq!(file.code().matches("kept").count(), 2, "{}", file.code());
    assert_eq!(file.code().lines().count(), text.lines().count());
}
