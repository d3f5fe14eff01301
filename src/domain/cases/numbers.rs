//! Numbers as engineers type them: in Western, Arabic-Indic or Persian digits, with the separators of either language. Knows
//! nothing of what a number stands for.

use crate::domain::validate::Problem;

/// Words for riyals that may stand beside an amount.
const RIYALS: [&str; 7] = ["ريال سعودي", "ريال", "ر.س.", "ر.س", "sar", "sr", "﷼"];
/// Largest amount of money, in riyals.
const AMOUNT_MAX: f64 = 1e12;
/// Largest value of a figure.
const VALUE_MAX: f64 = 1e15;

/// A number with its sign.
///
/// # Errors
/// [`Problem::NumberWithUnit`] if something else stands beside it, [`Problem::Number`] if it is none.
pub fn decimal(typed: &str) -> Result<f64, Problem> {
    let western = western(typed);
    let text = western.trim();
    let (sign, digits) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (-1.0, rest.trim_start()),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let plain = plain(digits).ok_or_else(|| what_is_wrong(text))?;
    let value: f64 = plain.parse().map_err(|_| Problem::Number)?;
    if value.abs() <= VALUE_MAX {
        Ok(sign * value)
    } else {
        Err(Problem::Number)
    }
}

/// A whole number from 0 to `max`.
///
/// # Errors
/// As [`decimal`]; [`Problem::Negative`]; [`Problem::Whole`]; [`Problem::Number`] if it is larger.
pub fn whole(typed: &str, max: i64) -> Result<i64, Problem> {
    let value = decimal(typed)?;
    if value < 0.0 {
        return Err(Problem::Negative);
    }
    if value.fract() != 0.0 {
        return Err(Problem::Whole);
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole, and within the limit of a value")]
    let whole = value as i64;
    if whole <= max { Ok(whole) } else { Err(Problem::Number) }
}

/// A whole number from 1 to `max`.
///
/// # Errors
/// As [`whole`]; [`Problem::Number`] if it is nothing.
pub fn count(typed: &str, max: i64) -> Result<i64, Problem> {
    match whole(typed, max)? {
        0 => Err(Problem::Number),
        count => Ok(count),
    }
}

/// An amount of money in riyals, rounded to whole ones.
///
/// # Errors
/// As [`decimal`]; [`Problem::Currency`] if another currency stands beside it; [`Problem::Negative`].
pub fn riyals(typed: &str) -> Result<i64, Problem> {
    let lower = typed.to_lowercase();
    let lower = lower.trim();
    let bare = RIYALS
        .iter()
        .find_map(|name| lower.strip_suffix(name).or_else(|| lower.strip_prefix(name)))
        .unwrap_or(lower);
    let value = decimal(bare).map_err(|problem| match problem {
        Problem::NumberWithUnit => Problem::Currency,
        other => other,
    })?;
    if value < 0.0 {
        return Err(Problem::Negative);
    }
    if value > AMOUNT_MAX {
        return Err(Problem::Number);
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "rounded, and within the limit of an amount"
    )]
    let riyals = value.round() as i64;
    Ok(riyals)
}

/// A whole number with its thousands set apart.
pub fn grouped(value: i64) -> String {
    apart(&value.to_string())
}

/// A number as it is shown: no more digits than it has, thousands set apart.
pub fn shown(value: f64) -> String {
    apart(&format!("{value}"))
}

fn apart(text: &str) -> String {
    let (sign, text) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut grouped = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

/// The same text with Western digits and separators.
pub fn western(typed: &str) -> String {
    let western = |c: char| match c {
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '٫' => '.',
        '٬' | '،' => ',',
        '٪' => '%',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        other => other,
    };
    let is_mark = |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2066}'..='\u{2069}');
    typed.chars().filter(is_mark).map(western).collect()
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// Digits with at most one point. A comma or space sets thousands apart where groups of three follow it, as in 1,250,000;
/// one comma with another number of digits behind it is a decimal sign, as in 1,5.
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let groups: Vec<&str> = whole.split([',', ' ', '\'']).collect();
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !groups.iter().all(|group| are_digits(group)) || fraction.is_some_and(|part| !are_digits(part)) {
        return None;
    }
    let are_thousands = groups.iter().skip(1).all(|group| group.len() == 3);
    match (groups.as_slice(), fraction) {
        (_, _) if are_thousands => Some(format!("{}.{}", groups.concat(), fraction.unwrap_or("0"))),
        ([whole, part], None) if text.contains(',') => Some(format!("{whole}.{part}")),
        _ => None,
    }
}

fn what_is_wrong(text: &str) -> Problem {
    let has_digits = text.chars().any(|c| c.is_ascii_digit());
    let has_others = text
        .chars()
        .any(|c| c.is_alphabetic() || matches!(c, '%' | '$' | '€' | '£' | '°'));
    if has_digits && has_others {
        Problem::NumberWithUnit
    } else {
        Problem::Number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_language_writes_the_same_number() {
        for (typed, value) in [
            ("6.1", 6.1),
            ("٦٫١", 6.1),
            ("۶٫۱", 6.1),
            ("1,250,000", 1_250_000.0),
            ("١٬٢٥٠٬٠٠٠", 1_250_000.0),
            ("1 250 000", 1_250_000.0),
            ("1,250,000.50", 1_250_000.5),
            ("1,5", 1.5),
            ("-12", -12.0),
            ("−١٢", -12.0),
            ("\u{200f}٤٢ ", 42.0),
            ("1,250", 1_250.0),
        ] {
            assert_eq!(decimal(typed), Ok(value), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_its_reason() {
        for typed in ["", "abc", "1.2.3", "1,2,3", "1,25,000", "--1", "1e9", "."] {
            assert!(
                matches!(decimal(typed), Err(Problem::Number | Problem::NumberWithUnit)),
                "{typed}"
            );
        }
        for typed in ["6.1%", "6,1 ٪", "12 kWh", "١٢ شهرًا", "$5"] {
            assert_eq!(decimal(typed), Err(Problem::NumberWithUnit), "{typed}");
        }
        assert_eq!(decimal("9999999999999999999"), Err(Problem::Number));
    }

    #[test]
    fn months_are_whole_and_never_negative() {
        assert_eq!(whole("١٤", 600), Ok(14));
        assert_eq!(whole("-3", 600), Err(Problem::Negative));
        assert_eq!(whole("1.5", 600), Err(Problem::Whole));
        assert_eq!(whole("601", 600), Err(Problem::Number));
    }

    #[test]
    fn money_is_in_riyals_or_refused() {
        for typed in ["450000", "450,000 SAR", "٤٥٠٬٠٠٠ ر.س", "ريال 450000", "450000 ريال"] {
            assert_eq!(riyals(typed), Ok(450_000), "{typed}");
        }
        for typed in ["120000 USD", "€ 5000", "5 مليون"] {
            assert_eq!(riyals(typed), Err(Problem::Currency), "{typed}");
        }
        assert_eq!(riyals("-5"), Err(Problem::Negative));
    }

    #[test]
    fn numbers_are_shown_with_their_thousands() {
        for (value, text) in [
            (1_250_000.0, "1,250,000"),
            (6.1, "6.1"),
            (-1234.5, "-1,234.5"),
            (0.0, "0"),
        ] {
            assert_eq!(shown(value), text);
        }
    }
}
