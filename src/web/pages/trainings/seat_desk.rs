//! `/trainings/{id}/seats`: the organiser's desk: who comes, who asks, who waits; as a page, a table and a list to be signed.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::Keyset;
use crate::db::actors::Actor;
use crate::db::types::{CertificateKind, Language, PostId, SeatId, SeatState};
use crate::domain;
use crate::domain::trainings::seats::{self, Desk, Mark, Seat};
use crate::domain::trainings::{Moment, zone};
use crate::domain::validate::Problems;
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, Query, kept};
use crate::web::page::{Flash, Page};
use crate::web::present::{count, handle, seat_state, sitter, stamp, wording};
use crate::web::spreadsheet::{UTF8_MARK, harmless};
use crate::web::view::{FieldView, Pager, Stamp};
use crate::web::visitor::Member;
use crate::web::{filters, paths};

use super::seats::SeatHead;

/// Seats on one page.
const PER_PAGE: i64 = 50;

/// What a tab shows: its name in the address, its words, and the states.
const TABS: [(&str, &str, &[SeatState]); 5] = [
    (
        "coming",
        "desk-coming",
        &[
            SeatState::Confirmed,
            SeatState::Offered,
            SeatState::Attended,
            SeatState::NoShow,
        ],
    ),
    ("asking", "desk-asking", &[SeatState::Pending]),
    ("waiting", "desk-waiting", &[SeatState::Waiting]),
    ("interested", "desk-interested", &[SeatState::Interested]),
    ("gone", "desk-gone", &[SeatState::Declined, SeatState::Cancelled]),
];

/// A tab of the desk.
#[derive(Debug, Clone)]
pub struct DeskTab {
    /// Its name in the address.
    pub tag: &'static str,
    /// The key of its words.
    pub key: &'static str,
    /// How many.
    pub count: u32,
}

/// A seat at the desk.
#[derive(Debug, Clone, Default)]
pub struct DeskLine {
    /// Its id.
    pub id: i64,
    /// Whose.
    pub name: String,
    /// Their handle; empty for a colleague without an account.
    pub handle: String,
    /// Their organisation; may be empty.
    pub organisation: String,
    /// The key of how far it is.
    pub key: &'static str,
    /// The class of its badge.
    pub badge: &'static str,
    /// Since when.
    pub since: Stamp,
    /// Until when it is to be confirmed.
    pub deadline: Option<Stamp>,
    /// What they wrote.
    pub message: String,
    /// Why the organiser declined.
    pub reason: String,
    /// They ask for a seat, or were refused one.
    pub may_approve: bool,
    /// They ask or wait.
    pub may_decline: bool,
    /// They have a seat that may be taken away.
    pub may_remove: bool,
    /// It may be said whether they were there.
    pub may_mark: bool,
    /// It may be said whether they passed the exam.
    pub may_pass: bool,
    /// What was said of it: `passed`, `attended`, `no_show` or nothing.
    pub mark: &'static str,
    /// What is wrong with the reason that was typed.
    pub fault: FieldView,
}

/// `/trainings/{id}/seats`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/desk.html")]
pub struct SeatDeskPage {
    /// The training.
    pub head: SeatHead,
    /// Its tabs.
    pub tabs: Vec<DeskTab>,
    /// The one that is shown.
    pub tab: &'static str,
    /// Seats.
    pub lines: Vec<DeskLine>,
    /// It has begun, or begins soon.
    pub is_open: bool,
    /// It is over.
    pub is_over: bool,
    /// It ends with an exam.
    pub has_exam: bool,
    /// Ways on.
    pub pager: Pager,
}

/// `/trainings/{id}/seats/list`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/seat_list.html")]
pub struct SeatListPage {
    /// The training.
    pub head: SeatHead,
    /// When it begins.
    pub starts: Stamp,
    /// Who comes.
    pub lines: Vec<DeskLine>,
}

/// Which part of the desk.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    show: String,
    after: i64,
}

fn tab(asked: &str) -> (&'static str, &'static [SeatState]) {
    let found = TABS.iter().find(|(tag, ..)| *tag == asked).unwrap_or(&TABS[0]);
    (found.0, found.2)
}

/// GET `/trainings/{id}/seats`.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Page<SeatDeskPage>> {
    let page = build(&app, &member, id, &asked).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

async fn build(app: &App, member: &Member, id: i64, asked: &Asked) -> Result<SeatDeskPage> {
    let (tag, states) = tab(&asked.show);
    let page = Keyset {
        after: (asked.after > 0).then_some((asked.after, 0)),
        limit: PER_PAGE + 1,
    };
    let mut desk = seats::desk(&app.core, &member.visitor.viewer, PostId(id), states, page).await?;
    let has_more = desk.seats.len() > usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    if has_more {
        desk.seats.pop();
    }
    let next = desk.seats.last().filter(|_| has_more);
    let now = app.core.clock.now();
    Ok(SeatDeskPage {
        head: SeatHead::of(&desk.post),
        tabs: TABS
            .iter()
            .map(|(tag, key, states)| DeskTab {
                tag,
                key,
                count: count(desk.count(states)),
            })
            .collect(),
        tab: tag,
        lines: lines(&desk, member.visitor.language(), seats::has_begun(&desk.training, now)),
        is_open: seats::has_begun(&desk.training, now),
        is_over: desk.training.ends_at <= now,
        has_exam: desk.training.certificate == CertificateKind::Exam,
        pager: Pager {
            previous: None,
            next: next.map(|(seat, _)| format!("{}?show={tag}&after={}", paths::seats(&id), seat.id)),
        },
    })
}

