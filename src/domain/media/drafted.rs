//! Files that drafts remember: they stay as long as the draft does, and hang on nothing yet.

use std::collections::HashSet;

use crate::db::Conn;
use crate::db::drafts::Draft;
use crate::db::media::attachments;
use crate::db::media::drafted::{self as rows, DraftFile};
use crate::db::media::{self, Media};
use crate::db::moderation::held_files;
use crate::db::types::{AccountId, DraftId, DraftKind, MediaId, PostId};
use crate::domain::error::Result;
use crate::domain::{Core, text};

use super::{ALT_MAX, ATTACHMENTS_MAX, NewAttachment};

/// Has a draft remember these and nothing else. Files that are gone, or somebody else's, are left out: text that is being
/// saved must not be refused for them.
pub(in crate::domain) async fn set(
    conn: &mut Conn,
    account: AccountId,
    draft: DraftId,
    wanted: &[NewAttachment],
) -> Result<()> {
    let wanted: Vec<(MediaId, Option<&str>)> = wanted.iter().filter_map(own).take(ATTACHMENTS_MAX).collect();
    let ids: Vec<MediaId> = wanted.iter().map(|(id, _)| *id).collect();
    let known = media::list_own(conn, account, &ids).await?;
    let mut files = Vec::new();
    for (position, (id, alt)) in (0..).zip(wanted) {
        let Some(file) = known.iter().find(|file| file.id == id) else {
            continue;
        };
        files.push(DraftFile {
            draft_id: draft,
            position,
            media_id: id,
            alt: alt.map_or_else(|| file.alt.clone(), |alt| text::cut(alt, ALT_MAX)),
        });
    }
    Ok(rows::replace(conn, draft, &files).await?)
}

fn own(wanted: &NewAttachment) -> Option<(MediaId, Option<&str>)> {
    match wanted {
        NewAttachment::Own { id, alt } => Some((*id, alt.as_deref())),
        NewAttachment::Remote { .. } => None,
    }
}

/// What hangs on a post, as the draft remembers it that the post becomes when it is taken back.
pub(in crate::domain) async fn of_post(
    conn: &mut Conn,
    account: AccountId,
    post: PostId,
    draft: DraftId,
) -> Result<()> {
    let hanging = attachments::list(conn, &[post]).await?;
    let own = |file: Media| NewAttachment::Own {
        id: file.id,
        alt: Some(file.alt),
    };
    let files: Vec<NewAttachment> = hanging.into_iter().filter_map(|(_, file)| file.map(own)).collect();
    set(conn, account, draft, &files).await
}

/// The files of a draft that can still be hung on what it becomes, described as typed so far.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, draft: &Draft) -> Result<Vec<Media>> {
    let mut conn = core.db.read().await?;
    let kept = rows::list(&mut conn, draft.id).await?;
    let ids: Vec<MediaId> = kept.iter().map(|(_, file)| file.id).collect();
    let edited = (draft.kind == DraftKind::Edit).then_some(PostId(draft.place_id));
    let mut used: HashSet<MediaId> = held_files::list_waiting(&mut conn, &ids).await?.into_iter().collect();
    let posts = attachments::list_posts(&mut conn, &ids).await?;
    let elsewhere = posts.into_iter().filter(|(_, post)| Some(post.id) != edited);
    used.extend(elsewhere.map(|(file, _)| file));
    let free = kept.into_iter().filter(|(_, file)| !used.contains(&file.id));
    Ok(free.map(|(row, file)| Media { alt: row.alt, ..file }).collect())
}
