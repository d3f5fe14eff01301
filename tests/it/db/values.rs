//! How values are written for the engines and for the world.

use majlis::db::search::{Document, Form, Matching, Part};
use majlis::db::types::{Role, UtcTime};

#[test]
fn a_time_is_written_with_three_fraction_digits() {
    assert_eq!(UtcTime::from_millis(0).rfc3339(), "1970-01-01T00:00:00.000Z");
    assert_eq!(
        UtcTime::from_millis(1_795_341_600_120).rfc3339(),
        "2026-11-22T10:00:00.120Z"
    );
}

#[test]
fn every_enumeration_reads_what_it_writes() {
    for role in Role::ALL {
        assert_eq!(role.as_str().parse(), Ok(*role));
    }
    assert!("owner".parse::<Role>().is_err());
}

#[test]
fn a_document_is_written_for_each_engine() {
    let part = |words: &[&str], stems: &[&str]| Part {
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        stems: stems.iter().map(|word| (*word).to_owned()).collect(),
    };
    let document = Document {
        title: part(&["two", "pumps"], &["two", "pump"]),
        tags: Part::default(),
        body: part(&["leak"], &[]),
    };
    assert_eq!(document.title.spaced(), "two pumps · two pump");
    assert_eq!(document.vector(), "'two':2A 'pumps':3A 'two':5A 'pump':6A 'leak':10D ");
}

#[test]
fn each_engine_is_asked_the_same() {
    let start = Form {
        is_start: true,
        ..Form::word("pum")
    };
    let phrase = Form {
        words: vec!["air".to_owned(), "leak".to_owned()],
        is_start: false,
    };
    let matching = Matching {
        all: vec![vec![phrase, Form::word("تسرب")], vec![start]],
        none: vec![Form::word("oil")],
    };
    assert_eq!(
        matching.fts5(),
        "((\"air leak\" OR \"تسرب\") AND (\"pum\" *)) NOT (\"oil\")"
    );
    assert_eq!(
        matching.tsquery(),
        "((('air' <-> 'leak') | ('تسرب')) & (('pum':*))) & !(('oil'))"
    );
}
