//! Fills an empty instance with its sample: people, forums and what they said in the last weeks.
//!
//! Everything goes through the same use-cases as the pages, with a clock that is turned back and then moved forward.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::Context;
use chrono::TimeDelta;

use crate::clock::Clock;
use crate::config::Config;
use crate::db::types::{ConsentPurpose, PostId, UtcTime};
use crate::db::verification::facts::Subject;
use crate::domain::accounts::{self, Registration};
use crate::domain::forums::{self, ForumForm, ForumView};
use crate::domain::own_profile::{self, ProfileForm};
use crate::domain::posts::{self, TopicForm};
use crate::domain::privacy::consents;
use crate::domain::verification::vouching;
use crate::domain::{Core, Principal, Viewer, answers, follows, moderation, votes};
use crate::id::Ids;

use super::content::{MemberSample, Place, Sample};
use super::plan::{Act, Key, plan};
use super::{cases, organisations, requests, trainings};

/// The password of every sample account.
pub(super) const PASSWORD: &str = "palm-and-copper";
/// When the sample instances were founded, in days before now.
const FOUNDED_DAYS: i64 = 30;

/// The e-mail address of a sample account.
pub(super) fn email(username: &str, host: &str) -> String {
    format!("{username}@{host}.example")
}

/// The people of an instance, by user name.
pub(super) type People = HashMap<String, Principal>;

/// The people of a sample instance that was filled before.
pub(super) async fn people(core: &Core, place: &Place, slug: &str) -> anyhow::Result<People> {
    let mut people = People::new();
    for member in &place.members {
        let address = email(&member.username, slug);
        let account = crate::db::accounts::find_by_email(&mut core.db.read().await?, &address)
            .await?
            .with_context(|| format!("{address} is gone; start again with --fresh"))?;
        people.insert(member.username.clone(), Principal::member(core, &account)?);
    }
    Ok(people)
}

/// Fills the instance. It must be empty.
pub(super) async fn fill(core: &Core, sample: &Sample, slug: &str) -> anyhow::Result<()> {
    let now = core.clock.now();
    let clock = Clock::fixed(now.plus(-TimeDelta::days(FOUNDED_DAYS)));
    let past = Core {
        ids: Ids::new(clock.clone()),
        clock: clock.clone(),
        ..core.clone()
    };
    let people = add_people(&past, &sample.place, slug).await?;
    organisations::fill(&past, &sample.organisations, &people).await?;
    let forums = add_forums(&past, &sample.place, &people).await?;
    follow_local(&past, &sample.place, &people, &forums).await?;
    let reviewed = reconfigured(&past, |config| config.cases.review = true);
    let mut talk = Talk {
        core: &past,
        reviewed: &reviewed,
        people: &people,
        forums: &forums,
        admin: admin(&sample.place, &people)?,
        posts: HashMap::new(),
        today: now,
    };
    for (before, act) in plan(sample) {
        let ahead = now.plus(-before).millis() - clock.now().millis();
        clock.advance(TimeDelta::milliseconds(ahead.max(1)));
        talk.act(&act).await.with_context(|| format!("{act:?}"))?;
    }
    Ok(())
}

/// The same with another configuration.
pub(super) fn reconfigured(core: &Core, change: impl FnOnce(&mut Config)) -> Core {
    let mut config = (*core.config).clone();
    change(&mut config);
    Core {
        config: Arc::new(config),
        ..core.clone()
    }
}

async fn add_people(core: &Core, place: &Place, slug: &str) -> anyhow::Result<People> {
    let mut people = People::new();
    for member in &place.members {
        core.clock.advance(TimeDelta::minutes(7));
        people.insert(member.username.clone(), add_member(core, member, slug).await?);
    }
    let boss = admin(place, &people)?.clone();
    for person in people.values_mut() {
        let account = person.account_id.context("a member")?;
        vouching::vouch_for(core, &boss, Subject::Account(account), 1).await?;
        let (account, _) = accounts::get(core, account).await?;
        *person = Principal::member(core, &account)?;
    }
    Ok(people)
}

