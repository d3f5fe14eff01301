//! A name in other people's words. What they said stays; that they said it to somebody by name does not.

use crate::db::actors::Actor;
use crate::domain::Core;

/// The ways in which somebody is named by their address.
pub(super) struct Naming {
    name: String,
    host: String,
    uri: String,
    page: String,
}

impl Naming {
    pub(super) fn of(core: &Core, actor: &Actor) -> Self {
        Self {
            name: actor.username.clone(),
            host: core.config.host(),
            uri: actor.uri.clone(),
            page: actor.url.clone(),
        }
    }

    /// The addresses that documents name somebody by.
    pub(super) fn addresses(&self) -> [&str; 2] {
        [&self.uri, &self.page]
    }

    /// Text without the handle.
    pub(super) fn without(&self, text: &str, language: &str) -> String {
        let long = format!("@{}@{}", self.name, self.host);
        let short = format!("@{}", self.name);
        let word = word(language);
        replace_whole(&replace_whole(text, &long, word), &short, word)
    }

    /// HTML without links to the person and without the handle.
    pub(super) fn without_links(&self, html: &str, language: &str) -> String {
        let mut out = String::with_capacity(html.len());
        let mut rest = html;
        while let Some(start) = rest.find("<a ") {
            let Some(length) = rest[start..].find("</a>") else {
                break;
            };
            let link = &rest[start..start + length + 4];
            out.push_str(&rest[..start]);
            let names = |address: &str| {
                link.to_lowercase()
                    .contains(&format!("href=\"{}\"", address.to_lowercase()))
            };
            if names(&self.uri) || names(&self.page) {
                out.push_str(word(language));
            } else {
                out.push_str(link);
            }
            rest = &rest[start + length + 4..];
        }
        out.push_str(rest);
        self.without(&out, language)
    }

    /// A document in which the person is somebody else.
    pub(super) fn readdressed(&self, body: &str, uri: &str, name: &str) -> String {
        let body = replace_whole(body, &self.uri, uri);
        let body = replace_whole(&body, &self.page, uri);
        let handle = format!("@{}", self.name);
        replace_whole(&body, &handle, &format!("@{name}"))
    }
}

fn word(language: &str) -> &'static str {
    if language.starts_with("en") {
        "(former member)"
    } else {
        "(عضو سابق)"
    }
}

/// Replaces `what`, in whatever case, where it does not go on as a longer name.
fn replace_whole(text: &str, what: &str, with: &str) -> String {
    let (lower, needle) = (text.to_ascii_lowercase(), what.to_ascii_lowercase());
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = lower[at..].find(&needle) {
        let (start, end) = (at + found, at + found + needle.len());
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let goes_on = lower[end..].chars().next().is_some_and(is_name);
        let began = needle.starts_with('@') && lower[..start].chars().next_back().is_some_and(is_name);
        out.push_str(&text[at..start]);
        out.push_str(if goes_on || began { &text[start..end] } else { with });
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noura() -> Naming {
        Naming {
            name: "noura".to_owned(),
            host: "a.example".to_owned(),
            uri: "https://a.example/u/noura".to_owned(),
            page: "https://a.example/@noura".to_owned(),
        }
    }

    #[test]
    fn a_handle_goes_and_everything_else_stays() {
        let clean = noura().without("Ask @noura, @Noura@a.example, @noura_2 or me@noura.example", "en");
        assert_eq!(
            clean,
            "Ask (former member), (former member), @noura_2 or me@noura.example"
        );
        assert_eq!(noura().without("شكرًا @noura!", "ar"), "شكرًا (عضو سابق)!");
    }

    #[test]
    fn a_link_to_the_person_becomes_words() {
        let html = "<p>Hi <a href=\"https://a.example/@noura\" class=\"mention\">@noura</a>, see <a href=\"https://b.example/\">this</a></p>";
        assert_eq!(
            noura().without_links(html, "en"),
            "<p>Hi (former member), see <a href=\"https://b.example/\">this</a></p>"
        );
    }

    #[test]
    fn documents_name_somebody_else() {
        let body = r#"{"cc":["https://a.example/u/noura","https://a.example/u/noura2"],"name":"@noura@a.example"}"#;
        let clean = noura().readdressed(body, "https://a.example/u/former.member", "former.member");
        assert_eq!(
            clean,
            r#"{"cc":["https://a.example/u/former.member","https://a.example/u/noura2"],"name":"@former.member@a.example"}"#
        );
    }
}
