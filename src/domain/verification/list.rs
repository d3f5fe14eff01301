//! What can be said of an applicant without a person looking: the interface of verifiers, and the two that are there. Live
//! checks against registers of the government need contracts; they are further implementations of [`Verifier`].

use async_trait::async_trait;
use chrono::{NaiveDate, NaiveTime, TimeDelta};

use crate::db::Conn;
use crate::db::types::{Finding, UtcTime};
use crate::db::verification::cases::Case;
use crate::db::verification::list::{self, Listed};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Error, Principal, Result, fold, organisations};

/// Most lines of a list.
const LINES_MAX: usize = 50_000;
/// Names of the columns, in both languages: number, name, domain, end.
const COLUMNS: [[&str; 2]; 4] = [
    ["national_number", "الرقم الوطني الموحد"],
    ["name", "الاسم"],
    ["email_domain", "نطاق البريد"],
    ["valid_until", "صالحة حتى"],
];

/// Something that knows establishments.
#[async_trait]
pub trait Verifier: Send + Sync {
    /// What it says of a case handed in by somebody with this confirmed address.
    ///
    /// # Errors
    /// If it does not answer.
    async fn check(&self, core: &Core, conn: &mut Conn, case: &Case, email: &str) -> Result<Finding>;
}

/// Leaves everything to a person.
#[derive(Debug, Clone, Copy)]
pub struct Manual;

#[async_trait]
impl Verifier for Manual {
    async fn check(&self, _: &Core, _: &mut Conn, _: &Case, _: &str) -> Result<Finding> {
        Ok(Finding::Unknown)
    }
}

/// Asks the chamber's own list of members. A number is no secret, so it proves nothing alone: only who writes from the
/// listed domain is confirmed.
#[derive(Debug, Clone, Copy)]
pub struct MemberList;

#[async_trait]
impl Verifier for MemberList {
    async fn check(&self, core: &Core, conn: &mut Conn, case: &Case, email: &str) -> Result<Finding> {
        let Some(listed) = list::find(conn, &case.national_number).await? else {
            return Ok(Finding::Unknown);
        };
        if listed.valid_until.is_some_and(|until| until < core.clock.now()) {
            return Ok(Finding::Unknown);
        }
        let domain = email.rsplit('@').next().unwrap_or_default();
        let is_theirs = !listed.email_domain.is_empty() && listed.email_domain == domain;
        Ok(if is_theirs { Finding::Confirmed } else { Finding::Known })
    }
}

/// The most that any verifier says.
pub(super) async fn finding(core: &Core, conn: &mut Conn, case: &Case, email: &str) -> Result<Finding> {
    let verifiers: [&dyn Verifier; 2] = [&MemberList, &Manual];
    for verifier in verifiers {
        let finding = verifier.check(core, conn, case, email).await?;
        if finding != Finding::Unknown {
            return Ok(finding);
        }
    }
    Ok(Finding::Unknown)
}

/// Puts a new list, as CSV with a line of column names, in the place of the old one; says how many members it has.
///
/// # Errors
/// [`crate::domain::Denied::NotAdmin`]; [`Error::Invalid`] on `list` with the line that cannot be read.
pub async fn replace(core: &Core, by: &Principal, csv: &str) -> Result<usize> {
    by.require_admin()?;
    let rows = read(csv).map_err(|problem| Error::Invalid(Problems::one("list", problem)))?;
    let count = rows.len();
    core.change(async |conn| Ok(list::replace(conn, &rows).await?)).await?;
    Ok(count)
}

/// How many members are listed.
///
/// # Errors
/// If the database fails.
pub async fn count(core: &Core) -> Result<i64> {
    Ok(list::count(&mut core.db.read().await?).await?)
}

fn read(text: &str) -> Result<Vec<Listed>, Problem> {
    let text = text.trim_start_matches('\u{FEFF}').trim();
    if text.is_empty() {
        return Err(Problem::Required);
    }
    let first = text.lines().next().unwrap_or_default();
    // Spreadsheets write what their country uses.
    let delimiter = [b';', b'\t'].into_iter().find(|mark| first.contains(char::from(*mark)));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let heads = reader.headers().map_err(|_| Problem::Line(1))?.clone();
    let column = |names: [&str; 2]| {
        heads
            .iter()
            .position(|head| names.contains(&head.to_lowercase().as_str()))
    };
    let [number, name, domain, until] = COLUMNS.map(column);
    let (Some(number), Some(name)) = (number, name) else {
        return Err(Problem::Line(1));
    };
    let mut rows: Vec<Listed> = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let line = index + 2;
        if rows.len() >= LINES_MAX {
            return Err(Problem::TooMany(LINES_MAX));
        }
        let record = record.map_err(|_| Problem::Line(line))?;
        let cell = |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default();
        rows.push(Listed {
            national_number: organisations::read_number(cell(Some(number))).ok_or(Problem::Line(line))?,
            name: cell(Some(name)).chars().take(200).collect(),
            email_domain: cell(domain).trim_start_matches('@').to_lowercase(),
            valid_until: end(cell(until)).ok_or(Problem::Line(line))?,
        });
    }
    rows.sort_by(|a, b| a.national_number.cmp(&b.national_number));
    rows.dedup_by(|a, b| a.national_number == b.national_number);
    Ok(rows)
}

/// The last second of a day in Riyadh, `YYYY-MM-DD`; none where nothing stands.
fn end(cell: &str) -> Option<Option<UtcTime>> {
    if cell.is_empty() {
        return Some(None);
    }
    let cell: String = cell.chars().map(fold::digit).collect();
    let date = NaiveDate::parse_from_str(&cell, "%Y-%m-%d").ok()?;
    let midnight = UtcTime::new(date.and_time(NaiveTime::MIN).and_utc());
    Some(Some(midnight.plus(TimeDelta::hours(21) - TimeDelta::seconds(1))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_with_the_columns_it_has_in_either_language() {
        let rows = read("\u{FEFF}الاسم;الرقم الوطني الموحد\nمصنع الواحة;٧٠٠١٢٣٤٥٦٧\n").expect("a list");
        assert_eq!(rows[0].national_number, "7001234567");
        let rows = read("national_number,name,email_domain,valid_until\n7001234567,Oasis,@Oasis.example,2027-01-31\n")
            .expect("a list");
        assert_eq!(rows[0].email_domain, "oasis.example");
        assert!(rows[0].valid_until.is_some());
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        assert_eq!(read("name\nOasis\n"), Err(Problem::Line(1)));
        assert_eq!(
            read("national_number,name\n7001234567,A\n12,B\n"),
            Err(Problem::Line(3))
        );
        assert_eq!(
            read("national_number,name,valid_until\n7001234567,A,31/01/2027\n"),
            Err(Problem::Line(2))
        );
        assert_eq!(read(" "), Err(Problem::Required));
    }
}
