//! Whether a published case study is in the library, at its head or out of it, and what becomes of its record when its post or
//! its author goes.

use crate::db::types::{ActorId, CaseStanding, PostId};
use crate::db::{Conn, cases, forums, posts};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::posts::viewer_of;
use crate::domain::{Core, Principal};

use super::replications;

/// Whether somebody who moderates its forum, or not, is an editor of a case study: staff are, wherever it comes from.
pub fn is_editor(by: &Principal, moderates: bool) -> bool {
    moderates || by.is_staff()
}

/// Puts it at the head of the library (editors), out of it or back (its author, too).
///
/// # Errors
/// [`Error::NotFound`]; [`Denied::NotModerator`].
pub async fn set_standing(core: &Core, by: &Principal, id: PostId, standing: CaseStanding) -> Result<()> {
    core.change(async |conn| {
        let post = posts::get_locked(conn, id).await?;
        let row = cases::find(conn, id).await?.ok_or(Error::NotFound)?;
        if post.is_removed() || !viewer_of(core, conn, by).await?.may_read(&post) {
            return Err(Error::NotFound);
        }
        let (forum, group) = forums::get(conn, post.forum_id.ok_or(Error::NotFound)?).await?;
        let is_editor = is_editor(by, by.moderates(conn, &forum, &group).await?);
        let touches_head = standing == CaseStanding::Featured || row.state == CaseStanding::Featured;
        let is_own = post.actor_id == by.actor_id;
        let may_hide = is_own && (!touches_head || standing == CaseStanding::Archived);
        if !is_editor && !may_hide {
            return Err(Error::Forbidden(Denied::NotModerator));
        }
        Ok(cases::set_standing(conn, id, standing).await?)
    })
    .await
}

/// Destroys what a post has as a case study or as a report of one that its author took away, or whose hidden text is kept no longer.
pub(in crate::domain) async fn gone(conn: &mut Conn, post: PostId) -> Result<()> {
    replications::gone(conn, post).await?;
    Ok(cases::delete(conn, post).await?)
}

/// What is left of the case studies of somebody whose account goes: no place beyond what is shown, no organisation of ours,
/// nobody to ask. Records of removed ones go. Of what they reported of others, nothing leads to them.
pub(in crate::domain) async fn forget(conn: &mut Conn, author: ActorId) -> Result<()> {
    replications::forget(conn, author).await?;
    for (_, row, _) in cases::list_by(conn, author).await? {
        if posts::get(conn, row.post_id).await?.is_removed() {
            cases::delete(conn, row.post_id).await?;
        }
    }
    Ok(cases::anonymise(conn, author).await?)
}
