//! The record of a received case study, as the domain takes it.

use federation::objects::ContentDocument;
use federation::objects::case_study::{CaseStudyDocument, Figure, Passage, Place, Readiness, Term};

use crate::domain::cases::form::{DimensionForm, MetricForm, MilestoneForm};
use crate::domain::cases::{Told, ToldPlace, ToldSection, ToldTerm};
use crate::domain::text;

/// What a document tells of a case study, if it is one.
pub(super) fn told(document: &ContentDocument) -> Option<Box<Told>> {
    let record = document.case_study.as_deref()?;
    let cost = record.cost.clone().unwrap_or_default();
    Some(Box::new(Told {
        language: document.language.clone().unwrap_or_default(),
        summary: text::plain(document.summary.as_deref().unwrap_or_default()),
        problem: section(record.problem.as_ref()),
        solution: section(record.solution.as_ref()),
        lessons: section(record.lessons.as_ref()),
        sector: term(record.sector.as_ref()),
        size: record.company_size.clone().unwrap_or_default(),
        technologies: record.technologies.iter().map(|one| term(Some(one))).collect(),
        vendors: record.vendors.clone(),
        organisation: record.organisation.clone().unwrap_or_default(),
        cost: cost.amount.unwrap_or_default(),
        currency: cost.currency.unwrap_or_default(),
        cost_band: cost.band.unwrap_or_default(),
        payback: record.payback_months.clone().unwrap_or_default(),
        metrics: record.metrics.iter().map(metric).collect(),
        dimensions: record.readiness.iter().map(dimension).collect(),
        milestones: milestones(record),
        contact: record.contact.clone().unwrap_or_default(),
        place: record.place.as_ref().map(place).unwrap_or_default(),
        grew_from: record.grew_from.as_ref().map(ToString::to_string).unwrap_or_default(),
        versions: record.versions.iter().map(|version| version.id.to_string()).collect(),
    }))
}

pub(super) fn section(passage: Option<&Passage>) -> ToldSection {
    passage.map_or_else(ToldSection::default, |passage| {
        ToldSection::received(&passage.html, passage.markdown.as_deref().unwrap_or_default())
    })
}

pub(super) fn term(term: Option<&Term>) -> ToldTerm {
    let part = |part: Option<&String>| part.cloned().unwrap_or_default();
    ToldTerm {
        code: part(term.and_then(|term| term.code.as_ref())),
        name: part(term.and_then(|term| term.name.as_ref())),
    }
}

fn metric(figure: &Figure) -> MetricForm {
    MetricForm {
        name: figure.name.clone(),
        unit: figure.unit.clone(),
        before: figure.before.clone().unwrap_or_default(),
        after: figure.after.clone().unwrap_or_default(),
        period: figure.period.clone(),
    }
}

fn dimension(readiness: &Readiness) -> DimensionForm {
    DimensionForm {
        code: readiness.dimension.clone(),
        before: readiness.before.clone().unwrap_or_default(),
        after: readiness.after.clone().unwrap_or_default(),
    }
}

fn milestones(record: &CaseStudyDocument) -> Vec<MilestoneForm> {
    let told = record.milestones.iter().cloned();
    told.map(|(month, words)| MilestoneForm { month, words }).collect()
}

fn place(place: &Place) -> ToldPlace {
    ToldPlace {
        name: place.name.clone().unwrap_or_default(),
        region: term(place.region.as_ref()),
        city: term(place.city.as_ref()),
        locality: place.locality.clone().unwrap_or_default(),
        point: place.point,
    }
}
