//! The unified national number of an establishment, which since April 2025 is the only one it has in the register.

use crate::domain::fold;

/// A number as typed, in digits of either writing and with spaces, as ten ASCII digits beginning with 7. No check digit is
/// known, so none is checked.
pub fn read(typed: &str) -> Option<String> {
    let digits: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{200E}' | '\u{200F}'))
        .map(fold::digit)
        .collect();
    let is_number = digits.len() == 10 && digits.starts_with('7') && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_number_is_read_in_either_digits_and_with_spaces() {
        for typed in [
            "7001234567",
            " 700 123 4567 ",
            "٧٠٠١٢٣٤٥٦٧",
            "۷۰۰۱۲۳۴۵۶۷",
            "700-123-4567",
        ] {
            assert_eq!(read(typed).as_deref(), Some("7001234567"), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in ["", "1010123456", "700123456", "70012345678", "700123456a", "٧٠٠"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
