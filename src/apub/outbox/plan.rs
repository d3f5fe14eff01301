//! From an event to the activities that tell it: who did it, where, and therefore who has to know.
//!
//! - done here, in a forum of ours: the forum announces the activity to its followers; the people it concerns get the
//!   activity itself
//! - done here, in a forum elsewhere: the forum's server gets the activity, and so do the people it concerns
//! - done elsewhere, in a forum of ours: the forum announces what it received, unchanged
//! - done elsewhere, in a forum elsewhere: not ours to tell

use serde_json::Value;
use url::Url;

use crate::app::App;
use crate::apub::documents::posts::Posts;
use crate::db::Conn;
use crate::db::actors::{self, Actor};
use crate::db::events::EventRow;
use crate::db::posts::{self, Post};
use crate::domain::event::Event;
use crate::domain::{Core, Error, Result};

use super::draft::{Draft, Place, activity_id};
use super::{bans, content, farewell, flags, follow, forum, messages, moves, reach, relay, rsvp};

/// What planning one event needs.
pub(super) struct Plan<'a> {
    /// Configuration, clock.
    pub core: &'a Core,
    /// For reading.
    pub conn: Conn,
    /// The event.
    pub row: &'a EventRow,
    /// Who did it.
    pub actor: Actor,
}

/// The activities that tell an event, in the order in which they are to be delivered.
pub(super) async fn drafts(app: &App, row: &EventRow, event: &Event) -> Result<Vec<Draft>> {
    let mut conn = app.core.db.read().await?;
    let actor = actors::get(&mut conn, row.actor_id).await?;
    let plan = Plan {
        core: &app.core,
        conn,
        row,
        actor,
    };
    match event {
        Event::FollowRequested { target, uri } => follow::requested(plan, *target, uri).await,
        Event::Unfollowed { target, uri } => follow::ended(plan, *target, uri).await,
        Event::FollowAccepted { follower, uri } => follow::answered(plan, *follower, uri, true).await,
        Event::FollowRejected { follower, uri } => follow::answered(plan, *follower, uri, false).await,
        Event::ProfileChanged => follow::profile(plan).await,
        Event::MemberErased => farewell::drafts(plan).await,
        Event::MessageSent { message, .. } => messages::sent(plan, *message).await,
        Event::MessageDeleted { message, .. } => messages::deleted(plan, *message).await,
        Event::MessageEdited { .. } | Event::ConversationChanged { .. } => Ok(Vec::new()),
        Event::ModeratorChanged { moderator, appointed } => forum::moderator(plan, *moderator, *appointed).await,
        Event::MemberBanned { target, ban } => bans::drafts(plan, *target, ban, false).await,
        Event::BanLifted { target, ban } => bans::drafts(plan, *target, ban, true).await,
        Event::ReportFiled { report, .. } => flags::drafts(plan, *report).await,
        Event::SubmissionRefused { author, uri, reason } => follow::turned_down(plan, *author, uri, reason).await,
        Event::TopicMoved { from, .. } => moves::drafts(plan, *from).await,
        Event::SeatAsked {
            training,
            uri,
            is_interest,
        } => rsvp::asked(plan, *training, uri, *is_interest).await,
        Event::SeatLeft {
            training,
            uri,
            is_interest,
        } => rsvp::left(plan, *training, uri, *is_interest).await,
        Event::SeatAnswered { training, attendee } => rsvp::answered(plan, *training, *attendee).await,
        Event::SeatTurnedDown {
            training,
            attendee,
            uri,
            reason,
            refusal,
            is_passed_over,
        } => {
            let why = (reason.as_str(), *refusal);
            rsvp::turned_down(plan, *training, *attendee, (uri, why, *is_passed_over)).await
        }
        _ => in_forum(plan, event).await,
    }
}

