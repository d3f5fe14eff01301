//! What becomes of the demand board when somebody goes, and how long it is kept.

use chrono::TimeDelta;
use majlis::db::types::{ErasureMode, NeedState};
use majlis::domain::privacy::{erasure, retention};
use majlis::domain::requests as rules;
use majlis::domain::{Error, Viewer, export};

use super::Board;
use crate::support::{PASSWORD, Person};

async fn erase(board: &Board, who: &Person, mode: ErasureMode) {
    let core = board.test.core();
    erasure::request(core, &who.principal(), PASSWORD, mode)
        .await
        .expect("asked");
    board.test.advance(TimeDelta::days(15));
    board.test.run_jobs().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_that_others_signed_stays_without_its_author_and_counts_them_no_more() {
    let board = Board::new().await;
    let (kept, alone) = (
        board.ask("PLC basics for maintenance").await,
        board.ask("Fire safety for storekeepers").await,
    );
    board
        .sign(&board.salem, kept, "7", Some(&board.mill))
        .await
        .expect("signed");
    erase(&board, &board.noura, ErasureMode::Anonymise).await;
    let row = board.row(kept).await;
    assert_eq!((row.account_id, row.people, row.firms), (None, 7, 1));
    let core = board.test.core();
    assert!(matches!(
        rules::get(core, &Viewer::Guest, alone).await,
        Err(Error::NotFound)
    ));
    rules::close(core, &board.admin.principal(), kept)
        .await
        .expect("moderators close it");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wants_everything_removed_takes_their_needs_signatures_and_offers_along() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    board
        .sign(&board.salem, id, "7", Some(&board.mill))
        .await
        .expect("signed");
    board
        .offer(&board.teacher, id, &board.institute)
        .await
        .expect("offered");
    erase(&board, &board.teacher, ErasureMode::Remove).await;
    assert_eq!(board.row(id).await.state, NeedState::Open, "nobody offers any more");
    erase(&board, &board.salem, ErasureMode::Remove).await;
    assert_eq!(board.row(id).await.people, 5);
    erase(&board, &board.noura, ErasureMode::Remove).await;
    assert!(matches!(
        rules::get(board.test.core(), &Viewer::Guest, id).await,
        Err(Error::NotFound)
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_holds_what_one_asked_signed_and_offered_and_nothing_of_others() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    board
        .sign(&board.salem, id, "7", Some(&board.mill))
        .await
        .expect("signed");
    board
        .offer(&board.teacher, id, &board.institute)
        .await
        .expect("offered");
    let copy = async |who: &Person| {
        let (_, sections) = export::collect(board.test.core(), who.account.id)
            .await
            .expect("a copy");
        let of = |name: &str| {
            sections
                .iter()
                .find(|section| section.name == name)
                .map_or(0, |section| section.rows.len())
        };
        (of("training_requests"), of("request_signatures"), of("training_offers"))
    };
    assert_eq!(copy(&board.noura).await, (1, 1, 0));
    assert_eq!(copy(&board.salem).await, (0, 1, 0));
    assert_eq!(copy(&board.teacher).await, (0, 0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn needs_that_came_to_an_end_are_destroyed_after_a_year_and_others_stay() {
    let board = Board::new().await;
    let (over, open) = (
        board.ask("PLC basics for maintenance").await,
        board.ask("Fire safety for storekeepers").await,
    );
    let core = board.test.core();
    rules::close(core, &board.noura.principal(), over)
        .await
        .expect("closed");
    board.test.advance(TimeDelta::days(364));
    retention::run(core).await.expect("applied");
    assert_eq!(board.row(over).await.state, NeedState::Closed);
    board.test.advance(TimeDelta::days(2));
    retention::run(core).await.expect("applied");
    assert!(matches!(
        rules::get(core, &Viewer::Guest, over).await,
        Err(Error::NotFound)
    ));
    assert_eq!(board.row(open).await.state, NeedState::Open);
}
