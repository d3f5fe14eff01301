//! The demand board of a sample instance: trainings that members need, who signs them, and what providers offer.

use anyhow::Context;
use chrono::TimeDelta;
use serde::Deserialize;

use crate::db::types::UtcTime;
use crate::domain::requests::{self, DayForm, OfferForm, RequestForm, SignatureForm};
use crate::domain::trainings::{Moment, zone};
use crate::domain::{Core, Principal, organisations};

use super::seed::{People, person};

/// The zone in which offers are meant.
const ZONE: &str = "Asia/Riyadh";
/// Days for which an offer stands, before it begins.
const STANDS_DAYS: i64 = 10;

/// A training that is needed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NeedSample {
    pub(super) by: String,
    language: String,
    /// Days before the day of seeding.
    pub(super) days_ago: f64,
    pub(super) title: String,
    body: String,
    people: String,
    mode: String,
    #[serde(default)]
    region: String,
    languages: Vec<String>,
    times: Vec<String>,
    technologies: Vec<String>,
    #[serde(default)]
    level: String,
    pub(super) signatures: Vec<SignatureSample>,
    pub(super) offers: Vec<OfferSample>,
}

/// Somebody who needs it, too.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignatureSample {
    by: String,
    people: String,
}

/// What a provider would give it for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfferSample {
    by: String,
    /// Days after the day of seeding.
    days_ahead: Vec<i64>,
    from: String,
    to: String,
    price: String,
    price_for: String,
    seats: String,
    mode: String,
    place: String,
    words: String,
}

/// Puts a need on the board, and lets the others answer.
pub(super) async fn ask(core: &Core, sample: &NeedSample, people: &People) -> anyhow::Result<()> {
    let by = person(people, &sample.by)?;
    let form = RequestForm {
        title: sample.title.clone(),
        body: sample.body.clone(),
        language: sample.language.clone(),
        people: sample.people.clone(),
        organisation: workplace(core, by).await?,
        forum: String::new(),
        mode: sample.mode.clone(),
        region: sample.region.clone(),
        languages: sample.languages.clone(),
        times: sample.times.clone(),
        months: Vec::new(),
        technologies: sample.technologies.clone(),
        level: sample.level.clone(),
    };
    let need = requests::ask(core, by, &form)
        .await
        .with_context(|| sample.title.clone())?;
    for signature in &sample.signatures {
        core.clock.advance(TimeDelta::minutes(17));
        let by = person(people, &signature.by)?;
        let form = SignatureForm {
            people: signature.people.clone(),
            organisation: workplace(core, by).await?,
        };
        requests::sign(core, by, need, &form).await?;
    }
    for offer in &sample.offers {
        core.clock.advance(TimeDelta::minutes(23));
        let by = person(people, &offer.by)?;
        let form = offer.form(core.clock.now(), workplace(core, by).await?);
        requests::offer(core, by, need, &form).await?;
    }
    Ok(())
}

impl OfferSample {
    fn form(&self, now: UtcTime, organisation: String) -> OfferForm {
        let day = |ahead: i64| {
            let at = now.plus(TimeDelta::days(ahead));
            let local = Moment { at, zone: zone(ZONE) }.local();
            local.format("%Y-%m-%d").to_string()
        };
        let first = self.days_ahead.first().copied().unwrap_or(STANDS_DAYS);
        OfferForm {
            organisation,
            days: self
                .days_ahead
                .iter()
                .map(|ahead| DayForm {
                    starts: format!("{}T{}", day(*ahead), self.from),
                    ends: format!("{}T{}", day(*ahead), self.to),
                })
                .collect(),
            price: self.price.clone(),
            price_for: self.price_for.clone(),
            seats: self.seats.clone(),
            mode: self.mode.clone(),
            place: self.place.clone(),
            words: self.words.clone(),
            valid_until: day(first - STANDS_DAYS),
        }
    }
}

/// Where somebody works; empty if nowhere.
async fn workplace(core: &Core, by: &Principal) -> anyhow::Result<String> {
    let places = organisations::mine(core, by).await?;
    let first = places.iter().find(|(_, place)| place.is_active());
    Ok(first.map_or_else(String::new, |(organisation, _)| organisation.id.to_string()))
}
