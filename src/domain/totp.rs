//! Six digits from an authenticator application (RFC 6238), and recovery codes. Pure: knows no tables.

use totp_rs::{Builder, Secret, Totp, TotpError};

use crate::db::types::UtcTime;
use crate::id::random_bytes;

use super::error::{Error, Result};

/// Bytes of a secret, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;
/// Recovery codes that are handed out together.
const CODES: usize = 10;
/// Letters and digits of a recovery code: 50 bits, and nothing that is misread.
const CODE_LENGTH: usize = 10;
/// Crockford's alphabet, in small letters.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A fresh secret.
pub(super) fn new_secret() -> [u8; SECRET_BYTES] {
    random_bytes()
}

fn totp(secret: &[u8], issuer: &str, name: &str) -> Result<Totp> {
    let plain = |text: &str| text.replace(':', " ");
    let built = Builder::new()
        .with_secret(Secret::new(secret.into()))
        .with_issuer(Some(plain(issuer)))
        .with_account_name(plain(name))
        .build();
    built.map_err(|error| internal(&error))
}

fn internal(error: &TotpError) -> Error {
    Error::Internal(error.to_string())
}

/// The time step that `code` belongs to, if it is right now or one step to either side.
pub(super) fn step_of(secret: &[u8], code: &str, now: UtcTime) -> Result<Option<i64>> {
    let seconds = u64::try_from(now.millis() / 1000).unwrap_or(0);
    let step = totp(secret, "", "")?.check(code, seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// What an application needs to know.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The secret as text to type, in groups of four.
    pub secret: String,
    /// The same as an `otpauth:` address, for a QR code.
    pub url: String,
}

/// What the application of `name` at `issuer` needs to know.
pub(super) fn setup(secret: &[u8], issuer: &str, name: &str) -> Result<Setup> {
    let totp = totp(secret, issuer, name)?;
    let text = totp.secret().to_base32();
    let groups: Vec<&str> = (0..text.len())
        .step_by(4)
        .filter_map(|at| text.get(at..text.len().min(at + 4)))
        .collect();
    Ok(Setup {
        secret: groups.join(" "),
        url: totp.to_url().map_err(|error| internal(&error))?,
    })
}

/// What somebody typed where a code is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// Six digits of an application.
    Digits(String),
    /// A recovery code, in normal form.
    Recovery(String),
}

/// Reads a code as people type it: with spaces and dashes, in Arabic digits, with letters for the digits they look like.
pub(super) fn read(typed: &str) -> Typed {
    let plain: String = typed
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(latin_digit)
        .collect();
    if plain.len() == 6 && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return Typed::Digits(plain);
    }
    Typed::Recovery(plain.replace(['i', 'l'], "1").replace('o', "0"))
}

/// Arabic-Indic digits, and those of Persian and Urdu, as Latin ones.
fn latin_digit(c: char) -> char {
    let value = match c {
        '\u{0660}'..='\u{0669}' => u32::from(c) - 0x0660,
        '\u{06F0}'..='\u{06F9}' => u32::from(c) - 0x06F0,
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
}

/// Fresh recovery codes, as [`read`] gives them back.
pub(super) fn new_codes() -> Vec<String> {
    let code = || {
        let letters = random_bytes::<CODE_LENGTH>();
        letters
            .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
            .iter()
            .collect()
    };
    (0..CODES).map(|_| code()).collect()
}

/// A recovery code as it is shown: in two halves.
pub(super) fn shown(code: &str) -> String {
    let (first, second) = code.split_at_checked(CODE_LENGTH / 2).unwrap_or((code, ""));
    format!("{first}-{second}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_standard() {
        // The appendix has eight digits; six are its last ones.
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let step = step_of(SECRET, code, UtcTime::from_millis(seconds * 1000)).expect("a secret");
            assert_eq!(step, Some(seconds / 30), "{code}");
        }
    }

    #[test]
    fn a_code_is_right_for_one_step_to_either_side() {
        let right = |seconds: i64| {
            let step = step_of(SECRET, "081804", UtcTime::from_millis(seconds * 1000));
            step.expect("a secret").is_some()
        };
        assert!(right(1_111_111_109 - 30) && right(1_111_111_109 + 30));
        assert!(!right(1_111_111_109 - 60) && !right(1_111_111_109 + 60));
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        assert_eq!(read(" 123 456 "), Typed::Digits("123456".to_owned()));
        assert_eq!(read("١٢٣٤٥٦"), Typed::Digits("123456".to_owned()));
        assert_eq!(read("ABCDE-0I2L4"), Typed::Recovery("abcde01214".to_owned()));
    }

    #[test]
    fn recovery_codes_come_back_as_they_were_shown() {
        let codes = new_codes();
        assert_eq!(codes.len(), CODES);
        for code in &codes {
            assert_eq!(read(&shown(code)), Typed::Recovery(code.clone()));
        }
    }

    #[test]
    fn an_application_learns_whose_code_it_is() {
        let setup = setup(SECRET, "Majlis: Riyadh", "noura").expect("a secret");
        assert_eq!(setup.secret, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert!(setup.url.starts_with("otpauth://totp/"), "{}", setup.url);
        assert!(setup.url.contains("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{}", setup.url);
    }
}
