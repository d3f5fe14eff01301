//! The trainings of a sample instance: offered as members offer them, on days around the day of seeding. The files beside this
//! one hold the words.

use anyhow::Context;
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde::Deserialize;

use crate::db::posts::Post;
use crate::db::types::{MembershipState, PostId, UtcTime};
use crate::domain::trainings::{self, MaterialForm, SessionForm, TrainingForm, drafts, zone};
use crate::domain::{Core, Principal, organisations};
use crate::web::present::wording;

use super::content::ReplySample;

/// A training.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TrainingSample {
    pub(super) by: String,
    pub(super) forum: String,
    /// Days before the day of seeding on which it was offered.
    pub(super) days_ago: f64,
    /// Why it was called off the day after, if it was.
    pub(super) called_off: String,
    /// Whether the author's organisation gives it.
    pub(super) named: bool,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) language: String,
    pub(super) programme: String,
    languages: Vec<String>,
    level: String,
    technologies: Vec<String>,
    tags: String,
    pub(super) tentative: bool,
    timezone: String,
    pub(super) meetings: Vec<MeetingSample>,
    pub(super) mode: String,
    venue: String,
    address: String,
    pub(super) region: String,
    city: String,
    locality: String,
    latitude: String,
    longitude: String,
    online_link: String,
    directions: String,
    price: String,
    certificate: String,
    trainer: String,
    provider: String,
    joining: String,
    external_url: String,
    capacity: String,
    seats_per_organisation: String,
    /// Title and address.
    materials: Vec<(String, String)>,
    pub(super) votes: Vec<String>,
    pub(super) replies: Vec<ReplySample>,
}

/// A meeting of it; most have one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct MeetingSample {
    /// Days after the day of seeding; fewer than none for what is past. A weekend moves it to Sunday.
    pub(super) day: i64,
    from: String,
    to: String,
    topic: String,
}

/// Offers one.
pub(super) async fn offer(
    core: &Core,
    by: &Principal,
    sample: &TrainingSample,
    today: UtcTime,
) -> anyhow::Result<Post> {
    let mut form = form(sample, today);
    if sample.named {
        form.provider_id = workplace(core, by).await?;
    }
    let draft = drafts::begin_with(core, by, form).await?;
    let post = drafts::publish(core, by, draft.id, wording).await?;
    let link = |(title, url): &(String, String)| MaterialForm {
        title: title.clone(),
        url: url.clone(),
        for_seats: false,
    };
    let links: Vec<MaterialForm> = sample.materials.iter().map(link).collect();
    trainings::set_materials(core, by, post.id, &links).await?;
    Ok(post)
}

/// Calls one off.
pub(super) async fn call_off(core: &Core, by: &Principal, id: PostId, reason: &str) -> anyhow::Result<()> {
    trainings::cancel(core, by, id, reason, wording).await?;
    Ok(())
}

async fn workplace(core: &Core, by: &Principal) -> anyhow::Result<String> {
    let places = organisations::mine(core, by).await?;
    let mut places = places
        .iter()
        .filter(|(_, place)| place.state == MembershipState::Active);
    let place = places.next().context("its author works somewhere")?;
    Ok(place.0.id.to_string())
}

fn form(sample: &TrainingSample, today: UtcTime) -> TrainingForm {
    let name = if sample.timezone.is_empty() {
        "Asia/Riyadh"
    } else {
        &sample.timezone
    };
    let today = today.utc().with_timezone(&zone(name)).date_naive();
    let meetings = sample.meetings.iter().map(|meeting| {
        let day = working_day(today, meeting.day);
        SessionForm {
            starts: format!("{day}T{}", meeting.from),
            ends: format!("{day}T{}", meeting.to),
            topic: meeting.topic.clone(),
        }
    });
    let meetings: Vec<SessionForm> = meetings.collect();
    let (starts, ends, sessions) = match meetings.as_slice() {
        [one] => (one.starts.clone(), one.ends.clone(), Vec::new()),
        _ => (String::new(), String::new(), meetings),
    };
    TrainingForm {
        title: sample.title.clone(),
        summary: sample.summary.clone(),
        language: sample.language.clone(),
        forum: sample.forum.clone(),
        programme: sample.programme.clone(),
        languages: sample.languages.clone(),
        level: sample.level.clone(),
        technologies: sample.technologies.clone(),
        tags: sample.tags.clone(),
        state: if sample.tentative {
            "tentative".to_owned()
        } else {
            "scheduled".to_owned()
        },
        starts,
        ends,
        timezone: name.to_owned(),
        sessions,
        mode: sample.mode.clone(),
        venue: sample.venue.clone(),
        address: sample.address.clone(),
        region: sample.region.clone(),
        city: sample.city.clone(),
        locality: sample.locality.clone(),
        latitude: sample.latitude.clone(),
        longitude: sample.longitude.clone(),
        online_link: sample.online_link.clone(),
        directions: sample.directions.clone(),
        price: sample.price.clone(),
        certificate: sample.certificate.clone(),
        trainer: sample.trainer.clone(),
        provider: sample.provider.clone(),
        joining: sample.joining.clone(),
        external_url: sample.external_url.clone(),
        capacity: sample.capacity.clone(),
        seats_per_organisation: sample.seats_per_organisation.clone(),
        waiting_list: "yes".to_owned(),
        ..TrainingForm::default()
    }
}

/// The day so many days after `today`; on Friday and Saturday nobody works.
fn working_day(today: NaiveDate, after: i64) -> NaiveDate {
    let day = today + TimeDelta::days(after);
    match day.weekday() {
        Weekday::Fri => day + TimeDelta::days(2),
        Weekday::Sat => day + TimeDelta::days(1),
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::cli::demo::content::samples;

    #[test]
    fn nobody_meets_on_a_weekend() {
        let thursday = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
        for after in 0..14 {
            assert!(!matches!(
                working_day(thursday, after).weekday(),
                Weekday::Fri | Weekday::Sat
            ));
        }
    }

    #[test]
    fn they_are_past_and_to_come_in_rooms_and_on_the_net_and_in_both_languages() {
        let samples = samples().expect("the content reads");
        for sample in &samples {
            assert!(sample.trainings.len() >= 5, "{}", sample.place.name_en);
        }
        let all: Vec<&TrainingSample> = samples.iter().flat_map(|sample| &sample.trainings).collect();
        let kinds = |of: fn(&TrainingSample) -> &str| all.iter().map(|training| of(training)).collect::<BTreeSet<_>>();
        assert_eq!(kinds(|training| &training.mode).len(), 3);
        assert_eq!(kinds(|training| &training.language).len(), 2);
        assert!(kinds(|training| &training.region).len() >= 5);
        assert_eq!(kinds(|training| &training.joining).len(), 4);
        let days: Vec<i64> = all
            .iter()
            .flat_map(|training| &training.meetings)
            .map(|meeting| meeting.day)
            .collect();
        assert!(days.iter().any(|day| *day < 0) && days.iter().any(|day| *day > 0));
        for training in all {
            assert!(training.programme.chars().count() > 200, "{}", training.title);
            assert!(!training.meetings.is_empty(), "{}", training.title);
        }
    }
}
