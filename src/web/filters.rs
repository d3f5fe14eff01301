//! Filters of the templates: words, numbers, dates, addresses of assets.
//!
//! They find the language of the page in the values the page is rendered with, see
//! [`page`](super::page).

#![expect(
    missing_docs,
    reason = "askama::filter_fn makes an undocumented builder for each filter"
)]

use std::{borrow::Cow, fmt::Display};

use askama::{Values, filters::Safe};

use super::{
    assets,
    i18n::{self, FluentValue, Locale, dates::Stamp},
    page::{CHROME, Chrome},
    view::FieldError,
};

/// A whole number of any width, or a reference to one.
pub trait Count {
    /// The number.
    fn count(&self) -> i64;
}

macro_rules! count {
    ($($ty:ty),+) => { $(impl Count for $ty {
        fn count(&self) -> i64 { i64::try_from(*self).unwrap_or(i64::MAX) }
    })+ };
}
count!(i64, u64, usize, u32, i32);

impl<T: Count> Count for &T {
    fn count(&self) -> i64 {
        (**self).count()
    }
}

fn chrome(values: &dyn Values) -> askama::Result<&Chrome> {
    askama::get_value::<Chrome>(values, CHROME)
}

fn locale(values: &dyn Values) -> askama::Result<Locale> {
    Ok(chrome(values)?.locale)
}

/// `{{ "save"|t }}`: the words for a key.
#[askama::filter_fn]
pub fn t<K: AsRef<str>>(key: K, values: &dyn Values) -> askama::Result<Cow<'static, str>> {
    Ok(i18n::text(locale(values)?, key.as_ref()))
}

/// `{{ "2026-03"|month }}`: a month in words.
#[askama::filter_fn]
pub fn month<M: AsRef<str>>(month: M, values: &dyn Values) -> askama::Result<String> {
    Ok(i18n::dates::month(locale(values)?, month.as_ref()))
}

/// `{{ html|prose }}`: HTML that was cleaned when it was stored. What may be wider than the page scrolls by itself, and
/// takes the focus so that the keyboard can scroll it, too. Inside attributes `<` is escaped, so only tags are found.
#[askama::filter_fn]
pub fn prose<T: AsRef<str>>(html: T, _: &dyn Values) -> askama::Result<Safe<String>> {
    let html = html.as_ref().replace("<pre>", "<pre tabindex=\"0\">");
    Ok(Safe(html.replace("<table>", "<table tabindex=\"0\">")))
}

/// `{{ "replies"|tn(4) }}`: words around a number, as `$n`, in its plural form.
#[askama::filter_fn]
pub fn tn<K: AsRef<str>, N: Count>(key: K, values: &dyn Values, n: N) -> askama::Result<String> {
    Ok(i18n::text_with(
        locale(values)?,
        key.as_ref(),
        [("n", FluentValue::from(n.count()))],
    ))
}

/// `{{ "reply-to"|t1("name", author.name) }}`: words around one named text.
#[askama::filter_fn]
pub fn t1<K: AsRef<str>, A: AsRef<str>, V: Display>(
    key: K,
    values: &dyn Values,
    name: A,
    value: V,
) -> askama::Result<String> {
    Ok(i18n::text_with(
        locale(values)?,
        key.as_ref(),
        [(name.as_ref(), FluentValue::from(value.to_string()))],
    ))
}

/// Words around a number, as `$n`, in its plural form, and one named text.
#[askama::filter_fn]
pub fn tn1<K: AsRef<str>, N: Count, A: AsRef<str>, V: Display>(
    key: K,
    values: &dyn Values,
    n: N,
    name: A,
    value: V,
) -> askama::Result<String> {
    let args = [
        ("n", FluentValue::from(n.count())),
        (name.as_ref(), FluentValue::from(value.to_string())),
    ];
    Ok(i18n::text_with(locale(values)?, key.as_ref(), args))
}

