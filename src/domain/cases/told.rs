//! A case study as another server tells it: what of it makes sense here is kept, as text where its code is none of ours, and the
//! rest is left out. Nothing of it is ever a reason to refuse the post that it came with.

use serde::{Deserialize, Serialize};

use crate::db::Conn;
use crate::db::cases::parts::{DimensionRow, MetricRow, MilestoneRow, Parts};
use crate::db::cases::{self, CaseRow};
use crate::db::posts::{self, Post};
use crate::db::taxonomy::{self, Term};
use crate::db::types::{CaseStanding, ContactWish, CostBand, InstanceId, PostId, PostKind, SizeClass, TermKind};
use crate::domain::content::Content;
use crate::domain::error::Result;
use crate::domain::taxonomy::{Taxonomy, spaced};
use crate::domain::text;
use crate::domain::validate::is_control;

use super::check::{SECTION_MAX, SUMMARY_MAX, TECHNOLOGIES_MAX, VENDORS_MAX, band_of, month, payback};
use super::form::{DimensionForm, METRICS_MAX, MILESTONES_MAX, MetricForm, MilestoneForm};
use super::place::{self, Place};
use super::record::{News, Record};
use super::{numbers, siri};

/// Longest HTML of one section, in bytes.
const HTML_MAX: usize = 100_000;
/// Longest name of an organisation, a vendor or a sector.
const NAME_MAX: usize = 200;
/// Longest code of a technology that is none of ours.
const CODE_MAX: usize = 40;
/// Most other versions looked for.
const VERSIONS_MAX: usize = 20;

/// A section, made safe.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldSection {
    pub(in crate::domain) html: String,
    pub(in crate::domain) markdown: String,
}

impl ToldSection {
    /// From HTML that another server sent, and the Markdown it says it was written in. Either may be empty.
    pub fn received(html: &str, markdown: &str) -> Self {
        let markdown = if markdown.chars().count() <= SECTION_MAX {
            markdown
        } else {
            ""
        };
        let html = if html.trim().is_empty() {
            text::render(markdown, &|_| None)
        } else {
            text::clean_html(text::beginning(html, HTML_MAX))
        };
        Self {
            html,
            markdown: markdown.to_owned(),
        }
    }
}

/// A term as told: its code, its name, or both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldTerm {
    /// Code; empty if none was told.
    pub code: String,
    /// Name; empty if none was told.
    pub name: String,
}

impl ToldTerm {
    /// What it is called: its name, or its code.
    pub(in crate::domain) fn called(&self) -> &str {
        if self.name.trim().is_empty() {
            &self.code
        } else {
            &self.name
        }
    }
}

/// A place as told.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ToldPlace {
    /// The whole of it in words.
    pub name: String,
    /// Region.
    pub region: ToldTerm,
    /// Industrial city.
    pub city: ToldTerm,
    /// Town.
    pub locality: String,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
}

/// A case study as told. Numbers are as written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// BCP 47; empty if unknown.
    pub language: String,
    /// A teaser, plain text.
    pub summary: String,
    /// What was wrong.
    pub problem: ToldSection,
    /// What was done.
    pub solution: ToldSection,
    /// What was learned.
    pub lessons: ToldSection,
    /// Sector.
    pub sector: ToldTerm,
    /// Size of the establishment.
    pub size: String,
    /// Technologies.
    pub technologies: Vec<ToldTerm>,
    /// Vendors.
    pub vendors: Vec<String>,
    /// Who it is about.
    pub organisation: String,
    /// What it cost.
    pub cost: String,
    /// In which currency; riyals if it does not say.
    pub currency: String,
    /// The band of the cost.
    pub cost_band: String,
    /// Months until it paid off.
    pub payback: String,
    /// Figures.
    pub metrics: Vec<MetricForm>,
    /// Readiness.
    pub dimensions: Vec<DimensionForm>,
    /// What happened when.
    pub milestones: Vec<MilestoneForm>,
    /// How its author likes to be asked.
    pub contact: String,
    /// Where it is.
    pub place: ToldPlace,
    /// The id of the question it grew from; empty if none was told.
    pub grew_from: String,
    /// The ids of the same in other languages.
    pub versions: Vec<String>,
}

