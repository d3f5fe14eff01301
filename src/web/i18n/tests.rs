//! The words are complete: both languages, the same arguments, no key missing and none left over.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use super::{dates::Stamp, *};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, extensions, found);
        } else if path
            .extension()
            .is_some_and(|e| extensions.iter().any(|wanted| e == *wanted))
        {
            found.push(path);
        }
    }
}

/// Key → arguments, of one language.
fn messages(column: usize) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut out = BTreeMap::new();
    for (_, texts) in FILES {
        let mut current = None;
        for line in texts[column].lines() {
            if let Some(key) = keys(line).next() {
                assert!(out.insert(key, BTreeSet::new()).is_none(), "{key} is there twice");
                current = Some(key);
            }
            let Some(arguments) = current.and_then(|key| out.get_mut(key)) else {
                continue;
            };
            arguments.extend(
                line.split('$')
                    .skip(1)
                    .map(|rest| rest.split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default()),
            );
        }
    }
    out
}

/// Every string literal of the templates and of the sources, tests aside.
fn literals() -> BTreeSet<String> {
    let mut paths = Vec::new();
    files(&root().join("templates"), &["html", "txt"], &mut paths);
    files(&root().join("src"), &["rs"], &mut paths);
    paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .flat_map(|text| text.split('"').map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

/// Keys that templates ask for by name.
fn asked_for() -> BTreeSet<(String, String)> {
    let mut paths = Vec::new();
    files(&root().join("templates"), &["html", "txt"], &mut paths);
    let mut out = BTreeSet::new();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for filter in ["\"|t ", "\"|t}", "\"|tn(", "\"|t1(", "\"|t2("] {
            for (at, _) in text.match_indices(filter) {
                let key = text[..at].rsplit('"').next().unwrap_or_default();
                out.insert((key.to_owned(), path.display().to_string()));
            }
        }
    }
    out
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_arguments() {
    let (en, ar) = (messages(0), messages(1));

    let only = |a: &BTreeMap<&'static str, _>, b: &BTreeMap<&'static str, _>| {
        a.keys()
            .filter(|key| !b.contains_key(*key))
            .copied()
            .collect::<Vec<_>>()
    };
    assert_eq!(only(&en, &ar), Vec::<&str>::new(), "only in English");
    assert_eq!(only(&ar, &en), Vec::<&str>::new(), "only in Arabic");
    for (key, arguments) in &en {
        assert_eq!(Some(arguments), ar.get(key), "arguments of {key}");
    }
}

#[test]
fn every_file_of_strings_is_known() {
    for language in ["en", "ar"] {
        let mut paths = Vec::new();
        files(&root().join("locales").join(language), &["ftl"], &mut paths);
        let names: BTreeSet<_> = paths.iter().filter_map(|path| path.file_stem()?.to_str()).collect();
        assert_eq!(
            names,
            FILES.iter().map(|(name, _)| *name).collect::<BTreeSet<_>>(),
            "{language}"
        );
    }
}

#[test]
fn every_key_a_template_asks_for_exists() {
    let known = messages(0);
    let asked = asked_for();
    assert!(asked.len() > 100, "the scan finds the keys");
    for (key, path) in asked {
        assert!(known.contains_key(key.as_str()), "{key} in {path}");
    }
}

#[test]
fn no_string_is_left_over() {
    let used = literals();
    let unused: Vec<_> = messages(0).into_keys().filter(|key| !used.contains(*key)).collect();
    assert_eq!(unused, Vec::<&str>::new());
}

#[test]
fn arabic_counts_in_six_forms() {
    let say = |n: i64| bare(&text_with(Locale::Ar, "topics-count", [("n", FluentValue::from(n))]));

    assert_eq!(say(0), "لا مواضيع");
    assert_eq!(say(1), "موضوع واحد");
    assert_eq!(say(2), "موضوعان");
    assert_eq!(say(3), "3 مواضيع");
    assert_eq!(say(11), "11 موضوعًا");
    assert_eq!(say(100), "100 موضوع");
}

#[test]
fn a_setting_wins_over_the_cookie_and_the_cookie_over_the_browser() {
    let negotiate = |account, cookie, header| Locale::negotiate(account, cookie, header, Locale::Ar);

    assert_eq!(negotiate(Some(Locale::En), Some("ar"), Some("ar")), Locale::En);
    assert_eq!(negotiate(None, Some("en"), Some("ar")), Locale::En);
    assert_eq!(negotiate(None, Some("xx"), Some("en-GB")), Locale::En);
    assert_eq!(negotiate(None, None, Some("fr, de;q=0.8")), Locale::Ar);
    assert_eq!(negotiate(None, None, None), Locale::Ar);
}

#[test]
fn the_browsers_preference_is_weighed() {
    assert_eq!(preferred("fr, en;q=0.3, ar-SA;q=0.7"), Some(Locale::Ar));
    assert_eq!(preferred("ar;q=0, en;q=0.1"), Some(Locale::En));
    assert_eq!(preferred("arn, *"), None);
    assert_eq!(preferred(";;q=,"), None);
}

#[test]
fn dates_are_told_in_both_calendars_in_riyadh_time() {
    let late = Stamp(1_773_349_200_000); // 2026-03-12T21:00:00Z, already the 13th in Riyadh

    assert_eq!(late.machine(), "2026-03-12T21:00:00Z");
    assert_eq!(late.date(Locale::En, 180), "13 Mar 2026");
    assert_eq!(late.date(Locale::Ar, 180), "13 مارس 2026");
    assert_eq!(late.hijri(Locale::En, 180).as_deref(), Some("24 Ramadan 1447 AH"));
    assert_eq!(late.full(Locale::Ar, 180), "13 مارس 2026 00:00 · 24 رمضان 1447 هـ");
}

#[test]
fn how_long_ago_turns_into_a_date_after_a_week() {
    let then = Stamp(1_773_304_200_000);
    let after = |ms| bare(&then.ago(Stamp(then.0 + ms), Locale::Ar, 180));

    assert_eq!(after(30_000), "الآن");
    assert_eq!(after(2 * 60_000), "قبل دقيقتين");
    assert_eq!(after(3 * 3_600_000), "قبل 3 ساعات");
    assert_eq!(after(24 * 3_600_000), "أمس");
    assert_eq!(after(8 * 24 * 3_600_000), "12 مارس 2026");
}

#[test]
fn thousands_are_set_apart() {
    assert_eq!(number(0), "0");
    assert_eq!(number(999), "999");
    assert_eq!(number(1_234_567), "1,234,567");
    assert_eq!(number(-1_000), "-1,000");
}
