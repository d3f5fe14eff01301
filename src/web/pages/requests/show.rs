//! `/requests/{id}`: a need, who has it, and what is offered.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::types::{Language, NeedState, OfferState, PriceFor, TrainingRequestId};
use crate::domain::requests::{self, Need, OfferView};
use crate::domain::taxonomy::Taxonomy;
use crate::domain::trainings::Moment;
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Path, kept};
use crate::web::i18n::Locale;
use crate::web::i18n::dates::RIYADH_OFFSET_MINUTES;
use crate::web::page::Page;
use crate::web::present::{count, person_line, stamp};
use crate::web::view::{FieldView, PersonLine, SelectOption, Stamp};
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

use super::line::{NeedLine, offer_state_key, place_key, time_key};

/// Somebody who signed.
#[derive(Debug, Clone)]
pub struct SignerLine {
    /// Who.
    pub person: PersonLine,
    /// Where they work; empty if not said.
    pub firm: String,
    /// For how many people.
    pub people: u32,
    /// Since when.
    pub at: Stamp,
}

/// An offer on the page of its need.
#[derive(Debug, Clone)]
pub struct OfferLine {
    /// Its id.
    pub id: i64,
    /// The organisation.
    pub organisation: i64,
    /// Its name.
    pub name: String,
    /// Whether it is verified.
    pub is_verified: bool,
    /// Days and hours in words.
    pub days: Vec<String>,
    /// Riyals; 0 for nothing.
    pub price: i64,
    /// Whether the price is for one seat.
    pub is_per_seat: bool,
    /// Seats.
    pub seats: u32,
    /// The key of where it is.
    pub mode: &'static str,
    /// The place in words; may be empty.
    pub place: String,
    /// What they say of it, by paragraphs.
    pub words: Vec<String>,
    /// Until when it stands.
    pub valid: Stamp,
    /// How it stands.
    pub state: OfferState,
    /// The key of that.
    pub state_key: &'static str,
    /// The viewer works there.
    pub is_own: bool,
    /// Its time is over.
    pub is_over: bool,
}

impl OfferLine {
    fn of(view: &OfferView, locale: Locale, language: Language) -> Self {
        let row = &view.row;
        Self {
            id: row.id.0,
            organisation: view.organisation.id.0,
            name: view.organisation.name(language).to_owned(),
            is_verified: view.level > 0,
            days: view.days.iter().map(|day| day_words(*day, locale)).collect(),
            price: row.price,
            is_per_seat: row.price_for == PriceFor::Seat,
            seats: count(row.seats),
            mode: place_key(row.mode),
            place: row.place.clone(),
            words: row
                .words
                .split("\n\n")
                .filter(|part| !part.trim().is_empty())
                .map(str::to_owned)
                .collect(),
            valid: stamp(row.valid_until),
            state: row.state,
            state_key: offer_state_key(row.state),
            is_own: view.is_own,
            is_over: view.is_over,
        }
    }

    /// Whether it waits for an answer.
    fn waits(&self) -> bool {
        self.state == OfferState::Open && !self.is_over
    }

    /// Whether it is picked, and its training is not published yet.
    fn is_picked(&self) -> bool {
        self.state == OfferState::Picked
    }

    /// Whether its provider may take it back.
    fn may_end(&self) -> bool {
        matches!(self.state, OfferState::Open | OfferState::Picked)
    }
}

/// A day with its hours.
fn day_words((starts, ends): (Moment, Moment), locale: Locale) -> String {
    let (first, last) = (stamp(starts.at), stamp(ends.at));
    let (from, to) = (
        first.moment(locale, RIYADH_OFFSET_MINUTES),
        last.moment(locale, RIYADH_OFFSET_MINUTES),
    );
    if first.date(locale, RIYADH_OFFSET_MINUTES) == last.date(locale, RIYADH_OFFSET_MINUTES) {
        format!("{from}–{}", ends.local().format("%H:%M"))
    } else {
        format!("{from} – {to}")
    }
}

/// What the viewer may do.
#[derive(Debug, Clone, Copy, Default)]
pub struct MayView {
    /// Pick, close, merge.
    pub decide: bool,
    /// Say it otherwise.
    pub edit: bool,
    /// Take it off the board.
    pub remove: bool,
    /// Sign.
    pub sign: bool,
    /// Offer.
    pub offer: bool,
}

/// `/requests/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/requests/show.html")]
pub struct RequestPage {
    /// The need, as lists show it.
    pub need: NeedLine,
    /// What it is for, safe HTML.
    pub body: String,
    /// Keys of the times that suit.
    pub times: Vec<&'static str>,
    /// Months that suit.
    pub months: Vec<String>,
    /// The forum it stands in: handle and name.
    pub forum: Option<(String, String)>,
    /// Who asked; none for guests, and where they are gone.
    pub author: Option<PersonLine>,
    /// Firms: id, name, people.
    pub firms: Vec<(i64, String, u32)>,
    /// Who signed, for who decides.
    pub signers: Vec<SignerLine>,
    /// The viewer signed, as the author or besides.
    pub is_signed: bool,
    /// The viewer asked for it.
    pub is_author: bool,
    /// How many people the viewer signs for.
    pub people: FieldView,
    /// For which organisation.
    pub organisation: FieldView,
    /// Organisations to choose from.
    pub workplaces: Vec<SelectOption>,
    /// Offers that the viewer may see.
    pub offers: Vec<OfferLine>,
    /// Who gives the training: id and name.
    pub provider: Option<(i64, String)>,
    /// The training that came of it: id and title.
    pub training: Option<(i64, String)>,
    /// Needs that may be the same.
    pub alike: Vec<NeedLine>,
    /// Needs that this one may be made part of.
    pub targets: Vec<NeedLine>,
    /// The one that was chosen of them.
    pub into: FieldView,
    /// What the viewer may do.
    pub may: MayView,
    /// The viewer is a member.
    pub is_member: bool,
}