impl Told {
    /// A body with everything that is told, for rules about words: pages show the record in the place of the body.
    pub(in crate::domain) fn all_said(&self, body: &Content) -> Content {
        let sections = [&self.problem, &self.solution, &self.lessons].map(|section| section.html.as_str());
        let terms = self
            .technologies
            .iter()
            .chain([&self.sector, &self.place.region, &self.place.city]);
        let terms = terms.flat_map(|term| [&term.code, &term.name]);
        let metrics = self
            .metrics
            .iter()
            .flat_map(|metric| [&metric.name, &metric.unit, &metric.period]);
        let milestones = self.milestones.iter().map(|milestone| &milestone.words);
        let others = [
            &self.summary,
            &self.organisation,
            &self.place.name,
            &self.place.locality,
        ];
        let words = terms
            .chain(metrics)
            .chain(milestones)
            .chain(others)
            .chain(&self.vendors);
        Content {
            html: said(&body.html, &sections, words),
            ..body.clone()
        }
    }
}

/// A post with everything that its record says in its text, as rules about words compare it with what it is to say.
pub(in crate::domain) async fn all_said_by(conn: &mut Conn, post: &Post) -> Result<Post> {
    let Some(Record { row, parts, .. }) = Record::find(conn, post.id).await? else {
        return Ok(post.clone());
    };
    let sections = [&row.problem_html, &row.solution_html, &row.lessons_html].map(String::as_str);
    let metrics = parts
        .metrics
        .iter()
        .flat_map(|metric| [&metric.name, &metric.unit, &metric.period]);
    let milestones = parts.milestones.iter().map(|milestone| &milestone.words);
    let others = [&row.summary, &row.organisation, &row.locality, &row.technologies];
    let words = metrics
        .chain(milestones)
        .chain(others)
        .chain(&row.sector)
        .chain(&parts.vendors);
    Ok(Post {
        html: said(&post.html, &sections, words),
        ..post.clone()
    })
}

fn said<'a>(body: &str, sections: &[&str], words: impl Iterator<Item = &'a String>) -> String {
    let words: Vec<&str> = words.map(String::as_str).filter(|word| !word.is_empty()).collect();
    format!("{body}<p>{}</p>{}", text::escape(&words.join(" ")), sections.concat())
}

/// Puts what was told beside its post, in the place of what was told before; says what is new of it.
pub(in crate::domain) async fn hear(
    conn: &mut Conn,
    post: &Post,
    home: Option<InstanceId>,
    told: &Told,
) -> Result<News> {
    let terms = Taxonomy::of(taxonomy::list(conn).await?);
    let before = Record::find(conn, post.id).await?;
    let mut record = record(told, post, home, &terms);
    if let Some(before) = &before {
        record.row.state = before.row.state;
        record.row.original_id = before.row.original_id;
        record.row.source_topic_id = before.row.source_topic_id;
    }
    if let Some(topic) = grew_from(conn, told).await? {
        record.row.source_topic_id = Some(topic);
    }
    record.row.original_id = first_version(conn, post, record.row.original_id, told).await?;
    if before.as_ref() == Some(&record) {
        return Ok(News::None);
    }
    record.store(conn).await?;
    Ok(before.map_or(News::Some, |before| News::between(&before.row, &record.row)))
}

async fn grew_from(conn: &mut Conn, told: &Told) -> Result<Option<PostId>> {
    if told.grew_from.is_empty() {
        return Ok(None);
    }
    let found = posts::find_by_uri(conn, &told.grew_from).await?;
    Ok(found
        .filter(|topic| topic.kind == PostKind::Topic)
        .map(|topic| topic.id))
}

