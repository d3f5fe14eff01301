//! Keeping somebody out: of one forum by its moderators, of all of ours by staff, of another server's forums by that server.
//! They can still read, and take away what they wrote.

use crate::db::actors::Actor;
use crate::db::forums::{self, Forum};
use crate::db::moderation::bans::{self, Ban};
use crate::db::types::{ActorId, BanId, ForumId, InstanceId, Role, UtcTime};
use crate::db::{Conn, Keyset, accounts};
use crate::domain::error::{Denied, Error, Result};
use crate::domain::event::{self, BanWords, Event};
use crate::domain::posts::thread_of;
use crate::domain::removal::{Telling, take_away};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, Viewer, actors as people, notifications, submissions};

use super::{About, Why, guard, write_down};

/// Bans on a page.
const SHOWN: i64 = 100;
/// Posts that one transaction removes.
const BATCH: i64 = 50;

/// Where somebody is kept out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Of this forum.
    Forum(ForumId),
    /// Of all of ours.
    Here,
    /// Of the forums of this server.
    Server(InstanceId),
}

/// A ban to be made.
#[derive(Debug, Clone)]
pub struct NewBan {
    /// Whom.
    pub who: ActorId,
    /// Where.
    pub place: Place,
    /// Why.
    pub why: Why,
    /// Until when; none for ever.
    pub until: Option<UtcTime>,
    /// Whether what they wrote there is removed, too.
    pub with_posts: bool,
    /// Id of the Block, if another server sent it.
    pub uri: Option<String>,
}

/// Keeps somebody out. Who is kept out already is so in the new way.
///
/// # Errors
/// [`Denied::NotModerator`]; [`Denied::Staff`] for those who keep order there themselves; [`Error::Invalid`] if the end is past.
pub async fn ban(core: &Core, by: &Principal, new: &NewBan) -> Result<()> {
    if new.until.is_some_and(|until| until <= core.clock.now()) {
        return Err(Error::Invalid(Problems::one("until", Problem::Past)));
    }
    let places = core
        .change(async |conn| {
            require_right(conn, by, new.place).await?;
            require_bannable(conn, by, new).await?;
            make(core, conn, by, new).await
        })
        .await?;
    if new.with_posts {
        remove_posts(core, by, new, &places).await?;
    }
    Ok(())
}

async fn make(core: &Core, conn: &mut Conn, by: &Principal, new: &NewBan) -> Result<Vec<ForumId>> {
    let (forum, instance) = match new.place {
        Place::Forum(forum) => (Some(forum), None),
        Place::Here => (None, None),
        Place::Server(server) => (None, Some(server)),
    };
    if let Some(known) = find(conn, new.who, new.place).await? {
        bans::delete(conn, known.id).await?;
    }
    let id: BanId = core.ids.next();
    let uri = new
        .uri
        .clone()
        .unwrap_or_else(|| core.config.link(&format!("/activities/block/{id}")));
    let row = Ban {
        id,
        uri,
        actor_id: new.who,
        forum_id: forum,
        instance_id: instance,
        by_id: by.actor_id,
        reason: new.why.words.clone(),
        until: new.until,
        with_posts: new.with_posts,
        created_at: core.clock.now(),
    };
    bans::insert(conn, &row).await?;
    let about = About {
        forum,
        target: Some(new.who),
        server: instance,
        why: Some(new.why.clone()),
        ..About::default()
    };
    let line = write_down(core, conn, by, "ban", about).await?;
    let voice = voice(conn, by, forum).await?;
    notifications::tell_deed(core, conn, new.who, voice, None, line).await?;
    let places = covered(conn, new.place).await?;
    submissions::kept_out(core, conn, new.who, &places).await?;
    if instance.is_none() {
        let (target, ban) = (new.who, words(&row, &new.why));
        event::record(core, conn, by, &Event::MemberBanned { target, ban }).await?;
    }
    Ok(places)
}

fn words(row: &Ban, why: &Why) -> BanWords {
    BanWords {
        uri: row.uri.clone(),
        forum: row.forum_id,
        reason: why.line(),
        until: row.until,
        with_posts: row.with_posts,
    }
}

/// Lets somebody in again. Who is not kept out is left alone.
///
/// # Errors
/// [`Denied::NotModerator`].
pub async fn lift(core: &Core, by: &Principal, who: ActorId, place: Place) -> Result<()> {
    core.change(async |conn| {
        require_right(conn, by, place).await?;
        let Some(row) = find(conn, who, place).await? else {
            return Ok(());
        };
        bans::delete(conn, row.id).await?;
        let about = About {
            forum: row.forum_id,
            target: Some(who),
            server: row.instance_id,
            ..About::default()
        };
        let line = write_down(core, conn, by, "unban", about).await?;
        let voice = voice(conn, by, row.forum_id).await?;
        notifications::tell_deed(core, conn, who, voice, None, line).await?;
        if row.instance_id.is_some() {
            return Ok(());
        }
        let why = Why::received(Some(&row.reason));
        let ban = words(&row, &why);
        event::record(core, conn, by, &Event::BanLifted { target: who, ban }).await
    })
    .await
}

