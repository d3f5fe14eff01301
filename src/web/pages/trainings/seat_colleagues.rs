//! `/trainings/{id}/colleagues`: seats for people of one's organisation.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::types::PostId;
use crate::domain;
use crate::domain::trainings as rules;
use crate::domain::trainings::seats::{self, ColleaguesForm, Workplace};
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept};
use crate::web::page::{Flash, Page};
use crate::web::view::{FieldView, SelectOption};
use crate::web::visitor::Member;
use crate::web::{filters, paths};

use super::seats::SeatHead;

/// A colleague with an account.
#[derive(Debug, Clone)]
pub struct ColleagueChoice {
    /// Their account.
    pub value: String,
    /// Their name.
    pub name: String,
    /// Their organisation, where there are several.
    pub organisation: String,
    /// They are chosen.
    pub is_chosen: bool,
}

/// `/trainings/{id}/colleagues`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/colleagues.html")]
pub struct ColleaguesPage {
    /// The training.
    pub head: SeatHead,
    /// The organisation.
    pub organisation: FieldView,
    /// Organisations to choose from.
    pub organisations: Vec<SelectOption>,
    /// What is wrong with who was chosen.
    pub members: FieldView,
    /// Colleagues with an account.
    pub choices: Vec<ColleagueChoice>,
    /// Others, a name a line.
    pub names: FieldView,
}

impl ColleaguesPage {
    /// Every field with the key of its label, in order.
    fn fields(&self) -> [(&'static str, &'static str, &FieldView); 3] {
        [
            ("organisation", "colleagues-organisation", &self.organisation),
            ("members", "colleagues-members", &self.members),
            ("names", "colleagues-names", &self.names),
        ]
    }

    fn has_faults(&self) -> bool {
        self.fields().iter().any(|(.., field)| field.error.is_some())
    }
}

/// GET `/trainings/{id}/colleagues`.
pub(crate) async fn ask(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Page<ColleaguesPage>> {
    let page = build(&app, &member, id, (&ColleaguesForm::default(), &Problems::default())).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST `/trainings/{id}/colleagues`.
pub(crate) async fn book(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let form = read(pairs);
    match seats::book_for(&app.core, &member.principal, PostId(id), &form).await {
        Ok(_) => Ok(member
            .visitor
            .go(paths::seat(&id))
            .saying(Flash::SEATS_BOOKED)
            .into_response()),
        Err(domain::Error::Invalid(problems)) => {
            let page = build(&app, &member, id, (&form, &problems)).await?;
            Ok(Page::new(member.visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
        Err(other) => Err(other.into()),
    }
}

fn read(pairs: Vec<(String, String)>) -> ColleaguesForm {
    let mut form = ColleaguesForm::default();
    for (name, value) in pairs {
        match name.as_str() {
            "organisation" => form.organisation = value,
            "members" => form.members.push(value),
            "names" => form.names = value,
            _ => {}
        }
    }
    form
}

async fn build(
    app: &App,
    member: &Member,
    id: i64,
    (form, problems): (&ColleaguesForm, &Problems),
) -> Result<ColleaguesPage> {
    let (post, _) = rules::get(&app.core, &member.visitor.viewer, PostId(id)).await?;
    let places = seats::workplaces(&app.core, &member.principal).await?;
    let language = member.visitor.language();
    let name = |place: &Workplace| place.organisation.name(language).to_owned();
    let chosen = match (form.organisation.is_empty(), places.first()) {
        (true, Some(first)) => first.organisation.id.to_string(),
        _ => form.organisation.clone(),
    };
    let several = places.len() > 1;
    let choices = places.iter().flat_map(|place| {
        place.colleagues.iter().map(move |(account, actor)| ColleagueChoice {
            value: account.to_string(),
            name: actor.display_name().to_owned(),
            organisation: if several { name(place) } else { String::new() },
            is_chosen: form.members.contains(&account.to_string()),
        })
    });
    Ok(ColleaguesPage {
        head: SeatHead::of(&post),
        organisation: kept(problems, "organisation", chosen),
        organisations: places
            .iter()
            .map(|place| SelectOption {
                value: place.organisation.id.to_string(),
                name: name(place),
            })
            .collect(),
        members: kept(problems, "members", ""),
        choices: choices.collect(),
        names: kept(problems, "names", &form.names),
    })
}