/// The first of the versions of a case study. Only its own author can say that another one is a version of it.
async fn first_version(conn: &mut Conn, post: &Post, known: PostId, told: &Told) -> Result<PostId> {
    let mut firsts = vec![known];
    for uri in told.versions.iter().take(VERSIONS_MAX) {
        let found = posts::find_by_uri(conn, uri).await?;
        let is_theirs = |other: &Post| other.actor_id == post.actor_id && other.id != post.id;
        if let Some(other) = found.filter(is_theirs)
            && let Some(row) = cases::find(conn, other.id).await?
        {
            firsts.push(row.original_id);
        }
    }
    firsts.sort_unstable();
    firsts.dedup();
    let first = firsts[0];
    for other in firsts.into_iter().skip(1) {
        cases::set_original(conn, other, first).await?;
    }
    Ok(first)
}

/// What of it makes sense here.
fn record(told: &Told, post: &Post, home: Option<InstanceId>, terms: &Taxonomy) -> Record {
    let place = Place::heard(&told.place, terms).row(post.id);
    let shown = place::shown(&place, terms);
    let technologies = technologies(told, terms);
    let amount = amount(told);
    let row = CaseRow {
        post_id: post.id,
        state: CaseStanding::Published,
        instance_id: home,
        language: primary(&told.language),
        summary: summary(told),
        problem: told.problem.markdown.clone(),
        problem_html: told.problem.html.clone(),
        solution: told.solution.markdown.clone(),
        solution_html: told.solution.html.clone(),
        lessons: told.lessons.markdown.clone(),
        lessons_html: told.lessons.html.clone(),
        sector: sector(&told.sector, terms),
        size_class: told.size.trim().to_ascii_lowercase().parse::<SizeClass>().ok(),
        region: shown.region,
        city: shown.city,
        locality: shown.locality,
        cost_amount: amount,
        cost_band: amount.map(band_of).or_else(|| told.cost_band.parse::<CostBand>().ok()),
        payback_months: payback(&told.payback).ok(),
        technologies: spaced(&technologies),
        organisation_id: None,
        organisation: line(&told.organisation, NAME_MAX),
        contact: told.contact.parse().unwrap_or(ContactWish::None),
        source_topic_id: None,
        original_id: post.id,
    };
    let parts = Parts {
        technologies,
        vendors: vendors(told),
        metrics: metrics(told, post.id),
        dimensions: dimensions(told, post.id),
        milestones: milestones(told, post.id),
    };
    Record { row, place, parts }
}

/// One line of plain text of at most `max` characters.
pub(in crate::domain) fn line(text: &str, max: usize) -> String {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\t');
    let plain = text.chars().map(|c| if is_break(c) { ' ' } else { c });
    let plain: String = plain.filter(|c| !is_control(*c)).collect();
    text::cut(plain.trim(), max)
}

/// The teaser; none if it is only the beginning of the problem, which is sent where there is no other.
fn summary(told: &Told) -> String {
    let summary = line(&told.summary, SUMMARY_MAX);
    if summary == line(&super::teaser("", &told.problem.html), SUMMARY_MAX) {
        String::new()
    } else {
        summary
    }
}

/// The primary tag of a language; empty for what is none.
fn primary(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    if text::is_language(&primary) && primary != "und" {
        primary
    } else {
        String::new()
    }
}

/// An amount in riyals. That of another currency says nothing here.
fn amount(told: &Told) -> Option<i64> {
    let currency = told.currency.trim();
    let is_ours = currency.is_empty() || currency.eq_ignore_ascii_case("SAR");
    is_ours.then(|| numbers::riyals(&told.cost).ok()).flatten()
}