async fn add_member(core: &Core, member: &MemberSample, slug: &str) -> anyhow::Result<Principal> {
    let form = Registration {
        username: member.username.clone(),
        display_name: member.name.clone(),
        email: email(&member.username, slug),
        password: PASSWORD.to_owned(),
    };
    let (account, _) = accounts::create_confirmed(core, &form, member.role(), member.language()).await?;
    let principal = Principal::member(core, &account)?;
    let wanted = [ConsentPurpose::PublicProfile, ConsentPurpose::FederationOutside];
    consents::grant(core, &principal, &wanted).await?;
    let profile = ProfileForm {
        display_name: member.name.clone(),
        job_title: member.job_title.clone(),
        bio: member.bio.clone(),
        expertise: member.expertise.clone(),
        languages: member.speaks.clone(),
        region: String::new(),
        sector: String::new(),
        // Samples have nothing to hide, and other servers something to show.
        is_for_everybody: true,
        shares_bio: true,
        shares_job_title: true,
        shares_expertise: true,
    };
    own_profile::save(core, &principal, &profile).await?;
    Ok(principal)
}

async fn add_forums(core: &Core, place: &Place, people: &People) -> anyhow::Result<HashMap<String, ForumView>> {
    let admin = admin(place, people)?;
    let mut made = HashMap::new();
    for (position, forum) in (1_i64..).zip(&place.forums) {
        core.clock.advance(TimeDelta::minutes(11));
        let form = ForumForm {
            username: forum.username.clone(),
            name_ar: forum.name_ar.clone(),
            name_en: forum.name_en.clone(),
            description_ar: forum.description_ar.clone(),
            description_en: forum.description_en.clone(),
            scope: forum.scope.clone(),
            posting: forum.posting.clone(),
            position: position * 10,
        };
        let view = forums::create(core, admin, &form).await?;
        for moderator in &forum.moderators {
            forums::set_moderator(core, admin, view.forum.id, person(people, moderator)?.actor_id, true).await?;
        }
        made.insert(forum.username.clone(), view);
    }
    Ok(made)
}

async fn follow_local(
    core: &Core,
    place: &Place,
    people: &People,
    forums: &HashMap<String, ForumView>,
) -> anyhow::Result<()> {
    for member in &place.members {
        for name in &member.follows {
            let forum = forums.get(name).with_context(|| format!("no forum {name}"))?;
            follows::follow(core, person(people, &member.username)?, forum.actor.id).await?;
        }
    }
    Ok(())
}

/// Who runs the instance.
pub(super) fn admin<'a>(place: &Place, people: &'a People) -> anyhow::Result<&'a Principal> {
    let first = place.members.first().context("a sample has people")?;
    person(people, &first.username)
}

/// Somebody by user name.
pub(super) fn person<'a>(people: &'a People, username: &str) -> anyhow::Result<&'a Principal> {
    people
        .get(username)
        .with_context(|| format!("nobody is called {username}"))
}

/// A local forum by name.
pub(super) async fn forum(core: &Core, by: &Principal, name: &str) -> anyhow::Result<ForumView> {
    let viewer = Viewer::of_member(core, by).context("a member")?;
    Ok(forums::find(core, &viewer, name).await?)
}

struct Talk<'a> {
    core: &'a Core,
    /// The same where case studies go through the editors' hands.
    reviewed: &'a Core,
    people: &'a People,
    forums: &'a HashMap<String, ForumView>,
    admin: &'a Principal,
    posts: HashMap<Key, PostId>,
    /// The moment of seeding.
    today: UtcTime,
}

