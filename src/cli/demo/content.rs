//! The sample content: people, forums and conversations as the files beside this one tell them. Knows no database.

use figment::Figment;
use figment::providers::{Format, Toml};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::db::types::{Language, Role};

use super::cases::CaseSample;
use super::organisations::OrganisationSample;
use super::requests::NeedSample;
use super::trainings::TrainingSample;

const INSTANCES: [[&str; 3]; 2] = [
    [
        include_str!("content/riyadh.toml"),
        include_str!("content/riyadh_organisations.toml"),
        include_str!("content/riyadh_topics.toml"),
    ],
    [
        include_str!("content/jeddah.toml"),
        include_str!("content/jeddah_organisations.toml"),
        include_str!("content/jeddah_topics.toml"),
    ],
];
/// The case studies of each instance, one to a file.
const CASES: [&[&str]; 2] = [
    &[
        include_str!("content/cases/al-jawf-oil.toml"),
        include_str!("content/cases/arar-network.toml"),
        include_str!("content/cases/dammam-zones.toml"),
        include_str!("content/cases/hail-air.toml"),
        include_str!("content/cases/jubail-traps.toml"),
        include_str!("content/cases/qassim-dates.toml"),
        include_str!("content/cases/riyadh-cables.toml"),
        include_str!("content/cases/riyadh-changeover.toml"),
        include_str!("content/cases/riyadh-pumps.toml"),
        include_str!("content/cases/sudair-records.toml"),
        include_str!("content/cases/waiting-chillers.toml"),
        include_str!("content/cases/draft-grease.toml"),
    ],
    &[
        include_str!("content/cases/asir-water.toml"),
        include_str!("content/cases/bahah-nesting.toml"),
        include_str!("content/cases/jazan-furnace.toml"),
        include_str!("content/cases/jeddah-lids.toml"),
        include_str!("content/cases/jeddah-spares.toml"),
        include_str!("content/cases/najran-saws.toml"),
        include_str!("content/cases/rabigh-warehouse.toml"),
        include_str!("content/cases/tabuk-training.toml"),
        include_str!("content/cases/yanbu-permits.toml"),
        include_str!("content/cases/waiting-resin.toml"),
    ],
];
/// The trainings of each instance, one to a file.
const TRAININGS: [&[&str]; 2] = [
    &[
        include_str!("content/trainings/riyadh-air.toml"),
        include_str!("content/trainings/riyadh-conveyors.toml"),
        include_str!("content/trainings/riyadh-iec62443.toml"),
        include_str!("content/trainings/riyadh-mes.toml"),
        include_str!("content/trainings/riyadh-smed.toml"),
        include_str!("content/trainings/riyadh-vibration.toml"),
    ],
    &[
        include_str!("content/trainings/jeddah-additive.toml"),
        include_str!("content/trainings/jeddah-customs.toml"),
        include_str!("content/trainings/jeddah-plc.toml"),
        include_str!("content/trainings/jeddah-spc.toml"),
        include_str!("content/trainings/jeddah-turnaround.toml"),
        include_str!("content/trainings/jeddah-water.toml"),
    ],
];
/// What is needed in each instance.
const NEEDS: [&str; 2] = [
    include_str!("content/requests/riyadh.toml"),
    include_str!("content/requests/jeddah.toml"),
];
const BETWEEN: &str = include_str!("content/between.toml");

/// Everything one sample instance holds.
#[derive(Debug)]
pub(super) struct Sample {
    pub(super) place: Place,
    pub(super) organisations: Vec<OrganisationSample>,
    pub(super) topics: Vec<TopicSample>,
    pub(super) cases: Vec<CaseSample>,
    pub(super) trainings: Vec<TrainingSample>,
    pub(super) needs: Vec<NeedSample>,
}

/// One sample instance: its names, people and forums.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    pub(super) name_en: String,
    pub(super) name_ar: String,
    pub(super) description_en: String,
    pub(super) description_ar: String,
    pub(super) members: Vec<MemberSample>,
    pub(super) forums: Vec<ForumSample>,
}

/// A person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberSample {
    pub(super) username: String,
    #[serde(default)]
    role: String,
    language: String,
    pub(super) name: String,
    pub(super) job_title: String,
    pub(super) bio: String,
    pub(super) expertise: String,
    /// Languages they speak, by tag.
    pub(super) speaks: Vec<String>,
    /// Forums of the same instance.
    pub(super) follows: Vec<String>,
    /// Forums of the other instance.
    pub(super) follows_remote: Vec<String>,
}

impl MemberSample {
    pub(super) fn role(&self) -> Role {
        self.role.parse().unwrap_or(Role::Member)
    }

    pub(super) fn language(&self) -> Language {
        self.language.parse().unwrap_or(Language::Ar)
    }
}

/// A forum.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ForumSample {
    pub(super) username: String,
    pub(super) name_ar: String,
    pub(super) name_en: String,
    pub(super) description_ar: String,
    pub(super) description_en: String,
    pub(super) scope: String,
    pub(super) posting: String,
    pub(super) moderators: Vec<String>,
}

/// A topic with its replies.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TopicSample {
    pub(super) forum: String,
    pub(super) by: String,
    pub(super) kind: String,
    pub(super) language: String,
    /// Days before the day of seeding.
    pub(super) days_ago: f64,
    pub(super) title: String,
    pub(super) body: String,
    #[serde(default)]
    pub(super) votes: Vec<String>,
    #[serde(default)]
    pub(super) pinned: bool,
    #[serde(default)]
    pub(super) locked: bool,
    #[serde(default)]
    pub(super) replies: Vec<ReplySample>,
}

