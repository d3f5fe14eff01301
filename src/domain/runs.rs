//! Long runs of text in HTML, cut for the parser. What writes clean HTML looks, at each sign that it escapes, for the next angle
//! bracket: in a long text without one, that is as much work as the square of its length. A comment ends the run, and is gone
//! when the HTML is clean. Nothing here makes HTML safe; what it gives is cleaned after it.

use std::borrow::Cow;

/// Bytes of text after which a run is cut.
const RUN: usize = 1_024;
/// What ends a run and is thrown away by whoever cleans.
const CUT: &str = "<!---->";

/// The same HTML with its long runs of text cut. Only before signs that are escaped: a reference (`&amp;`) begins there, and none
/// goes on. What stands within a tag is left alone, as far as angle brackets tell.
pub(super) fn cut(html: &str) -> Cow<'_, str> {
    if html.len() <= RUN {
        return Cow::Borrowed(html);
    }
    let mut cut = String::new();
    let (mut kept, mut begin, mut in_tag) = (0, 0, false);
    for (at, c) in html.char_indices() {
        match c {
            '<' => in_tag = true,
            '>' => (in_tag, begin) = (false, at + 1),
            _ if !in_tag && at - begin >= RUN && is_escaped(c) => {
                cut.push_str(&html[kept..at]);
                cut.push_str(CUT);
                (kept, begin) = (at, at);
            }
            _ => {}
        }
    }
    if kept == 0 {
        return Cow::Borrowed(html);
    }
    cut.push_str(&html[kept..]);
    Cow::Owned(cut)
}

/// Whether whoever writes HTML stops at this sign: the ampersand, and what begins with the byte of a no-break space.
fn is_escaped(c: char) -> bool {
    c == '&' || ('\u{80}'..='\u{BF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many bytes are looked at for all the signs of a text that are escaped, as it is written.
    fn work(html: &str) -> usize {
        let mut bytes = 0;
        for run in html.split(['<', '>']) {
            let stops = run.char_indices().filter(|(_, c)| is_escaped(*c));
            bytes += stops.map(|(at, _)| run.len() - at).sum::<usize>();
        }
        bytes
    }

    #[test]
    fn the_work_grows_with_the_text_and_not_with_its_square() {
        for sign in ["&", "&amp;", "& ", "\u{a0}", "«كلمة» "] {
            let (small, large) = (sign.repeat(5_000), sign.repeat(50_000));
            assert!(work(&large) > 50 * work(&small), "{sign}: what there was to mend");
            assert!(work(&cut(&large)) < 12 * work(&cut(&small)), "{sign}");
            assert!(work(&cut(&large)) <= (RUN + 20) * 50_000 * 2, "{sign}");
        }
    }

    #[test]
    fn what_is_short_or_has_nothing_to_escape_stays_as_it_is() {
        assert!(matches!(cut("<p>A &amp; B</p>"), Cow::Borrowed(_)));
        assert!(matches!(cut(&"word ".repeat(5_000)), Cow::Borrowed(_)));
    }

    #[test]
    fn a_reference_is_not_cut_and_neither_is_a_tag() {
        let text = format!("{}&amp;&lt;", "x".repeat(3_000));
        assert_eq!(cut(&text), format!("{}{CUT}&amp;&lt;", "x".repeat(3_000)));
        let tag = format!("<a href=\"https://a.example/?{}\">", "b=1&amp;".repeat(500));
        assert_eq!(cut(&tag), tag);
    }
}
