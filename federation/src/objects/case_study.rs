//! The record of a case study: what an `Article` says in our own terms beside its readable text. `docs/federation/case-studies.md`
//! names them. Read as leniently as everything else: what has the wrong shape is left out, numbers may be strings, and nothing
//! here knows which codes exist.

use serde_json::Value;
use url::Url;

use super::parts::languages;
use crate::lenient::{self, Reader, many};

/// Most entries read of one list; the rest of a longer one is left out.
const ENTRIES_MAX: usize = 64;
/// Longest number in words, in bytes.
const NUMBER_MAX: usize = 40;

/// A passage: HTML, and the Markdown it was written in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// As sent: to be sanitized before it is shown.
    pub html: String,
    /// Markdown.
    pub markdown: Option<String>,
}

/// A term of a list: a code, a name in the language of the case study, or both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Term {
    /// Code in its list.
    pub code: Option<String>,
    /// Name.
    pub name: Option<String>,
}

/// A figure before and after. Numbers are as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// What is measured.
    pub name: String,
    /// In what.
    pub unit: String,
    /// Value before.
    pub before: Option<String>,
    /// Value after.
    pub after: Option<String>,
    /// Over which time.
    pub period: String,
}

/// A dimension of readiness with its bands before and after.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readiness {
    /// Which.
    pub dimension: String,
    /// Band before.
    pub before: Option<String>,
    /// Band after.
    pub after: Option<String>,
}

/// What it cost. Numbers are as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cost {
    /// The amount, if it is told.
    pub amount: Option<String>,
    /// Of which currency, ISO 4217; ours is SAR.
    pub currency: Option<String>,
    /// The band that the amount lies in.
    pub band: Option<String>,
}

/// Where it is: the `location` of the `Article`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// The whole of it in words.
    pub name: Option<String>,
    /// Region.
    pub region: Option<Term>,
    /// Industrial city.
    pub city: Option<Term>,
    /// Town.
    pub locality: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
}

/// The same case study in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its id.
    pub id: Url,
    /// BCP 47 tag.
    pub language: Option<String>,
}

/// The record of a case study.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CaseStudyDocument {
    /// What was wrong.
    pub problem: Option<Passage>,
    /// What was done.
    pub solution: Option<Passage>,
    /// What was learned.
    pub lessons: Option<Passage>,
    /// Sector, ISIC Rev. 4.
    pub sector: Option<Term>,
    /// Technologies.
    pub technologies: Vec<Term>,
    /// Vendors.
    pub vendors: Vec<String>,
    /// Size of the establishment: `micro`, `small`, `medium`, `large`.
    pub company_size: Option<String>,
    /// Who it is about.
    pub organisation: Option<String>,
    /// What it cost.
    pub cost: Option<Cost>,
    /// Months until the money was back, as written.
    pub payback_months: Option<String>,
    /// Figures.
    pub metrics: Vec<Figure>,
    /// Dimensions of readiness.
    pub readiness: Vec<Readiness>,
    /// Months (`2026-03`) and what happened then.
    pub milestones: Vec<(String, String)>,
    /// How its author likes to be asked: `replies`, `profile`, `none`.
    pub contact: Option<String>,
    /// Where it is.
    pub place: Option<Place>,
    /// The question it grew from.
    pub grew_from: Option<Url>,
    /// The same in other languages.
    pub versions: Vec<Version>,
}

impl CaseStudyDocument {
    /// Reads the record of an object, if it carries one: it says `caseStudy`, and tells of a problem or a solution.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        let r = Reader::new("case study", value).ok()?;
        let says_so = match r.get("caseStudy") {
            Value::Number(_) | Value::String(_) => true,
            Value::Bool(says) => *says,
            _ => false,
        };
        if !says_so {
            return None;
        }
        let record = Self {
            problem: passage(r.get("problem")),
            solution: passage(r.get("solution")),
            lessons: passage(r.get("lessons")),
            sector: term(r.get("sector")),
            technologies: list(r.get("technologies"), term),
            vendors: list(r.get("vendors"), name),
            company_size: r.text("companySize"),
            organisation: name(r.get("organisation")),
            cost: cost(r.get("cost")),
            payback_months: number(r.get("paybackMonths")),
            metrics: list(r.get("metrics"), figure),
            readiness: list(r.get("readiness"), readiness),
            milestones: list(r.get("milestones"), milestone),
            contact: r.text("contact"),
            place: many(r.get("location")).iter().find_map(place),
            grew_from: r.opt_url("grewFrom"),
            versions: list(r.get("versions"), version),
        };
        (record.problem.is_some() || record.solution.is_some()).then_some(record)
    }
}

