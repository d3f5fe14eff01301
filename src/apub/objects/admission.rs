//! What of other servers' posts is kept at all: whose, of what kind, and for whom. Must not know: where a post goes then.

use federation::audience::{Known, Recipients, Visibility};
use federation::objects::{ContentDocument, ContentKind};
use federation::origin;
use url::Url;

use crate::db::actors::Actor;
use crate::db::forums::Forum;
use crate::db::instances as peers;
use crate::db::types::Scope;
use crate::domain::instances;

use super::super::error::{Error, Result};
use super::super::session::Session;
use super::store::Cause;

/// That we deal with the server of `id`, on whatever way its words came.
///
/// # Errors
/// [`Error::Refused`] if we do not.
pub async fn require_policy(session: &Session, id: &Url) -> Result<()> {
    let host = origin::authority(id).ok_or(Error::Refused("an id without a host"))?;
    if instances::is_allowed(&session.core, &host).await? {
        Ok(())
    } else {
        Err(Error::Refused("we do not deal with its server"))
    }
}

/// That it is of a kind that is kept.
pub(super) fn require_readable(document: &ContentDocument) -> Result<()> {
    let is_vote = document.kind == ContentKind::Note && document.name.is_some() && document.content.is_none();
    match document.kind {
        ContentKind::Question => Err(Error::Ignored("polls are not kept")),
        ContentKind::ChatMessage => Err(Error::Ignored("private messages are not kept")),
        _ if is_vote => Err(Error::Ignored("it is a vote in a poll")),
        _ => Ok(()),
    }
}

/// That it may stand in a forum. Gives whether everybody may read it, or the members of the forum only.
pub(super) async fn to_forum(
    session: &Session,
    document: &ContentDocument,
    author: &Actor,
    (forum, group): (&Forum, &Actor),
    cause: &Cause,
) -> Result<bool> {
    if !is_passed_on(author, forum, group, cause) {
        return Err(Error::Ignored("its forum has not passed it on"));
    }
    let is_public = is_public(document, author, Some(group), cause)?;
    if !is_public {
        require_members(session, document, forum, group).await?;
    }
    Ok(is_public)
}

/// Whether a remote forum passed it on: what stands in a forum is the forum's to say. Its own server need not say it twice,
/// and whoever asked for a post gets it.
pub(super) fn is_passed_on(author: &Actor, forum: &Forum, group: &Actor, cause: &Cause) -> bool {
    let is_its_word = cause.is_announced_by(group.id) || author.instance_id == group.instance_id;
    forum.is_local || is_its_word || cause.is_wanted
}

/// That what is for the members of a forum only may be read by every member here: it stands in one of ours that is not for
/// everybody, in one that everybody here could join, or in one of a server that we trust. To a public forum of ours it is a
/// private message, and what a private community writes is for those alone whom it let in. What belongs to a forum says so by
/// `audience`; a message to a forum and a few people beside it does not.
async fn require_members(session: &Session, document: &ContentDocument, forum: &Forum, group: &Actor) -> Result<()> {
    let belongs = document
        .audience
        .as_ref()
        .is_some_and(|audience| audience.as_str() == group.uri);
    let is_ours_to_show = match group.instance_id {
        None => forum.scope == Scope::Network,
        Some(_) if !group.is_locked => true,
        Some(id) => peers::get(&mut session.core.db.read().await?, id).await?.is_trusted,
    };
    if belongs && is_ours_to_show {
        Ok(())
    } else {
        Err(Error::Ignored("it is private, or for the members of its forum only"))
    }
}

/// Whether everybody may read it, or the members of its forum only.
///
/// # Errors
/// [`Error::Ignored`] for anything narrower, which is not kept.
pub(super) fn is_public(
    document: &ContentDocument,
    author: &Actor,
    group: Option<&Actor>,
    cause: &Cause,
) -> Result<bool> {
    match visibility(document, author, group, cause.recipients.as_ref()) {
        Visibility::Public | Visibility::Unlisted => Ok(true),
        Visibility::Group => Ok(false),
        Visibility::Followers | Visibility::Direct => Err(Error::Ignored("it is private")),
    }
}

/// The narrower of what the document and the activity around it say.
fn visibility(
    document: &ContentDocument,
    author: &Actor,
    group: Option<&Actor>,
    carried: Option<&Recipients>,
) -> Visibility {
    let url = |text: &str| Url::parse(text).ok();
    let followers = author.followers.as_deref().and_then(url);
    let group_id = group.and_then(|group| url(&group.uri));
    let group_followers = group.and_then(|group| url(group.followers.as_deref()?));
    let known = Known {
        followers: followers.as_ref(),
        group: group_id.as_ref(),
        group_followers: group_followers.as_ref(),
    };
    let read = |recipients: &Recipients| (recipients.all().next().is_some()).then(|| recipients.visibility(known));
    let own = read(&document.recipients);
    let around = carried.and_then(read);
    match (own, around) {
        (Some(own), Some(around)) => own.narrower(around),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Visibility::Direct,
    }
}
