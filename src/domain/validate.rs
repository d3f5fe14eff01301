//! Checking what people type. A domain type is built from valid input or not at all.

/// What is wrong with one field. Each has words in both languages under `problem-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was typed.
    Required,
    /// More than so many characters.
    TooLong(usize),
    /// Fewer than so many characters.
    TooShort(usize),
    /// Not an e-mail address.
    Email,
    /// Not a name that fits in a handle.
    Username,
    /// Somebody has it.
    Taken,
    /// Too many entries.
    TooMany(usize),
    /// The password is easy to guess.
    WeakPassword,
    /// Wrong address or password.
    Credentials,
    /// Not the password that the member has now.
    PresentPassword,
    /// None of the choices.
    Choice,
    /// Not an address of a forum or person.
    Address,
    /// The other server does not answer, or has nothing there.
    Unreachable,
    /// The link was used, expired or never made.
    Link,
    /// Not a host name.
    Host,
    /// Not a unified national number.
    NationalNumber,
    /// Not the address of a website.
    Website,
    /// An industrial city of another region.
    CityElsewhere,
    /// Not a code of its list.
    Code,
    /// Not a number.
    Number,
    /// Not degrees of latitude or longitude.
    Degrees,
    /// Not a number of the commercial register.
    RegisterNumber,
    /// Not a VAT number.
    VatNumber,
    /// Not a number of a licence or membership.
    LicenceNumber,
    /// Not a day of the calendar, or too far off.
    Date,
    /// A day that is past.
    Past,
    /// A line that cannot be read.
    Line(usize),
    /// A file of another type than PDF, JPEG or PNG.
    FileType,
    /// A file of more than so many megabytes.
    FileTooLarge(usize),
    /// A file that is cut short or damaged.
    FileDamaged,
    /// A PDF that needs a password.
    FileLocked,
    /// A picture of too many pixels.
    FilePixels,
    /// Not a code of a second factor that is worth anything now.
    SecondFactor,
    /// Not a passkey of anybody, or not asked for.
    Passkey,
    /// Too many tries; again after so many minutes.
    Locked(usize),
    /// The privacy notice was not accepted.
    Notice,
    /// The only admin cannot go.
    LastAdmin,
    /// No day or moment, or one to come.
    Day,
    /// The time for it is over.
    TooLate,
    /// Nobody made sure who asks.
    Unidentified,
    /// Not a whole address that begins with https.
    SecureAddress,
    /// Nothing else lets its owner in.
    LastWay,
    /// A file of a kind that posts do not take.
    MediaType,
    /// More than the so many megabytes that a member may keep.
    Quota(usize),
    /// A file that is not there any more, or hangs on another post.
    FileGone,
    /// A number with something else beside it.
    NumberWithUnit,
    /// Money that is not in riyals.
    Currency,
    /// Less than nothing.
    Negative,
    /// Not a whole number.
    Whole,
    /// Not a month of the calendar.
    Month,
    /// Neither a value before nor one after.
    ValueMissing,
    /// A point outside the Kingdom.
    Outside,
    /// A point far from the industrial city that is named.
    FarFromCity,
    /// A point in another region than the one that is named.
    OtherRegion,
    /// Half a point, or none where one is needed.
    PointMissing,
    /// Not a day with an hour.
    Moment,
    /// A time zone that does not exist.
    Zone,
    /// An hour that the clocks leave out on that day.
    NoSuchHour,
    /// It ends before it begins.
    EndsBefore,
    /// Fewer seats than are given away.
    SeatsGiven(usize),
    /// More seats than the so many that are left.
    SeatsLeft(usize),
    /// Not the code that is shown in the room.
    RoomCode,
    /// Too many wrong codes; the organiser may still say that they were there.
    RoomCodeTries,
    /// They have a seat already, or the organiser does not give them one.
    Seated,
    /// Nobody of that name is known.
    Person,
}

