//! Words that stand for one another: plurals that no rule makes, other spellings, and the Arabic and English names of one
//! thing. They are data (`synonyms.txt`), so that who knows the trade can add to them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::stem::stem;
use crate::domain::fold;

const FILE: &str = include_str!("synonyms.txt");

/// A word or several, as compared.
pub(super) type Name = Vec<String>;

/// Names by the stems that they are found by.
struct Table {
    groups: Vec<Vec<Name>>,
    of: HashMap<Name, Vec<usize>>,
    longest: usize,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(FILE));

impl Table {
    fn read(file: &str) -> Self {
        let mut table = Self {
            groups: Vec::new(),
            of: HashMap::new(),
            longest: 0,
        };
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let names: Vec<Name> = line
                .split('=')
                .map(fold::words)
                .filter(|name| !name.is_empty())
                .collect();
            if names.is_empty() {
                continue;
            }
            for name in &names {
                // Under itself, too: what is cut off to make the stem may be a letter of its own.
                for key in [stems(name), name.clone()] {
                    let groups = table.of.entry(key).or_default();
                    if groups.last() != Some(&table.groups.len()) {
                        groups.push(table.groups.len());
                    }
                }
                table.longest = table.longest.max(name.len());
            }
            table.groups.push(names);
        }
        table
    }
}

/// The stems of some words.
pub(super) fn stems(words: &[String]) -> Name {
    words.iter().map(|word| stem(word)).collect()
}

/// How many words at the head of these are one name, and the names that mean the same; the longest name counts.
pub(super) fn at_head(words: &[String]) -> Option<(usize, Vec<&'static Name>)> {
    let stems = stems(words);
    (1..=TABLE.longest.min(words.len())).rev().find_map(|length| {
        let groups = TABLE
            .of
            .get(&stems[..length])
            .or_else(|| TABLE.of.get(&words[..length]))?;
        let names = groups.iter().flat_map(|group| &TABLE.groups[*group]);
        Some((length, names.collect()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let words = fold::words(text);
        let names = at_head(&words).map(|(_, names)| names).unwrap_or_default();
        names.into_iter().map(|name| name.join(" ")).collect()
    }

    #[test]
    fn plurals_spellings_and_the_other_language_stand_together() {
        for (typed, meant) in [
            ("مصنع", "مصانع"),
            ("المصانع", "factory"),
            ("الطاقة", "طاقات"),
            ("مسؤول", "مسيول"),
            ("روبوتات", "روبوت"),
            ("Robots", "روبوت"),
            ("بالكهرباء", "electricity"),
            ("كهرباء", "electricity"),
            ("predictive maintenance", "صيانه تنبويه"),
            ("الصيانة التنبؤية", "predictive maintenance"),
        ] {
            assert!(found(typed).contains(&meant.to_owned()), "{typed}: {:?}", found(typed));
        }
        assert!(found("قرميد").is_empty());
    }

    #[test]
    fn the_longest_name_counts() {
        let words = fold::words("predictive maintenance of pumps");
        assert_eq!(at_head(&words).map(|(length, _)| length), Some(2));
        assert_eq!(at_head(&words[1..]).map(|(length, _)| length), Some(1));
    }
}
