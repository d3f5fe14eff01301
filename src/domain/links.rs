//! Addresses in running text: where they begin and end. Knows nothing of Markdown and HTML.

use linkify::{LinkFinder, LinkKind};

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Anything else.
    Plain(&'a str),
    /// An `http` or `https` address as it was typed.
    Address(&'a str),
}

/// What ends an address in Arabic, where it follows without a space.
const ENDS: [char; 5] = ['،', '؛', '؟', '»', '…'];

/// Splits a text into addresses and what stands between them.
pub(super) fn split(text: &str) -> Vec<Part<'_>> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let mut parts = Vec::new();
    let mut start = 0;
    for found in finder.links(text) {
        let written = found.as_str();
        let length = written.find(ENDS).unwrap_or(written.len());
        let address = &written[..length];
        if !address.starts_with("https://") && !address.starts_with("http://") {
            continue;
        }
        if start < found.start() {
            parts.push(Part::Plain(&text[start..found.start()]));
        }
        parts.push(Part::Address(address));
        start = found.start() + length;
    }
    if start < text.len() {
        parts.push(Part::Plain(&text[start..]));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::Part::{Address, Plain};
    use super::*;

    #[test]
    fn an_address_ends_where_a_reader_would_end_it() {
        let split_of = |text| split(text);
        assert_eq!(
            split_of("See https://iso.org/a_(b)?c=1#d, then."),
            [Plain("See "), Address("https://iso.org/a_(b)?c=1#d"), Plain(", then.")]
        );
        assert_eq!(
            split_of("راجع https://modon.gov.sa، ثم اكتب"),
            [Plain("راجع "), Address("https://modon.gov.sa"), Plain("، ثم اكتب")]
        );
        assert_eq!(
            split_of("ftp://a.example javascript:x"),
            [Plain("ftp://a.example javascript:x")]
        );
        assert_eq!(split_of(""), []);
    }
}
