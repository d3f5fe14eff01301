//! The numbers and dates of an applicant, read leniently and stored in one form. No check digit is known for any of them,
//! so none is invented; what a number proves is for the verifier to find out.

use chrono::NaiveDate;

use crate::db::verification::cases::Claims;
use crate::domain::validate::{Problem, Problems};
use crate::domain::{fold, organisations};

/// Longest licence or membership number, in characters: their formats are not published.
const FREE_MAX: usize = 20;
/// Longest message, in characters.
const MESSAGE_MAX: usize = 1_000;

/// What the applicant typed.
#[derive(Debug, Clone, Default)]
pub struct ClaimsForm {
    /// Unified national number.
    pub national_number: String,
    /// Old number in the commercial register.
    pub register_number: String,
    /// VAT number.
    pub vat_number: String,
    /// Number of the industrial licence.
    pub licence_number: String,
    /// Printed end of the licence, `YYYY-MM-DD`.
    pub licence_expires: String,
    /// Number of membership in the chamber.
    pub chamber_number: String,
    /// Anything to add.
    pub message: String,
}

/// Reads a form. What was left empty stays empty; whether it is needed is asked when the case is handed in.
///
/// # Errors
/// [`crate::domain::Error::Invalid`] naming each number that has the wrong form.
pub fn read(form: &ClaimsForm) -> crate::domain::Result<Claims> {
    let mut problems = Problems::default();
    let mut number = |field, typed: &str, problem, is_right: fn(&str) -> bool| {
        let digits = digits(typed);
        if !digits.is_empty() && !is_right(&digits) {
            problems.add(field, problem);
        }
        digits
    };
    let national_number = number(
        "national_number",
        &form.national_number,
        Problem::NationalNumber,
        |digits| organisations::read_number(digits).is_some(),
    );
    let register_number = number(
        "register_number",
        &form.register_number,
        Problem::RegisterNumber,
        is_register,
    );
    let vat_number = number("vat_number", &form.vat_number, Problem::VatNumber, is_vat);
    let licence_number = free(&mut problems, "licence_number", &form.licence_number, 4);
    let chamber_number = free(&mut problems, "chamber_number", &form.chamber_number, 1);
    let licence_expires = fold_digits(form.licence_expires.trim());
    if !licence_expires.is_empty() && NaiveDate::parse_from_str(&licence_expires, "%Y-%m-%d").is_err() {
        problems.add("licence_expires", Problem::Date);
    }
    let message = problems.block("message", &form.message, 0, MESSAGE_MAX);
    problems.into_result(Claims {
        national_number,
        register_number,
        vat_number,
        licence_number,
        licence_expires,
        chamber_number,
        message,
    })
}

fn fold_digits(text: &str) -> String {
    text.chars().map(fold::digit).collect()
}

/// Digits of either writing as ASCII; spaces, hyphens and direction marks between them do not count.
fn digits(typed: &str) -> String {
    let kept = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{200E}' | '\u{200F}'));
    kept.map(fold::digit).collect()
}

/// `^\d{10}$`: the old number of the commercial register, whose first four digits are those of a city.
fn is_register(digits: &str) -> bool {
    digits.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `^3\d{13}3$` (ZATCA, BR-KSA-40).
fn is_vat(digits: &str) -> bool {
    let all = digits.bytes().all(|byte| byte.is_ascii_digit());
    all && digits.len() == 15 && digits.starts_with('3') && digits.ends_with('3')
}

/// A number whose form is not published: letters, digits and what stands between them.
fn free(problems: &mut Problems, field: &'static str, typed: &str, min: usize) -> String {
    let text = fold_digits(&problems.line(field, typed, 0, FREE_MAX));
    let is_plain = text
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | ' '));
    if !text.is_empty() && (!is_plain || text.chars().count() < min) {
        problems.add(field, Problem::LicenceNumber);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Error;

    #[test]
    fn numbers_are_read_in_either_digits() {
        let form = ClaimsForm {
            national_number: "٧٠٠ ١٢٣ ٤٥٦٧".to_owned(),
            vat_number: "3001234567-00003".to_owned(),
            register_number: "1010 123456".to_owned(),
            licence_number: "ص-٤٤١٢".to_owned(),
            licence_expires: "٢٠٢٧-٠٣-٠١".to_owned(),
            ..ClaimsForm::default()
        };
        let claims = read(&form).expect("right numbers");
        assert_eq!(claims.national_number, "7001234567");
        assert_eq!(claims.vat_number, "300123456700003");
        assert_eq!(claims.register_number, "1010123456");
        assert_eq!(claims.licence_number, "ص-4412");
        assert_eq!(claims.licence_expires, "2027-03-01");
    }

    #[test]
    fn each_wrong_number_is_named_with_what_is_expected() {
        let form = ClaimsForm {
            national_number: "1010123456".to_owned(),
            register_number: "12".to_owned(),
            vat_number: "123456789012345".to_owned(),
            licence_number: "x".to_owned(),
            licence_expires: "31/12/2026".to_owned(),
            ..ClaimsForm::default()
        };
        let Err(Error::Invalid(problems)) = read(&form) else {
            panic!("wrong numbers are refused");
        };
        let named: Vec<_> = problems.iter().collect();
        assert_eq!(
            named,
            [
                ("national_number", Problem::NationalNumber),
                ("register_number", Problem::RegisterNumber),
                ("vat_number", Problem::VatNumber),
                ("licence_number", Problem::LicenceNumber),
                ("licence_expires", Problem::Date),
            ]
        );
    }
}
