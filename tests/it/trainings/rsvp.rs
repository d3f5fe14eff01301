//! Seats of trainings across instances: asked for there, given here, and known to both.

use chrono::TimeDelta;
use majlis::db::posts::Post;
use majlis::db::trainings::seats as rows;
use majlis::db::types::{ActorId, ErasureMode, NotificationKind, Refusal, SeatState};
use majlis::db::{actors, notifications, trainings as training_rows};
use majlis::domain::privacy::erasure;
use majlis::domain::trainings::seats::{self, Seat, Wish};
use majlis::domain::trainings::{self, TrainingForm};
use majlis::domain::{Denied, Error, Viewer, actors as people};
use majlis::web::present::wording;

use crate::conversation::scene::{Scene, copied};
use crate::support::network::Node;
use crate::support::{PASSWORD, Person, training};

/// A training of the first instance, and its copy on another one.
struct Course {
    scene: Scene,
    here: Post,
    there: Post,
}

impl Course {
    async fn new(change: impl FnOnce(&mut TrainingForm)) -> Self {
        let scene = Scene::new(2).await;
        let mut form = training::form("maintenance");
        change(&mut form);
        let by = scene.noura.principal();
        let here = trainings::publish(scene.home().core(), &by, &form, wording)
            .await
            .expect("published");
        scene.network.settle().await;
        let there = copied(scene.away(0).0, &here).await;
        Self { scene, here, there }
    }

    fn home(&self) -> &Node {
        self.scene.home()
    }

    fn away(&self) -> (&Node, &Person) {
        self.scene.away(0)
    }

    /// The member elsewhere asks for a seat, and everything follows from it.
    async fn ask(&self) -> Seat {
        let (away, ali) = self.away();
        let wish = Wish {
            message: "Two of us come by car.".to_owned(),
            ..Wish::default()
        };
        let asked = seats::join(away.core(), &ali.principal(), self.there.id, &wish)
            .await
            .expect("asked");
        self.scene.network.settle().await;
        asked
    }

    async fn leave(&self) {
        let (away, ali) = self.away();
        seats::leave(away.core(), &ali.principal(), self.there.id)
            .await
            .expect("given back");
        self.scene.network.settle().await;
    }

    /// How the seat of the member elsewhere stands at home, and there.
    async fn states(&self) -> (Option<SeatState>, Option<SeatState>) {
        let (away, ali) = self.away();
        let home = self.home();
        let mut conn = home.core().db.read().await.expect("a connection");
        let known = actors::find_by_uri(&mut conn, &ali.actor.uri).await.expect("a query");
        let at_home = match known {
            Some(actor) => state(home, &self.here, actor.id).await,
            None => None,
        };
        (at_home, state(away, &self.there, ali.actor.id).await)
    }

    async fn seat_there(&self) -> Seat {
        let (away, ali) = self.away();
        let mut conn = away.core().db.read().await.expect("a connection");
        let seat = rows::find_of(&mut conn, self.there.id, ali.actor.id)
            .await
            .expect("a query");
        seat.expect("a seat")
    }

    async fn seat_at_home(&self) -> Seat {
        let (_, ali) = self.away();
        let mut conn = self.home().core().db.read().await.expect("a connection");
        let actor = actors::find_by_uri(&mut conn, &ali.actor.uri)
            .await
            .expect("a query")
            .expect("known");
        rows::find_of(&mut conn, self.here.id, actor.id)
            .await
            .expect("a query")
            .expect("a seat")
    }

    async fn taken(&self) -> i64 {
        let training = trainings::get(self.home().core(), &Viewer::Guest, self.here.id)
            .await
            .expect("a training");
        training.1.seating.taken
    }

    async fn was_told(&self, kind: NotificationKind) -> bool {
        let (away, ali) = self.away();
        let mut conn = away.core().db.read().await.expect("a connection");
        notifications::exists(&mut conn, ali.account.id, kind, self.there.id)
            .await
            .expect("a query")
    }
}