impl Problem {
    /// The name of the words that explain it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Required => "problem-required",
            Self::TooLong(_) => "problem-too-long",
            Self::TooShort(_) => "problem-too-short",
            Self::Email => "problem-email",
            Self::Username => "problem-username",
            Self::Taken => "problem-taken",
            Self::TooMany(_) => "problem-too-many",
            Self::WeakPassword => "problem-weak-password",
            Self::Credentials => "problem-credentials",
            Self::PresentPassword => "problem-present-password",
            Self::Choice => "problem-choice",
            Self::Address => "problem-address",
            Self::Unreachable => "problem-unreachable",
            Self::Link => "problem-link",
            Self::Host => "problem-host",
            Self::NationalNumber => "problem-national-number",
            Self::Website => "problem-website",
            Self::CityElsewhere => "problem-city-elsewhere",
            Self::Code => "problem-code",
            Self::Number => "problem-number",
            Self::Degrees => "problem-degrees",
            Self::RegisterNumber => "problem-register-number",
            Self::VatNumber => "problem-vat-number",
            Self::LicenceNumber => "problem-licence-number",
            Self::Date => "problem-date",
            Self::Past => "problem-past",
            Self::Line(_) => "problem-line",
            Self::FileType => "problem-file-type",
            Self::FileTooLarge(_) => "problem-file-too-large",
            Self::FileDamaged => "problem-file-damaged",
            Self::FileLocked => "problem-file-locked",
            Self::FilePixels => "problem-file-pixels",
            Self::SecondFactor => "problem-second-factor",
            Self::Passkey => "problem-passkey",
            Self::Locked(_) => "problem-locked",
            Self::Notice => "problem-notice",
            Self::LastAdmin => "problem-last-admin",
            Self::Day => "problem-day",
            Self::TooLate => "problem-too-late",
            Self::Unidentified => "problem-unidentified",
            Self::LastWay => "problem-last-way",
            Self::SecureAddress => "problem-secure-address",
            Self::MediaType => "problem-media-type",
            Self::Quota(_) => "problem-quota",
            Self::FileGone => "problem-file-gone",
            Self::NumberWithUnit => "problem-number-with-unit",
            Self::Currency => "problem-currency",
            Self::Negative => "problem-negative",
            Self::Whole => "problem-whole",
            Self::Month => "problem-month",
            Self::ValueMissing => "problem-value-missing",
            Self::Outside => "problem-outside",
            Self::FarFromCity => "problem-far-from-city",
            Self::OtherRegion => "problem-other-region",
            Self::PointMissing => "problem-point-missing",
            Self::Moment => "problem-moment",
            Self::Zone => "problem-zone",
            Self::NoSuchHour => "problem-no-such-hour",
            Self::EndsBefore => "problem-ends-before",
            Self::SeatsGiven(_) => "problem-seats-given",
            Self::SeatsLeft(_) => "problem-seats-left",
            Self::RoomCode => "problem-room-code",
            Self::RoomCodeTries => "problem-room-code-tries",
            Self::Seated => "problem-seated",
            Self::Person => "problem-person",
        }
    }

    /// The number in the words, if they have one; it goes by the name `limit`.
    pub fn limit(self) -> Option<usize> {
        match self {
            Self::TooLong(limit)
            | Self::TooShort(limit)
            | Self::TooMany(limit)
            | Self::Line(limit)
            | Self::Locked(limit)
            | Self::Quota(limit)
            | Self::SeatsGiven(limit)
            | Self::SeatsLeft(limit)
            | Self::FileTooLarge(limit) => Some(limit),
            _ => None,
        }
    }
}

/// What is wrong with a form: fields by name, in the order they were checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<(&'static str, Problem)>);

impl Problems {
    /// One problem of one field.
    pub fn one(field: &'static str, problem: Problem) -> Self {
        Self(vec![(field, problem)])
    }

    /// Adds a problem.
    pub fn add(&mut self, field: &'static str, problem: Problem) {
        self.0.push((field, problem));
    }

