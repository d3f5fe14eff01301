//! Addresses of case studies.

/// The library of case studies.
pub const CASES: &str = "/cases";
/// Begin a case study; what I have begun.
pub const CASE_NEW: &str = "/cases/new";
/// The library as a table to take away.
pub const CASES_TABLE: &str = "/cases/table.csv";
/// Searches of the library that I keep.
pub const CASE_SEARCHES: &str = "/cases/searches";
/// What the live map of case studies shows.
pub const CASES_MAP: &str = "/cases/map.json";
/// The library as a map.
pub const CASES_AS_MAP: &str = "/cases?view=map";
/// Case studies that wait for the editors.
pub const CASE_REVIEW: &str = "/cases/review";

/// A case study.
#[must_use]
pub fn case_study(id: &i64) -> String {
    format!("/cases/{id}")
}

/// Change a published case study (POST).
#[must_use]
pub fn case_change(id: &i64) -> String {
    format!("/cases/{id}/edit")
}

/// A step of the composer of a draft.
#[must_use]
pub fn case_step(draft: &i64, step: &str) -> String {
    format!("/cases/{draft}/edit/{step}")
}

/// Throw a draft away (POST).
#[must_use]
pub fn case_discard(draft: &i64) -> String {
    format!("/cases/{draft}/discard")
}

/// A draft as the editors see it. POST decides.
#[must_use]
pub fn case_decide(draft: &i64) -> String {
    format!("/cases/{draft}/review")
}

/// Put a case study at the head of the library, or out of it (POST).
#[must_use]
pub fn case_standing(id: &i64) -> String {
    format!("/cases/{id}/standing")
}

/// Case studies side by side; `?id=` for each.
pub const CASE_COMPARE: &str = "/cases/compare";

/// A search that I keep: to what it finds. POST renames it.
#[must_use]
pub fn case_search(id: &i64) -> String {
    format!("/cases/searches/{id}")
}

/// Keep a search no longer (POST).
#[must_use]
pub fn case_search_delete(id: &i64) -> String {
    format!("/cases/searches/{id}/delete")
}

/// A case study on one sheet of paper.
#[must_use]
pub fn case_sheet(id: &i64) -> String {
    format!("/cases/{id}/sheet")
}

/// The case studies of a forum.
#[must_use]
pub fn forum_cases(name: &str) -> String {
    format!("/forums/{name}/cases")
}

/// Report that one did it, too.
#[must_use]
pub fn case_replicate(id: &i64) -> String {
    format!("/cases/{id}/replicate")
}

/// Begin a case study from a question.
#[must_use]
pub fn case_from(question: &i64) -> String {
    format!("/cases/new?question={question}")
}

/// Say a case study in another language.
#[must_use]
pub fn case_version(id: &i64) -> String {
    format!("/cases/new?version={id}")
}

/// The library narrowed by one facet.
#[must_use]
pub fn cases_by(facet: &str, value: &str) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair(facet, value)
        .finish();
    format!("{CASES}?{query}")
}

/// A region.
#[must_use]
pub fn region(code: &str) -> String {
    format!("/regions/{code}")
}

/// The library narrowed to a sector of a region.
#[must_use]
pub fn cases_of(region: &str, sector: &str) -> String {
    format!("{}&sector={sector}", cases_by("region", region))
}

/// People of a region.
#[must_use]
pub fn people_of_region(code: &str) -> String {
    format!("{}?region={code}", super::PEOPLE)
}

/// Organisations of a region.
#[must_use]
pub fn organisations_of_region(code: &str) -> String {
    format!("{}?region={code}", super::ORGANISATIONS)
}
