//! The form of an organisation, and what is wrong with it.

use url::Url;

use crate::db::organisations::{Organisation, OrganisationChanges};
use crate::db::types::{OrganisationKind, SizeClass, TermKind};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{fold, text};

use super::numbers;

/// Longest name, in characters.
pub const NAME_MAX: usize = 120;
/// Longest description, in characters.
pub const ABOUT_MAX: usize = 2_000;
/// Longest list of products and longest site, in characters.
pub const LINE_MAX: usize = 300;

/// What an owner says of an organisation, as typed.
#[derive(Debug, Clone, Default)]
pub struct OrganisationForm {
    /// `factory`, `provider` or `chamber`.
    pub kind: String,
    /// Arabic name; one of the two is enough.
    pub name_ar: String,
    /// English name.
    pub name_en: String,
    /// About it, in Arabic; plain text.
    pub about_ar: String,
    /// About it, in English; plain text.
    pub about_en: String,
    /// Unified national number. Every factory has one.
    pub national_number: String,
    /// Code of its sector.
    pub sector: String,
    /// `micro`, `small`, `medium` or `large`.
    pub size_class: String,
    /// Code of its region.
    pub region: String,
    /// Code of its industrial city.
    pub city: String,
    /// Where in the city, in words.
    pub site: String,
    /// What it makes or offers, in words.
    pub products: String,
    /// Address of its website.
    pub website: String,
}

impl OrganisationForm {
    /// What stands of an organisation now, to be changed.
    pub fn of(known: &Organisation) -> Self {
        let code = |code: &Option<String>| code.clone().unwrap_or_default();
        Self {
            kind: known.kind.to_string(),
            name_ar: known.name_ar.clone(),
            name_en: known.name_en.clone(),
            about_ar: known.about_ar.clone(),
            about_en: known.about_en.clone(),
            national_number: code(&known.national_number),
            sector: code(&known.sector),
            size_class: known.size_class.map(|size| size.to_string()).unwrap_or_default(),
            region: code(&known.region),
            city: code(&known.city),
            site: known.site.clone(),
            products: known.products.clone(),
            website: known.website.clone(),
        }
    }
}

/// Checks a form; `before` is what it changes.
pub(super) fn check(
    terms: &Taxonomy,
    form: &OrganisationForm,
    before: Option<&Organisation>,
) -> (OrganisationChanges, Problems) {
    let mut problems = Problems::default();
    let kind = form.kind.parse().unwrap_or_else(|_| {
        problems.add("kind", Problem::Choice);
        OrganisationKind::Factory
    });
    let national_number = national_number(&mut problems, kind, &form.national_number);
    let name_ar = problems.line("name_ar", &form.name_ar, 0, NAME_MAX);
    let name_en = problems.line("name_en", &form.name_en, 0, NAME_MAX);
    // A name is something that can be searched for.
    if fold::index_words([name_ar.as_str(), name_en.as_str()]).is_empty() {
        problems.add("name_ar", Problem::Required);
    }
    let kept = |code: fn(&Organisation) -> &Option<String>| before.and_then(|known| code(known).as_deref());
    let sector = terms.choice(
        &mut problems,
        "sector",
        TermKind::Sector,
        &form.sector,
        kept(|o| &o.sector),
    );
    let region = terms.choice(
        &mut problems,
        "region",
        TermKind::Region,
        &form.region,
        kept(|o| &o.region),
    );
    let city = terms.choice(&mut problems, "city", TermKind::City, &form.city, kept(|o| &o.city));
    let (region, city) = place(terms, &mut problems, region, city);
    let changes = OrganisationChanges {
        kind,
        name_ar,
        name_en,
        about_ar: problems.block("about_ar", &form.about_ar, 0, ABOUT_MAX),
        about_en: problems.block("about_en", &form.about_en, 0, ABOUT_MAX),
        national_number,
        sector,
        size_class: size_class(&mut problems, &form.size_class),
        region,
        city,
        site: problems.line("site", &form.site, 0, LINE_MAX),
        products: problems.line("products", &form.products, 0, LINE_MAX),
        website: website(&mut problems, &form.website),
    };
    (changes, problems)
}

fn national_number(problems: &mut Problems, kind: OrganisationKind, typed: &str) -> Option<String> {
    if typed.trim().is_empty() {
        if kind == OrganisationKind::Factory {
            problems.add("national_number", Problem::Required);
        }
        return None;
    }
    let read = numbers::read(typed);
    if read.is_none() {
        problems.add("national_number", Problem::NationalNumber);
    }
    read
}

