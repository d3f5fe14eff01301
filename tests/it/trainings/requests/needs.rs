//! Asking, signing, alike needs, and the list.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_is_counted_once_with_their_firm_and_can_change_and_take_it_back() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    board
        .sign(&board.salem, id, "7", Some(&board.mill))
        .await
        .expect("signed");
    board
        .sign(&board.teacher, id, "2", None)
        .await
        .expect("signed without a firm");
    let row = board.row(id).await;
    assert_eq!((row.people, row.firms), (14, 2));
    board
        .sign(&board.salem, id, "3", Some(&board.mill))
        .await
        .expect("changed");
    assert_eq!(board.row(id).await.people, 10, "nobody counts twice");
    rules::take_back(board.test.core(), &board.salem.principal(), id)
        .await
        .expect("taken back");
    let row = board.row(id).await;
    assert_eq!((row.people, row.firms), (7, 1));
    board
        .sign(&board.salem, id, "3", Some(&board.mill))
        .await
        .expect("signed again");
    let signed = board.told(&board.noura).await;
    let times = signed
        .iter()
        .filter(|kind| **kind == NotificationKind::RequestSigned)
        .count();
    assert_eq!(times, 2, "one notice for each who signs, however often");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_signs_for_an_organisation_that_is_not_theirs() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    let signed = board.sign(&board.salem, id, "7", Some(&board.factory)).await;
    assert_eq!(fault(signed, "organisation"), Some(Problem::Choice));
    // Asking to join is not belonging.
    let (core, by) = (board.test.core(), board.salem.principal());
    organisations::join(core, &by, board.factory.id, "")
        .await
        .expect("asked");
    let signed = board.sign(&board.salem, id, "7", Some(&board.factory)).await;
    assert_eq!(fault(signed, "organisation"), Some(Problem::Choice));
    organisations::decide(
        core,
        &board.noura.principal(),
        board.factory.id,
        board.salem.account.id,
        Decision::Accept,
    )
    .await
    .expect("let in");
    board
        .sign(&board.salem, id, "7", Some(&board.factory))
        .await
        .expect("a colleague");
    assert_eq!(board.row(id).await.firms, 1, "two of one firm are one firm");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_who_sign_and_take_it_back_at_once_are_all_counted() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    let mut people = Vec::new();
    for n in 0..40 {
        people.push(board.test.member(&format!("person{n}")).await);
    }
    let signing = people.iter().map(|person| board.sign(person, id, "2", None));
    for signed in futures::future::join_all(signing).await {
        signed.expect("signed");
    }
    assert_eq!(board.row(id).await.people, 5 + 80);
    let taking = people.iter().enumerate().map(|(n, person)| {
        let board = &board;
        async move {
            if n % 2 == 0 {
                rules::take_back(board.test.core(), &person.principal(), id).await
            } else {
                board.sign(person, id, "3", None).await
            }
        }
    });
    for done in futures::future::join_all(taking).await {
        done.expect("done");
    }
    assert_eq!(board.row(id).await.people, 5 + 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_of_firms_are_for_members_and_those_of_people_for_who_decides() {
    let board = Board::new().await;
    let id = board.ask("PLC basics for maintenance").await;
    board
        .sign(&board.salem, id, "7", Some(&board.mill))
        .await
        .expect("signed");
    let core = board.test.core();
    let guest = rules::get(core, &Viewer::Guest, id).await.expect("a need");
    assert!(guest.firms.is_empty() && guest.signers.is_empty() && guest.author.is_none());
    assert_eq!(
        (guest.row.people, guest.row.firms),
        (12, 2),
        "numbers are for everybody"
    );
    let member = rules::get(core, &board.teacher.viewer(), id).await.expect("a need");
    assert_eq!((member.firms.len(), member.signers.len()), (2, 0));
    assert!(
        member
            .firms
            .iter()
            .all(|firm| firm.organisation.national_number.is_none())
    );
    let author = rules::get(core, &board.noura.viewer(), id).await.expect("a need");
    assert_eq!(author.signers.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_that_is_made_part_of_another_takes_who_signed_along() {
    let board = Board::new().await;
    let core = board.test.core();
    let (old, new) = (
        board.ask("PLC basics for maintenance").await,
        board.ask("PLC for maintenance people").await,
    );
    board
        .sign(&board.salem, old, "7", Some(&board.mill))
        .await
        .expect("signed");
    board
        .sign(&board.salem, new, "2", Some(&board.mill))
        .await
        .expect("signed");
    board.sign(&board.rival, old, "1", None).await.expect("signed");
    board
        .offer(&board.teacher, old, &board.institute)
        .await
        .expect("offered");
    assert_eq!(
        denied(rules::merge(core, &board.salem.principal(), old, new).await),
        Some(Denied::NotAuthor)
    );
    assert_eq!(
        fault(rules::merge(core, &board.noura.principal(), old, old).await, "into"),
        Some(Problem::Choice)
    );
    rules::merge(core, &board.noura.principal(), old, new)
        .await
        .expect("merged");
    let (from, into) = (board.row(old).await, board.row(new).await);
    assert_eq!(
        (from.state, from.merged_into_id, from.people),
        (NeedState::Merged, Some(new), 0)
    );
    assert_eq!(
        (into.people, into.firms),
        (5 + 7 + 1, 2),
        "the larger number of who signed both"
    );
    assert_eq!(board.offered(old, &board.institute).await.1, OfferState::Declined);
    for who in [&board.salem, &board.rival, &board.teacher] {
        assert!(board.told(who).await.contains(&NotificationKind::RequestMerged));
    }
    assert_eq!(
        denied(board.sign(&board.teacher, old, "1", None).await),
        Some(Denied::Decided)
    );
    let third = board.ask("PLC for everybody in maintenance").await;
    rules::merge(core, &board.admin.principal(), new, third)
        .await
        .expect("merged");
    assert_eq!(
        board.row(old).await.merged_into_id,
        Some(third),
        "the oldest address leads there, too"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn needs_that_merge_into_each_other_at_once_do_not_both_go() {
    let board = Board::new().await;
    let core = board.test.core();
    let (one, two) = (
        board.ask("PLC basics for maintenance").await,
        board.ask("PLC for maintenance people").await,
    );
    let by = board.noura.principal();
    let (first, second) =
        futures::future::join(rules::merge(core, &by, one, two), rules::merge(core, &by, two, one)).await;
    assert!(first.is_ok() != second.is_ok(), "one of them: {first:?} {second:?}");
    let left = [board.row(one).await, board.row(two).await];
    assert_eq!(left.iter().filter(|row| row.state == NeedState::Open).count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn alike_needs_are_found_by_words_in_both_languages_and_technologies() {
    let board = Board::new().await;
    let core = board.test.core();
    let plc = board.ask("أساسيات التحكم المنطقي لفنيي الصيانة").await;
    let found = async |title: &str, technologies: &[&str]| {
        let technologies: Vec<String> = technologies.iter().map(|code| (*code).to_owned()).collect();
        let rows = rules::to_words(core, &board.salem.viewer(), title, &technologies)
            .await
            .expect("needs");
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(found("التحكم المنطقى لفنيي المصنع", &[]).await, [plc], "folded words");
    assert_eq!(
        found("Something else", &["machine-vision"]).await,
        [plc],
        "a technology"
    );
    assert!(found("Fire safety for storekeepers", &[]).await.is_empty());
    rules::close(core, &board.noura.principal(), plc).await.expect("closed");
    assert!(
        found("التحكم المنطقي لفنيي الصيانة", &[]).await.is_empty(),
        "what is over is no use"
    );
    assert!(board.told(&board.noura).await.is_empty(), "nobody tells themselves");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_need_of_a_forum_for_members_is_hidden_from_guests_everywhere() {
    let board = Board::new().await;
    let core = board.test.core();
    board.test.forum(&board.admin, "inside", "instance").await;
    let form = RequestForm {
        forum: "inside".to_owned(),
        ..need("PLC basics for maintenance")
    };
    let id = rules::ask(core, &board.noura.principal(), &form).await.expect("asked");
    assert!(matches!(
        rules::get(core, &Viewer::Guest, id).await,
        Err(Error::NotFound)
    ));
    let (rows, _) = rules::list(core, &Viewer::Guest, &Search::default(), None)
        .await
        .expect("a list");
    assert!(rows.is_empty());
    let (rows, _) = rules::list(core, &board.salem.viewer(), &Search::default(), None)
        .await
        .expect("a list");
    assert_eq!(rows.len(), 1);
    assert!(
        rules::to_words(core, &Viewer::Guest, "PLC basics", &[])
            .await
            .expect("needs")
            .is_empty()
    );
    // It is not made part of one that others may not know of, nor the other way round.
    let open = board.ask("PLC for maintenance people").await;
    let into = rules::merge(core, &board.noura.principal(), open, id).await;
    assert_eq!(fault(into, "into"), Some(Problem::Choice));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_is_narrowed_sorted_and_paged_by_key() {
    let board = Board::new().await;
    let core = board.test.core();
    let mut authors = Vec::new();
    for n in 0..5 {
        authors.push(board.test.member(&format!("author{n}")).await);
    }
    for n in 0..25_usize {
        let form = RequestForm {
            people: (1 + n % 3).to_string(),
            mode: if n % 2 == 0 { "online" } else { "onsite" }.to_owned(),
            region: if n % 2 == 0 { "SA-01" } else { "SA-04" }.to_owned(),
            ..need(&format!("Training number {n}"))
        };
        rules::ask(core, &authors[n / 5].principal(), &form)
            .await
            .expect("asked");
    }
    let all = async |search: Search| {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let (rows, next) = rules::list(core, &Viewer::Guest, &search, after).await.expect("a list");
            found.extend(rows);
            after = next;
            if after.is_none() {
                return found;
            }
        }
    };
    let newest = all(Search::default()).await;
    assert_eq!(newest.len(), 25);
    assert!(newest.is_sorted_by(|one, other| one.id > other.id));
    let most = all(Search {
        sort: SortBy::Most,
        ..Search::default()
    })
    .await;
    assert_eq!(most.len(), 25);
    assert!(most.is_sorted_by(|one, other| (one.people, one.id) > (other.people, other.id)));
    let online = all(Search {
        is_online: true,
        region: "SA-01".to_owned(),
        ..Search::default()
    })
    .await;
    assert_eq!(online.len(), 13);
    assert!(
        all(Search {
            language: "ur".to_owned(),
            ..Search::default()
        })
        .await
        .is_empty()
    );
    // A wildcard is no language and no technology.
    assert_eq!(
        all(Search {
            language: "%".to_owned(),
            technology: "%".to_owned(),
            ..Search::default()
        })
        .await
        .len(),
        25
    );
    let mine = Search {
        is_mine: true,
        ..Search::default()
    };
    let (rows, _) = rules::list(core, &authors[0].viewer(), &mine, None)
        .await
        .expect("a list");
    assert_eq!(rows.len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_asks_without_end() {
    let board = Board::new().await;
    for n in 0..5 {
        board.ask(&format!("Training number {n}")).await;
    }
    let core = board.test.core();
    let more = rules::ask(core, &board.noura.principal(), &need("One more training")).await;
    assert_eq!(fault(more, "title"), Some(Problem::TooMany(5)), "a day");
    board.test.advance(chrono::TimeDelta::days(2));
    for n in 5..10 {
        board.ask(&format!("Training number {n}")).await;
    }
    board.test.advance(chrono::TimeDelta::days(2));
    let more = rules::ask(core, &board.noura.principal(), &need("One more training")).await;
    assert_eq!(fault(more, "title"), Some(Problem::TooMany(10)), "at a time");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_banned_neither_asks_nor_signs_nor_offers() {
    use majlis::domain::moderation::bans::{self, NewBan, Place};
    let board = Board::new().await;
    let core = board.test.core();
    let id = board.ask("PLC basics for maintenance").await;
    for who in [&board.salem, &board.teacher] {
        let ban = NewBan {
            who: who.actor.id,
            place: Place::Here,
            until: None,
            with_posts: false,
            why: crate::moderation::why("Advertises everywhere"),
            uri: None,
        };
        bans::ban(core, &board.admin.principal(), &ban).await.expect("banned");
    }
    assert_eq!(
        denied(board.sign(&board.salem, id, "7", None).await),
        Some(Denied::Banned)
    );
    assert_eq!(
        denied(board.offer(&board.teacher, id, &board.institute).await),
        Some(Denied::Banned)
    );
    let asked = rules::ask(core, &board.salem.principal(), &need("Another training")).await;
    assert_eq!(denied(asked), Some(Denied::Banned));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_an_organisation_signs_for_it_no_more() {
    let board = Board::new().await;
    let core = board.test.core();
    let id = board.ask("PLC basics for maintenance").await;
    organisations::join(core, &board.salem.principal(), board.factory.id, "")
        .await
        .expect("asked");
    let (owner, salem) = (board.noura.principal(), board.salem.account.id);
    organisations::decide(core, &owner, board.factory.id, salem, Decision::Accept)
        .await
        .expect("let in");
    rules::take_back(core, &board.salem.principal(), id)
        .await
        .expect("nothing to take back");
    let other = board.ask("Fire safety for storekeepers").await;
    board
        .sign(&board.salem, other, "4", Some(&board.mill))
        .await
        .expect("signed");
    assert_eq!(board.row(other).await.firms, 2);
    board
        .sign(&board.salem, id, "4", Some(&board.factory))
        .await
        .expect("signed");
    organisations::remove(core, &owner, board.factory.id, salem)
        .await
        .expect("removed");
    let mut conn = core.db.read().await.expect("a connection");
    let signature = db::requests::signatures::find(&mut conn, id, salem)
        .await
        .expect("found");
    assert_eq!(signature.expect("still theirs").organisation_id, None);
    assert_eq!(board.row(other).await.firms, 2, "what they signed for their own stays");
}