/// A reply with its own replies.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReplySample {
    pub(super) by: String,
    pub(super) language: String,
    /// Hours after what it answers.
    pub(super) hours: f64,
    pub(super) body: String,
    #[serde(default)]
    pub(super) votes: Vec<String>,
    #[serde(default)]
    pub(super) accepted: bool,
    #[serde(default)]
    pub(super) replies: Vec<ReplySample>,
}

/// The conversation between the two instances: asked on the first, answered from the second.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Between {
    pub(super) forum: String,
    pub(super) asker: String,
    pub(super) language: String,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) answer: Line,
    pub(super) thanks: Line,
    pub(super) second: Line,
}

/// Something said in that conversation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub(super) by: String,
    pub(super) language: String,
    pub(super) body: String,
    /// Who votes for it from the same instance.
    #[serde(default)]
    pub(super) voters: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topics {
    topics: Vec<TopicSample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisations {
    organisations: Vec<OrganisationSample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Needs {
    needs: Vec<NeedSample>,
}

/// The two sample instances.
pub(super) fn samples() -> anyhow::Result<[Sample; 2]> {
    let [first, second] = INSTANCES;
    Ok([
        sample(first, CASES[0], TRAININGS[0], NEEDS[0])?,
        sample(second, CASES[1], TRAININGS[1], NEEDS[1])?,
    ])
}

fn sample(
    [place, organisations, topics]: [&str; 3],
    cases: &[&str],
    trainings: &[&str],
    needs: &str,
) -> anyhow::Result<Sample> {
    Ok(Sample {
        place: read(place)?,
        organisations: read::<Organisations>(organisations)?.organisations,
        topics: read::<Topics>(topics)?.topics,
        cases: cases.iter().map(|case| read(case)).collect::<anyhow::Result<_>>()?,
        trainings: trainings
            .iter()
            .map(|training| read(training))
            .collect::<anyhow::Result<_>>()?,
        needs: read::<Needs>(needs)?.needs,
    })
}

/// The conversation between them.
pub(super) fn between() -> anyhow::Result<Between> {
    read(BETWEEN)
}

fn read<T: DeserializeOwned>(text: &str) -> anyhow::Result<T> {
    Ok(Figment::from(Toml::string(text)).extract()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replies<'a>(of: &'a [ReplySample], all: &mut Vec<&'a ReplySample>) {
        for reply in of {
            all.push(reply);
            replies(&reply.replies, all);
        }
    }

    #[test]
    fn everybody_and_everything_that_is_named_exists() {
        let samples = samples().expect("the content reads");
        for (here, there) in [(&samples[0], &samples[1]), (&samples[1], &samples[0])] {
            let member = |name: &String| here.place.members.iter().any(|member| member.username == *name);
            let forum = |place: &Place, name: &String| place.forums.iter().any(|forum| forum.username == *name);
            for person in &here.place.members {
                assert!(person.follows.iter().all(|name| forum(&here.place, name)), "{person:?}");
                assert!(
                    person.follows_remote.iter().all(|name| forum(&there.place, name)),
                    "{person:?}"
                );
            }
            assert!(here.place.forums.iter().flat_map(|forum| &forum.moderators).all(member));
            for organisation in &here.organisations {
                assert!(member(&organisation.owner) && organisation.staff.iter().all(member));
            }
            for case in &here.cases {
                assert!(member(&case.by) && forum(&here.place, &case.forum), "{}", case.by);
                for version in &case.versions {
                    let mut below = Vec::new();
                    replies(&version.replies, &mut below);
                    assert!(below.iter().all(|reply| member(&reply.by)), "{}", version.title);
                    let voters = below
                        .iter()
                        .flat_map(|reply| reply.votes.iter().map(|voter| (voter, &reply.by)));
                    for (voter, author) in voters.chain(version.votes.iter().map(|voter| (voter, &case.by))) {
                        assert!(member(voter) && voter != author, "{}", version.title);
                    }
                }
            }
            for training in &here.trainings {
                let title = &training.title;
                assert!(member(&training.by) && forum(&here.place, &training.forum), "{title}");
                let mut below = Vec::new();
                replies(&training.replies, &mut below);
                assert!(below.iter().all(|reply| member(&reply.by)), "{title}");
                assert!(
                    training
                        .votes
                        .iter()
                        .all(|voter| member(voter) && *voter != training.by),
                    "{title}"
                );
            }
            for topic in &here.topics {
                assert!(member(&topic.by) && forum(&here.place, &topic.forum), "{}", topic.title);
                let mut below = Vec::new();
                replies(&topic.replies, &mut below);
                assert!(below.iter().all(|reply| member(&reply.by)), "{}", topic.title);
                assert!(
                    !topic.votes.contains(&topic.by),
                    "nobody votes for themselves: {}",
                    topic.title
                );
                let voters = below
                    .iter()
                    .flat_map(|reply| reply.votes.iter().map(|voter| (voter, &reply.by)));
                for (voter, author) in voters.chain(topic.votes.iter().map(|voter| (voter, &topic.by))) {
                    assert!(member(voter) && voter != author, "{}", topic.title);
                }
            }
        }
    }

    #[test]
    fn the_conversation_between_them_has_its_people() {
        let (samples, between) = (samples().expect("content"), between().expect("content"));
        let lives = |at: usize, name: &str| samples[at].place.members.iter().any(|member| member.username == name);
        assert!(lives(0, &between.asker) && lives(0, &between.thanks.by));
        assert!(lives(1, &between.answer.by) && lives(1, &between.second.by));
        assert!(between.answer.voters.iter().all(|voter| lives(1, voter)));
    }
}
