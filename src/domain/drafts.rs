//! What members have begun to write, kept on the server for every place one can write in.
//!
//! Each save says which version it continues. One that continues an old version (two windows on the same draft) becomes a
//! draft of its own, so that neither text is lost. A draft does not mind that its place goes.

use crate::db::drafts::{self, Draft};
use crate::db::posts::Post;
use crate::db::types::{AccountId, DraftId, DraftKind, PostId, PostKind};

use super::error::{Error, Result};
use super::media::{NewAttachment, drafted};
use super::validate::{Problem, Problems};
use super::{Core, Principal, text};

/// What is to be kept.
#[derive(Debug, Clone)]
pub struct DraftForm {
    /// The draft it continues; none begins one.
    pub id: Option<DraftId>,
    /// The version it continues.
    pub version: i64,
    /// What it is to become.
    pub kind: DraftKind,
    /// A forum, a topic or a post, as the kind says.
    pub place: i64,
    /// What a reply answers, if not the topic.
    pub parent: Option<PostId>,
    /// Kind of topic.
    pub topic_kind: String,
    /// Title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// BCP 47.
    pub language: String,
    /// The files that are to hang on it.
    pub files: Vec<NewAttachment>,
}

impl DraftForm {
    /// Whether there is nothing to keep. What hangs on a post stands there without any draft.
    fn is_empty(&self) -> bool {
        let has_files = self.kind != DraftKind::Edit && !self.files.is_empty();
        self.title.trim().is_empty() && self.body.trim().is_empty() && !has_files
    }
}

/// What became of it.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The draft as it stands now; none if there was nothing to keep.
    pub draft: Option<Draft>,
    /// Whether the draft it was to continue had changed meanwhile, so that there are two now.
    pub is_apart: bool,
}

/// Keeps what was typed and attached so far. An empty text without files leaves no draft.
///
/// # Errors
/// [`Error::Invalid`] if it is too long, or the member has too many drafts.
pub async fn save(core: &Core, by: &Principal, form: &DraftForm) -> Result<Saved> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let mut problems = Problems::default();
    for (field, typed, max) in [
        ("title", &form.title, text::TITLE_MAX),
        ("body", &form.body, text::BODY_MAX),
    ] {
        if typed.chars().count() > max {
            problems.add(field, Problem::TooLong(max));
        }
    }
    problems.into_result(())?;
    if form.is_empty() {
        return forget_empty(core, account, form).await;
    }
    core.change(async |conn| {
        let mut draft = Draft {
            id: form.id.unwrap_or_else(|| core.ids.next()),
            account_id: account,
            kind: form.kind,
            place_id: form.place,
            parent_id: form.parent,
            topic_kind: short(&form.topic_kind),
            title: form.title.clone(),
            body: form.body.clone(),
            language: short(&form.language),
            version: form.version,
            updated_at: core.clock.now(),
        };
        if form.id.is_some() && drafts::update(conn, &draft).await? {
            draft.version += 1;
            drafted::set(conn, account, draft.id, &form.files).await?;
            return Ok(Saved {
                draft: Some(draft),
                is_apart: false,
            });
        }
        let is_apart = match form.id {
            Some(id) => drafts::find(conn, account, id).await?.is_some(),
            None => false,
        };
        if drafts::count(conn, account).await? >= i64::from(core.config.composer.drafts) {
            let mut problems = Problems::default();
            let max = usize::try_from(core.config.composer.drafts).unwrap_or(usize::MAX);
            problems.add("drafts", Problem::TooMany(max));
            return Err(Error::Invalid(problems));
        }
        draft.id = core.ids.next();
        draft.version = 1;
        drafts::insert(conn, &draft).await?;
        drafted::set(conn, account, draft.id, &form.files).await?;
        Ok(Saved {
            draft: Some(draft),
            is_apart,
        })
    })
    .await
}

/// A text that was emptied on purpose is not offered again; what another window wrote stays.
async fn forget_empty(core: &Core, account: AccountId, form: &DraftForm) -> Result<Saved> {
    let nothing = Saved {
        draft: None,
        is_apart: false,
    };
    let Some(id) = form.id else { return Ok(nothing) };
    let mut conn = core.db.write().await?;
    let known = drafts::find(&mut conn, account, id).await?;
    if known.is_some_and(|known| known.version == form.version) {
        drafts::delete(&mut conn, account, id).await?;
    }
    Ok(nothing)
}

fn short(tag: &str) -> String {
    tag.chars().take(20).collect()
}

/// One draft of a member.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(core: &Core, account: AccountId, id: DraftId) -> Result<Draft> {
    let found = drafts::find(&mut core.db.read().await?, account, id).await?;
    found.ok_or(Error::NotFound)
}

/// The drafts of a member, the last changed first.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, account: AccountId) -> Result<Vec<Draft>> {
    Ok(newest_first(drafts::list(&mut core.db.read().await?, account).await?))
}

/// The drafts of a member for one place, the last changed first.
///
/// # Errors
/// If the database fails.
pub async fn list_at(core: &Core, account: AccountId, kind: DraftKind, place: i64) -> Result<Vec<Draft>> {
    let mut conn = core.db.read().await?;
    Ok(newest_first(drafts::list_at(&mut conn, account, kind, place).await?))
}

fn newest_first(mut list: Vec<Draft>) -> Vec<Draft> {
    list.sort_by_key(|draft| std::cmp::Reverse((draft.updated_at, draft.id)));
    list
}

/// Throws a draft away: its owner wants that, or it was published.
///
/// # Errors
/// If the database fails.
pub async fn discard(core: &Core, by: &Principal, id: DraftId) -> Result<()> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    Ok(drafts::delete(&mut core.db.write().await?, account, id).await?)
}

/// The draft that a post becomes when it is taken back.
pub(super) fn of_post(core: &Core, account: AccountId, post: &Post) -> Draft {
    let is_reply = post.kind == PostKind::Reply;
    let forum = post.forum_id.map_or(0, |forum| forum.0);
    Draft {
        id: core.ids.next(),
        account_id: account,
        kind: if is_reply { DraftKind::Reply } else { DraftKind::Topic },
        place_id: if is_reply { post.root_id.0 } else { forum },
        parent_id: post.parent_id.filter(|parent| *parent != post.root_id),
        topic_kind: post.topic_kind.map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
        title: post.title.clone(),
        body: post.source.clone().unwrap_or_default(),
        language: post.language.clone().unwrap_or_default(),
        version: 1,
        updated_at: core.clock.now(),
    }
}
