//! What a post said before: every edit, from here and from elsewhere, keeps the version it replaces. Whoever may see a post
//! may see its history; a removed post has none.

use crate::db::Conn;
use crate::db::posts::{Post, PostText};
use crate::db::revisions::{self, Revision};
use crate::db::types::{PostId, RevisionId, UtcTime};

use super::diff::{self, Paragraph};
use super::error::{Error, Result};
use super::{Core, Viewer, text, topics};

/// Versions on one page.
const PER_PAGE: i64 = 10;

/// Keeps what a post says until now, if the new text says something else.
pub(super) async fn keep(core: &Core, conn: &mut Conn, post: &Post, new: &PostText) -> Result<()> {
    if post.title == new.title && post.html == new.html && post.language == new.language {
        return Ok(());
    }
    let revision = Revision {
        id: core.ids.next(),
        post_id: post.id,
        title: post.title.clone(),
        source: post.source.clone(),
        html: post.html.clone(),
        language: post.language.clone(),
        written_at: post.edited_at.unwrap_or(post.published_at),
    };
    Ok(revisions::insert(conn, &revision).await?)
}

/// Forgets all former versions of a post, because they say what its author tells no more.
pub(super) async fn forget(conn: &mut Conn, post: PostId) -> Result<()> {
    Ok(revisions::delete_of(conn, post).await?)
}

/// A version and how it differs from the one before.
#[derive(Debug, Clone)]
pub struct Version {
    /// When it was written.
    pub at: UtcTime,
    /// Whether it is what the post says now.
    pub is_current: bool,
    /// Whether it is what the post said first, as far as is known.
    pub is_first: bool,
    /// The title, with its changes; none for replies.
    pub title: Option<Paragraph>,
    /// The text, with its changes.
    pub text: Vec<Paragraph>,
    /// BCP 47; empty when unknown.
    pub language: String,
}

/// A page of the history of a post.
#[derive(Debug, Clone)]
pub struct History {
    /// The post.
    pub post: Post,
    /// Versions, newest first.
    pub versions: Vec<Version>,
    /// Where the next page begins.
    pub next: Option<RevisionId>,
}

/// The versions of a post before `before`, from the newest if none is named.
///
/// # Errors
/// [`Error::NotFound`], also where the viewer may not read the post; [`Error::Gone`] if it was removed.
pub async fn page(core: &Core, viewer: &Viewer, id: PostId, before: Option<RevisionId>) -> Result<History> {
    let post = topics::post(core, viewer, id).await?;
    if post.is_removed() {
        return Err(Error::Gone);
    }
    let mut conn = core.db.read().await?;
    // Each version is compared with the one before it, the last one of the page with the first of the next.
    let mut old = revisions::list(&mut conn, id, before, PER_PAGE + 1).await?;
    let mut chain = Vec::with_capacity(old.len() + 1);
    match before {
        None => chain.push(current(&post)),
        Some(before) => chain.extend(revisions::find(&mut conn, id, before).await?),
    }
    chain.append(&mut old);
    let per_page = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let shown = chain.len().min(per_page);
    let next = (chain.len() > per_page)
        .then(|| chain.get(per_page - 1).map(|last| last.id))
        .flatten();
    let versions = (0..shown).filter_map(|n| {
        let version = chain.get(n)?;
        let former = chain.get(n + 1);
        // The page after this one begins with the version that this one ends with.
        (before.is_none() || n > 0).then(|| compare(version, former, before.is_none() && n == 0))
    });
    Ok(History {
        versions: versions.collect(),
        post,
        next,
    })
}

fn current(post: &Post) -> Revision {
    Revision {
        id: RevisionId(i64::MAX),
        post_id: post.id,
        title: post.title.clone(),
        source: post.source.clone(),
        html: post.html.clone(),
        language: post.language.clone(),
        written_at: post.edited_at.unwrap_or(post.published_at),
    }
}

fn compare(version: &Revision, former: Option<&Revision>, is_current: bool) -> Version {
    let (title, body) = match former {
        Some(former) => {
            let (before, after) = comparable(former, version);
            let title = diff::words(&former.title, &version.title);
            (title.into_iter().next(), diff::words(&before, &after))
        }
        None => (
            diff::same(&version.title).into_iter().next(),
            diff::same(&words_of(version)),
        ),
    };
    Version {
        at: version.written_at,
        is_current,
        is_first: former.is_none(),
        title: title.filter(|_| !version.title.is_empty()),
        text: body,
        language: version.language.clone().unwrap_or_default(),
    }
}

/// Two texts in the same form: as typed if both are known that way, else as shown.
fn comparable(before: &Revision, after: &Revision) -> (String, String) {
    match (&before.source, &after.source) {
        (Some(before), Some(after)) => (before.clone(), after.clone()),
        _ => (text::lines(&before.html), text::lines(&after.html)),
    }
}

fn words_of(version: &Revision) -> String {
    version.source.clone().unwrap_or_else(|| text::lines(&version.html))
}
