//! Reference data: the regions, industrial cities, sectors and technologies that members choose from. Admins edit them.
//!
//! What is switched off is no longer offered, and stays where it was chosen before.

use crate::db::taxonomy::{self, Term, TermChanges};
use crate::db::types::{Language, TermKind};

use super::error::{Error, Result};
use super::validate::{Problem, Problems};
use super::{Core, Principal};

/// All terms, read once for a page.
#[derive(Debug, Clone, Default)]
pub struct Taxonomy(Vec<Term>);

impl Taxonomy {
    /// Reads them, in one statement.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn load(core: &Core) -> Result<Self> {
        Ok(Self(taxonomy::list(&mut core.db.read().await?).await?))
    }

    /// These terms.
    pub fn of(terms: Vec<Term>) -> Self {
        Self(terms)
    }

    /// All terms of a list, also those that are switched off, in their order.
    pub fn all(&self, kind: TermKind) -> impl Iterator<Item = &Term> {
        self.0.iter().filter(move |term| term.kind == kind)
    }

    /// What a form offers: terms that are in use, and the one that was chosen before.
    pub fn offered<'a>(&'a self, kind: TermKind, chosen: &'a str) -> impl Iterator<Item = &'a Term> {
        self.all(kind).filter(move |term| term.is_active || term.code == chosen)
    }

    /// The term with this code.
    pub fn find(&self, kind: TermKind, code: &str) -> Option<&Term> {
        self.all(kind).find(|term| term.code == code)
    }

    /// Its name in `language`; nothing for a code that is not there.
    pub fn name(&self, kind: TermKind, code: Option<&str>, language: Language) -> Option<&str> {
        Some(self.find(kind, code?)?.name(language))
    }

    /// Takes an optional choice of a form. `kept` is what stood there before, which stays possible when it is switched off.
    pub(super) fn choice(
        &self,
        problems: &mut Problems,
        field: &'static str,
        kind: TermKind,
        typed: &str,
        kept: Option<&str>,
    ) -> Option<String> {
        let code = typed.trim();
        if code.is_empty() {
            return None;
        }
        match self.find(kind, code) {
            Some(term) if term.is_active || kept == Some(code) => Some(code.to_owned()),
            _ => {
                problems.add(field, Problem::Choice);
                None
            }
        }
    }

    /// Takes the technologies that were chosen, each once, at most `most`. Those that are kept stay possible when they are switched
    /// off.
    pub(super) fn technologies(
        &self,
        problems: &mut Problems,
        typed: &[String],
        most: usize,
        is_kept: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let mut codes: Vec<String> = Vec::new();
        for typed in typed {
            let kept = Some(typed.trim()).filter(|code| is_kept(code));
            let code = self.choice(problems, "technologies", TermKind::Technology, typed, kept);
            codes.extend(code.filter(|code| !codes.contains(code)));
        }
        if codes.len() > most {
            problems.add("technologies", Problem::TooMany(most));
        }
        codes
    }
}

/// Codes as they stand in a column that holds several: each between spaces.
pub(super) fn spaced(codes: &[String]) -> String {
    if codes.is_empty() {
        String::new()
    } else {
        format!(" {} ", codes.join(" "))
    }
}

/// The form of an admin.
#[derive(Debug, Clone, Default)]
pub struct TermForm {
    /// Name in its list; fixed once the term exists.
    pub code: String,
    /// Arabic name.
    pub name_ar: String,
    /// English name.
    pub name_en: String,
    /// Of a city, the code of its region.
    pub parent: String,
    /// Other words for it, separated by commas.
    pub synonyms: String,
    /// Degrees north, of a region or a city.
    pub latitude: String,
    /// Degrees east, of a region or a city.
    pub longitude: String,
    /// Place in its list.
    pub position: String,
    /// Whether it is offered.
    pub is_active: bool,
}