/// What happens to a post, and therefore in a forum.
async fn in_forum(mut plan: Plan<'_>, event: &Event) -> Result<Vec<Draft>> {
    let id = plan.row.post_id.ok_or(Error::NotFound)?;
    let post = posts::get(&mut plan.conn, id).await?;
    let loaded = Posts::load(&mut plan.conn, std::slice::from_ref(&post)).await?;
    let Some((forum, group)) = loaded.forum(&post).cloned() else {
        return Ok(Vec::new());
    };
    let place = Place {
        visibility: post.visibility,
        forum,
        group,
    };
    let stays_here = place.visibility.stays_here() || place.forum.scope.stays_here();
    if stays_here || (!plan.actor.is_local() && !place.forum.is_local) {
        return Ok(Vec::new());
    }
    let scene = Scene { post, loaded, place };
    if !plan.actor.is_local() {
        return relay::verbatim(plan, scene, event).await;
    }
    match event {
        Event::PostPublished(_) => content::published(plan, scene).await,
        Event::PostSentAgain(_) => content::sent_again(plan, scene).await,
        Event::PostEdited(_) => content::edited(plan, scene).await,
        Event::PostRemoved {
            by_moderator, reason, ..
        } => {
            let reason = by_moderator.then_some(reason.as_str());
            content::removed(plan, scene, reason).await
        }
        Event::PostRestored(_) => content::restored(plan, scene).await,
        Event::VoteCast { uri, .. } => forum::vote(plan, scene, uri, false).await,
        Event::VoteRetracted { uri, .. } => forum::vote(plan, scene, uri, true).await,
        Event::AnswerAccepted { answer, .. } => forum::answer(plan, scene, *answer, true).await,
        Event::AnswerCleared { answer, .. } => forum::answer(plan, scene, *answer, false).await,
        Event::TopicPinned { pinned, .. } => forum::pin(plan, scene, *pinned).await,
        Event::TopicLocked { locked, .. } => forum::lock(plan, scene, *locked).await,
        _ => Ok(Vec::new()),
    }
}

/// A post where it stands.
pub(super) struct Scene {
    /// The post.
    pub post: Post,
    /// What its document needs.
    pub loaded: Posts,
    /// Its forum.
    pub place: Place,
}

/// Something that a member did in a forum, ready to be told.
pub(super) struct Deed {
    /// ActivityStreams type.
    pub kind: &'static str,
    /// Its id.
    pub id: Url,
    /// Who did it; signs it.
    pub actor: Actor,
    /// The activity without `@context`.
    pub wire: federation::build::Wire,
    /// People elsewhere who get it whatever they follow.
    pub people: Vec<Actor>,
    /// Whether the followers of the one who did it get it, too.
    pub to_followers: bool,
    /// Whether it is shown in outboxes: content is, votes are not.
    pub is_shown: bool,
}

impl Plan<'_> {
    /// The id of an activity of this event.
    pub(super) fn id(&self, kind: &str) -> Result<Url> {
        activity_id(self.core, kind, self.row)
    }

    /// Tells a deed where it has to be told.
    pub(super) async fn tell(&mut self, post: &Post, place: &Place, deed: Deed) -> Result<Vec<Draft>> {
        let mut drafts = Vec::new();
        let mut inboxes = reach::of(&deed.people);
        if deed.to_followers && place.is_public() {
            inboxes.extend(reach::followers(&mut self.conn, deed.actor.id).await?);
        }
        if !place.forum.is_local {
            inboxes.extend(reach::of([&place.group]));
        }
        if place.forum.is_local {
            let slug = format!("announce-{}", deed.kind.to_ascii_lowercase());
            let embedded = deed.wire.clone().embed();
            drafts.push(self.announce(post, place, &slug, &embedded, deed.is_shown).await?);
        }
        let mut own = Draft::about(post.id, deed.actor.id, deed.kind, &deed.id, deed.wire);
        own.is_listed = deed.is_shown && place.is_public();
        own.inboxes = reach::permitted(self.core, &mut self.conn, inboxes, place.is_public()).await?;
        drafts.push(own);
        Ok(drafts)
    }

    /// The forum passes an activity on to its followers.
    pub(super) async fn announce(
        &mut self,
        post: &Post,
        place: &Place,
        slug: &str,
        activity: &Value,
        is_shown: bool,
    ) -> Result<Draft> {
        let id = self.id(slug)?;
        let wire = place.announce(&id, activity)?;
        let mut draft = Draft::about(post.id, place.group.id, "Announce", &id, wire);
        // Who may read the forum may read its outbox.
        draft.is_listed = is_shown;
        draft.inboxes = self.group_inboxes(place).await?;
        Ok(draft)
    }

    /// The forum passes a new topic on to those who only read plain objects.
    pub(super) async fn announce_topic(&mut self, post: &Post, place: &Place) -> Result<Draft> {
        let id = self.id("announce-topic")?;
        let wire = place.announce_id(&id, &crate::apub::documents::url(&post.uri)?)?;
        let mut draft = Draft::about(post.id, place.group.id, "Announce", &id, wire);
        draft.inboxes = self.group_inboxes(place).await?;
        // The Announce of the activity stands in the outbox already.
        draft.is_listed = false;
        Ok(draft)
    }

    async fn group_inboxes(&mut self, place: &Place) -> Result<Vec<reach::Inbox>> {
        let inboxes = reach::followers(&mut self.conn, place.group.id).await?;
        reach::permitted(self.core, &mut self.conn, inboxes, place.is_public()).await
    }
}
