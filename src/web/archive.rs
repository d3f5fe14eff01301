//! A member's data as a ZIP archive: a page to read offline in both languages, JSON for machines, a table of their posts.

use std::io::{Cursor, Write};

use askama::Template;
use serde_json::{Map, Value};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::app::App;
use crate::domain::export::{Section, Subject};

use super::i18n::Locale;
use super::spreadsheet::{UTF8_MARK, harmless};
use super::{filters, mail, page};

/// What can go wrong while the archive is made; all of it is a fault of ours.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The page does not render.
    #[error("page: {0}")]
    Page(#[from] askama::Error),
    /// The archive does not close.
    #[error("archive: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// A file in it cannot be written.
    #[error("file: {0}")]
    Io(#[from] std::io::Error),
    /// A value cannot be written.
    #[error("value: {0}")]
    Json(#[from] serde_json::Error),
}

/// A section as it is read: its name, and rows of named values.
struct Shown<'a> {
    title: &'static str,
    rows: Vec<Vec<(&'static str, String)>>,
    count: usize,
    file: &'a str,
}

#[derive(Template)]
#[template(path = "export/part.html")]
struct Part<'a> {
    name: &'a str,
    sections: &'a [Shown<'a>],
}

#[derive(Template)]
#[template(path = "export/index.html")]
struct Index<'a> {
    title: &'a str,
    parts: &'a [(Locale, String)],
}

/// The bytes of the archive. Takes as long as there is data, so not on a thread that serves others.
///
/// # Errors
/// See [`ArchiveError`].
pub fn make(app: &App, subject: &Subject, sections: &[Section]) -> Result<Vec<u8>, ArchiveError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| -> Result<(), ArchiveError> {
        zip.start_file(name, SimpleFileOptions::default())?;
        Ok(zip.write_all(bytes)?)
    };
    put("index.html", index(app, subject, sections)?.as_bytes())?;
    for section in sections {
        let json = serde_json::to_vec_pretty(&json(section))?;
        put(&format!("data/{}.json", section.name), &json)?;
    }
    if let Some(posts) = sections.iter().find(|section| section.name == "posts") {
        put("posts.csv", csv(posts).as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn index(app: &App, subject: &Subject, sections: &[Section]) -> askama::Result<String> {
    let shown: Vec<Shown<'_>> = sections.iter().map(shown).collect();
    let part = Part {
        name: subject.actor.display_name(),
        sections: &shown,
    };
    let render = |locale| Ok((locale, page::render(&part, &mail::chrome(app, locale))?));
    let parts = Locale::ALL
        .into_iter()
        .map(render)
        .collect::<askama::Result<Vec<_>>>()?;
    let whole = Index {
        title: subject.actor.display_name(),
        parts: &parts,
    };
    page::render(&whole, &mail::chrome(app, subject.account.language.into()))
}

fn shown(section: &Section) -> Shown<'_> {
    let row = |row: &Vec<crate::domain::export::Field>| {
        let said = row.iter().filter(|field| !is_empty(&field.value));
        said.map(|field| (field.title, plain(&field.value))).collect()
    };
    Shown {
        title: section.title,
        rows: section.rows.iter().map(row).collect(),
        count: section.rows.len(),
        file: section.name,
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn json(section: &Section) -> Value {
    let row = |row: &Vec<crate::domain::export::Field>| {
        let fields = row.iter().map(|field| (field.name.to_owned(), field.value.clone()));
        Value::Object(fields.collect::<Map<String, Value>>())
    };
    Value::Array(section.rows.iter().map(row).collect())
}

/// The rows as a table (RFC 4180). It begins with a mark that lets spreadsheets read Arabic.
fn csv(section: &Section) -> String {
    let mut out = UTF8_MARK.to_owned();
    let Some(first) = section.rows.first() else {
        return out;
    };
    let line = |cells: Vec<String>| format!("{}\r\n", cells.join(","));
    out.push_str(&line(first.iter().map(|field| field.name.to_owned()).collect()));
    for row in &section.rows {
        out.push_str(&line(row.iter().map(|field| cell(&plain(&field.value))).collect()));
    }
    out
}

/// A cell. What a spreadsheet would take for a formula is marked as text.
fn cell(text: &str) -> String {
    format!("\"{}\"", harmless(text).replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_quoted_and_never_a_formula() {
        assert_eq!(cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(cell("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
    }
}
