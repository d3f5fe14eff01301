//! The text of a post in the few tags that clients draw: headings become strong paragraphs, rows of tables paragraphs,
//! everything unknown loses its tag and keeps its words. The input is clean already (`domain::text`).

use crate::db::posts::Post;
use crate::domain::text::escape;

/// Tags that pass with their attributes as they are.
const KEPT: &[&str] = &[
    "p",
    "br",
    "span",
    "a",
    "del",
    "s",
    "pre",
    "code",
    "em",
    "strong",
    "b",
    "i",
    "u",
    "ul",
    "ol",
    "li",
    "blockquote",
];

/// The whole text: title and link of a topic around the body.
pub(super) fn of(post: &Post) -> String {
    if post.title.is_empty() {
        return simple(&post.html);
    }
    let link = escape(&post.url);
    let shown = escape(post.url.split_once("://").map_or(post.url.as_str(), |(_, rest)| rest));
    let mut html = String::with_capacity(post.html.len() + post.title.len() + 2 * link.len() + 120);
    html.push_str("<p><strong>");
    html.push_str(&escape(&post.title));
    html.push_str("</strong></p>");
    push_simple(&mut html, &post.html);
    html.push_str("<p><a href=\"");
    html.push_str(&link);
    html.push_str("\" rel=\"nofollow noopener\">");
    html.push_str(&shown);
    html.push_str("</a></p>");
    html
}

/// HTML in the tags that clients draw.
pub(super) fn simple(html: &str) -> String {
    let mut simple = String::with_capacity(html.len());
    push_simple(&mut simple, html);
    simple
}

fn push_simple(out: &mut String, html: &str) {
    let mut rest = html;
    let mut cells = 0_usize;
    while let Some(start) = rest.find('<') {
        push_text(out, &rest[..start]);
        let Some(length) = rest[start..].find('>') else {
            return;
        };
        push_tag(out, &rest[start + 1..start + length], &mut cells);
        rest = &rest[start + length + 1..];
    }
    push_text(out, rest);
}

/// Line breaks between blocks mean nothing in HTML, but some clients show them.
fn push_text(out: &mut String, text: &str) {
    if text == "\n" && out.ends_with('>') && !out.ends_with("<br>") {
        return;
    }
    out.push_str(text);
}

fn push_tag(out: &mut String, tag: &str, cells: &mut usize) {
    let (is_end, inner) = tag.strip_prefix('/').map_or((false, tag), |inner| (true, inner));
    let name_end = inner.find([' ', '/']).unwrap_or(inner.len());
    let name = &inner[..name_end];
    match (name, is_end) {
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => out.push_str("<p><strong>"),
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => out.push_str("</strong></p>"),
        ("tr", false) => {
            *cells = 0;
            out.push_str("<p>");
        }
        ("tr", true) => out.push_str("</p>"),
        ("td" | "th", false) => {
            if *cells > 0 {
                out.push_str(" | ");
            }
            *cells += 1;
        }
        _ if !KEPT.contains(&name) => {}
        (_, true) => {
            out.push_str("</");
            out.push_str(name);
            out.push('>');
        }
        (_, false) => {
            out.push('<');
            out.push_str(name);
            push_attributes(out, &inner[name_end..]);
            out.push('>');
        }
    }
}

/// `dir` and `lang` stay out: clients find the direction themselves.
fn push_attributes(out: &mut String, attributes: &str) {
    let mut rest = attributes;
    while let Some((name, value)) = rest.split_once("=\"") {
        let Some((value, after)) = value.split_once('"') else {
            return;
        };
        let name = name.trim();
        if !matches!(name, "dir" | "lang") {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            out.push_str(value);
            out.push('"');
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_become_strong_paragraphs() {
        assert_eq!(
            simple("<h2 dir=\"auto\">One</h2>\n<p dir=\"auto\">Two <em>x</em><br>y</p>"),
            "<p><strong>One</strong></p><p>Two <em>x</em><br>y</p>"
        );
    }

    #[test]
    fn rows_of_a_table_become_paragraphs() {
        assert_eq!(
            simple(
                "<table><thead><tr><th dir=\"auto\">a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
            ),
            "<p>a | b</p><p>1 | 2</p>"
        );
    }

    #[test]
    fn links_keep_what_clients_look_at() {
        let link = "<a href=\"https://a.example/@x\" class=\"u-url mention\" rel=\"nofollow\">@x</a>";
        assert_eq!(simple(link), link);
        assert_eq!(simple("H<sub>2</sub>O<hr>"), "H2O");
    }

    #[test]
    fn lines_of_code_stay_lines() {
        let code = "<pre><code>a\n\nb\n</code></pre>";
        assert_eq!(simple(code), code);
    }
}
