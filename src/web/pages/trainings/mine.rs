//! `/trainings/mine`: where a member goes, where they were, and what they offer.

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::db::posts::Post;
use crate::db::trainings::TrainingRow;
use crate::db::types::TrainingState;
use crate::domain::trainings::seats::{self, Certificate, Seat};
use crate::error::Result;
use crate::web::page::Page;
use crate::web::present::{seat_view, stamp};
use crate::web::view::{SeatView, Stamp};
use crate::web::visitor::Member;
use crate::web::{filters, paths};

/// A training in one's own list.
#[derive(Debug, Clone)]
pub struct MineLine {
    /// The training.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Its language; empty when unknown.
    pub lang: String,
    /// When it begins.
    pub starts: Stamp,
    /// It does not take place.
    pub is_cancelled: bool,
    /// One's seat; none of one's own trainings.
    pub seat: Option<SeatView>,
    /// Code of the certificate; empty if there is none.
    pub certificate: String,
}

/// `/trainings/mine`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/mine.html")]
pub struct MyTrainingsPage {
    /// To come.
    pub ahead: Vec<MineLine>,
    /// Over.
    pub past: Vec<MineLine>,
    /// What they offer.
    pub offers: Vec<MineLine>,
}

impl MyTrainingsPage {
    /// The lists with their id and the key of their head.
    fn lists(&self) -> [(&'static str, &'static str, &[MineLine]); 3] {
        [
            ("ahead", "my-trainings-ahead", &self.ahead),
            ("offers", "my-trainings-offers", &self.offers),
            ("past", "my-trainings-past", &self.past),
        ]
    }

    fn is_empty(&self) -> bool {
        self.ahead.is_empty() && self.past.is_empty() && self.offers.is_empty()
    }
}

/// GET `/trainings/mine`.
pub(crate) async fn show(State(app): State<App>, member: Member) -> Result<Page<MyTrainingsPage>> {
    let mine = seats::my_trainings(&app.core, &member.visitor.viewer).await?;
    let certificates = seats::held(&app.core, &member.principal).await?;
    let of_seat = |seat: &Seat| {
        let valid = |one: &&Certificate| one.seat_id == Some(seat.id) && one.withdrawn_at.is_none();
        let found = certificates.iter().find(valid);
        found.map(|one| one.code.clone()).unwrap_or_default()
    };
    let with_seat = |(seat, post, row): &(Seat, Post, TrainingRow), is_ahead: bool| MineLine {
        seat: Some(seat_view(seat, String::new(), is_ahead)),
        certificate: of_seat(seat),
        ..line(post, row)
    };
    let page = MyTrainingsPage {
        ahead: mine.ahead.iter().map(|one| with_seat(one, true)).collect(),
        past: mine.past.iter().map(|one| with_seat(one, false)).collect(),
        offers: mine.offers.iter().map(|(post, row)| line(post, row)).collect(),
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

fn line(post: &Post, row: &TrainingRow) -> MineLine {
    MineLine {
        id: post.id.0,
        title: post.title.clone(),
        lang: post.language.clone().unwrap_or_default(),
        starts: stamp(row.starts_at),
        is_cancelled: row.state == TrainingState::Cancelled,
        seat: None,
        certificate: String::new(),
    }
}