fn lines(desk: &Desk, language: Language, has_begun: bool) -> Vec<DeskLine> {
    let line = |(seat, actor): &(Seat, Option<Actor>)| {
        let (key, badge) = seat_state(seat);
        let organisation = seat.organisation_id.and_then(|id| desk.organisations.get(&id));
        let has_seat = matches!(
            seat.state,
            SeatState::Confirmed | SeatState::Attended | SeatState::NoShow
        );
        DeskLine {
            id: seat.id.0,
            name: sitter(seat, actor.as_ref()),
            handle: actor
                .as_ref()
                .filter(|actor| actor.instance_id.is_none())
                .map(|actor| handle(actor, None))
                .unwrap_or_default(),
            organisation: organisation.map_or_else(String::new, |found| found.name(language).to_owned()),
            key,
            badge,
            since: stamp(seat.since),
            deadline: seat.deadline.map(stamp),
            message: seat.message.clone(),
            reason: seat.reason.clone(),
            may_approve: matches!(seat.state, SeatState::Pending | SeatState::Declined),
            may_decline: matches!(seat.state, SeatState::Pending | SeatState::Waiting),
            may_remove: matches!(seat.state, SeatState::Confirmed | SeatState::Offered),
            may_mark: has_begun && has_seat,
            may_pass: has_begun && has_seat && desk.training.certificate == CertificateKind::Exam,
            mark: match seat.state {
                _ if seat.has_passed => "passed",
                SeatState::Attended | SeatState::NoShow => seat.state.as_str(),
                _ => "",
            },
            fault: FieldView::default(),
        }
    };
    desk.seats.iter().map(line).collect()
}

/// What the organiser decided.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Decision {
    intent: String,
    reason: String,
    show: String,
}

/// POST `/trainings/{id}/seats/{seat}`.
pub(crate) async fn decide(
    State(app): State<App>,
    member: Member,
    Path((id, seat)): Path<(i64, i64)>,
    Form(decision): Form<Decision>,
) -> Result<Response> {
    seats::require_of(&app.core, PostId(id), SeatId(seat)).await?;
    match carry_out(&app, &member, SeatId(seat), &decision).await {
        Ok(()) => {
            let to = format!("{}?show={}", paths::seats(&id), tab(&decision.show).0);
            Ok(member.visitor.go(to).saying(Flash::SAVED).into_response())
        }
        Err(domain::Error::Invalid(problems)) => refused(&app, &member, (id, seat), (&decision, &problems)).await,
        Err(other) => Err(other.into()),
    }
}

async fn carry_out(app: &App, member: &Member, seat: SeatId, decision: &Decision) -> domain::Result<()> {
    let (core, by, reason) = (&app.core, &member.principal, decision.reason.as_str());
    match decision.intent.as_str() {
        "approve" => seats::approve(core, by, seat).await.map(drop),
        "decline" => seats::decline(core, by, seat, reason).await,
        "remove" => seats::remove(core, by, seat, reason).await,
        "passed" => seats::mark(core, by, seat, Mark::Passed).await,
        "attended" => seats::mark(core, by, seat, Mark::Attended).await,
        "no_show" => seats::mark(core, by, seat, Mark::NoShow).await,
        "unmark" => seats::mark(core, by, seat, Mark::None).await,
        _ => Err(domain::Error::NotFound),
    }
}

async fn refused(
    app: &App,
    member: &Member,
    (id, seat): (i64, i64),
    (decision, problems): (&Decision, &Problems),
) -> Result<Response> {
    let asked = Asked {
        show: decision.show.clone(),
        // The page that has the seat on it, at its head.
        after: seat - 1,
    };
    let mut page = build(app, member, id, &asked).await?;
    if let Some(line) = page.lines.iter_mut().find(|line| line.id == seat) {
        line.fault = kept(problems, "reason", &decision.reason);
    }
    Ok(Page::new(member.visitor.chrome(), page)
        .with_status(StatusCode::UNPROCESSABLE_ENTITY)
        .into_response())
}

/// GET `/trainings/{id}/seats/list`.
pub(crate) async fn list(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Page<SeatListPage>> {
    let states = &SeatState::COMING;
    let desk = seats::table(&app.core, &member.visitor.viewer, PostId(id), states).await?;
    let page = SeatListPage {
        head: SeatHead::of(&desk.post),
        starts: stamp(desk.training.starts_at),
        lines: lines(&desk, member.visitor.language(), false),
    };
    Ok(Page::new(member.visitor.chrome(), page))
}

/// Keys of the heads of the table.
const HEAD: [&str; 6] = [
    "desk-name",
    "desk-handle",
    "desk-organisation",
    "desk-state",
    "desk-since",
    "desk-message",
];

/// GET `/trainings/{id}/seats/table.csv`.
pub(crate) async fn table(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Response> {
    let states = SeatState::ALL;
    let desk = seats::table(&app.core, &member.visitor.viewer, PostId(id), states).await?;
    let table = write(&desk, member.visitor.language()).map_err(|error| {
        tracing::error!(%error, "a table could not be written");
        Failure::status(StatusCode::INTERNAL_SERVER_ERROR)
    })?;
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"seats.csv\""),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, table).into_response())
}

fn write(desk: &Desk, language: Language) -> std::result::Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(UTF8_MARK.as_bytes().to_vec());
    writer.write_record(HEAD.map(|key| wording(language, key).into_owned()))?;
    let zone = zone(&desk.training.timezone);
    for ((seat, _), line) in desk.seats.iter().zip(lines(desk, language, false)) {
        let since = Moment { at: seat.since, zone };
        let state = wording(language, line.key);
        let cells = [
            line.name.as_str(),
            line.handle.as_str(),
            line.organisation.as_str(),
            state.as_ref(),
            &since.typed(),
            line.message.as_str(),
        ];
        writer.write_record(cells.map(|cell| harmless(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
