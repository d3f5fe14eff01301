//! Seats of one training wanted on three instances: of each seat there is one, whatever is lost, doubled or late, and nobody in the
//! line is forgotten. And an organiser's server that is down for a day.

use chrono::TimeDelta;
use majlis::db::posts::Post;
use majlis::db::trainings::seats as rows;
use majlis::db::types::{ActorId, InboxState, NotificationKind, Refusal, SeatState};
use majlis::db::{actors, deliveries, inbox, notifications};
use majlis::domain::Viewer;
use majlis::domain::instances;
use majlis::domain::trainings::seats::{self, Seat, Wish};
use majlis::domain::trainings::{self, TrainingForm};
use majlis::web::present::wording;

use crate::conversation::scene::{Scene, copied};
use crate::support::network::Node;
use crate::support::seats::check;
use crate::support::{Person, training};

/// A training of the first instance, with its copies on the others, each of which has a member called Ali.
struct Course {
    scene: Scene,
    here: Post,
    there: Vec<Post>,
    huda: Person,
}

impl Course {
    async fn of(instances: usize, change: impl FnOnce(&mut TrainingForm)) -> Self {
        let scene = Scene::new(instances).await;
        let mut form = training::form("maintenance");
        change(&mut form);
        let here = trainings::publish(scene.home().core(), &scene.noura.principal(), &form, wording)
            .await
            .expect("published");
        scene.network.settle().await;
        let mut there = Vec::new();
        for index in 0..instances - 1 {
            there.push(copied(scene.away(index).0, &here).await);
        }
        let huda = scene.home().member("huda").await;
        Self {
            scene,
            here,
            there,
            huda,
        }
    }

    fn home(&self) -> &Node {
        self.scene.home()
    }

    /// The member of another instance asks; nothing travels yet.
    async fn ask(&self, index: usize) -> Seat {
        let (away, ali) = self.scene.away(index);
        seats::join(away.core(), &ali.principal(), self.there[index].id, &Wish::default())
            .await
            .expect("asked")
    }

    async fn confirm(&self, index: usize) {
        let (away, ali) = self.scene.away(index);
        let seat = self.there(index).await;
        seats::confirm(away.core(), &ali.principal(), seat.id)
            .await
            .expect("sent");
    }

    async fn leave(&self, index: usize) {
        let (away, ali) = self.scene.away(index);
        seats::leave(away.core(), &ali.principal(), self.there[index].id)
            .await
            .expect("given back");
    }

    async fn huda_asks(&self) -> Seat {
        seats::join(
            self.home().core(),
            &self.huda.principal(),
            self.here.id,
            &Wish::default(),
        )
        .await
        .expect("a seat or a place")
    }

    async fn huda_leaves(&self) {
        seats::leave(self.home().core(), &self.huda.principal(), self.here.id)
            .await
            .expect("given back");
    }

    /// Everything travels; nothing is oversold.
    async fn settle(&self) {
        self.scene.network.settle().await;
        check(self.home().core(), self.here.id).await;
    }

    fn advance(&self, by: TimeDelta) {
        for node in &self.scene.network.nodes {
            node.advance(by);
        }
    }

    /// Somebody's seat on their own instance.
    async fn there(&self, index: usize) -> Seat {
        let (away, ali) = self.scene.away(index);
        seat(away, &self.there[index], ali.actor.id).await.expect("a seat")
    }

    /// The same at home.
    async fn at_home(&self, index: usize) -> Option<Seat> {
        let (_, ali) = self.scene.away(index);
        let mut conn = self.home().core().db.read().await.expect("a connection");
        let actor = actors::find_by_uri(&mut conn, &ali.actor.uri).await.expect("a query")?;
        drop(conn);
        seat(self.home(), &self.here, actor.id).await
    }

    /// How the seat of the member of another instance stands at home, and there.
    async fn states(&self, index: usize) -> (Option<SeatState>, SeatState) {
        let at_home = self.at_home(index).await.map(|seat| seat.state);
        (at_home, self.there(index).await.state)
    }

    async fn huda_state(&self) -> Option<SeatState> {
        let found = seat(self.home(), &self.here, self.huda.actor.id).await;
        found.map(|seat| seat.state)
    }

    /// What a browser shows of one's own seat on another instance.
    async fn page(&self, index: usize) -> String {
        let (away, ali) = self.scene.away(index);
        let path = format!("/trainings/{}/seat", self.there[index].id);
        away.sign_in(ali).await.get(&path).await.body
    }

    async fn was_told(&self, index: usize, kind: NotificationKind) -> bool {
        let (away, ali) = self.scene.away(index);
        let mut conn = away.core().db.read().await.expect("a connection");
        notifications::exists(&mut conn, ali.account.id, kind, self.there[index].id)
            .await
            .expect("a query")
    }

