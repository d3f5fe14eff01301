//! Seats of trainings for tests: a training, people who want to come, and what the rows say.

use majlis::db::posts::Post;
use majlis::db::trainings::{self, seat_lists};
use majlis::db::types::{ActorId, NotificationKind, PostId, SeatState};
use majlis::db::{Keyset, notifications};
use majlis::domain::trainings::seats::{self, Seat, Wish};
use majlis::domain::trainings::{TrainingForm, change};
use majlis::domain::{Core, Error, Principal, Result};
use majlis::web::present::wording;

use super::{Person, TestApp, training};

/// A training of Noura's.
pub struct SeatScene {
    pub test: TestApp,
    pub admin: Person,
    pub noura: Person,
    pub form: TrainingForm,
    pub post: Post,
}

impl SeatScene {
    /// With as many seats.
    pub async fn of(capacity: u32) -> Self {
        Self::with(|form| form.capacity = capacity.to_string()).await
    }

    /// As `alter` has it.
    pub async fn with(alter: impl FnOnce(&mut TrainingForm)) -> Self {
        let test = TestApp::new().await;
        let admin = test.admin("majid").await;
        test.forum(&admin, "training", "public").await;
        let noura = test.member("noura").await;
        let mut form = training::form("training");
        alter(&mut form);
        let post = training::publish(&test, &noura, &form).await;
        Self {
            test,
            admin,
            noura,
            form,
            post,
        }
    }

    pub fn core(&self) -> &Core {
        self.test.core()
    }

    /// Changes the training.
    pub async fn change(&mut self, alter: impl FnOnce(&mut TrainingForm)) -> Result<Post> {
        alter(&mut self.form);
        change(self.core(), &self.noura.principal(), self.post.id, &self.form, wording).await
    }

    /// Asks for a seat.
    pub async fn join(&self, by: &Person) -> Result<Seat> {
        seats::join(self.core(), &by.principal(), self.post.id, &Wish::default()).await
    }

    /// The same for somebody who gets what they want.
    pub async fn seat(&self, by: &Person) -> Seat {
        self.join(by).await.expect("a seat or a place in the list")
    }

    /// Gives it back.
    pub async fn leave(&self, by: &Person) -> Result<()> {
        seats::leave(self.core(), &by.principal(), self.post.id).await
    }

    /// How far somebody is.
    pub async fn state(&self, of: &Person) -> Option<SeatState> {
        self.row(of.actor.id).await.map(|seat| seat.state)
    }

    /// Somebody's row.
    pub async fn row(&self, of: ActorId) -> Option<Seat> {
        let mut conn = self.core().db.read().await.expect("a connection");
        trainings::seats::find_of(&mut conn, self.post.id, of)
            .await
            .expect("a seat or none")
    }

    /// What somebody was told of the training, the first first.
    pub async fn told(&self, who: &Person) -> Vec<NotificationKind> {
        let mut conn = self.core().db.read().await.expect("a connection");
        let rows = notifications::list(&mut conn, who.account.id, Keyset::first(100))
            .await
            .expect("notices");
        rows.iter().rev().map(|(told, ..)| told.kind).collect()
    }

    /// That the counts are what the rows say, and no seat is given twice; gives how many are taken and how many wait.
    pub async fn check(&self) -> (i64, i64) {
        check(self.core(), self.post.id).await
    }
}

/// See [`SeatScene::check`].
pub async fn check(core: &Core, training: PostId) -> (i64, i64) {
    let mut conn = core.db.read().await.expect("a connection");
    let counts = seat_lists::count_by_state(&mut conn, training).await.expect("counts");
    let (_, _, seating) = trainings::find_whole(&mut conn, training)
        .await
        .expect("found")
        .expect("a training");
    let sum = |wanted: &[SeatState]| -> i64 {
        let counted = counts.iter().filter(|(state, _)| wanted.contains(state));
        counted.map(|(_, count)| count).sum()
    };
    assert_eq!(sum(&SeatState::TAKEN), seating.taken, "taken: {counts:?}");
    assert_eq!(sum(&[SeatState::Waiting]), seating.waiting, "waiting: {counts:?}");
    assert_eq!(
        sum(&[SeatState::Interested]),
        seating.interested,
        "interested: {counts:?}"
    );
    assert!(seating.capacity.is_none_or(|most| seating.taken <= most), "{seating:?}");
    (seating.taken, seating.waiting)
}

/// Does it again when another change was in the way, as the router and the inbox do.
pub async fn again<T, F: Future<Output = Result<T>>>(work: impl Fn() -> F) -> Result<T> {
    for _ in 0..100 {
        match work().await {
            Err(Error::Conflict(_) | Error::Unavailable(_)) => tokio::task::yield_now().await,
            other => return other,
        }
    }
    panic!("it never came to rest")
}

/// Asks for a seat, as often as it takes.
pub async fn ask(core: Core, by: Principal, training: PostId) -> Result<Seat> {
    again(|| async { seats::join(&core, &by, training, &Wish::default()).await }).await
}