impl Talk<'_> {
    async fn act(&mut self, act: &Act<'_>) -> anyhow::Result<()> {
        let core = self.core;
        match act {
            Act::Topic(key, topic) => {
                let forum = self.forums.get(&topic.forum).context("its forum")?;
                let form = TopicForm {
                    kind: topic.kind.clone(),
                    title: topic.title.clone(),
                    body: topic.body.clone(),
                    language: topic.language.clone(),
                };
                let by = person(self.people, &topic.by)?;
                let post = posts::write_topic(core, by, forum.forum.id, &form).await?;
                self.posts.insert(*key, post.id);
            }
            Act::Case {
                key,
                original,
                case,
                version,
            } => {
                let by = person(self.people, &case.by)?;
                let original = original.map(|key| self.post(key)).transpose()?;
                let told = cases::tell(self.reviewed, by, self.admin, (case, version), original).await?;
                self.posts.extend(told.map(|post| (*key, post.id)));
            }
            Act::Need(need) => requests::ask(core, need, self.people).await?,
            Act::Feature(key) => cases::feature(core, self.admin, self.post(*key)?).await?,
            Act::Training(key, sample) => {
                let by = person(self.people, &sample.by)?;
                let post = trainings::offer(core, by, sample, self.today).await?;
                self.posts.insert(*key, post.id);
            }
            Act::CallOff(key, sample) => {
                let by = person(self.people, &sample.by)?;
                trainings::call_off(core, by, self.post(*key)?, &sample.called_off).await?;
            }
            Act::Reply { key, parent, reply } => {
                let by = person(self.people, &reply.by)?;
                let parent = self.post(*parent)?;
                let post = posts::write_reply(core, by, parent, &reply.body, &reply.language).await?;
                self.posts.insert(*key, post.id);
            }
            Act::Vote(key, by) => votes::cast(core, person(self.people, by)?, self.post(*key)?, None).await?,
            Act::Accept(key, by) => answers::accept(core, person(self.people, by)?, self.post(*key)?).await?,
            Act::Pin(key) => moderation::set_pinned(core, self.admin, self.post(*key)?, true).await?,
            Act::Lock(key) => moderation::set_locked(core, self.admin, self.post(*key)?, true).await?,
        }
        Ok(())
    }

    fn post(&self, key: Key) -> anyhow::Result<PostId> {
        self.posts.get(&key).copied().context("it was said before")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::super::cases::Progress;
    use super::super::{SLUGS, configure, content};
    use super::*;
    use crate::app::App;
    use crate::domain::cases::library::{self, Search, Sort};
    use crate::domain::cases::{drafts, get, review};
    use crate::domain::taxonomy::Taxonomy;

    #[tokio::test(flavor = "multi_thread")]
    async fn every_case_study_appears_or_waits_and_is_joined_to_its_other_language() {
        let outside = tempfile::tempdir().expect("a folder");
        for (sample, slug) in content::samples().expect("the content reads").iter().zip(SLUGS) {
            let folder = outside.path().join(slug);
            let config = configure(&Config::default(), sample, folder, 7499).expect("a config");
            let app = App::start(config, Clock::system()).await.expect("an instance");
            fill(&app.core, sample, slug).await.expect("everything is valid");

            let core = &app.core;
            let people = people(core, &sample.place, slug).await.expect("its people");
            let admin = admin(&sample.place, &people).expect("who runs it");
            let viewer = Viewer::of_member(core, admin).expect("a member");
            let (shown, _) = library::table(core, &viewer, &Search::default())
                .await
                .expect("a library");
            let found: HashMap<&str, PostId> = shown.posts.iter().map(|post| (post.title.as_str(), post.id)).collect();
            let terms = Taxonomy::load(core).await.expect("terms");
            let told = |progress| sample.cases.iter().filter(move |case| case.progress == progress);
            for case in told(Progress::Published) {
                for version in &case.versions {
                    let id = *found
                        .get(version.title.as_str())
                        .unwrap_or_else(|| panic!("{}", version.title));
                    let (_, study) = get(core, &viewer, id, &terms).await.expect("a case study");
                    assert_eq!(study.versions.len() + 1, case.versions.len(), "{}", version.title);
                }
            }
            let published = told(Progress::Published).map(|case| case.versions.len()).sum::<usize>();
            assert_eq!(found.len(), published);
            let first = library::page(core, &viewer, &Search::default(), Sort::New, None)
                .await
                .expect("a page");
            assert_eq!(first.featured.len(), 1);
            let waiting = review::list(core, admin).await.expect("an editor");
            assert_eq!(waiting.len(), told(Progress::Submitted).count());
            for case in told(Progress::Draft) {
                let begun = drafts::list(core, person(&people, &case.by).expect("somebody"))
                    .await
                    .expect("drafts");
                assert_eq!(begun[0].title, case.versions[0].title);
            }
        }
    }
}
