//! Telling members of needs. A notification leads to its need, and to the training if one came of it.

use crate::db::accounts;
use crate::db::notifications::Notification;
use crate::db::posts::Post;
use crate::db::requests::offers::OfferRow;
use crate::db::requests::{notices, signatures};
use crate::db::types::{AccountId, ActorId, NotificationKind, TrainingRequestId};
use crate::db::{Conn, organisation_members, requests};
use crate::domain::error::Result;
use crate::domain::{Core, Viewer, notifications};

use super::may_see;

/// What is told, of which need, and of which training.
#[derive(Clone, Copy)]
pub(super) struct News<'a> {
    pub(super) kind: NotificationKind,
    pub(super) request: TrainingRequestId,
    pub(super) training: Option<&'a Post>,
}

impl News<'_> {
    pub(super) fn of(kind: NotificationKind, request: TrainingRequestId) -> Self {
        Self {
            kind,
            request,
            training: None,
        }
    }
}

/// Tells one member, unless it is the doer, or may not know of the need.
pub(super) async fn one(core: &Core, conn: &mut Conn, by: ActorId, to: AccountId, news: News<'_>) -> Result<()> {
    let account = match accounts::get(conn, to).await {
        Ok(account) => account,
        Err(crate::db::Error::NotFound) => return Ok(()),
        Err(other) => return Err(other.into()),
    };
    if account.actor_id == by {
        return Ok(());
    }
    let viewer = Viewer::of(core, &account);
    let Some((_, scope)) = requests::find(conn, news.request).await? else {
        return Ok(());
    };
    if !may_see(&viewer, scope) {
        return Ok(());
    }
    let notification = Notification {
        id: core.ids.next(),
        account_id: to,
        kind: news.kind,
        actor_id: by,
        post_id: news.training.filter(|post| viewer.may_read(post)).map(|post| post.id),
        read_at: None,
        log_id: None,
    };
    notifications::put(core, conn, &notification).await?;
    Ok(notices::insert(conn, notification.id, news.request).await?)
}

/// The same, unless they were told this by the same doer before: whoever signs and takes it back again and again tells once.
pub(super) async fn once(core: &Core, conn: &mut Conn, by: ActorId, to: AccountId, news: News<'_>) -> Result<()> {
    if notices::exists(conn, to, news.kind, by, news.request).await? {
        return Ok(());
    }
    one(core, conn, by, to, news).await
}

/// Tells everybody who signed a need, its author among them.
pub(super) async fn all(
    core: &Core,
    conn: &mut Conn,
    by: ActorId,
    of: TrainingRequestId,
    news: News<'_>,
) -> Result<()> {
    for signature in signatures::list(conn, of).await? {
        one(core, conn, by, signature.account_id, news).await?;
    }
    Ok(())
}

/// Tells who speaks for the provider that made an offer: whoever made it, or the owners once they are not of it any more.
pub(super) async fn provider(
    core: &Core,
    conn: &mut Conn,
    by: ActorId,
    offer: &OfferRow,
    news: News<'_>,
) -> Result<()> {
    let place = organisation_members::find(conn, offer.organisation_id, offer.account_id).await?;
    if place.is_some_and(|place| place.is_active()) {
        return one(core, conn, by, offer.account_id, news).await;
    }
    for owner in organisation_members::owners(conn, offer.organisation_id).await? {
        one(core, conn, by, owner, news).await?;
    }
    Ok(())
}
