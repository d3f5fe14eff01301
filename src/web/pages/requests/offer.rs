//! `/requests/{id}/offer`: offering to give a training that is needed.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{TrainingDraftId, TrainingRequestId};
use crate::domain::requests::{self, DAYS_MAX, DayForm, OfferForm, Offering};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::TrainingStep;
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::view::{FieldView, SelectOption};
use crate::web::visitor::Member;
use crate::web::{filters, paths};

use super::line::NeedLine;

/// `/requests/{id}/offer`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/requests/offer.html")]
pub struct OfferPage {
    /// The need.
    pub need: NeedLine,
    /// There is an offer, which is changed.
    pub is_change: bool,
    /// Organisations to choose from.
    pub providers: Vec<SelectOption>,
    /// Which of them offers.
    pub organisation: FieldView,
    /// Days: number, beginning, end.
    pub rows: Vec<(usize, String, String)>,
    /// What is wrong with the days.
    pub days: FieldView,
    /// Riyals.
    pub price: FieldView,
    /// What the price is for.
    pub price_for: FieldView,
    /// Seats.
    pub seats: FieldView,
    /// Where.
    pub mode: FieldView,
    /// The place in words.
    pub place: FieldView,
    /// What they say of it.
    pub words: FieldView,
    /// Until when it stands.
    pub valid_until: FieldView,
}

impl OfferPage {
    /// Where it may be: value and key.
    fn modes(&self) -> [(&'static str, &'static str); 3] {
        [
            ("onsite", "offer-mode-onsite"),
            ("online", "offer-mode-online"),
            ("hybrid", "offer-mode-hybrid"),
        ]
    }

    /// What a price may be for: value and key.
    fn prices(&self) -> [(&'static str, &'static str); 2] {
        [("seat", "offer-price-seat"), ("all", "offer-price-all")]
    }

    /// Every field with the key of its label, in order.
    fn fields(&self) -> [(&'static str, &'static str, &FieldView); 9] {
        [
            ("organisation", "offer-organisation", &self.organisation),
            ("days", "offer-days", &self.days),
            ("price", "offer-price", &self.price),
            ("price_for", "offer-price-for", &self.price_for),
            ("seats", "offer-seats", &self.seats),
            ("mode", "offer-mode", &self.mode),
            ("place", "offer-place", &self.place),
            ("words", "offer-words", &self.words),
            ("valid_until", "offer-valid-until", &self.valid_until),
        ]
    }

    fn has_faults(&self) -> bool {
        self.fields().iter().any(|(.., field)| field.error.is_some())
    }
}

/// The form. Each day has fields of its own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    organisation: String,
    starts_1: String,
    ends_1: String,
    starts_2: String,
    ends_2: String,
    starts_3: String,
    ends_3: String,
    starts_4: String,
    ends_4: String,
    starts_5: String,
    ends_5: String,
    price: String,
    price_for: String,
    seats: String,
    mode: String,
    place: String,
    words: String,
    valid_until: String,
}

impl Typed {
    fn form(&self) -> OfferForm {
        let rows = [
            (&self.starts_1, &self.ends_1),
            (&self.starts_2, &self.ends_2),
            (&self.starts_3, &self.ends_3),
            (&self.starts_4, &self.ends_4),
            (&self.starts_5, &self.ends_5),
        ];
        OfferForm {
            organisation: self.organisation.clone(),
            days: rows
                .iter()
                .map(|(starts, ends)| DayForm {
                    starts: (*starts).clone(),
                    ends: (*ends).clone(),
                })
                .collect(),
            price: self.price.clone(),
            price_for: self.price_for.clone(),
            seats: self.seats.clone(),
            mode: self.mode.clone(),
            place: self.place.clone(),
            words: self.words.clone(),
            valid_until: self.valid_until.clone(),
        }
    }
}

/// GET `/requests/{id}/offer`.
pub(crate) async fn begin_offer(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Result<Page<OfferPage>> {
    let offering = requests::ask_to_offer(&app.core, &member.principal, TrainingRequestId(id)).await?;
    let form = offering.form.clone().unwrap_or_else(|| OfferForm {
        price_for: "seat".to_owned(),
        mode: offering.row.mode.as_str().to_owned(),
        organisation: offering
            .providers
            .first()
            .map_or_else(String::new, |provider| provider.id.to_string()),
        ..OfferForm::default()
    });
    let page = build(&app, &member, &offering, &form, &Problems::default()).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/requests/{id}/offer`.
pub(crate) async fn offer(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let (core, by, form) = (&app.core, &member.principal, typed.form());
    match requests::offer(core, by, TrainingRequestId(id), &form).await {
        Ok(()) => Ok(member
            .visitor
            .go(paths::request(&id))
            .saying(Flash::OFFER_SENT)
            .into_response()),
        Err(error) => {
            let problems = problems(error)?;
            let offering = requests::ask_to_offer(core, by, TrainingRequestId(id)).await?;
            let page = build(&app, &member, &offering, &form, &problems).await?;
            Ok(Page::new(member.visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
    }
}

async fn build(
    app: &App,
    member: &Member,
    offering: &Offering,
    form: &OfferForm,
    problems: &Problems,
) -> Result<OfferPage> {
    let language = member.visitor.language();
    let terms = Taxonomy::load(&app.core).await?;
    let day = |n: usize| form.days.get(n).cloned().unwrap_or_default();
    Ok(OfferPage {
        need: NeedLine::of(&offering.row, &terms, language),
        is_change: offering.form.is_some(),
        providers: offering
            .providers
            .iter()
            .map(|provider| SelectOption {
                value: provider.id.to_string(),
                name: provider.name(language).to_owned(),
            })
            .collect(),
        rows: (0..DAYS_MAX)
            .map(|n| {
                let DayForm { starts, ends } = day(n);
                (n + 1, starts, ends)
            })
            .collect(),
        organisation: kept(problems, "organisation", &form.organisation),
        days: kept(problems, "days", ""),
        price: kept(problems, "price", &form.price),
        price_for: kept(problems, "price_for", &form.price_for),
        seats: kept(problems, "seats", &form.seats),
        mode: kept(problems, "mode", &form.mode),
        place: kept(problems, "place", &form.place),
        words: kept(problems, "words", &form.words),
        valid_until: kept(problems, "valid_until", &form.valid_until),
    })
}

/// Where the training of an offer is written.
pub(super) fn composer(draft: TrainingDraftId) -> String {
    paths::training_step(&draft.0, TrainingStep::Basics.as_str())
}