async fn state(node: &Node, training: &Post, actor: ActorId) -> Option<SeatState> {
    let mut conn = node.core().db.read().await.expect("a connection");
    let seat = rows::find_of(&mut conn, training.id, actor).await.expect("a query");
    seat.map(|seat| seat.state)
}

const SEATED: (Option<SeatState>, Option<SeatState>) = (Some(SeatState::Confirmed), Some(SeatState::Confirmed));

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_elsewhere_is_sent_then_given_and_only_then_one_knows_where_to_meet() {
    let course = Course::new(|_| {}).await;
    let asked = course.ask().await;
    assert_eq!(
        (asked.state, asked.is_answered),
        (SeatState::Pending, false),
        "sent, not yet confirmed"
    );
    assert_eq!(course.states().await, SEATED);
    assert_eq!(course.taken().await, 1);
    assert!(course.seat_there().await.is_answered && course.was_told(NotificationKind::SeatConfirmed).await);
    assert_eq!(course.seat_at_home().await.message, "Two of us come by car.");
    let (away, ali) = course.away();
    let other = away.member("huda").await;
    let mut conn = away.core().db.read().await.expect("a connection");
    let may = async |conn: &mut _, person: &Person| {
        seats::may_know_access(conn, &person.viewer(), &course.there)
            .await
            .expect("a query")
    };
    assert!(may(&mut conn, ali).await && !may(&mut conn, &other).await);
    let access = training_rows::get_access(&mut conn, course.there.id)
        .await
        .expect("a query");
    assert_eq!(access.online_link, "https://meet.example/plc-4711");
}

