//! Text: Markdown to HTML, HTML made safe, excerpts, hashtags and mentions.
//!
//! The same allow-list cleans what members write and what other servers send, so nothing reaches a page that did not pass
//! here. Cleaning twice changes nothing.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{Event, Options, Parser, TextMergeStream, html};

use super::links::{self, Part};
use super::runs;

/// Longest body of a post, in characters.
pub const BODY_MAX: usize = 50_000;
/// Longest title, in characters (Lemmy cuts at 200).
pub const TITLE_MAX: usize = 200;
/// Longest address of a link, in bytes; browsers and servers take no more.
const HREF_MAX: usize = 8_000;
/// Longest excerpt, in characters.
const EXCERPT_MAX: usize = 280;

const TAGS: &[&str] = &[
    "p",
    "br",
    "hr",
    "a",
    "span",
    "strong",
    "em",
    "b",
    "i",
    "u",
    "del",
    "s",
    "code",
    "pre",
    "ul",
    "ol",
    "li",
    "blockquote",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "sup",
    "sub",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::new();
    builder
        .tags(TAGS.iter().copied().collect())
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .generic_attributes(HashSet::from(["lang", "dir"]))
        .allowed_classes(HashMap::from([
            ("a", HashSet::from(["mention", "hashtag", "u-url"])),
            ("span", HashSet::from(["h-card", "invisible", "ellipsis"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("nofollow noopener ugc"))
        .attribute_filter(|_, name, value| (name != "href" || value.len() <= HREF_MAX).then_some(value.into()))
        .url_relative(ammonia::UrlRelative::Deny);
    builder
});

/// HTML from anywhere, reduced to what may stand on a page. Every block gets `dir="auto"`, so that Arabic and English
/// paragraphs each run their own way.
pub fn clean_html(dirty: &str) -> String {
    let clean = CLEANER.clean(&runs::cut(dirty)).to_string();
    ["p", "li", "h2", "h3", "h4", "h5", "h6", "td", "th"]
        .iter()
        .fold(clean, |html, tag| {
            html.replace(&format!("<{tag}>"), &format!("<{tag} dir=\"auto\">"))
        })
}

/// Markdown as members write it (CommonMark, tables, strike-through, task lists), as safe HTML. Headings start at the
/// second level; raw HTML shows as text; addresses become links, mentions and hashtags do through `link`.
pub fn render(source: &str, link: &dyn Fn(&Token) -> Option<String>) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut literal = 0_usize;
    let mut events = Vec::new();
    for event in TextMergeStream::new(Parser::new_ext(source, options)) {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => events.push(Event::Text(raw)),
            Event::SoftBreak => events.push(Event::HardBreak),
            Event::Text(text) if literal == 0 => push_linked(&mut events, &text, link),
            other => {
                literal = literal.saturating_add_signed(depth_change(&other));
                events.push(lower_heading(other));
            }
        }
    }
    let mut rendered = String::with_capacity(source.len() * 3 / 2);
    html::push_html(&mut rendered, events.into_iter());
    clean_html(rendered.trim())
}

/// Inside links and code nothing becomes a link.
fn depth_change(event: &Event<'_>) -> isize {
    use pulldown_cmark::{Tag, TagEnd};
    match event {
        Event::Start(Tag::Link { .. } | Tag::CodeBlock(_) | Tag::Image { .. }) => 1,
        Event::End(TagEnd::Link | TagEnd::CodeBlock | TagEnd::Image) => -1,
        _ => 0,
    }
}

/// The page has its own first heading.
fn lower_heading(event: Event<'_>) -> Event<'_> {
    use pulldown_cmark::{HeadingLevel, Tag, TagEnd};
    let lower = |level| match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        other => other,
    };
    match event {
        Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
            level: lower(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        other => other,
    }
}

fn push_linked(events: &mut Vec<Event<'_>>, text: &str, link: &dyn Fn(&Token) -> Option<String>) {
    for part in links::split(text) {
        match part {
            Part::Plain(text) => push_tokens(events, text, link),
            Part::Address(address) => {
                let address = escape(address);
                events.push(Event::InlineHtml(format!("<a href=\"{address}\">{address}</a>").into()));
            }
        }
    }
}

fn push_tokens(events: &mut Vec<Event<'_>>, text: &str, link: &dyn Fn(&Token) -> Option<String>) {
    let mut plain = String::new();
    for piece in split_tokens(text) {
        let linked = match &piece {
            Piece::Token(token, written) => link(token).map(|href| anchor(token, written, &href)),
            Piece::Plain(_) => None,
        };
        match (linked, piece) {
            (Some(anchor), _) => {
                if !plain.is_empty() {
                    events.push(Event::Text(std::mem::take(&mut plain).into()));
                }
                events.push(Event::InlineHtml(anchor.into()));
            }
            (None, Piece::Plain(text) | Piece::Token(_, text)) => plain.push_str(text),
        }
    }
    if !plain.is_empty() {
        events.push(Event::Text(plain.into()));
    }
}

fn anchor(token: &Token, written: &str, href: &str) -> String {
    let class = match token {
        Token::Mention { .. } => "u-url mention",
        Token::Hashtag(_) => "mention hashtag",
    };
    format!("<a href=\"{}\" class=\"{class}\">{}</a>", escape(href), escape(written))
}

/// Text with the five characters that mean something in HTML replaced.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// Something in a text that names a person, a forum or a subject.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Token {
    /// `@name`, `@name@host` or `!forum@host`.
    Mention {
        /// User or forum name.
        username: String,
        /// Host; none means here.
        host: Option<String>,
    },
    /// `#subject`, without the `#`.
    Hashtag(String),
}

enum Piece<'a> {
    Plain(&'a str),
    Token(Token, &'a str),
}

/// The mentions and hashtags of a Markdown text, each once, in order.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut literal = 0_usize;
    for event in TextMergeStream::new(Parser::new(source)) {
        match &event {
            Event::Text(text) if literal == 0 => {
                for part in links::split(text) {
                    if let Part::Plain(text) = part {
                        push_new(&mut found, text);
                    }
                }
            }
            _ => literal = literal.saturating_add_signed(depth_change(&event)),
        }
    }
    found
}

fn push_new(found: &mut Vec<Token>, text: &str) {
    for piece in split_tokens(text) {
        if let Piece::Token(token, _) = piece
            && !found.contains(&token)
        {
            found.push(token);
        }
    }
}

fn split_tokens(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous = ' ';
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let fresh = !previous.is_alphanumeric() && !matches!(previous, '/' | '_' | '@' | '#' | '&');
        if fresh && let Some((token, length)) = read_token(&text[at..]) {
            if start < at {
                pieces.push(Piece::Plain(&text[start..at]));
            }
            pieces.push(Piece::Token(token, &text[at..at + length]));
            at += length;
            start = at;
            previous = 'x';
            continue;
        }
        previous = c;
        at += c.len_utf8();
    }
    if start < text.len() {
        pieces.push(Piece::Plain(&text[start..]));
    }
    pieces
}

fn read_token(text: &str) -> Option<(Token, usize)> {
    let sign = text.chars().next()?;
    let rest = &text[sign.len_utf8()..];
    match sign {
        '#' => {
            let length = rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || is_mark(c)))
                .unwrap_or(rest.len());
            let name = &rest[..length];
            (length > 0 && name.chars().count() <= 40 && name.contains(char::is_alphabetic))
                .then(|| (Token::Hashtag(name.to_owned()), 1 + length))
        }
        '@' | '!' => {
            let length = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
                .unwrap_or(rest.len());
            if length == 0 {
                return None;
            }
            let username = rest[..length].to_owned();
            let host = rest[length..].strip_prefix('@').and_then(read_host);
            match (sign, host) {
                ('!', None) => None,
                (_, Some(host)) => {
                    let total = 1 + length + 1 + host.len();
                    Some((
                        Token::Mention {
                            username,
                            host: Some(host.to_ascii_lowercase()),
                        },
                        total,
                    ))
                }
                (_, None) => Some((Token::Mention { username, host: None }, 1 + length)),
            }
        }
        _ => None,
    }
}

