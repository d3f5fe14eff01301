//! A post as a quote: the beginning of a reply to it, in Markdown, with its author and where it stands.

use crate::db::actors;
use crate::db::posts::Post;
use crate::db::types::PostId;
use crate::domain::error::{Error, Result};
use crate::domain::{Core, Viewer, text, topics};

/// So much of a post is quoted.
const MOST: usize = 700;

/// A post that is quoted.
#[derive(Debug, Clone)]
pub struct Quote {
    /// The post.
    pub post: Post,
    /// Markdown that begins a reply.
    pub source: String,
}

/// Quotes a post of a thread.
///
/// # Errors
/// [`Error::NotFound`], also where the viewer may not read it; [`Error::Gone`] if it was removed.
pub async fn of(core: &Core, viewer: &Viewer, id: PostId) -> Result<Quote> {
    let post = topics::post(core, viewer, id).await?;
    if post.is_removed() {
        return Err(Error::Gone);
    }
    let author = actors::get(&mut core.db.read().await?, post.actor_id).await?;
    let link = if post.root_id == post.id {
        core.config.link(&format!("/topics/{}", post.id))
    } else {
        core.config.link(&format!("/replies/{}", post.id))
    };
    let said = match &post.source {
        Some(source) => own_words(source),
        None => plain(&post.html),
    };
    let source = markdown(author.display_name(), &link, &said);
    Ok(Quote { post, source })
}

/// What somebody wrote themselves: without what they quoted.
fn own_words(source: &str) -> String {
    let lines = source.lines().filter(|line| !line.trim_start().starts_with('>'));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// HTML as text, a paragraph a line.
fn plain(html: &str) -> String {
    let paragraphs = html.split("</p>").map(text::excerpt).filter(|text| !text.is_empty());
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

fn markdown(name: &str, link: &str, said: &str) -> String {
    // Brackets would end the words of the link.
    let name: String = name.chars().filter(|c| !matches!(c, '[' | ']' | '\\')).collect();
    let mut quote = format!("> [{name}]({link}):\n>\n");
    for line in text::cut(said, MOST).lines() {
        quote.push_str(format!("> {line}").trim_end());
        quote.push('\n');
    }
    quote.push('\n');
    quote
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_quoted_and_what_was_quoted_before_is_left_out() {
        let said = own_words("> earlier\n\nLook at the leaks.\n\n- one\n- two");
        assert_eq!(
            markdown("Noura [QA]", "https://a.example/replies/1", &said),
            "> [Noura QA](https://a.example/replies/1):\n>\n> Look at the leaks.\n>\n> - one\n> - two\n\n"
        );
    }

    #[test]
    fn what_comes_as_html_is_quoted_as_text() {
        assert_eq!(plain("<p>One <b>two</b></p><p>three</p>"), "One two\n\nthree");
    }
}