    /// The first problem of a field.
    pub fn of(&self, field: &str) -> Option<Problem> {
        self.0
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, problem)| *problem)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Problem)> + '_ {
        self.0.iter().copied()
    }

    /// `value` if nothing is wrong.
    ///
    /// # Errors
    /// [`super::Error::Invalid`] with everything that is wrong.
    pub fn into_result<T>(self, value: T) -> super::Result<T> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(super::Error::Invalid(self))
        }
    }

    /// Trims one line of text and checks its length; bidi controls and other control characters are dropped.
    pub fn line(&mut self, field: &'static str, text: &str, min: usize, max: usize) -> String {
        let clean: String = text.trim().chars().filter(|c| !is_control(*c)).collect();
        self.length(field, &clean, min, max);
        clean
    }

    /// Trims a longer text and checks its length; line breaks become `\n`.
    pub fn block(&mut self, field: &'static str, text: &str, min: usize, max: usize) -> String {
        let clean: String = text
            .replace("\r\n", "\n")
            .trim()
            .chars()
            .filter(|c| *c == '\n' || *c == '\t' || !c.is_control())
            .collect();
        self.length(field, &clean, min, max);
        clean
    }

    /// Reads what was typed, if anything was.
    pub fn optional<T>(
        &mut self,
        field: &'static str,
        typed: &str,
        read: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        if typed.trim().is_empty() {
            return None;
        }
        read(typed).map_err(|problem| self.add(field, problem)).ok()
    }

    /// The same where something must be typed.
    pub fn required<T>(
        &mut self,
        field: &'static str,
        typed: &str,
        read: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        if typed.trim().is_empty() {
            self.add(field, Problem::Required);
        }
        self.optional(field, typed, read)
    }

    fn length(&mut self, field: &'static str, text: &str, min: usize, max: usize) {
        let length = text.chars().count();
        if length == 0 && min > 0 {
            self.add(field, Problem::Required);
        } else if length < min {
            self.add(field, Problem::TooShort(min));
        } else if length > max {
            self.add(field, Problem::TooLong(max));
        }
    }
}

/// One of several choices, or an id, as a form names it.
///
/// # Errors
/// [`Problem::Choice`].
pub fn choice<T: std::str::FromStr>(typed: &str) -> Result<T, Problem> {
    typed.trim().parse().map_err(|_| Problem::Choice)
}

/// Whether an address is that of a page on the web.
pub fn is_page(url: &url::Url) -> bool {
    matches!(url.scheme(), "https" | "http") && url.has_host()
}

/// Characters that have no place in a name or a title: controls, and marks that turn the direction of what follows.
pub fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A user or forum name: 2–30 ASCII letters, digits and `_`, starting with a letter.
pub fn is_username(name: &str) -> bool {
    (2..=30).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Whether a text has the form of an e-mail address; whether it works is found out by writing to it.
pub fn is_email(text: &str) -> bool {
    text.len() <= 254
        && text.parse::<lettre::Address>().is_ok()
        && text.rsplit('@').next().is_some_and(|h| h.contains('.'))
}

/// An e-mail address as compared: lower case. Providers differ in everything else.
pub fn normal_email(text: &str) -> String {
    text.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_loses_direction_marks_and_outer_space() {
        let mut problems = Problems::default();
        assert_eq!(problems.line("name", "  سلمى\u{202E} ", 1, 50), "سلمى");
        assert_eq!(problems, Problems::default());
    }

    #[test]
    fn lengths_count_characters_not_bytes() {
        let mut problems = Problems::default();
        problems.line("title", "صيانة", 1, 5);
        assert_eq!(problems.of("title"), None);
        problems.line("title", "صيانةة", 1, 5);
        assert_eq!(problems.of("title"), Some(Problem::TooLong(5)));
    }

    #[test]
    fn a_choice_is_read_where_one_was_made() {
        let mut problems = Problems::default();
        assert_eq!(problems.optional("size", " ", choice::<u8>), None);
        assert_eq!(problems, Problems::default());
        assert_eq!(problems.required("size", " 7 ", choice::<u8>), Some(7));
        assert_eq!(problems.optional("size", "much", choice::<u8>), None);
        assert_eq!(problems.required("seats", "", choice::<u8>), None);
        assert_eq!(problems.of("size"), Some(Problem::Choice));
        assert_eq!(problems.of("seats"), Some(Problem::Required));
    }

    #[test]
    fn user_names_are_plain_ascii() {
        assert!(is_username("noura_91"));
        for bad in ["a", "9lives", "نورة", "a b", "a@b", "x".repeat(31).as_str()] {
            assert!(!is_username(bad), "{bad}");
        }
    }

    #[test]
    fn an_address_needs_a_domain_with_a_dot() {
        assert!(is_email("noura@factory.example"));
        for bad in ["noura", "noura@", "@factory.example", "noura@factory", "a b@c.example"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