impl RequestPage {
    /// Whether any offer is picked.
    fn has_picked(&self) -> bool {
        self.offers.iter().any(OfferLine::is_picked)
    }

    /// Whether the viewer's organisation has offered.
    fn has_own(&self) -> bool {
        self.offers
            .iter()
            .any(|offer| offer.is_own && offer.state != OfferState::Withdrawn)
    }

    /// Whether it is at an end.
    fn is_over(&self) -> bool {
        matches!(self.need.state, "matched" | "closed" | "merged")
    }
}

/// What somebody typed on the page, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub(super) struct Answer {
    pub(super) people: Option<String>,
    pub(super) organisation: Option<String>,
    pub(super) into: String,
    pub(super) problems: Problems,
}

/// GET `/requests/{id}`. One that is part of another leads there.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor, Path(id): Path<i64>) -> Result<Response> {
    let need = requests::get(&app.core, &visitor.viewer, TrainingRequestId(id)).await?;
    if let Some(target) = need.row.merged_into_id {
        return Ok(visitor.go(paths::request(&target.0)).into_response());
    }
    let page = build(&app, &visitor, need, Answer::default()).await?;
    Ok(Page::new(visitor.chrome(), page).into_response())
}

/// The page once more, with what was typed.
pub(super) async fn again(app: &App, visitor: &Visitor, id: i64, answer: Answer) -> Result<Response> {
    let need = requests::get(&app.core, &visitor.viewer, TrainingRequestId(id)).await?;
    let page = build(app, visitor, need, answer).await?;
    Ok(Page::new(visitor.chrome(), page)
        .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

async fn build(app: &App, visitor: &Visitor, need: Need, answer: Answer) -> Result<RequestPage> {
    let (core, viewer) = (&app.core, &visitor.viewer);
    let (language, locale) = (visitor.language(), visitor.locale());
    let terms = Taxonomy::load(core).await?;
    let is_unsettled = matches!(need.row.state, NeedState::Open | NeedState::Offered);
    let alike = if is_unsettled {
        requests::to_need(core, viewer, &need.row).await?
    } else {
        Vec::new()
    };
    let lines = |rows: &[_]| -> Vec<NeedLine> { rows.iter().map(|row| NeedLine::of(row, &terms, language)).collect() };
    let targets = if need.may.decide {
        lines(&requests::targets(&need.row, &alike))
    } else {
        Vec::new()
    };
    let main = need.workplaces.first().map(|place| place.id);
    let signed = need.mine.as_ref();
    let organisation = signed.map_or(main, |signature| signature.organisation_id);
    let people = answer
        .people
        .unwrap_or_else(|| signed.map_or_else(String::new, |signature| signature.people.to_string()));
    let organisation = answer
        .organisation
        .unwrap_or_else(|| organisation.map_or_else(String::new, |id| id.to_string()));
    Ok(RequestPage {
        body: need.row.body_html.clone(),
        times: need.row.times.split_whitespace().map(time_key).collect(),
        months: need.row.months.split_whitespace().map(str::to_owned).collect(),
        forum: need
            .forum
            .as_ref()
            .map(|(forum, actor)| (actor.username.clone(), forum.name(actor, language).to_owned())),
        author: need.author.as_ref().map(|actor| person_line(actor, None)),
        firms: need
            .firms
            .iter()
            .map(|firm| {
                let name = firm.organisation.name(language).to_owned();
                (firm.organisation.id.0, name, count(firm.people))
            })
            .collect(),
        signers: need
            .signers
            .iter()
            .map(|signer| SignerLine {
                person: person_line(&signer.actor, None),
                firm: signer
                    .organisation
                    .as_ref()
                    .map(|organisation| organisation.name(language).to_owned())
                    .unwrap_or_default(),
                people: count(signer.people),
                at: stamp(signer.at),
            })
            .collect(),
        is_signed: signed.is_some(),
        is_author: viewer.account_id().is_some() && viewer.account_id() == need.row.account_id,
        people: kept(&answer.problems, "people", people),
        organisation: kept(&answer.problems, "organisation", organisation),
        workplaces: need
            .workplaces
            .iter()
            .map(|place| SelectOption {
                value: place.id.to_string(),
                name: place.name(language).to_owned(),
            })
            .collect(),
        offers: need
            .offers
            .iter()
            .map(|offer| OfferLine::of(offer, locale, language))
            .collect(),
        provider: need
            .provider
            .as_ref()
            .map(|provider| (provider.id.0, provider.name(language).to_owned())),
        training: need.training.as_ref().map(|post| (post.id.0, post.title.clone())),
        alike: lines(&alike),
        targets,
        into: kept(&answer.problems, "into", answer.into),
        may: MayView {
            decide: need.may.decide,
            edit: need.may.edit,
            remove: need.may.remove,
            sign: need.may.sign,
            offer: need.may.offer,
        },
        is_member: viewer.account_id().is_some(),
        need: NeedLine::of(&need.row, &terms, language),
    })
}