    /// Whatever home was about to tell another instance is lost.
    async fn lose(&self, index: usize) {
        let home = self.home();
        majlis::apub::outbox::run_due(&home.app).await.expect("events");
        let peer = instances::meet(home.core(), &self.scene.away(index).0.host())
            .await
            .expect("a server");
        let lost = deliveries::delete_targets_of(&mut home.core().db.write().await.expect("a connection"), peer.id)
            .await
            .expect("a query");
        assert!(lost > 0, "something was on its way");
    }

    /// Home applies a wish that it has applied once more.
    async fn double(&self, uri: &str) {
        let core = self.home().core();
        let mut conn = core.db.write().await.expect("a connection");
        let row = inbox::find_by_uri(&mut conn, uri)
            .await
            .expect("a query")
            .expect("it came");
        inbox::settle(&mut conn, row.id, InboxState::Queued, 0, core.clock.now(), None)
            .await
            .expect("queued");
    }
}

async fn seat(node: &Node, training: &Post, actor: ActorId) -> Option<Seat> {
    let mut conn = node.core().db.read().await.expect("a connection");
    rows::find_of(&mut conn, training.id, actor).await.expect("a query")
}

fn one_seat(form: &mut TrainingForm) {
    form.capacity = "1".to_owned();
}

#[tokio::test(flavor = "multi_thread")]
async fn one_last_seat_wanted_here_and_on_two_other_instances_goes_round_in_the_order_of_the_line() {
    let course = Course::of(3, one_seat).await;
    course.ask(0).await;
    course.ask(1).await;
    let (_, mine) = tokio::join!(course.scene.network.settle(), course.huda_asks());
    course.settle().await;
    let first = [Some(mine.state), course.states(0).await.0, course.states(1).await.0];
    let with = |state| first.iter().filter(|one| **one == Some(state)).count();
    assert_eq!(
        (with(SeatState::Confirmed), with(SeatState::Waiting)),
        (1, 2),
        "{first:?}"
    );
    assert_eq!(check(course.home().core(), course.here.id).await, (1, 2));
    // Each gives the seat back in turn; it goes to whoever waits longest, and to nobody twice.
    let mut had = 0;
    for _ in 0..3 {
        if course.huda_state().await == Some(SeatState::Offered) {
            let seat = seat(course.home(), &course.here, course.huda.actor.id)
                .await
                .expect("a seat");
            seats::confirm(course.home().core(), &course.huda.principal(), seat.id)
                .await
                .expect("confirmed");
        }
        for index in 0..2 {
            if course.there(index).await.state == SeatState::Offered {
                course.confirm(index).await;
            }
        }
        course.settle().await;
        if course.huda_state().await == Some(SeatState::Confirmed) {
            course.huda_leaves().await;
            had += 1;
        } else {
            for index in 0..2 {
                if course.states(index).await == (Some(SeatState::Confirmed), SeatState::Confirmed) {
                    course.leave(index).await;
                    had += 1;
                    break;
                }
            }
        }
        course.settle().await;
    }
    assert_eq!(had, 3, "everybody had it once");
    assert_eq!(check(course.home().core(), course.here.id).await, (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn lost_doubled_and_late_messages_oversell_nothing_and_forget_nobody() {
    let course = Course::of(3, one_seat).await;
    course.huda_asks().await;
    // The first Ali's wish arrives, the answer is lost; the second one's arrives twice.
    course.ask(0).await;
    course.scene.away(0).0.work().await;
    majlis::apub::inbox::run_due(&course.home().app).await.expect("the log");
    course.lose(0).await;
    course.settle().await;
    assert_eq!(course.states(0).await, (Some(SeatState::Waiting), SeatState::Pending));
    assert!(!course.there(0).await.is_answered, "sent, not yet confirmed");
    let wish = course.ask(1).await;
    course.settle().await;
    course.double(wish.join_uri.as_deref().expect("a Join")).await;
    course.settle().await;
    assert_eq!(
        check(course.home().core(), course.here.id).await,
        (1, 2),
        "each waits once"
    );
    // After a while the first one asks again, and keeps the place.
    course.advance(TimeDelta::hours(2));
    course.ask(0).await;
    course.settle().await;
    assert!(course.there(0).await.is_answered);
    assert_eq!(check(course.home().core(), course.here.id).await, (1, 2));

    // The seat becomes free and is held for them. They confirm in time, but that comes too late.
    course.huda_leaves().await;
    course.settle().await;
    assert_eq!(course.states(0).await, (Some(SeatState::Offered), SeatState::Offered));
    course.confirm(0).await;
    let late = course.there(0).await;
    course.advance(TimeDelta::hours(25));
    course.home().work().await;
    course.scene.away(1).0.work().await;
    course.home().work().await;
    assert_eq!(
        course.at_home(1).await.map(|seat| seat.state),
        Some(SeatState::Offered),
        "next in line"
    );
    assert_eq!(late.state, SeatState::Pending);
    course.settle().await;
    assert_eq!(
        course.states(0).await,
        (Some(SeatState::Waiting), SeatState::Pending),
        "they are in the line again, and know"
    );
    course.confirm(1).await;
    course.settle().await;
    assert_eq!(
        course.states(1).await,
        (Some(SeatState::Confirmed), SeatState::Confirmed)
    );
    course.leave(1).await;
    course.settle().await;
    course.confirm(0).await;
    course.settle().await;
    assert_eq!(
        course.states(0).await,
        (Some(SeatState::Confirmed), SeatState::Confirmed)
    );
    assert_eq!(check(course.home().core(), course.here.id).await, (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_while_the_organisers_server_is_down_for_a_day_gets_the_seat_when_it_is_back() {
    let course = Course::of(2, |_| {}).await;
    course.home().go_down().await;
    course.ask(0).await;
    let away = course.scene.away(0).0;
    for hours in [0, 1, 5, 6, 12] {
        course.advance(TimeDelta::hours(hours));
        if hours == 5 {
            // An hour without an answer is enough to ask once more.
            course.ask(0).await;
        }
        away.work().await;
        let seat = course.there(0).await;
        assert_eq!(
            (seat.state, seat.is_answered),
            (SeatState::Pending, false),
            "after {hours} more hours"
        );
        assert!(
            course.page(0).await.contains("Sent, not yet confirmed"),
            "after {hours} more hours"
        );
    }
    course.home().come_back().await;
    for _ in 0..16 {
        course.settle().await;
        course.advance(TimeDelta::hours(1));
    }
    assert_eq!(
        course.states(0).await,
        (Some(SeatState::Confirmed), SeatState::Confirmed)
    );
    assert!(course.was_told(0, NotificationKind::SeatConfirmed).await);
    assert_eq!(
        check(course.home().core(), course.here.id).await,
        (1, 0),
        "however often it was asked for"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_in_time_of_a_server_that_is_back_too_late_is_told_so() {
    // Twelve hours after every test begins.
    let course = Course::of(2, |form| form.closes = "2026-11-23T01:00".to_owned()).await;
    course.home().go_down().await;
    course.ask(0).await;
    course.scene.away(0).0.work().await;
    course.advance(TimeDelta::hours(20));
    assert!(course.page(0).await.contains("Sent, not yet confirmed"));
    course.home().come_back().await;
    for _ in 0..4 {
        course.settle().await;
        course.advance(TimeDelta::hours(1));
    }
    let seat = course.there(0).await;
    assert_eq!((seat.state, seat.refusal), (SeatState::Declined, Some(Refusal::Closed)));
    assert!(course.was_told(0, NotificationKind::SeatDeclined).await);
    assert!(course.page(0).await.contains("Seats are not given away any more."));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_given_back_while_the_organisers_server_is_down_goes_to_the_next_when_it_is_back() {
    let course = Course::of(2, one_seat).await;
    course.ask(0).await;
    course.settle().await;
    course.huda_asks().await;
    course.home().go_down().await;
    course.leave(0).await;
    course.scene.away(0).0.work().await;
    course.advance(TimeDelta::hours(20));
    assert_eq!(course.huda_state().await, Some(SeatState::Waiting));
    course.home().come_back().await;
    for _ in 0..4 {
        course.settle().await;
        course.advance(TimeDelta::hours(1));
    }
    assert_eq!(course.huda_state().await, Some(SeatState::Offered));
    assert_eq!(
        course.states(0).await,
        (Some(SeatState::Cancelled), SeatState::Cancelled)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn how_many_seats_are_left_is_told_to_others_once_in_five_minutes() {
    let course = Course::of(2, |_| {}).await;
    let away = course.scene.away(0).0;
    let taken = async || {
        let shown = trainings::get(away.core(), &Viewer::Guest, course.there[0].id)
            .await
            .expect("a training");
        shown.1.seating.taken
    };
    let edited = away.post(course.there[0].id).await.edited_at;
    course.huda_asks().await;
    let badr = course.home().member("badr").await;
    seats::join(
        course.home().core(),
        &badr.principal(),
        course.here.id,
        &Wish::default(),
    )
    .await
    .expect("a seat");
    course.settle().await;
    assert_eq!(taken().await, 0, "it is told together with what follows");
    course.advance(TimeDelta::minutes(5));
    course.settle().await;
    assert_eq!(taken().await, 2);
    course.huda_leaves().await;
    course.settle().await;
    assert_eq!(taken().await, 2);
    course.advance(TimeDelta::minutes(5));
    course.settle().await;
    assert_eq!(taken().await, 1);
    let after = away.post(course.there[0].id).await.edited_at;
    assert_eq!(after, edited, "nobody wrote anything new");
}
