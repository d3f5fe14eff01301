//! Calling a training off, hiding it, taking it away; what hangs on it and who may know.

use majlis::db::Keyset;
use majlis::db::letters::{self as queue, NewLetter};
use majlis::db::trainings as rows;
use majlis::db::trainings::{parts, standing};
use majlis::db::types::{NotificationKind, PostId, TrainingState};
use majlis::domain::letters::LetterKind;
use majlis::domain::moderation::{hiding, rules as rules_of_words};
use majlis::domain::trainings::changes::Change;
use majlis::domain::trainings::{self as rules, MaterialForm, drafts, letters};
use majlis::domain::{Denied, Error, Viewer, export, notifications, posts};
use majlis::web::present::wording;

use super::Scene;
use crate::support::{Person, training};

/// What somebody was told of these kinds.
async fn told(scene: &Scene, person: &Person) -> Vec<NotificationKind> {
    let page = Keyset { after: None, limit: 50 };
    let told = notifications::list(scene.test.core(), person.account.id, page)
        .await
        .expect("a list");
    let kinds = told.into_iter().map(|(one, ..)| one.kind);
    let kinds = kinds.filter(|kind| {
        matches!(
            kind,
            NotificationKind::TrainingChanged | NotificationKind::TrainingCancelled
        )
    });
    kinds.collect()
}

async fn offered(scene: &Scene) -> PostId {
    training::publish(&scene.test, &scene.noura, &training::form("training"))
        .await
        .id
}

/// Somebody who keeps a training.
async fn keeper(scene: &Scene, name: &str, id: PostId) -> Person {
    let person = scene.test.member(name).await;
    let browser = scene.test.sign_in(&person).await;
    let kept = browser
        .submit(&format!("/trainings/{id}"), &[("bookmark", "yes")])
        .await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    person
}

