//! Who may have the bytes of a file: who may read the post or message it hangs on, its owner, who decides about the post, and whoever
//! was given a pass by one of them.

use crate::db::media::attachments;
use crate::db::media::{self as rows, Media};
use crate::db::moderation::held_files;
use crate::db::posts::Post;
use crate::db::types::{ForumId, RemovedBy, Visibility};
use crate::db::{Conn, forums};
use crate::domain::error::{Error, Result};
use crate::domain::{Core, Principal, Viewer};
use crate::media::Stored;

use super::{Size, key, messages};

/// What the passes to files are made for.
const PASS: &str = "media pass";
/// The same for files of private messages.
const MESSAGE_PASS: &str = "message media pass";
/// The same of passes that count for minutes.
const BRIEF: &str = "media pass for minutes";
/// How long such a pass counts at least, in seconds; twice as long at most.
const BRIEF_SECONDS: i64 = 300;

/// A file that somebody may have.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The row.
    pub media: Media,
    /// Whether everybody may have it, so that shared caches may keep it for a while.
    pub is_public: bool,
    /// The size that there is, see [`Size`].
    pub size: Size,
}

impl Opened {
    /// The bytes.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Unavailable`] if the store does not answer.
    pub async fn read(&self, core: &Core) -> Result<Stored> {
        Ok(core.media.get(&key(&self.media.hash, self.size)).await?)
    }
}

/// Opens a file for a viewer. `pass` is what a trusted server got with a post that is not for everybody, see [`pass`].
///
/// # Errors
/// [`Error::NotFound`], also for who may not have it.
pub async fn open(core: &Core, viewer: &Viewer, token: &str, size: Size, pass: Option<&str>) -> Result<Opened> {
    let mut conn = core.db.read().await?;
    let media = rows::find_by_token(&mut conn, token).await?.ok_or(Error::NotFound)?;
    let hung = attachments::find_post(&mut conn, media.id).await?;
    let standing = hung.as_ref().filter(|post| !post.is_removed());
    let is_passed_on = pass.is_some_and(|pass| is_brief_pass(core, token, pass));
    let is_given = pass.is_some_and(|pass| core.secrets.verify_mac(PASS, token, pass))
        && standing.is_some_and(|post| post.visibility == Visibility::Network);
    let is_sent = pass.is_some_and(|pass| core.secrets.verify_mac(MESSAGE_PASS, token, pass))
        && messages::is_sent(&mut conn, media.id).await?;
    let is_open = is_passed_on
        || is_given
        || standing.is_some_and(|post| viewer.may_read(post))
        || viewer.account_id() == Some(media.account_id)
        || is_sent
        || messages::readable(&mut conn, viewer, media.id).await?.is_some()
        || is_judge(&mut conn, viewer, &media, hung.as_ref()).await?;
    if !is_open {
        return Err(Error::NotFound);
    }
    Ok(Opened {
        is_public: standing.is_some_and(|post| post.visibility == Visibility::Public),
        size: if media.is_picture() { size } else { Size::Large },
        media,
    })
}

/// Whether the viewer decides about the post: one that stands and may be reported, one that moderators hid, or one that waits.
async fn is_judge(conn: &mut Conn, viewer: &Viewer, media: &Media, hung: Option<&Post>) -> Result<bool> {
    let Some(by) = Principal::of(viewer) else {
        return Ok(false);
    };
    let forum: Option<ForumId> = match hung {
        Some(post) if post.is_removed() && post.removed_by != Some(RemovedBy::Moderator) => None,
        Some(post) => post.forum_id,
        None => held_files::find_forum(conn, media.id).await?,
    };
    let Some(forum) = forum else { return Ok(false) };
    let (forum, group) = forums::get(conn, forum).await?;
    by.moderates(conn, &forum, &group).await
}

/// What lets a server fetch a file of a post of network scope: it is sent to trusted servers only, with the post.
pub fn pass(core: &Core, token: &str) -> String {
    core.secrets.mac(PASS, token)
}

/// What lets the server of somebody elsewhere fetch a file of a message that went to them: it is sent to nobody else.
pub fn message_pass(core: &Core, token: &str) -> String {
    core.secrets.mac(MESSAGE_PASS, token)
}

/// What lets whoever was allowed to open a file just now fetch it where no cookies are read. Everybody who asks within some
/// minutes gets the same, so that browsers keep what they have.
pub fn brief_pass(core: &Core, token: &str) -> String {
    let now = core.clock.now().millis() / 1_000;
    let until = (now / BRIEF_SECONDS + 2) * BRIEF_SECONDS;
    format!("{until}.{}", core.secrets.mac(BRIEF, &format!("{token} {until}")))
}

fn is_brief_pass(core: &Core, token: &str, pass: &str) -> bool {
    let Some((until, tag)) = pass.split_once('.') else {
        return false;
    };
    let Ok(seconds) = until.parse::<i64>() else {
        return false;
    };
    let is_over = seconds <= core.clock.now().millis() / 1_000;
    !is_over && core.secrets.verify_mac(BRIEF, &format!("{token} {until}"), tag)
}