/// Who speaks: the forum, or the instance.
async fn voice(conn: &mut Conn, by: &Principal, forum: Option<ForumId>) -> Result<ActorId> {
    match forum {
        Some(forum) => Ok(forums::get(conn, forum).await?.0.actor_id),
        None => Ok(people::instance_actor_in(conn)
            .await
            .map_or(by.actor_id, |actor| actor.id)),
    }
}

async fn find(conn: &mut Conn, who: ActorId, place: Place) -> Result<Option<Ban>> {
    let is_it = |ban: &Ban| match place {
        Place::Forum(forum) => ban.forum_id == Some(forum),
        Place::Here => ban.forum_id.is_none() && ban.instance_id.is_none(),
        Place::Server(server) => ban.instance_id == Some(server),
    };
    Ok(bans::list_of(conn, who).await?.into_iter().find(is_it))
}

async fn require_right(conn: &mut Conn, by: &Principal, place: Place) -> Result<()> {
    let may = match place {
        Place::Forum(forum) => {
            let (forum, group) = forums::get(conn, forum).await?;
            by.moderates(conn, &forum, &group).await?
        }
        Place::Here => by.is_staff(),
        Place::Server(server) => by.instance_id == Some(server),
    };
    if may {
        Ok(())
    } else {
        Err(Error::Forbidden(Denied::NotModerator))
    }
}

/// That somebody does not keep order there themselves. Another server knows best whom it lets into its own forums.
async fn require_bannable(conn: &mut Conn, by: &Principal, new: &NewBan) -> Result<()> {
    let denied = Err(Error::Forbidden(Denied::Staff));
    if new.who == by.actor_id {
        return denied;
    }
    let is_ours = match new.place {
        Place::Forum(forum) => forums::get(conn, forum).await?.0.is_local,
        Place::Here => true,
        Place::Server(_) => false,
    };
    if !is_ours {
        return Ok(());
    }
    let account = accounts::find_by_actor(conn, new.who).await?;
    if account.is_some_and(|account| account.role != Role::Member) {
        return denied;
    }
    match new.place {
        Place::Forum(forum) if forums::is_moderator(conn, forum, new.who).await? => denied,
        _ => Ok(()),
    }
}

/// The forums that a place is made of.
async fn covered(conn: &mut Conn, place: Place) -> Result<Vec<ForumId>> {
    Ok(match place {
        Place::Forum(forum) => vec![forum],
        Place::Here => forums::list_ids_of(conn, None).await?,
        Place::Server(server) => forums::list_ids_of(conn, Some(server)).await?,
    })
}

/// Takes away what somebody wrote in these forums. Other servers do the same when they hear of the ban.
async fn remove_posts(core: &Core, by: &Principal, new: &NewBan, places: &[ForumId]) -> Result<()> {
    loop {
        let page = bans::list_posts(&mut core.db.read().await?, new.who, places, BATCH).await?;
        if page.is_empty() {
            return Ok(());
        }
        for id in page {
            core.change(async |conn| {
                let (_, post) = thread_of(conn, id).await?;
                if post.is_removed() {
                    return Ok(());
                }
                take_away(core, conn, by, &post, &new.why, Telling::OfMore).await
            })
            .await?;
        }
    }
}

/// What keeps a viewer out of a forum: to be shown to them.
///
/// # Errors
/// If the database fails.
pub async fn mine(core: &Core, viewer: &Viewer, forum: &Forum, group: &Actor) -> Result<Option<Ban>> {
    match viewer.actor_id() {
        Some(me) => guard::ban_of(core, &mut core.db.read().await?, me, forum, group).await,
        None => Ok(None),
    }
}

/// Everything that keeps somebody out and is for `by` to lift, with the forums.
///
/// # Errors
/// If the database fails.
pub async fn of(core: &Core, by: &Principal, who: ActorId) -> Result<Vec<(Ban, Option<(Forum, Actor)>)>> {
    let mut conn = core.db.read().await?;
    let mut found = Vec::new();
    for ban in bans::list_of(&mut conn, who).await? {
        let place = match ban.forum_id {
            Some(forum) => Some(forums::get(&mut conn, forum).await?),
            None => None,
        };
        let may = match &place {
            Some((forum, group)) => by.moderates(&mut conn, forum, group).await?,
            None => by.is_staff() && ban.instance_id.is_none(),
        };
        if may {
            found.push((ban, place));
        }
    }
    Ok(found)
}

/// The forums that somebody keeps order in: those they may keep others out of.
///
/// # Errors
/// If the database fails.
pub async fn places(core: &Core, by: &Principal) -> Result<Vec<(Forum, Actor)>> {
    let mut conn = core.db.read().await?;
    if by.is_staff() {
        let scopes = crate::db::types::Scope::ALL;
        return Ok(forums::list_local(&mut conn, scopes).await?);
    }
    Ok(forums::list_moderated(&mut conn, by.actor_id).await?)
}

/// Who is kept out of a forum, for its moderators, or (none) of all of ours, for staff.
///
/// # Errors
/// [`Denied::NotModerator`].
pub async fn list(core: &Core, by: &Principal, forum: Option<ForumId>) -> Result<Vec<(Ban, Actor)>> {
    let mut conn = core.db.read().await?;
    require_right(&mut conn, by, forum.map_or(Place::Here, Place::Forum)).await?;
    Ok(bans::list(&mut conn, forum, Keyset::first(SHOWN)).await?)
}