#[tokio::test(flavor = "multi_thread")]
async fn who_calls_a_training_off_says_why_and_everybody_with_a_stake_hears_of_it_once() {
    let scene = Scene::new().await;
    let id = offered(&scene).await;
    let ali = keeper(&scene, "ali", id).await;
    let browser = scene.test.sign_in(&scene.noura).await;
    let path = format!("/trainings/{id}/cancel");
    let silent = browser.submit(&path, &[("reason", " ")]).await;
    assert_eq!(silent.status, 422, "a reason is asked for");
    for _ in 0..2 {
        rules::cancel(
            scene.test.core(),
            &scene.noura.principal(),
            id,
            "The trainer is ill.",
            wording,
        )
        .await
        .expect("cancelled");
    }
    assert_eq!(told(&scene, &ali).await, [NotificationKind::TrainingCancelled]);
    assert!(told(&scene, &scene.noura).await.is_empty(), "who did it knows");
    let (post, shown) = rules::get(scene.test.core(), &Viewer::Guest, id)
        .await
        .expect("a training");
    assert_eq!((shown.state, shown.change_number), (TrainingState::Cancelled, 1));
    assert!(
        post.html.contains("<strong>Cancelled.</strong> The trainer is ill."),
        "{}",
        post.html
    );
    let page = scene.test.guest().get(&format!("/trainings/{id}")).await;
    assert!(
        page.text(".banner-danger")
            .expect("a banner")
            .contains("The trainer is ill.")
    );
    let ali = scene.test.sign_in(&ali).await;
    let answer = ali
        .submit(&format!("/trainings/{id}"), &[("body", "Will there be another day?")])
        .await;
    assert_eq!(answer.status, 303, "it may still be answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_call_a_training_off_and_others_do_not() {
    let scene = Scene::new().await;
    let id = offered(&scene).await;
    let ali = scene.test.member("ali").await;
    let by_ali = rules::cancel(scene.test.core(), &ali.principal(), id, "No reason at all", wording).await;
    assert!(matches!(by_ali, Err(Error::Forbidden(Denied::NotAuthor))), "{by_ali:?}");
    let page = scene
        .test
        .sign_in(&ali)
        .await
        .get(&format!("/trainings/{id}/cancel"))
        .await;
    assert_eq!(page.status, 403);
    let majid = scene.majid.principal();
    rules::cancel(scene.test.core(), &majid, id, "The hall burnt down.", wording)
        .await
        .expect("cancelled by who moderates");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_called_off_stays_so_when_its_words_change() {
    let scene = Scene::new().await;
    let id = offered(&scene).await;
    let (core, by) = (scene.test.core(), scene.noura.principal());
    rules::cancel(core, &by, id, "The trainer is ill.", wording)
        .await
        .expect("cancelled");
    let mut form = training::form("training");
    form.venue = "Hall 9".to_owned();
    rules::change(core, &by, id, &form, wording).await.expect("changed");
    let (post, shown) = rules::get(core, &Viewer::Guest, id).await.expect("a training");
    assert_eq!(
        (shown.state, shown.reason.as_str()),
        (TrainingState::Cancelled, "The trainer is ill.")
    );
    assert!(post.html.contains("The trainer is ill.") && post.html.contains("Hall 9"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_that_is_over_is_not_called_off() {
    let scene = Scene::new().await;
    let id = offered(&scene).await;
    scene.test.advance(chrono::TimeDelta::days(60));
    let late = rules::cancel(
        scene.test.core(),
        &scene.noura.principal(),
        id,
        "Too late anyway",
        wording,
    )
    .await;
    assert!(matches!(late, Err(Error::Invalid(_))), "{late:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_keeps_a_training_hears_of_another_place_but_not_of_another_price() {
    let scene = Scene::new().await;
    let id = offered(&scene).await;
    let ali = keeper(&scene, "ali", id).await;
    let (core, by) = (scene.test.core(), scene.noura.principal());
    let mut form = training::form("training");
    form.price = "300".to_owned();
    rules::change(core, &by, id, &form, wording).await.expect("changed");
    assert!(told(&scene, &ali).await.is_empty());
    for venue in ["Hall 5", "Hall 6"] {
        form.venue = venue.to_owned();
        rules::change(core, &by, id, &form, wording).await.expect("changed");
    }
    assert_eq!(
        told(&scene, &ali).await,
        [NotificationKind::TrainingChanged],
        "the last change stands for those before"
    );
    let browser = scene.test.sign_in(&ali).await;
    let page = browser.get("/notifications").await;
    assert!(page.body.contains("changed the day, hour or place"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_is_shown_to_who_looks_after_a_training_and_to_nobody_else() {
    let scene = Scene::new().await;
    let id = offered(&scene).await;
    let ali = scene.test.member("ali").await;
    let path = format!("/trainings/{id}");
    for (browser, sees) in [
        (scene.test.guest(), false),
        (scene.test.sign_in(&ali).await, false),
        (scene.test.sign_in(&scene.noura).await, true),
        (scene.test.sign_in(&scene.majid).await, true),
    ] {
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert_eq!(page.body.contains("plc-4711"), sees, "{}", page.body);
        assert_eq!(page.body.contains("gate 3"), sees);
    }
    let guest = scene.test.guest();
    for path in [
        format!("/posts/{id}/history"),
        format!("/api/v1/statuses/{id}"),
        "/search?q=plc".to_owned(),
        "/forums/training/feed".to_owned(),
    ] {
        assert!(!guest.get(&path).await.body.contains("4711"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn materials_are_for_everybody_or_for_those_with_a_seat() {
    let scene = Scene::new().await;
    let id = offered(&scene).await;
    let browser = scene.test.sign_in(&scene.noura).await;
    let path = format!("/trainings/{id}/materials");
    let token = browser
        .get(&path)
        .await
        .attribute("form.form input[name=csrf]", "value");
    let token = token.expect("a token");
    let rows = |first: &'static str| {
        vec![
            ("csrf", token.as_str()),
            ("material_title", "Slides"),
            ("material_url", first),
            ("material_title", "Recording"),
            ("material_url", "https://files.example/recording"),
            ("material_for_seats", "2"),
        ]
    };
    let refused = browser.post(&path, &rows("javascript:alert(1)")).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains("javascript:alert(1)"), "what was typed is kept");
    assert_eq!(
        browser.post(&path, &rows("https://files.example/slides")).await.status,
        303
    );
    let guest = scene.test.guest().with_header("accept-language", "en");
    let guest = guest.get(&format!("/trainings/{id}")).await;
    assert!(guest.body.contains("files.example/slides") && !guest.body.contains("files.example/recording"));
    assert!(
        guest.body.contains("There is more for those with a seat."),
        "{}",
        guest.body
    );
    let own = browser.get(&format!("/trainings/{id}")).await;
    assert!(own.body.contains("files.example/recording"));
    let ali = scene.test.member("ali").await;
    let theirs = [MaterialForm::default()];
    let forged = rules::set_materials(scene.test.core(), &ali.principal(), id, &theirs).await;
    assert!(matches!(forged, Err(Error::Forbidden(Denied::NotAuthor))), "{forged:?}");
    assert_eq!(scene.test.sign_in(&ali).await.get(&path).await.status, 403);
}

/// Whether anything of the record is left.
async fn has_record(scene: &Scene, id: PostId) -> bool {
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    let row = rows::find(&mut conn, id).await.expect("a row");
    let access = rows::get_access(&mut conn, id).await.expect("access");
    let materials = parts::list_materials(&mut conn, id).await.expect("materials");
    row.is_some() || !access.online_link.is_empty() || !materials.is_empty()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_training_that_its_author_takes_away_nothing_stays_and_those_who_keep_it_hear_of_it() {
    let scene = Scene::new().await;
    let id = offered(&scene).await;
    let ali = keeper(&scene, "ali", id).await;
    let (core, by) = (scene.test.core(), scene.noura.principal());
    drafts::reopen(core, &by, id).await.expect("a draft");
    posts::remove(core, &by, id).await.expect("removed");
    assert!(!has_record(&scene, id).await);
    assert!(drafts::list(core, &by).await.expect("drafts").is_empty());
    assert_eq!(told(&scene, &ali).await, [NotificationKind::TrainingCancelled]);
    for path in [format!("/trainings/{id}"), format!("/topics/{id}")] {
        let page = scene.test.guest().get(&path).await;
        assert!(matches!(page.status, 303 | 410), "{path}: {}", page.status);
        assert!(!page.body.contains("King Fahd Road"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_training_shows_nothing_and_comes_back_whole() {
    let scene = Scene::new().await;
    let id = offered(&scene).await;
    let (core, by) = (scene.test.core(), scene.majid.principal());
    hiding::hide(core, &by, id, &crate::moderation::form("spam", "Ads"))
        .await
        .expect("hidden");
    let hidden = rules::get(core, &Viewer::Guest, id).await;
    assert!(matches!(hidden, Err(Error::Gone)), "{hidden:?}");
    let own = scene
        .test
        .sign_in(&scene.noura)
        .await
        .get(&format!("/trainings/{id}"))
        .await;
    assert!(
        !own.body.contains("plc-4711") && !own.body.contains("King Fahd Road"),
        "{}",
        own.body
    );
    let cancel = rules::cancel(core, &scene.noura.principal(), id, "It is hidden anyway", wording).await;
    assert!(matches!(cancel, Err(Error::Gone)), "{cancel:?}");
    hiding::restore(core, &by, id).await.expect("restored");
    let (_, shown) = rules::get(core, &Viewer::Guest, id).await.expect("a training");
    assert_eq!(shown.place.venue, "Chamber of commerce, hall 2");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_address_leads_to_the_training_and_a_training_address_to_a_topic() {
    let scene = Scene::new().await;
    let id = offered(&scene).await;
    let guest = scene.test.guest();
    let to_training = guest.get(&format!("/topics/{id}?after=5")).await;
    assert_eq!(to_training.header("location"), format!("/trainings/{id}?after=5"));
    let ali = scene.test.member("ali").await;
    let browser = scene.test.sign_in(&ali).await;
    let empty = browser.submit(&format!("/trainings/{id}"), &[("body", " ")]).await;
    assert_eq!(empty.status, 422);
    assert!(
        empty.body.contains("training-essentials"),
        "the page around the form is that of the training"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_of_ones_data_holds_trainings_and_drafts_with_what_is_secret_of_them() {
    let scene = Scene::new().await;
    offered(&scene).await;
    drafts::begin(scene.test.core(), &scene.noura.principal(), "Pneumatics", "en")
        .await
        .expect("begun");
    let (_, sections) = export::collect(scene.test.core(), scene.noura.account.id)
        .await
        .expect("a copy");
    let text = format!("{sections:?}");
    assert!(text.contains("plc-4711") && text.contains("Pneumatics"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_without_its_organiser_does_not_take_place() {
    let scene = Scene::new().await;
    let mut form = training::form("training");
    form.starts = "2027-06-06T09:00".to_owned();
    form.ends = "2027-06-06T12:00".to_owned();
    let id = training::publish(&scene.test, &scene.noura, &form).await.id;
    let ali = keeper(&scene, "ali", id).await;
    let coming = {
        let mut conn = scene.test.core().db.read().await.expect("a connection");
        let now = scene.test.core().clock.now();
        standing::list_coming_by(&mut conn, scene.noura.actor.id, now)
            .await
            .expect("a list")
    };
    assert_eq!(coming.iter().map(|(post, _)| post.id).collect::<Vec<_>>(), [id]);
    crate::trainings::erase(&scene).await;
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    let row = rows::find(&mut conn, id).await.expect("a row").expect("it stays");
    assert_eq!((row.state, row.trainer.as_str()), (TrainingState::Cancelled, ""));
    let access = rows::get_access(&mut conn, id).await.expect("access");
    assert!(access.online_link.is_empty());
    drop(conn);
    assert_eq!(told(&scene, &ali).await, [NotificationKind::TrainingCancelled]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_says_what_changed_and_when_it_is_but_not_where_to_meet_online() {
    let scene = Scene::new().await;
    let id = offered(&scene).await;
    let ali = scene.test.member("ali").await;
    let waiting = letters::Waiting {
        account_id: ali.account.id.0,
        post_id: id.0,
        changes: vec![Change::Day, Change::Link],
    };
    let core = scene.test.core();
    let payload = serde_json::to_value(&waiting).expect("JSON");
    let mut conn = core.db.write().await.expect("a connection");
    let waiting = NewLetter {
        id: core.ids.next(),
        kind: LetterKind::Training.as_str(),
        account_id: Some(ali.account.id),
        payload: &payload,
        dedup_key: None,
        thread_key: "",
        message_id: "<one@majlis.example>",
        next_try_at: core.clock.now(),
        created_at: core.clock.now(),
    };
    queue::insert(&mut conn, &waiting).await.expect("queued");
    drop(conn);
    scene.test.run_jobs().await;
    let all = crate::web::letters::all(&scene.test.app);
    let to = format!("{}>", ali.account.email);
    let letter = all.iter().find(|letter| letter.contains(&to)).expect("a letter");
    for words in ["It is on another day.", "Sunday 6 Dec 2026 09:00", "/trainings/"] {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    assert!(!letter.contains("plc-4711"), "{letter}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_with_words_that_are_not_wanted_is_refused() {
    let scene = Scene::new().await;
    let (core, majid) = (scene.test.core(), scene.majid.principal());
    rules_of_words::watch(core, &majid, None, "badge", "block")
        .await
        .expect("watched");
    let mut form = training::form("training");
    form.summary = "Win a badge".to_owned();
    let refused = rules::publish(core, &scene.noura.principal(), &form, wording).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::Words))), "{refused:?}");
}