pub(super) fn list<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Vec<T> {
    many(value).iter().take(ENTRIES_MAX).filter_map(read).collect()
}

/// A passage as an object like those of ActivityStreams, or as a string of HTML.
pub(super) fn passage(value: &Value) -> Option<Passage> {
    if let Value::String(html) = value {
        return Some(Passage {
            html: html.clone(),
            markdown: None,
        })
        .filter(|passage| !passage.html.trim().is_empty());
    }
    let r = Reader::new("passage", value).ok()?;
    let source = r.get("source");
    let is_markdown = source.get("mediaType").and_then(Value::as_str) == Some("text/markdown");
    let markdown = source.get("content").and_then(Value::as_str).filter(|_| is_markdown);
    let html = r.text("content").unwrap_or_default();
    let is_empty = html.trim().is_empty() && markdown.is_none_or(|text| text.trim().is_empty());
    (!is_empty).then(|| Passage {
        html,
        markdown: markdown.map(str::to_owned),
    })
}

/// A code as a string, or an object with code and name.
pub(super) fn term(value: &Value) -> Option<Term> {
    let term = match value {
        Value::String(_) | Value::Number(_) => Term {
            code: word(value),
            name: None,
        },
        _ => {
            let r = Reader::new("term", value).ok()?;
            Term {
                code: word(r.get("code")),
                name: r.text("name"),
            }
        }
    };
    (term.code.is_some() || term.name.is_some()).then_some(term)
}

/// A text or a number as text.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        other => lenient::text(other).filter(|text| !text.trim().is_empty()),
    }
}

/// The name of something, bare or in an object.
pub(super) fn name(value: &Value) -> Option<String> {
    let named = match value {
        Value::Object(_) => lenient::text(value.get("name")?),
        Value::String(text) => Some(text.clone()),
        _ => None,
    };
    named.filter(|name| !name.trim().is_empty())
}

/// A number as digits, also where it came as a string. Never in the notation with an exponent.
pub(super) fn number(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Some(whole.to_string()),
            (None, Some(value)) => Some(value.to_string()),
            (None, None) => None,
        },
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty() && text.len() <= NUMBER_MAX),
        _ => None,
    }
}

fn cost(value: &Value) -> Option<Cost> {
    let r = Reader::new("cost", value).ok()?;
    let cost = Cost {
        amount: number(r.get("amount")),
        currency: r.text("currency"),
        band: r.text("band"),
    };
    (cost.amount.is_some() || cost.band.is_some()).then_some(cost)
}

fn figure(value: &Value) -> Option<Figure> {
    let r = Reader::new("figure", value).ok()?;
    Some(Figure {
        name: r.text("name")?,
        unit: r.text("unit").unwrap_or_default(),
        before: number(r.get("before")),
        after: number(r.get("after")),
        period: r.text("period").unwrap_or_default(),
    })
}

fn readiness(value: &Value) -> Option<Readiness> {
    let r = Reader::new("readiness", value).ok()?;
    Some(Readiness {
        dimension: r.text("dimension")?,
        before: number(r.get("before")),
        after: number(r.get("after")),
    })
}

fn milestone(value: &Value) -> Option<(String, String)> {
    let r = Reader::new("milestone", value).ok()?;
    Some((r.text("month")?, r.text("name")?))
}

/// A place of ours, or one as others send it: whatever has a name, an address or a point.
fn place(value: &Value) -> Option<Place> {
    let r = Reader::new("place", value).ok()?;
    let degrees = |field| {
        number(r.get(field))?
            .parse::<f64>()
            .ok()
            .filter(|degrees| degrees.is_finite())
    };
    let address = r.get("address");
    let locality = address.get("addressLocality").and_then(lenient::text);
    let place = Place {
        name: r.text("name"),
        region: term(r.get("region")),
        city: term(r.get("industrialCity")),
        locality: locality.filter(|name| !name.trim().is_empty()),
        point: degrees("latitude").zip(degrees("longitude")),
    };
    (place != Place::default()).then_some(place)
}

fn version(value: &Value) -> Option<Version> {
    let id = lenient::id(value)?;
    let language = value.get("hreflang").map(languages).unwrap_or_default();
    Some(Version {
        id,
        language: language.into_iter().next(),
    })
}