#[tokio::test(flavor = "multi_thread")]
async fn giving_it_back_frees_the_seat_at_home() {
    let course = Course::new(|_| {}).await;
    course.ask().await;
    course.leave().await;
    assert_eq!(
        course.states().await,
        (Some(SeatState::Cancelled), Some(SeatState::Cancelled))
    );
    assert_eq!(course.taken().await, 0);
    course.ask().await;
    assert_eq!(course.states().await, SEATED, "one may come back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_elsewhere_is_given_back_among_ones_seats_as_on_its_page() {
    let course = Course::new(|_| {}).await;
    course.ask().await;
    let (away, ali) = course.away();
    let seat = course.seat_there().await;
    seats::cancel_for(away.core(), &ali.principal(), seat.id)
        .await
        .expect("given back");
    course.scene.network.settle().await;
    assert_eq!(
        course.states().await,
        (Some(SeatState::Cancelled), Some(SeatState::Cancelled))
    );
    assert_eq!(course.taken().await, 0);
}

/// A course long after the time in which one may come back from an erasure.
fn far_off(form: &mut TrainingForm) {
    form.starts = "2027-02-03T09:00".to_owned();
    form.ends = "2027-02-03T12:00".to_owned();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_erased_gives_back_their_seats_elsewhere() {
    let course = Course::new(far_off).await;
    course.ask().await;
    let (away, ali) = course.away();
    let seat = course.seat_there().await;
    erasure::request(away.core(), &ali.principal(), PASSWORD, ErasureMode::Anonymise)
        .await
        .expect("asked");
    for node in &course.scene.network.nodes {
        node.advance(TimeDelta::days(14));
    }
    course.scene.network.settle().await;
    let mut conn = away.core().db.read().await.expect("a connection");
    let there = rows::find(&mut conn, seat.id).await.expect("a query").expect("a seat");
    assert_eq!((there.state, there.actor_id), (SeatState::Cancelled, None));
    drop(conn);
    assert_eq!(course.taken().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_their_server_says_is_gone_leaves_a_free_seat() {
    let course = Course::new(|form| form.capacity = "1".to_owned()).await;
    course.ask().await;
    let home = course.home();
    let huda = home.member("huda").await;
    let waits = seats::join(home.core(), &huda.principal(), course.here.id, &Wish::default())
        .await
        .expect("in the line");
    assert_eq!(waits.state, SeatState::Waiting);
    let gone = course.seat_at_home().await;
    people::remove_remote(home.core(), gone.actor_id.expect("somebody"))
        .await
        .expect("removed");
    let mut conn = home.core().db.read().await.expect("a connection");
    let left = rows::find(&mut conn, gone.id).await.expect("a query").expect("a seat");
    assert_eq!((left.state, left.actor_id), (SeatState::Cancelled, None));
    drop(conn);
    assert_eq!(state(home, &course.here, huda.actor.id).await, Some(SeatState::Offered));
}

/// A course with one seat, which Huda of its home has and gives back once the member elsewhere waits for it.
async fn held_for_elsewhere() -> Course {
    let course = Course::new(|form| form.capacity = "1".to_owned()).await;
    let home = course.home();
    let huda = home.member("huda").await.principal();
    seats::join(home.core(), &huda, course.here.id, &Wish::default())
        .await
        .expect("a seat");
    course.ask().await;
    assert_eq!(
        course.states().await,
        (Some(SeatState::Waiting), Some(SeatState::Pending))
    );
    assert!(
        course.seat_there().await.is_answered,
        "it is known there that one waits"
    );
    seats::leave(home.core(), &huda, course.here.id)
        .await
        .expect("given back");
    course.scene.network.settle().await;
    assert_eq!(
        course.states().await,
        (Some(SeatState::Offered), Some(SeatState::Offered)),
        "it is held, and both know"
    );
    assert_eq!(course.seat_there().await.deadline, course.seat_at_home().await.deadline);
    assert!(course.was_told(NotificationKind::SeatOffered).await);
    course
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_elsewhere_waits_in_the_same_line_and_confirms_a_free_seat() {
    let course = held_for_elsewhere().await;
    let (away, ali) = course.away();
    let seat = course.seat_there().await;
    let sent = seats::confirm(away.core(), &ali.principal(), seat.id)
        .await
        .expect("sent");
    assert_eq!((sent.state, sent.is_answered), (SeatState::Pending, false));
    course.scene.network.settle().await;
    assert_eq!(course.states().await, SEATED);
    assert_eq!(course.taken().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_that_is_held_for_somebody_elsewhere_ends_on_both_sides_when_its_time_is_over() {
    let course = held_for_elsewhere().await;
    for node in &course.scene.network.nodes {
        node.advance(TimeDelta::days(2));
    }
    course.scene.network.settle().await;
    assert_eq!(
        course.states().await,
        (Some(SeatState::Cancelled), Some(SeatState::Cancelled))
    );
    assert_eq!(course.taken().await, 0);
    assert!(course.was_told(NotificationKind::SeatExpired).await);
    let (away, ali) = course.away();
    let late = seats::confirm(away.core(), &ali.principal(), course.seat_there().await.id).await;
    assert!(matches!(late, Err(Error::Forbidden(Denied::SeatLost))), "{late:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_seat_is_left_the_reason_is_told() {
    let course = Course::new(|form| {
        form.capacity = "1".to_owned();
        form.waiting_list = String::new();
    })
    .await;
    let home = course.home();
    let huda = home.member("huda").await.principal();
    seats::join(home.core(), &huda, course.here.id, &Wish::default())
        .await
        .expect("a seat");
    course.ask().await;
    let seat = course.seat_there().await;
    assert_eq!(
        (seat.state, seat.refusal, seat.reason.as_str()),
        (SeatState::Declined, Some(Refusal::Full), ""),
        "a code, which is told in the reader's language"
    );
    for (language, words) in [("en", "No seat was left."), ("ar", "لم يتبقَّ أي مقعد.")] {
        let (away, ali) = course.away();
        let browser = away.sign_in(ali).await;
        let at = format!("/trainings/{}/seat", course.there.id);
        // Choosing a language leads back to the same page.
        browser.get(&format!("{at}?lang={language}")).await;
        let page = browser.get(&at).await;
        assert!(page.body.contains(words), "{language}: {}", page.body);
        assert!(!page.body.contains("There is no seat left"), "{language}");
    }
    assert_eq!(course.taken().await, 1, "nothing is oversold");
    assert!(course.was_told(NotificationKind::SeatDeclined).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_organiser_decides_about_people_elsewhere_as_about_ones_own() {
    let course = Course::new(|form| form.joining = "approval".to_owned()).await;
    course.ask().await;
    assert_eq!(
        course.states().await,
        (Some(SeatState::Pending), Some(SeatState::Pending))
    );
    let organiser = course.scene.noura.principal();
    let seat = course.seat_at_home().await;
    seats::approve(course.home().core(), &organiser, seat.id)
        .await
        .expect("approved");
    course.scene.network.settle().await;
    assert_eq!(course.states().await, SEATED);
    seats::remove(course.home().core(), &organiser, seat.id, "For members of the chamber")
        .await
        .expect("removed");
    course.scene.network.settle().await;
    let there = course.seat_there().await;
    assert_eq!(
        (there.state, there.reason.as_str()),
        (SeatState::Declined, "For members of the chamber")
    );
    assert!(course.was_told(NotificationKind::SeatRemoved).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interest_is_counted_at_home_and_taken_back_there() {
    let course = Course::new(|_| {}).await;
    let (away, ali) = course.away();
    let wish = Wish {
        interested_only: true,
        ..Wish::default()
    };
    seats::join(away.core(), &ali.principal(), course.there.id, &wish)
        .await
        .expect("told");
    course.scene.network.settle().await;
    assert_eq!(
        course.states().await,
        (Some(SeatState::Interested), Some(SeatState::Interested))
    );
    course.leave().await;
    assert_eq!(
        course.states().await,
        (Some(SeatState::Cancelled), Some(SeatState::Cancelled))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_seat_goes_to_one_of_two_who_want_it_from_here_and_from_elsewhere() {
    let course = Course::new(|form| form.capacity = "1".to_owned()).await;
    let (away, ali) = course.away();
    let home = course.home();
    let huda = home.member("huda").await.principal();
    seats::join(away.core(), &ali.principal(), course.there.id, &Wish::default())
        .await
        .expect("asked");
    let wish = Wish::default();
    let (_, mine) = tokio::join!(
        course.scene.network.settle(),
        seats::join(home.core(), &huda, course.here.id, &wish)
    );
    let mine = mine.expect("a seat, or a place in the line").state;
    course.scene.network.settle().await;
    let (theirs, _) = course.states().await;
    let both = [Some(mine), theirs];
    assert_eq!(
        both.iter()
            .filter(|state| **state == Some(SeatState::Confirmed))
            .count(),
        1,
        "{both:?}"
    );
    assert_eq!(
        both.iter().filter(|state| **state == Some(SeatState::Waiting)).count(),
        1,
        "{both:?}"
    );
    assert_eq!(course.taken().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_elsewhere_is_neither_managed_nor_asked_for_where_it_is_too_late() {
    let course = Course::new(|_| {}).await;
    let (away, ali) = course.away();
    course.ask().await;
    let seat = course.seat_there().await;
    let approved = seats::approve(away.core(), &ali.principal(), seat.id).await;
    assert!(
        matches!(approved, Err(Error::Forbidden(Denied::Remote | Denied::NotAuthor))),
        "{approved:?}"
    );
    away.advance(chrono::TimeDelta::days(60));
    let late = seats::join(
        away.core(),
        &away.member("huda").await.principal(),
        course.there.id,
        &Wish::default(),
    )
    .await;
    assert!(matches!(late, Err(Error::Forbidden(Denied::TrainingOver))), "{late:?}");
}
