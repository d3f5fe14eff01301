//! Offering, picking, and the training that comes of it.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn only_providers_offer_once_and_never_what_they_need_themselves() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    let by_factory = board.offer(&board.salem, id, &board.mill).await;
    assert_eq!(
        fault(by_factory, "organisation"),
        Some(Problem::Choice),
        "a factory gives no trainings"
    );
    let for_other = board.offer(&board.rival, id, &board.institute).await;
    assert_eq!(
        fault(for_other, "organisation"),
        Some(Problem::Choice),
        "another's organisation"
    );
    assert_eq!(
        denied(rules::ask_to_offer(board.test.core(), &board.salem.principal(), id).await),
        Some(Denied::NotProvider)
    );
    board
        .offer(&board.teacher, id, &board.institute)
        .await
        .expect("offered");
    board
        .offer(&board.teacher, id, &board.institute)
        .await
        .expect("changed");
    assert_eq!(board.row(id).await.state, NeedState::Offered);
    let offers = board.told(&board.noura).await;
    assert_eq!(
        offers
            .iter()
            .filter(|kind| **kind == NotificationKind::RequestOffer)
            .count(),
        1
    );
    board
        .sign(&board.rival, id, "4", Some(&board.academy))
        .await
        .expect("signed");
    assert_eq!(
        denied(board.offer(&board.rival, id, &board.academy).await),
        Some(Denied::OwnNeed)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn offers_show_to_who_asked_and_signed_and_providers_see_only_their_own() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    board
        .offer(&board.teacher, id, &board.institute)
        .await
        .expect("offered");
    let core = board.test.core();
    let seen = async |viewer: Viewer| rules::get(core, &viewer, id).await.expect("a need").offers.len();
    assert_eq!(seen(board.noura.viewer()).await, 1, "who asked");
    assert_eq!(seen(board.admin.viewer()).await, 1, "who keeps order");
    assert_eq!(seen(board.teacher.viewer()).await, 1, "who offered");
    assert_eq!(seen(board.salem.viewer()).await, 0, "not before signing");
    assert_eq!(seen(Viewer::Guest).await, 0, "a guest");
    board
        .sign(&board.salem, id, "7", Some(&board.mill))
        .await
        .expect("signed");
    assert_eq!(seen(board.salem.viewer()).await, 1, "who signed");
    // A competitor who signs, for whomever, still sees nothing.
    board.sign(&board.rival, id, "1", None).await.expect("signed");
    assert_eq!(seen(board.rival.viewer()).await, 0, "a competitor");
    let (offer, _) = board.offered(id, &board.institute).await;
    rules::withdraw(core, &board.teacher.principal(), offer)
        .await
        .expect("taken back");
    assert_eq!(
        seen(board.noura.viewer()).await,
        0,
        "what was taken back is nobody's business"
    );
    assert_eq!(seen(board.teacher.viewer()).await, 1, "but of who did");
    assert_eq!(
        board.row(id).await.state,
        NeedState::Open,
        "nothing is offered any more"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_pick_at_once_one_offer_is_picked() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    board
        .offer(&board.teacher, id, &board.institute)
        .await
        .expect("offered");
    board.offer(&board.rival, id, &board.academy).await.expect("offered");
    let core = board.test.core();
    let (first, _) = board.offered(id, &board.institute).await;
    let (second, _) = board.offered(id, &board.academy).await;
    assert_eq!(
        denied(rules::pick(core, &board.salem.principal(), first).await),
        Some(Denied::NotAuthor)
    );
    assert_eq!(
        denied(rules::pick(core, &board.teacher.principal(), first).await),
        Some(Denied::NotAuthor)
    );
    let (noura, admin) = (board.noura.principal(), board.admin.principal());
    let picks = (0..20).map(|n| {
        let (by, offer) = if n % 2 == 0 { (&noura, first) } else { (&admin, second) };
        rules::pick(core, by, offer)
    });
    let picked = futures::future::join_all(picks).await;
    assert_eq!(picked.iter().filter(|done| done.is_ok()).count(), 1);
    let states = [
        board.offered(id, &board.institute).await.1,
        board.offered(id, &board.academy).await.1,
    ];
    assert_eq!(states.iter().filter(|state| **state == OfferState::Picked).count(), 1);
    assert_eq!(
        states.iter().filter(|state| **state == OfferState::Open).count(),
        1,
        "the other one waits"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_whose_time_is_over_is_not_picked() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    board
        .offer(&board.teacher, id, &board.institute)
        .await
        .expect("offered");
    let (offer, _) = board.offered(id, &board.institute).await;
    board.test.advance(chrono::TimeDelta::days(30));
    let core = board.test.core();
    assert_eq!(
        denied(rules::pick(core, &board.noura.principal(), offer).await),
        Some(Denied::Decided)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_offer_that_is_picked_becomes_a_training_and_everybody_hears_of_it() {
    let board = Board::new().await;
    let core = board.test.core();
    let id = board.ask("PLC basics for maintenance").await;
    board
        .sign(&board.salem, id, "7", Some(&board.mill))
        .await
        .expect("signed");
    board
        .offer(&board.teacher, id, &board.institute)
        .await
        .expect("offered");
    board.offer(&board.rival, id, &board.academy).await.expect("offered");
    let (offer, _) = board.offered(id, &board.institute).await;
    let early = rules::write_training(core, &board.teacher.principal(), offer).await;
    assert_eq!(denied(early), Some(Denied::Decided), "not before it is picked");
    rules::pick(core, &board.noura.principal(), offer)
        .await
        .expect("picked");
    assert!(matches!(
        rules::write_training(core, &board.rival.principal(), offer).await,
        Err(Error::NotFound)
    ));
    let draft = rules::write_training(core, &board.teacher.principal(), offer)
        .await
        .expect("a draft");
    let again = rules::write_training(core, &board.teacher.principal(), offer)
        .await
        .expect("a draft");
    assert_eq!(draft, again, "one draft, however often");
    let (_, form) = drafts::get(core, &board.teacher.principal(), draft)
        .await
        .expect("theirs");
    assert_eq!(form.title, "PLC basics for maintenance");
    assert_eq!((form.capacity.as_str(), form.price.as_str()), ("20", "1500"));
    assert_eq!(form.starts, "2027-02-03T09:00");
    let training = board.publish(offer).await;
    let row = board.row(id).await;
    assert_eq!((row.state, row.training_id), (NeedState::Matched, Some(training)));
    assert_eq!(row.provider_id, Some(board.institute.id));
    let (_, shown) = trainings::get(core, &Viewer::Guest, training)
        .await
        .expect("a training");
    assert_eq!(shown.provider_id, Some(board.institute.id));
    for signer in [&board.noura, &board.salem] {
        assert!(board.told(signer).await.contains(&NotificationKind::RequestMatched));
    }
    assert!(
        board
            .told(&board.rival)
            .await
            .contains(&NotificationKind::RequestOfferDeclined)
    );
    assert!(
        board
            .told(&board.teacher)
            .await
            .contains(&NotificationKind::RequestOfferPicked)
    );
    assert_eq!(
        denied(board.sign(&board.salem, id, "9", None).await),
        Some(Denied::Decided),
        "it is over"
    );
    // It falls through: the need is open again, and who signed hears of that.
    trainings::cancel(
        core,
        &board.teacher.principal(),
        training,
        "The trainer fell ill.",
        wording,
    )
    .await
    .expect("cancelled");
    let row = board.row(id).await;
    assert_eq!(
        (row.state, row.training_id, row.provider_id),
        (NeedState::Open, None, None)
    );
    assert!(
        board
            .told(&board.salem)
            .await
            .contains(&NotificationKind::RequestReopened)
    );
    board
        .offer(&board.rival, id, &board.academy)
        .await
        .expect("offered again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_with_a_provider_stands_in_the_directory() {
    use majlis::domain::requests::providers;
    let board = Board::new().await;
    let core = board.test.core();
    let viewer = board.noura.viewer();
    let none = providers::list(core, &viewer, &providers::Search::default(), None)
        .await
        .expect("a list");
    assert!(none.0.is_empty());
    let mut form = training::form("training");
    form.provider_id = board.institute.id.to_string();
    training::publish(&board.test, &board.teacher, &form).await;
    let found = async |technology: &str, text: &str| {
        let search = providers::Search {
            technology: technology.to_owned(),
            text: text.to_owned(),
            ..providers::Search::default()
        };
        providers::list(core, &viewer, &search, None).await.expect("a list").0
    };
    let all = found("", "").await;
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].record.coming, all[0].record.past), (1, 0));
    assert_eq!(found("machine-vision", "jub").await.len(), 1);
    assert!(found("", "academy").await.is_empty());
    assert!(matches!(
        providers::list(core, &Viewer::Guest, &providers::Search::default(), None).await,
        Err(Error::Forbidden(Denied::SignIn))
    ));
    board.test.advance(chrono::TimeDelta::days(60));
    let teaching = providers::teaching(core, &viewer, board.institute.id)
        .await
        .expect("a page")
        .expect("a provider");
    assert_eq!(
        (teaching.record.coming, teaching.record.past, teaching.past.len()),
        (0, 1, 1)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_does_not_pick_what_their_own_organisation_offers() {
    let board = Board::new().await;
    let core = board.test.core();
    let id = board.ask("PLC basics for maintenance").await;
    let chamber = organisation(&board.test, &board.admin, "chamber", "Cluster Office").await;
    board.offer(&board.admin, id, &chamber).await.expect("offered");
    let (offer, _) = board.offered(id, &chamber).await;
    assert_eq!(
        denied(rules::pick(core, &board.admin.principal(), offer).await),
        Some(Denied::OwnOffer)
    );
    rules::pick(core, &board.noura.principal(), offer)
        .await
        .expect("whoever asked does");
}