/// Combining marks of Arabic belong to the word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{200C}')
}

fn read_host(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':')))
        .unwrap_or(text.len());
    let host = text[..end].trim_end_matches(['.', '-', ':']);
    (!host.is_empty()).then_some(host)
}

/// A tag as compared: lower case, without Arabic vowel marks and tatweel.
pub fn fold_tag(tag: &str) -> String {
    tag.trim()
        .trim_start_matches('#')
        .to_lowercase()
        .chars()
        .filter(|c| !is_mark(*c))
        .collect()
}

/// Whether this is the primary tag of a language (BCP 47).
pub fn is_language(tag: &str) -> bool {
    (2..=3).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The language of a text as its author says it; Arabic if that makes no sense.
pub fn declared_language(typed: &str) -> String {
    let plausible =
        (2..=12).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if plausible { typed.to_owned() } else { "ar".to_owned() }
}

/// What ends a word when the tags are gone.
const BREAKS: [&str; 13] = [
    "</p>", "<br>", "<br />", "</li>", "</h2>", "</h3>", "</h4>", "</h5>", "</h6>", "</th>", "</td>", "</pre>", "<ul>",
];

/// The first words of some HTML as plain text on one line.
pub fn excerpt(html: &str) -> String {
    cut(&plain(html), EXCERPT_MAX)
}

/// HTML as plain text in one line.
pub fn plain(html: &str) -> String {
    let spaced = BREAKS.iter().fold(html.to_owned(), |html, tag| html.replace(tag, " "));
    let text = without_tags(&spaced);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Some HTML as plain text, a line for each paragraph, item, heading and cell.
pub fn lines(html: &str) -> String {
    let broken = BREAKS.iter().fold(html.to_owned(), |html, tag| html.replace(tag, "\n"));
    let text = without_tags(&broken);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn without_tags(html: &str) -> String {
    unescape(&Builder::empty().clean(&runs::cut(html)).to_string())
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

/// The longest beginning of a text with at most `max` bytes.
pub fn beginning(text: &str, max: usize) -> &str {
    let mut end = text.len().min(max);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// At most `max` characters of a text, cut at a word, with an ellipsis if something is missing.
pub fn cut(text: &str, max: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max) else {
        return text.to_owned();
    };
    let head = &text[..end];
    let head = head.rfind(char::is_whitespace).map_or(head, |space| &head[..space]);
    format!(
        "{}…",
        head.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_nothing_but_signs_that_are_escaped_is_cleaned_as_it_is() {
        for (sign, written) in [("&", "&amp;"), ("\u{a0}", "&nbsp;"), ("«", "«"), ("&lt;", "&lt;")] {
            let html = clean_html(&format!("<p>{}</p>", sign.repeat(100_000)));
            assert_eq!(html, format!("<p dir=\"auto\">{}</p>", written.repeat(100_000)));
            assert_eq!(clean_html(&html), html);
        }
        assert_eq!(super::plain(&"&amp;".repeat(100_000)).len(), 100_000);
        let link = clean_html(&format!("<a href=\"https://a.example/?{}\">x</a>", "&".repeat(9_000)));
        assert!(!link.contains("href"), "an address as long as that leads nowhere");
    }

    fn plain(source: &str) -> String {
        render(source, &|_| None)
    }

    #[test]
    fn markdown_becomes_html_that_runs_its_own_way() {
        assert_eq!(
            plain("# One\n\nTwo **three**"),
            "<h2 dir=\"auto\">One</h2>\n<p dir=\"auto\">Two <strong>three</strong></p>"
        );
    }

    #[test]
    fn an_address_becomes_a_link_and_keeps_its_punctuation_outside() {
        assert_eq!(
            plain("See https://iso.org/a_b?c=1&d=2. `https://no.example` <https://once.example>"),
            "<p dir=\"auto\">See <a href=\"https://iso.org/a_b?c=1&amp;d=2\" rel=\"nofollow noopener ugc\">\
             https://iso.org/a_b?c=1&amp;d=2</a>. <code>https://no.example</code> \
             <a href=\"https://once.example\" rel=\"nofollow noopener ugc\">https://once.example</a></p>"
        );
    }

    #[test]
    fn raw_html_shows_as_text() {
        assert_eq!(
            plain("a <b onclick=x>b</b>"),
            "<p dir=\"auto\">a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"
        );
    }

    #[test]
    fn hostile_html_is_disarmed_and_stays_so() {
        let hostile = "<p style=\"x\">a<script>alert(1)</script><img src=x onerror=y><a href=\"javascript:z\">l</a>\
                       <a href=\"https://ok.example\" class=\"btn mention\">m</a><svg/onload=1><math><mi>x</mi></math></p>";
        let clean = clean_html(hostile);
        for bad in ["style", "script", "img", "javascript", "btn", "svg", "math", "onload"] {
            assert!(!clean.contains(bad), "{bad} in {clean}");
        }
        assert!(clean.contains("rel=\"nofollow noopener ugc\""));
        assert_eq!(clean_html(&clean), clean);
    }

    #[test]
    fn mentions_and_hashtags_are_found_outside_code_and_addresses() {
        let source =
            "شكرا @noura و @ali@jeddah.example:7402 عن #الصيانة_التنبؤية و `#not` a@b.example https://x.example/@y #1";
        assert_eq!(
            tokens(source),
            vec![
                Token::Mention {
                    username: "noura".into(),
                    host: None
                },
                Token::Mention {
                    username: "ali".into(),
                    host: Some("jeddah.example:7402".into())
                },
                Token::Hashtag("الصيانة_التنبؤية".into()),
            ]
        );
    }

    #[test]
    fn a_mention_becomes_a_link_where_it_is_known() {
        let html = render("hi @noura and @nobody", &|token| match token {
            Token::Mention { username, .. } if username == "noura" => Some("https://a.example/@noura".to_owned()),
            _ => None,
        });
        assert!(
            html.contains(
                "<a href=\"https://a.example/@noura\" class=\"u-url mention\" rel=\"nofollow noopener ugc\">@noura</a>"
            ),
            "{html}"
        );
        assert!(html.contains("and @nobody"));
    }

    #[test]
    fn an_excerpt_is_plain_and_cut_at_a_word() {
        assert_eq!(excerpt("<p>a &amp; b</p><p>c</p>"), "a & b c");
        assert_eq!(
            excerpt("<h2>a</h2><table><tr><th>b</th><td>c</td></tr></table>"),
            "a b c"
        );
        let long = format!("<p>{}</p>", "word ".repeat(100));
        let cut = excerpt(&long);
        assert!(cut.ends_with("word…") && cut.chars().count() <= 281, "{cut}");
    }

    #[test]
    fn arabic_tags_fold_to_one_form() {
        assert_eq!(fold_tag("#صِيـانة"), fold_tag("صيانة"));
        assert_eq!(fold_tag("OEE"), "oee");
    }

    #[test]
    fn arabic_is_read_letter_by_letter_not_byte_by_byte() {
        assert_eq!(render("مضخة #اهتزاز", &|_| None), "<p dir=\"auto\">مضخة #اهتزاز</p>");
        assert_eq!(
            tokens("قِسنا (#اهتزاز) مع @noura، ثم #صيانة_تنبؤية."),
            [
                Token::Hashtag("اهتزاز".to_owned()),
                Token::Mention {
                    username: "noura".to_owned(),
                    host: None,
                },
                Token::Hashtag("صيانة_تنبؤية".to_owned()),
            ]
        );
    }
}
