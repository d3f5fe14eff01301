//! What composers have to do with drafts: opening one, offering those there are, forgetting the one that was published.

use serde::Deserialize;

use crate::app::App;
use crate::db::drafts::Draft;
use crate::db::types::{DraftId, DraftKind, ForumId, PostId};
use crate::domain::media::drafted;
use crate::domain::{self, Principal, drafts, forums, text, topics};
use crate::error::Result;
use crate::web::paths;
use crate::web::present::{forum_name, stamp};
use crate::web::uploads::tray;
use crate::web::view::{DraftLine, DraftView, Tray};
use crate::web::visitor::Visitor;

/// Characters of a draft without a title that are shown in its place.
const WORDS_MAX: usize = 80;

/// Which draft to open.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    pub(crate) draft: Option<i64>,
    /// A title to begin with.
    #[serde(default)]
    pub(crate) title: String,
}

/// The draft that the address names; none if it names none, or it is gone.
pub(crate) async fn opened(app: &App, visitor: &Visitor, id: Option<i64>) -> Result<Option<Draft>> {
    let (Some(id), Some(account)) = (id, visitor.viewer.account_id()) else {
        return Ok(None);
    };
    match drafts::get(&app.core, account, DraftId(id)).await {
        Ok(draft) => Ok(Some(draft)),
        Err(domain::Error::NotFound) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// The tray with the files of a draft.
pub(crate) async fn files(app: &App, draft: &Draft) -> Result<Tray> {
    Ok(tray(app, &drafted::list(&app.core, draft).await?))
}

/// The drafts there are for a place.
pub(crate) async fn offers(app: &App, visitor: &Visitor, kind: DraftKind, place: i64) -> Result<Vec<DraftLine>> {
    let Some(account) = visitor.viewer.account_id() else {
        return Ok(Vec::new());
    };
    let found = drafts::list_at(&app.core, account, kind, place).await?;
    Ok(found
        .iter()
        .map(|draft| line(draft, Some(paths::draft(&draft.id.0))))
        .collect())
}

/// A draft in a list.
pub(crate) fn line(draft: &Draft, href: Option<String>) -> DraftLine {
    let words = if draft.title.trim().is_empty() {
        text::cut(draft.body.trim(), WORDS_MAX)
    } else {
        draft.title.clone()
    };
    DraftLine {
        id: draft.id.0,
        words: words.split_whitespace().collect::<Vec<_>>().join(" "),
        kind: match draft.kind {
            DraftKind::Topic => "draft-topic",
            DraftKind::Reply => "draft-reply",
            DraftKind::Edit => "draft-edit",
        },
        at: stamp(draft.updated_at),
        href,
    }
}

/// A composer that begins a text.
pub(crate) fn new(kind: DraftKind, place: i64) -> DraftView {
    continued(kind, place, "", "")
}

/// A composer that goes on with a draft, as its form came back.
pub(crate) fn continued(kind: DraftKind, place: i64, id: &str, version: &str) -> DraftView {
    DraftView {
        id: id.to_owned(),
        version: version.to_owned(),
        kind: kind.as_str(),
        place,
        offers: Vec::new(),
    }
}

/// The draft that a form continued is done. That it could not be thrown away is no reason to fail: the text is published.
pub(crate) async fn published(app: &App, by: &Principal, draft: &str) {
    let Ok(id) = draft.parse() else { return };
    if let Err(error) = drafts::discard(&app.core, by, id).await {
        tracing::warn!(%error, "a draft stays after it was published");
    }
}

/// Where one goes on with a draft; its own page if the place it was meant for is not there any more.
pub(crate) async fn address(app: &App, visitor: &Visitor, draft: &Draft) -> Result<String> {
    Ok(place(app, visitor, draft)
        .await?
        .unwrap_or_else(|| paths::draft(&draft.id.0)))
}

/// The composer of a draft, if the place is still there.
pub(crate) async fn place(app: &App, visitor: &Visitor, draft: &Draft) -> Result<Option<String>> {
    match find_place(app, visitor, draft).await {
        Ok(place) => Ok(place),
        Err(domain::Error::NotFound | domain::Error::Gone) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

async fn find_place(app: &App, visitor: &Visitor, draft: &Draft) -> domain::Result<Option<String>> {
    let (core, viewer, id) = (&app.core, &visitor.viewer, draft.id);
    Ok(match draft.kind {
        DraftKind::Topic => {
            let forum = forums::get(core, viewer, ForumId(draft.place_id)).await?;
            Some(format!("{}?draft={id}", paths::new_topic(&forum_name(&forum))))
        }
        DraftKind::Reply => {
            let topic = topics::post(core, viewer, PostId(draft.place_id)).await?;
            if topic.is_removed() || topic.is_locked {
                return Ok(None);
            }
            let address = paths::topic(&topic.id.0);
            let Some(parent) = draft.parent_id else {
                return Ok(Some(format!("{address}?draft={id}#answer")));
            };
            match topics::place_of(core, viewer, parent).await? {
                (_, Some(after)) => Some(format!("{address}?after={after}&draft={id}#reply-{parent}")),
                (_, None) => Some(format!("{address}?draft={id}#reply-{parent}")),
            }
        }
        DraftKind::Edit => {
            let post = topics::post(core, viewer, PostId(draft.place_id)).await?;
            (!post.is_removed()).then(|| format!("{}?draft={id}", paths::edit(&post.id.0)))
        }
    })
}
