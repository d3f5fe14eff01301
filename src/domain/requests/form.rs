//! A need as typed, and what it comes to.

use chrono::{Datelike, Months, NaiveDate};

use crate::db::requests::{RequestChanges, RequestRow};
use crate::db::types::{TermKind, TrainingLevel, TrainingMode, UtcTime};
use crate::domain::cases::numbers;
use crate::domain::taxonomy::{Taxonomy, spaced};
use crate::domain::text;
use crate::domain::validate::{Problem, Problems, choice};

/// Longest account of what it is for, in characters.
pub const BODY_MAX: usize = 3_000;
/// Most people for whom one member signs.
pub const PEOPLE_MAX: i64 = 500;
/// Times that may suit.
pub const TIMES: [&str; 4] = ["mornings", "evenings", "weekdays", "weekend"];
/// Most technologies.
const TECHNOLOGIES_MAX: usize = 5;
/// Months ahead that are offered.
const MONTHS_AHEAD: u32 = 12;

/// A need as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestForm {
    /// Topic.
    pub title: String,
    /// What it is for, Markdown.
    pub body: String,
    /// BCP 47, of the text.
    pub language: String,
    /// How many people.
    pub people: String,
    /// Id of the organisation they are of; empty for none.
    pub organisation: String,
    /// Name of a forum; empty for none.
    pub forum: String,
    /// `onsite`, `online` or `hybrid` for either.
    pub mode: String,
    /// Code of a region.
    pub region: String,
    /// Primary tags of the languages it may be given in.
    pub languages: Vec<String>,
    /// Of [`TIMES`].
    pub times: Vec<String>,
    /// Months that suit, `2027-02`.
    pub months: Vec<String>,
    /// Codes of technologies.
    pub technologies: Vec<String>,
    /// `beginner`, `intermediate` or `advanced`.
    pub level: String,
}

/// A need that makes sense.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub(super) title: String,
    pub(super) body: String,
    pub(super) language: String,
    pub(super) people: i64,
    pub(super) mode: TrainingMode,
    pub(super) region: Option<String>,
    pub(super) languages: Vec<String>,
    pub(super) times: Vec<String>,
    pub(super) months: Vec<String>,
    pub(super) technologies: Vec<String>,
    pub(super) level: Option<TrainingLevel>,
}

impl Checked {
    /// What stands in the row, with the text as safe HTML.
    pub(super) fn changes(&self, html: &str) -> RequestChanges {
        RequestChanges {
            title: self.title.clone(),
            body: self.body.clone(),
            body_html: html.to_owned(),
            language: self.language.clone(),
            mode: self.mode,
            region: self.region.clone(),
            languages: spaced(&self.languages),
            times: spaced(&self.times),
            months: spaced(&self.months),
            technologies: spaced(&self.technologies),
            level: self.level,
        }
    }
}

/// Months that a form offers: this one and those of the year to come, and those that were chosen before.
pub fn months(now: UtcTime, chosen: &[String]) -> Vec<String> {
    let today = now.utc().date_naive();
    let first = NaiveDate::from_ymd_opt(today.year(), today.month(), 1).unwrap_or(today);
    let ahead = (0..MONTHS_AHEAD).filter_map(|n| first.checked_add_months(Months::new(n)));
    let mut months: Vec<String> = ahead.map(|month| month.format("%Y-%m").to_string()).collect();
    let known = chosen.iter().filter(|month| is_month(month));
    months.extend(known.cloned());
    months.sort();
    months.dedup();
    months
}

fn is_month(typed: &str) -> bool {
    typed.len() == 7 && NaiveDate::parse_from_str(&format!("{typed}-01"), "%Y-%m-%d").is_ok()
}

/// What a form comes to, and everything that is wrong with it. `before` is the need that it changes.
pub(super) fn check(
    terms: &Taxonomy,
    now: UtcTime,
    form: &RequestForm,
    before: Option<&RequestRow>,
) -> (Checked, Problems) {
    let mut problems = Problems::default();
    let kept = |spaced: &str| spaced.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let mode = problems
        .optional("mode", &form.mode, choice)
        .unwrap_or(TrainingMode::Hybrid);
    let before_region = before.and_then(|row| row.region.as_deref());
    let region = terms.choice(&mut problems, "region", TermKind::Region, &form.region, before_region);
    if mode == TrainingMode::Onsite && form.region.trim().is_empty() {
        problems.add("region", Problem::Required);
    }
    let offered = months(now, &before.map(|row| kept(&row.months)).unwrap_or_default());
    let of = |typed: &[String], known: &dyn Fn(&str) -> bool| {
        let mut chosen: Vec<String> = typed.iter().filter(|one| known(one)).cloned().collect();
        chosen.sort();
        chosen.dedup();
        chosen
    };
    let former = before.map(|row| row.technologies.split_whitespace().collect::<Vec<_>>());
    let former = former.unwrap_or_default();
    let checked = Checked {
        title: problems.line("title", &form.title, 5, text::TITLE_MAX),
        body: problems.block("body", &form.body, 10, BODY_MAX),
        language: language(&form.language),
        people: people(&mut problems, &form.people),
        mode,
        region,
        languages: of(&form.languages, &text::is_language),
        times: of(&form.times, &|time| TIMES.contains(&time)),
        months: of(&form.months, &|month| offered.iter().any(|known| known == month)),
        technologies: terms.technologies(&mut problems, &form.technologies, TECHNOLOGIES_MAX, |code| {
            former.contains(&code)
        }),
        level: problems.optional("level", &form.level, choice),
    };
    if checked.languages.is_empty() {
        problems.add("languages", Problem::Required);
    }
    (checked, problems)
}

/// For how many people somebody signs.
pub(super) fn people(problems: &mut Problems, typed: &str) -> i64 {
    let read = problems.required("people", typed, |typed| numbers::count(typed, PEOPLE_MAX));
    read.unwrap_or(1)
}

fn language(typed: &str) -> String {
    let main = typed.split('-').next().unwrap_or(typed);
    if text::is_language(main) {
        main.to_owned()
    } else {
        "ar".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Error;

    fn now() -> UtcTime {
        UtcTime::from_millis(1_795_000_000_000)
    }

    #[test]
    fn a_year_of_months_is_offered_and_those_chosen_before_stay() {
        let offered = months(now(), &["2026-03".to_owned(), "nonsense".to_owned()]);
        assert_eq!(offered.first().map(String::as_str), Some("2026-03"));
        assert_eq!(offered.get(1).map(String::as_str), Some("2026-11"));
        assert_eq!(offered.last().map(String::as_str), Some("2027-10"));
        assert_eq!(offered.len(), 13);
    }

    #[test]
    fn people_are_counted_in_either_digits_and_nobody_is_no_number() {
        let mut problems = Problems::default();
        assert_eq!(people(&mut problems, "٥"), 5);
        assert_eq!(problems, Problems::default());
        for wrong in ["", "0", "-3", "501", "many"] {
            let mut problems = Problems::default();
            people(&mut problems, wrong);
            assert!(problems.of("people").is_some(), "{wrong}");
        }
    }

    #[test]
    fn whoever_wants_a_room_says_in_which_region() {
        let form = RequestForm {
            mode: "onsite".to_owned(),
            ..RequestForm::default()
        };
        let (_, problems) = check(&Taxonomy::default(), now(), &form, None);
        assert_eq!(problems.of("region"), Some(Problem::Required));
        assert_eq!(problems.of("title"), Some(Problem::Required));
        assert_eq!(problems.of("languages"), Some(Problem::Required));
        assert!(matches!(problems.into_result(()), Err(Error::Invalid(_))));
    }
}