/// The term of ours that is meant, by its code or by one of its names.
pub(in crate::domain) fn known<'a>(told: &ToldTerm, kind: TermKind, terms: &'a Taxonomy) -> Option<&'a Term> {
    let by_code = terms.find(kind, told.code.trim());
    by_code.or_else(|| {
        let name = told.name.trim().to_lowercase();
        let is_called = |term: &&Term| {
            let synonyms = term.synonyms.split([',', '،']).map(str::trim);
            let mut names = [term.name_ar.as_str(), &term.name_en].into_iter().chain(synonyms);
            !name.is_empty() && names.any(|known| known.to_lowercase() == name)
        };
        terms.all(kind).find(is_called)
    })
}

/// The sector by its code, also where it is a finer one of ISIC or has the letter of its section; else as it is called.
fn sector(told: &ToldTerm, terms: &Taxonomy) -> Option<String> {
    if let Some(term) = known(told, TermKind::Sector, terms) {
        return Some(term.code.clone());
    }
    let digits: String = told.code.chars().filter(char::is_ascii_digit).take(4).collect();
    let coarser = (2..=digits.len()).rev().map(|length| &digits[..length]);
    if let Some(code) = coarser
        .into_iter()
        .find(|code| terms.find(TermKind::Sector, code).is_some())
    {
        return Some(code.to_owned());
    }
    let words = line(told.called(), NAME_MAX);
    Some(words).filter(|words| !words.is_empty())
}

fn technologies(told: &Told, terms: &Taxonomy) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for technology in &told.technologies {
        let code = match known(technology, TermKind::Technology, terms) {
            Some(term) => term.code.clone(),
            None => word(technology),
        };
        if !code.is_empty() && !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.truncate(TECHNOLOGIES_MAX);
    codes
}

/// A technology that is none of ours, as one word.
fn word(told: &ToldTerm) -> String {
    let lower = told.called().to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let word: String = words.join("-").chars().take(CODE_MAX).collect();
    word.trim_end_matches('-').to_owned()
}

fn vendors(told: &Told) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in told.vendors.iter().map(|name| line(name, NAME_MAX)) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(VENDORS_MAX);
    names
}

fn metrics(told: &Told, post: PostId) -> Vec<MetricRow> {
    let read = told.metrics.iter().filter_map(|metric| {
        let (before, after) = (
            numbers::decimal(&metric.before).ok(),
            numbers::decimal(&metric.after).ok(),
        );
        let name = line(&metric.name, 80);
        let says_something = !name.is_empty() && (before.is_some() || after.is_some());
        says_something.then_some((name, before, after, metric))
    });
    (0_i64..)
        .zip(read.take(METRICS_MAX))
        .map(|(position, (name, before, after, metric))| MetricRow {
            post_id: post,
            position,
            name,
            unit: line(&metric.unit, 30),
            before,
            after,
            period: line(&metric.period, 60),
        })
        .collect()
}

fn dimensions(told: &Told, post: PostId) -> Vec<DimensionRow> {
    let band = |typed: &str| numbers::whole(typed, siri::BAND_MAX).ok();
    let mut rows: Vec<DimensionRow> = Vec::new();
    for told in &told.dimensions {
        let (before, after) = (band(&told.before), band(&told.after));
        let is_known =
            siri::DIMENSIONS.contains(&told.code.as_str()) && rows.iter().all(|row| row.dimension != told.code);
        if is_known && (before.is_some() || after.is_some()) {
            rows.push(DimensionRow {
                post_id: post,
                dimension: told.code.clone(),
                before,
                after,
            });
        }
    }
    rows.sort_by(|a, b| a.dimension.cmp(&b.dimension));
    rows
}

fn milestones(told: &Told, post: PostId) -> Vec<MilestoneRow> {
    let mut read: Vec<(String, String)> = told
        .milestones
        .iter()
        .filter_map(|told| Some((month(&told.month)?, line(&told.words, 200))))
        .filter(|(_, words)| !words.is_empty())
        .take(MILESTONES_MAX)
        .collect();
    read.sort_by(|a, b| a.0.cmp(&b.0));
    (0_i64..)
        .zip(read)
        .map(|(position, (month, words))| MilestoneRow {
            post_id: post,
            position,
            month,
            words,
        })
        .collect()
}