/// Words around two named texts.
#[askama::filter_fn]
pub fn t2<K: AsRef<str>, A: AsRef<str>, V: Display, B: AsRef<str>, W: Display>(
    key: K,
    values: &dyn Values,
    first: A,
    first_value: V,
    second: B,
    second_value: W,
) -> askama::Result<String> {
    let args = [
        (first.as_ref(), FluentValue::from(first_value.to_string())),
        (second.as_ref(), FluentValue::from(second_value.to_string())),
    ];
    Ok(i18n::text_with(locale(values)?, key.as_ref(), args))
}

/// What is wrong with a field, in words.
#[askama::filter_fn]
pub fn wrong(error: &FieldError, values: &dyn Values) -> askama::Result<Cow<'static, str>> {
    let locale = locale(values)?;
    Ok(match error.limit {
        Some(limit) => Cow::Owned(i18n::text_with(
            locale,
            error.key,
            [("limit", FluentValue::from(limit))],
        )),
        None => i18n::text(locale, error.key),
    })
}

/// A number with its thousands set apart.
#[askama::filter_fn]
pub fn number<N: Count>(n: N, _: &dyn Values) -> askama::Result<String> {
    Ok(i18n::number(n.count()))
}

/// A date in a `<time>` element, both calendars on hover. A script makes recent ones relative, so
/// the page itself never goes stale in a cache.
#[askama::filter_fn]
pub fn when(at: &Stamp, values: &dyn Values) -> askama::Result<Safe<String>> {
    let chrome = chrome(values)?;
    let (locale, offset) = (chrome.locale, chrome.offset_minutes);
    Ok(Safe(format!(
        r#"<time datetime="{}" title="{}">{}</time>"#,
        at.machine(),
        at.full(locale, offset),
        at.date(locale, offset)
    )))
}

/// A date as plain text, for words around it.
#[askama::filter_fn]
pub fn day(at: &Stamp, values: &dyn Values) -> askama::Result<String> {
    let chrome = chrome(values)?;
    Ok(at.date(chrome.locale, chrome.offset_minutes))
}

/// A date with its time of day, for what is still to come.
#[askama::filter_fn]
pub fn moment(at: &Stamp, values: &dyn Values) -> askama::Result<Safe<String>> {
    let chrome = chrome(values)?;
    let text = at.moment(chrome.locale, chrome.offset_minutes);
    Ok(Safe(format!(r#"<time datetime="{}">{text}</time>"#, at.machine())))
}

/// How long ago, for pages that no cache keeps.
#[askama::filter_fn]
pub fn ago(at: &Stamp, values: &dyn Values) -> askama::Result<Safe<String>> {
    let chrome = chrome(values)?;
    let (locale, offset) = (chrome.locale, chrome.offset_minutes);
    Ok(Safe(format!(
        r#"<time datetime="{}" title="{}">{}</time>"#,
        at.machine(),
        at.full(locale, offset),
        at.ago(chrome.now, locale, offset)
    )))
}

/// The address of a built asset, with the hash of its content: `{{ "app.css"|asset }}`.
#[askama::filter_fn]
pub fn asset<N: AsRef<str>>(name: N, _: &dyn Values) -> askama::Result<Cow<'static, str>> {
    Ok(assets::url(name.as_ref()))
}

/// The quiet ground of a face without a picture, always the same for the same name.
#[askama::filter_fn]
pub fn tone<N: AsRef<str>>(name: N, _: &dyn Values) -> askama::Result<u32> {
    Ok(name
        .as_ref()
        .bytes()
        .fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)))
        % 6)
}

/// The first letter of a name, for a face without a picture.
#[askama::filter_fn]
pub fn initial<N: AsRef<str>>(name: N, _: &dyn Values) -> askama::Result<String> {
    let first = name
        .as_ref()
        .trim_start_matches("ال")
        .chars()
        .find(|c| c.is_alphanumeric());
    Ok(first.map_or_else(|| "·".to_owned(), |c| c.to_uppercase().collect()))
}
