//! Dates as people read them: Gregorian first, Hijri (Umm al-Qura) beside it, in the instance's
//! time zone. Takes instants; asks no clock.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, FixedOffset, Offset, Timelike, Utc};
use icu_calendar::{Date, cal::Hijri};

use super::{FluentValue, Locale, text, text_with};

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Stamp(pub i64);

/// The offset of Asia/Riyadh, which keeps no summer time: minutes east of UTC.
pub const RIYADH_OFFSET_MINUTES: i32 = 180;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Stamp {
    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    fn local(self, offset_minutes: i32) -> DateTime<FixedOffset> {
        let zone = FixedOffset::east_opt(offset_minutes * 60).unwrap_or_else(|| Utc.fix());
        self.utc().with_timezone(&zone)
    }

    /// `2026-03-12T08:30:00Z`, for the `datetime` attribute.
    #[must_use]
    pub fn machine(self) -> String {
        self.utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// `12 Mar 2026` / `12 مارس 2026`.
    #[must_use]
    pub fn date(self, locale: Locale, offset_minutes: i32) -> String {
        let at = self.local(offset_minutes);
        let month = text(locale, GREGORIAN[at.month0() as usize % 12]);
        format!("{} {month} {}", at.day(), at.year())
    }

    /// `23 Ramadan 1447 AH` / `23 رمضان 1447 هـ`, by the Umm al-Qura calendar.
    #[must_use]
    pub fn hijri(self, locale: Locale, offset_minutes: i32) -> Option<String> {
        let (day, month, year) = self.umm_al_qura(offset_minutes)?;
        let month = text(locale, month);
        Some(format!("{day} {month} {year} {}", text(locale, "date-hijri-era")))
    }

    /// Day, name of the month, and year of the same.
    #[must_use]
    pub fn hijri_parts(self, locale: Locale, offset_minutes: i32) -> Option<(u8, Cow<'static, str>, i32)> {
        let (day, month, year) = self.umm_al_qura(offset_minutes)?;
        Some((day, text(locale, month), year))
    }

    /// Day, key of the month, and year.
    fn umm_al_qura(self, offset_minutes: i32) -> Option<(u8, &'static str, i32)> {
        let at = self.local(offset_minutes);
        let gregorian =
            Date::try_new_gregorian(at.year(), u8::try_from(at.month()).ok()?, u8::try_from(at.day()).ok()?).ok()?;
        let hijri = gregorian.to_calendar(Hijri::new_umm_al_qura());
        let month = HIJRI[usize::from(hijri.month().ordinal).checked_sub(1)? % 12];
        Some((hijri.day_of_month().0, month, hijri.year().extended_year()))
    }

    /// The date and the time of day.
    #[must_use]
    pub fn moment(self, locale: Locale, offset_minutes: i32) -> String {
        let at = self.local(offset_minutes);
        let date = self.date(locale, offset_minutes);
        format!("{date} {:02}:{:02}", at.hour(), at.minute())
    }

    /// Both calendars and the time of day, for hovering over a date.
    #[must_use]
    pub fn full(self, locale: Locale, offset_minutes: i32) -> String {
        let mut out = self.moment(locale, offset_minutes);
        if let Some(hijri) = self.hijri(locale, offset_minutes) {
            out.push_str(" · ");
            out.push_str(&hijri);
        }
        out
    }

    /// How long before `now`: "5 minutes ago". Older than a week it is the date.
    #[must_use]
    pub fn ago(self, now: Self, locale: Locale, offset_minutes: i32) -> String {
        let elapsed = now.0 - self.0;
        let count = |key, n: i64| text_with(locale, key, [("n", FluentValue::from(n))]);
        match elapsed {
            _ if elapsed < MINUTE => text(locale, "ago-now").into_owned(),
            _ if elapsed < HOUR => count("ago-minutes", elapsed / MINUTE),
            _ if elapsed < DAY => count("ago-hours", elapsed / HOUR),
            _ if elapsed < 7 * DAY => count("ago-days", elapsed / DAY),
            _ => self.date(locale, offset_minutes),
        }
    }
}

/// `Mar 2026` / `مارس 2026`, of a month written as `2026-03`; what is none comes back as it is.
#[must_use]
pub fn month(locale: Locale, written: &str) -> String {
    let words = || {
        let (year, month) = written.split_once('-')?;
        let key = GREGORIAN.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        Some(format!("{} {year}", text(locale, key)))
    };
    words().unwrap_or_else(|| written.to_owned())
}

const GREGORIAN: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10",
    "month-11", "month-12",
];

const HIJRI: [&str; 12] = [
    "hijri-1", "hijri-2", "hijri-3", "hijri-4", "hijri-5", "hijri-6", "hijri-7", "hijri-8", "hijri-9", "hijri-10",
    "hijri-11", "hijri-12",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_in_words() {
        assert_eq!(month(Locale::En, "2026-03"), "Mar 2026");
        assert_eq!(month(Locale::Ar, "2026-12"), "ديسمبر 2026");
        for none in ["2026-13", "2026-00", "soon", ""] {
            assert_eq!(month(Locale::En, none), none);
        }
    }
}
