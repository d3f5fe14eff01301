//! The record of a case study in our own terms, as keys of its `Article`. Peers that do not know them pass over them; what
//! stands in them stands in the readable text, too.

use serde_json::{Map, Value, json};
use url::Url;

use super::Wire;

/// The version of the terms; it changes when a reader of the former one would misread the new one.
const VERSION: u8 = 1;
/// The currency of all amounts.
const CURRENCY: &str = "SAR";

/// A passage.
#[derive(Debug, Clone, Default)]
pub struct PassageDraft {
    /// Sanitized HTML.
    pub html: String,
    /// The Markdown it was written in.
    pub markdown: Option<String>,
}

/// A code with its name in the language of the case study.
#[derive(Debug, Clone, Default)]
pub struct TermDraft {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// A figure before and after.
#[derive(Debug, Clone, Default)]
pub struct FigureDraft {
    /// What is measured.
    pub name: String,
    /// In what; empty for a mere number.
    pub unit: String,
    /// Value before.
    pub before: Option<f64>,
    /// Value after.
    pub after: Option<f64>,
    /// Over which time; empty if not said.
    pub period: String,
}

/// What it cost, in riyals.
#[derive(Debug, Clone, Default)]
pub struct CostDraft {
    /// The amount, if it is told.
    pub amount: Option<i64>,
    /// The band it lies in.
    pub band: String,
}

/// Where it is: what its author shows, and nothing that tells how much that is.
#[derive(Debug, Clone, Default)]
pub struct PlaceDraft {
    /// The whole of it in words.
    pub name: String,
    /// Region.
    pub region: Option<TermDraft>,
    /// Industrial city.
    pub city: Option<TermDraft>,
    /// Town; empty if none.
    pub locality: String,
    /// Country, ISO 3166.
    pub country: String,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
}

/// The same case study in another language.
#[derive(Debug, Clone)]
pub struct VersionDraft {
    /// Its id.
    pub id: Url,
    /// BCP 47 tag, if known.
    pub language: Option<String>,
    /// Its title.
    pub title: String,
}

/// The record of a case study.
#[derive(Debug, Clone, Default)]
pub struct CaseStudyDraft {
    /// What was wrong.
    pub problem: PassageDraft,
    /// What was done.
    pub solution: PassageDraft,
    /// What was learned.
    pub lessons: Option<PassageDraft>,
    /// Sector, ISIC Rev. 4.
    pub sector: Option<TermDraft>,
    /// Technologies.
    pub technologies: Vec<TermDraft>,
    /// Vendors.
    pub vendors: Vec<String>,
    /// Size of the establishment.
    pub company_size: Option<String>,
    /// Who it is about, if that is told.
    pub organisation: Option<String>,
    /// What it cost.
    pub cost: Option<CostDraft>,
    /// Months until the money was back.
    pub payback_months: Option<i64>,
    /// Figures.
    pub metrics: Vec<FigureDraft>,
    /// Dimensions of readiness with their bands before and after.
    pub readiness: Vec<(String, Option<i64>, Option<i64>)>,
    /// Months and what happened then.
    pub milestones: Vec<(String, String)>,
    /// How its author likes to be asked.
    pub contact: String,
    /// Where it is, if that is shown.
    pub place: Option<PlaceDraft>,
    /// The question it grew from.
    pub grew_from: Option<Url>,
    /// The same in other languages.
    pub versions: Vec<VersionDraft>,
}

impl CaseStudyDraft {
    /// The keys.
    pub(super) fn put(&self, wire: Wire) -> Wire {
        wire.set("caseStudy", VERSION)
            .set("problem", passage(&self.problem))
            .set("solution", passage(&self.solution))
            .maybe("lessons", self.lessons.as_ref().map(passage))
            .maybe("sector", self.sector.as_ref().map(term))
            .set("technologies", all(&self.technologies, term))
            .set("vendors", self.vendors.clone())
            .maybe("companySize", self.company_size.clone())
            .maybe("organisation", self.organisation.clone())
            .maybe("cost", self.cost.as_ref().map(cost))
            .maybe("paybackMonths", self.payback_months)
            .set("metrics", all(&self.metrics, figure))
            .set("readiness", all(&self.readiness, readiness))
            .set("milestones", all(&self.milestones, milestone))
            .set("contact", self.contact.clone())
            .maybe("location", self.place.as_ref().map(place))
            .maybe("grewFrom", self.grew_from.as_ref().map(Url::as_str))
            .set("versions", all(&self.versions, version))
    }
}

fn all<T>(items: &[T], json: impl Fn(&T) -> Value) -> Value {
    items.iter().map(json).collect()
}

pub(super) fn passage(passage: &PassageDraft) -> Value {
    let source = passage.markdown.as_ref();
    let source = source.map(|text| json!({ "content": text, "mediaType": "text/markdown" }));
    Wire::new(json!({ "content": passage.html, "mediaType": "text/html" }))
        .maybe("source", source)
        .embed()
}

pub(super) fn term(term: &TermDraft) -> Value {
    json!({ "code": term.code, "name": term.name })
}

fn cost(cost: &CostDraft) -> Value {
    Wire::new(json!({ "currency": CURRENCY, "band": cost.band }))
        .maybe("amount", cost.amount)
        .embed()
}

fn figure(figure: &FigureDraft) -> Value {
    Wire::new(json!({ "name": figure.name, "unit": figure.unit, "period": figure.period }))
        .maybe("before", figure.before)
        .maybe("after", figure.after)
        .embed()
}

fn readiness((dimension, before, after): &(String, Option<i64>, Option<i64>)) -> Value {
    Wire::new(json!({ "dimension": dimension }))
        .maybe("before", *before)
        .maybe("after", *after)
        .embed()
}

fn milestone((month, name): &(String, String)) -> Value {
    json!({ "month": month, "name": name })
}

fn place(place: &PlaceDraft) -> Value {
    let mut address = Map::new();
    address.insert("type".to_owned(), "PostalAddress".into());
    let parts = [
        ("addressLocality", Some(&place.locality).filter(|name| !name.is_empty())),
        ("addressRegion", place.region.as_ref().map(|region| &region.name)),
        ("addressCountry", Some(&place.country)),
    ];
    let parts = parts
        .into_iter()
        .filter_map(|(key, part)| Some((key.to_owned(), part?.as_str().into())));
    address.extend(parts);
    Wire::new(json!({ "type": "Place", "name": place.name, "address": address }))
        .maybe("region", place.region.as_ref().map(term))
        .maybe("industrialCity", place.city.as_ref().map(term))
        .maybe("latitude", place.point.map(|(latitude, _)| latitude))
        .maybe("longitude", place.point.map(|(_, longitude)| longitude))
        .embed()
}

fn version(version: &VersionDraft) -> Value {
    Wire::new(json!({ "type": "Link", "href": version.id, "mediaType": "text/html", "name": version.title }))
        .maybe("hreflang", version.language.clone())
        .embed()
}