/// A city lies in its region; who names the city alone need not name the region.
fn place(
    terms: &Taxonomy,
    problems: &mut Problems,
    region: Option<String>,
    city: Option<String>,
) -> (Option<String>, Option<String>) {
    let home = city
        .as_deref()
        .and_then(|code| terms.find(TermKind::City, code)?.parent.clone());
    match (region, home) {
        (None, home) => (home, city),
        (Some(region), Some(home)) if region != home => {
            problems.add("city", Problem::CityElsewhere);
            (Some(region), city)
        }
        (region, _) => (region, city),
    }
}

fn size_class(problems: &mut Problems, typed: &str) -> Option<SizeClass> {
    if typed.trim().is_empty() {
        return None;
    }
    let read = typed.trim().parse().ok();
    if read.is_none() {
        problems.add("size_class", Problem::Choice);
    }
    read
}

/// An address with or without `https://` before it.
fn website(problems: &mut Problems, typed: &str) -> String {
    let typed = typed.trim();
    if typed.is_empty() {
        return String::new();
    }
    let whole = if typed.contains("://") {
        typed.to_owned()
    } else {
        format!("https://{typed}")
    };
    let read = Url::parse(&whole).ok().filter(|url| {
        let is_web = matches!(url.scheme(), "http" | "https");
        let has_host = url.host_str().is_some_and(|host| host.contains('.'));
        is_web && has_host && url.username().is_empty() && url.password().is_none()
    });
    match read {
        Some(url) if url.as_str().len() <= LINE_MAX => url.into(),
        Some(_) => {
            problems.add("website", Problem::TooLong(LINE_MAX));
            text::cut(&whole, LINE_MAX)
        }
        None => {
            problems.add("website", Problem::Website);
            String::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::taxonomy::Term;

    fn terms() -> Taxonomy {
        let term = |kind, code: &str, parent: Option<&str>, is_active| Term {
            kind,
            code: code.to_owned(),
            name_ar: code.to_owned(),
            name_en: code.to_owned(),
            parent: parent.map(ToOwned::to_owned),
            synonyms: String::new(),
            latitude: None,
            longitude: None,
            position: 0,
            is_active,
        };
        Taxonomy::of(vec![
            term(TermKind::Region, "SA-01", None, true),
            term(TermKind::Region, "SA-04", None, true),
            term(TermKind::City, "jubail", Some("SA-04"), true),
            term(TermKind::Sector, "24", None, true),
            term(TermKind::Sector, "12", None, false),
        ])
    }

    fn good() -> OrganisationForm {
        OrganisationForm {
            kind: "factory".to_owned(),
            name_ar: "مصنع الخليج للصلب".to_owned(),
            national_number: "٧٠٠ ١٢٣ ٤٥٦٧".to_owned(),
            sector: "24".to_owned(),
            city: "jubail".to_owned(),
            website: "gulfsteel.example".to_owned(),
            ..OrganisationForm::default()
        }
    }

    #[test]
    fn a_city_brings_its_region_and_lies_in_no_other() {
        let (changes, problems) = check(&terms(), &good(), None);
        assert_eq!(problems, Problems::default());
        assert_eq!(changes.region.as_deref(), Some("SA-04"));
        assert_eq!(changes.national_number.as_deref(), Some("7001234567"));
        assert_eq!(changes.website, "https://gulfsteel.example/");
        let elsewhere = OrganisationForm {
            region: "SA-01".to_owned(),
            ..good()
        };
        assert_eq!(
            check(&terms(), &elsewhere, None).1,
            Problems::one("city", Problem::CityElsewhere)
        );
    }

    #[test]
    fn what_is_switched_off_cannot_be_chosen_anew() {
        let tobacco = OrganisationForm {
            sector: "12".to_owned(),
            ..good()
        };
        assert_eq!(check(&terms(), &tobacco, None).1.of("sector"), Some(Problem::Choice));
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let bad = OrganisationForm {
            kind: "bank".to_owned(),
            name_ar: " … ".to_owned(),
            national_number: "1010123456".to_owned(),
            size_class: "huge".to_owned(),
            region: "SA-99".to_owned(),
            city: String::new(),
            website: "javascript:alert(1)".to_owned(),
            ..good()
        };
        let problems = check(&terms(), &bad, None).1;
        for (field, problem) in [
            ("kind", Problem::Choice),
            ("name_ar", Problem::Required),
            ("national_number", Problem::NationalNumber),
            ("size_class", Problem::Choice),
            ("region", Problem::Choice),
            ("website", Problem::Website),
        ] {
            assert_eq!(problems.of(field), Some(problem), "{field}");
        }
    }

    #[test]
    fn only_a_factory_must_have_a_number() {
        let mut form = OrganisationForm {
            national_number: String::new(),
            ..good()
        };
        assert_eq!(
            check(&terms(), &form, None).1,
            Problems::one("national_number", Problem::Required)
        );
        form.kind = "provider".to_owned();
        assert_eq!(check(&terms(), &form, None).1, Problems::default());
    }
}