fn check(known: &Taxonomy, kind: TermKind, form: &TermForm) -> (TermChanges, Problems) {
    let mut problems = Problems::default();
    let name_ar = problems.line("name_ar", &form.name_ar, 1, 120);
    let name_en = problems.line("name_en", &form.name_en, 1, 120);
    let parent = match kind {
        TermKind::City => {
            let region = form.parent.trim();
            if known.find(TermKind::Region, region).is_none() {
                problems.add("parent", Problem::Choice);
            }
            Some(region.to_owned())
        }
        _ => None,
    };
    let is_place = matches!(kind, TermKind::Region | TermKind::City);
    let mut degrees = |field, typed: &str, limit: f64| {
        let typed = typed.trim();
        if !is_place || typed.is_empty() {
            return None;
        }
        let read = typed.parse::<f64>().ok().filter(|value| value.abs() <= limit);
        if read.is_none() {
            problems.add(field, Problem::Degrees);
        }
        read
    };
    let (latitude, longitude) = (
        degrees("latitude", &form.latitude, 90.0),
        degrees("longitude", &form.longitude, 180.0),
    );
    let position = form.position.trim().parse().unwrap_or_else(|_| {
        if !form.position.trim().is_empty() {
            problems.add("position", Problem::Number);
        }
        1 + known.all(kind).map(|term| term.position).max().unwrap_or(0)
    });
    let changes = TermChanges {
        name_ar,
        name_en,
        parent,
        synonyms: problems.line("synonyms", &form.synonyms, 0, 500),
        latitude,
        longitude,
        position,
        is_active: form.is_active,
    };
    (changes, problems)
}

/// A code: ASCII letters, digits and `-`, as in `SA-04`, `2410` and `ot-security`. A sector's is a number of ISIC Rev. 4.
fn is_code(kind: TermKind, code: &str) -> bool {
    match kind {
        TermKind::Sector => (2..=4).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit()),
        _ => (2..=40).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
    }
}

/// Adds a term to a list.
///
/// # Errors
/// [`super::Denied::NotAdmin`]; [`Error::Invalid`], also where the list has such a code.
pub async fn add(core: &Core, by: &Principal, kind: TermKind, form: &TermForm) -> Result<()> {
    by.require_admin()?;
    let known = Taxonomy::load(core).await?;
    let (changes, mut problems) = check(&known, kind, form);
    let code = form.code.trim();
    if code.is_empty() {
        problems.add("code", Problem::Required);
    } else if !is_code(kind, code) {
        problems.add("code", Problem::Code);
    }
    problems.into_result(())?;
    let term = Term {
        kind,
        code: code.to_owned(),
        name_ar: changes.name_ar,
        name_en: changes.name_en,
        parent: changes.parent,
        synonyms: changes.synonyms,
        latitude: changes.latitude,
        longitude: changes.longitude,
        position: changes.position,
        is_active: changes.is_active,
    };
    core.change(async |conn| match taxonomy::insert(conn, &term).await {
        Err(crate::db::Error::Conflict(_)) => Err(Error::Invalid(Problems::one("code", Problem::Taken))),
        other => Ok(other?),
    })
    .await
}

/// Changes a term. Its code stays, for that is what stands in what was written before.
///
/// # Errors
/// [`super::Denied::NotAdmin`]; [`Error::Invalid`]; [`Error::NotFound`].
pub async fn edit(core: &Core, by: &Principal, kind: TermKind, code: &str, form: &TermForm) -> Result<()> {
    by.require_admin()?;
    let known = Taxonomy::load(core).await?;
    let (changes, problems) = check(&known, kind, form);
    problems.into_result(())?;
    core.change(async |conn| {
        if taxonomy::update(conn, kind, code, &changes).await? {
            Ok(())
        } else {
            Err(Error::NotFound)
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sectors_are_numbers_and_the_rest_are_plain_names() {
        for (kind, code) in [
            (TermKind::Sector, "2410"),
            (TermKind::Sector, "24"),
            (TermKind::City, "jubail-2"),
            (TermKind::Region, "SA-04"),
        ] {
            assert!(is_code(kind, code), "{code}");
        }
        for (kind, code) in [
            (TermKind::Sector, "24101"),
            (TermKind::Sector, "steel"),
            (TermKind::City, "a b"),
            (TermKind::City, "مدينة"),
        ] {
            assert!(!is_code(kind, code), "{code}");
        }
    }
}
