//! The order in which the sample conversations happened: everything said, voted and marked, by time.

use chrono::TimeDelta;

use super::cases::{CaseSample, VersionSample};
use super::content::{ReplySample, Sample, TopicSample};
use super::requests::NeedSample;
use super::trainings::TrainingSample;

/// Names a post before it has an id.
pub(super) type Key = usize;

/// Something somebody did.
#[derive(Debug)]
pub(super) enum Act<'a> {
    Topic(Key, &'a TopicSample),
    Case {
        key: Key,
        /// The same in the language in which it was told first.
        original: Option<Key>,
        case: &'a CaseSample,
        version: &'a VersionSample,
    },
    Feature(Key),
    Training(Key, &'a TrainingSample),
    CallOff(Key, &'a TrainingSample),
    Need(&'a NeedSample),
    Reply {
        key: Key,
        parent: Key,
        reply: &'a ReplySample,
    },
    Vote(Key, &'a str),
    Accept(Key, &'a str),
    Pin(Key),
    Lock(Key),
}

/// What happened and how long before now, oldest first.
pub(super) fn plan(sample: &Sample) -> Vec<(TimeDelta, Act<'_>)> {
    let mut plan = Plan::default();
    for topic in &sample.topics {
        plan.topic(topic);
    }
    for case in &sample.cases {
        plan.case(case);
    }
    for training in &sample.trainings {
        plan.training(training);
    }
    for need in &sample.needs {
        plan.acts.push((hours(need.days_ago * 24.0), Act::Need(need)));
    }
    plan.acts.sort_by_key(|(before, _)| std::cmp::Reverse(*before));
    plan.acts
}

#[derive(Default)]
struct Plan<'a> {
    acts: Vec<(TimeDelta, Act<'a>)>,
    keys: Key,
}

impl<'a> Plan<'a> {
    fn key(&mut self) -> Key {
        self.keys += 1;
        self.keys
    }

    fn topic(&mut self, topic: &'a TopicSample) {
        let key = self.key();
        let at = hours(topic.days_ago * 24.0);
        self.acts.push((at, Act::Topic(key, topic)));
        if topic.pinned {
            self.acts.push((at - TimeDelta::minutes(1), Act::Pin(key)));
        }
        self.votes(key, at, &topic.votes);
        self.replies(key, &topic.by, at, &topic.replies);
        if topic.locked {
            self.acts.push((TimeDelta::hours(24), Act::Lock(key)));
        }
    }

    fn case(&mut self, case: &'a CaseSample) {
        let mut original = None;
        for version in &case.versions {
            let key = self.key();
            let at = hours(version.days_ago * 24.0);
            self.acts.push((
                at,
                Act::Case {
                    key,
                    original,
                    case,
                    version,
                },
            ));
            if case.featured && original.is_none() {
                self.acts.push((at - TimeDelta::minutes(90), Act::Feature(key)));
            }
            self.votes(key, at, &version.votes);
            self.replies(key, &case.by, at, &version.replies);
            original = original.or(Some(key));
        }
    }

    fn training(&mut self, training: &'a TrainingSample) {
        let key = self.key();
        let at = hours(training.days_ago * 24.0);
        self.acts.push((at, Act::Training(key, training)));
        self.votes(key, at, &training.votes);
        self.replies(key, &training.by, at, &training.replies);
        if !training.called_off.is_empty() {
            self.acts.push((at - TimeDelta::hours(24), Act::CallOff(key, training)));
        }
    }

    fn replies(&mut self, parent: Key, asker: &'a str, after: TimeDelta, replies: &'a [ReplySample]) {
        for reply in replies {
            let key = self.key();
            // Nothing of the past may reach into the future.
            let at = (after - hours(reply.hours)).max(TimeDelta::hours(6));
            self.acts.push((at, Act::Reply { key, parent, reply }));
            self.votes(key, at, &reply.votes);
            if reply.accepted {
                self.acts.push((at - TimeDelta::minutes(100), Act::Accept(key, asker)));
            }
            self.replies(key, asker, at, &reply.replies);
        }
    }

    fn votes(&mut self, key: Key, at: TimeDelta, voters: &'a [String]) {
        for (place, voter) in (1_i32..).zip(voters) {
            self.acts
                .push((at - TimeDelta::minutes(17) * place, Act::Vote(key, voter)));
        }
    }
}

fn hours(hours: f64) -> TimeDelta {
    // Content counts in tenths of hours and days, a few thousand at most: the cast loses nothing that matters.
    TimeDelta::seconds((hours * 3600.0) as i64)
}

#[cfg(test)]
mod tests {
    use super::super::content::samples;
    use super::*;

    #[test]
    fn nothing_happens_before_what_it_refers_to() {
        for sample in samples().expect("the content reads") {
            let mut known = Vec::new();
            for (before, act) in plan(&sample) {
                assert!(before > TimeDelta::zero(), "{act:?} lies in the future");
                match act {
                    Act::Topic(key, _) | Act::Training(key, _) => known.push(key),
                    Act::Case { key, original, .. } => {
                        assert!(original.is_none_or(|original| known.contains(&original)));
                        known.push(key);
                    }
                    Act::Reply { key, parent, .. } => {
                        assert!(known.contains(&parent));
                        known.push(key);
                    }
                    Act::Need(_) => {}
                    Act::Vote(key, _)
                    | Act::Accept(key, _)
                    | Act::Pin(key)
                    | Act::Lock(key)
                    | Act::Feature(key)
                    | Act::CallOff(key, _) => {
                        assert!(known.contains(&key));
                    }
                }
            }
        }
    }
}
