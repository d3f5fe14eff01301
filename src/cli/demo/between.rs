//! What happens between the two instances, over real requests: members follow the other's forums, and one conversation
//! is held across. Each step waits until the other side has it.

use std::time::Duration;

use anyhow::{Context, bail};
use tokio::time::{sleep, timeout};

use crate::app::App;
use crate::db::actors::Actor;
use crate::db::posts::{self, Post};
use crate::db::types::{FollowState, InstancePolicy, PostId};
use crate::domain::posts::TopicForm;
use crate::domain::{Core, Principal, Viewer, answers, follows, forums, instances, posts as writing, votes};

use super::content::{Between, Line, Sample};
use super::report::say;
use super::seed::{self, People, person};

/// How long a step may take before we say that something is wrong.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often we look.
const LOOK: Duration = Duration::from_millis(200);

/// One of the two instances with its people.
pub(super) struct Side<'a> {
    /// The instance.
    pub(super) app: &'a App,
    /// The same where nothing that is said can be taken back, so that it travels at once.
    pub(super) core: Core,
    /// Its sample.
    pub(super) sample: &'a Sample,
    /// Its people.
    pub(super) people: People,
}

impl Side<'_> {
    fn core(&self) -> &Core {
        &self.core
    }

    fn person(&self, name: &str) -> anyhow::Result<&Principal> {
        person(&self.people, name)
    }
}

/// Connects them.
pub(super) async fn connect(here: &Side<'_>, there: &Side<'_>, talk: &Between) -> anyhow::Result<()> {
    for (side, other) in [(here, there), (there, here)] {
        trust(side, other).await?;
    }
    for (side, other) in [(here, there), (there, here)] {
        say(&format!(
            "{} follows {} …",
            side.sample.place.name_en, other.sample.place.name_en
        ));
        follow_all(side, other).await?;
    }
    say("A question travels, an answer comes back …");
    converse(here, there, talk).await
}

async fn trust(side: &Side<'_>, other: &Side<'_>) -> anyhow::Result<()> {
    let admin = seed::admin(&side.sample.place, &side.people)?;
    let (host, note) = (other.core().config.host(), other.sample.place.name_en.as_str());
    Ok(instances::set_policy(side.core(), admin, &host, InstancePolicy::Allowed, true, note).await?)
}

async fn follow_all(side: &Side<'_>, other: &Side<'_>) -> anyhow::Result<()> {
    let host = other.core().config.host();
    for member in &side.sample.place.members {
        let by = side.person(&member.username)?;
        for name in &member.follows_remote {
            let target = find(side, by, &format!("{name}@{host}")).await?;
            follows::follow(side.core(), by, target.id).await?;
        }
    }
    for member in &side.sample.place.members {
        let by = side.person(&member.username)?;
        for name in &member.follows_remote {
            let target = find(side, by, &format!("{name}@{host}")).await?;
            until(&format!("{name}@{host} accepts {}", member.username), async || {
                let state = follows::state(side.core(), by.actor_id, target.id).await?;
                Ok((state == Some(FollowState::Accepted)).then_some(()))
            })
            .await?;
        }
    }
    Ok(())
}

/// A forum of the other instance: known already, or else looked up there.
async fn find(side: &Side<'_>, by: &Principal, handle: &str) -> anyhow::Result<Actor> {
    let viewer = Viewer::of_member(side.core(), by).context("a member")?;
    if let Ok(known) = forums::find(side.core(), &viewer, handle).await {
        return Ok(known.actor);
    }
    let found = side.app.apub.resolve(side.app, &viewer, &format!("!{handle}")).await;
    Ok(found.with_context(|| format!("!{handle}"))?.actor)
}

async fn converse(here: &Side<'_>, there: &Side<'_>, talk: &Between) -> anyhow::Result<()> {
    let asker = here.person(&talk.asker)?;
    let forum = seed::forum(here.core(), asker, &talk.forum).await?;
    let form = TopicForm {
        kind: "question".to_owned(),
        title: talk.title.clone(),
        body: talk.body.clone(),
        language: talk.language.clone(),
    };
    let topic = writing::write_topic(here.core(), asker, forum.forum.id, &form).await?;
    let copy = arrived(there.core(), &topic).await?;
    let answer = reply(there, copy.id, &talk.answer).await?;
    for voter in &talk.answer.voters {
        votes::cast(there.core(), there.person(voter)?, answer.id, None).await?;
    }
    reply(there, copy.id, &talk.second).await?;
    let answer = arrived(here.core(), &answer).await?;
    answers::accept(here.core(), asker, answer.id).await?;
    let thanks = reply(here, answer.id, &talk.thanks).await?;
    arrived(there.core(), &thanks).await?;
    until("the accepted answer is known on both sides", async || {
        let copy = posts::get(&mut there.core().db.read().await?, copy.id).await?;
        Ok(copy.accepted_id.map(|_| ()))
    })
    .await
}

async fn reply(side: &Side<'_>, parent: PostId, line: &Line) -> anyhow::Result<Post> {
    let by = side.person(&line.by)?;
    Ok(writing::write_reply(side.core(), by, parent, &line.body, &line.language).await?)
}

/// The other side's copy of a post, once it is there.
async fn arrived(core: &Core, post: &Post) -> anyhow::Result<Post> {
    until(&format!("{} arrives", post.uri), async || {
        Ok(posts::find_by_uri(&mut core.db.read().await?, &post.uri).await?)
    })
    .await
}

/// Looks until there is something to see.
async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> anyhow::Result<Option<T>>) -> anyhow::Result<T> {
    let looking = async {
        loop {
            if let Some(seen) = look().await? {
                return Ok(seen);
            }
            sleep(LOOK).await;
        }
    };
    match timeout(PATIENCE, looking).await {
        Ok(result) => result,
        Err(_) => bail!("waited {} s in vain: {what}", PATIENCE.as_secs()),
    }
}
