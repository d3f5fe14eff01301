//! "We did it too": who may report, what is shown of it and to whom, and that no single report can be taken out of the figures
//! of all.

use majlis::db::cases::replications as rows;
use majlis::db::posts::Post;
use majlis::db::types::{Outcome, Role};
use majlis::domain::cases::replications::{self, Figure, ReplicationForm, Replications};
use majlis::domain::moderation::bans::{self, NewBan, Place};
use majlis::domain::moderation::{hiding, rules};
use majlis::domain::{Denied, Error, Viewer, export, posts};
use majlis::web::present::wording;

use super::Scene;
use crate::domain::organisations;
use crate::support::{Person, TestApp};

fn form(result: &str, payback: &str) -> ReplicationForm {
    ReplicationForm {
        story: "Three cameras were enough for us.".to_owned(),
        result: result.to_owned(),
        payback: payback.to_owned(),
        language: "en".to_owned(),
        ..ReplicationForm::default()
    }
}

async fn report(scene: &Scene, by: &Person, case: &Post, result: &str, payback: &str) -> Result<Post, Error> {
    let (core, by) = (scene.test.core(), by.principal());
    replications::write(core, &by, case.id, &form(result, payback), wording).await
}

/// So many people, each with a report.
async fn reporters(scene: &Scene, case: &Post, from: usize, paybacks: &[&str]) -> Vec<(Person, Post)> {
    let mut all = Vec::new();
    for (n, payback) in paybacks.iter().enumerate() {
        let person = scene.test.member(&format!("factory{}", from + n)).await;
        let reply = report(scene, &person, case, "better", payback).await.expect("a report");
        all.push((person, reply));
    }
    all
}

async fn seen(scene: &Scene, case: &Post, viewer: &Viewer) -> Replications {
    replications::of_case(scene.test.core(), viewer, case)
        .await
        .expect("reports")
}

async fn paybacks(scene: &Scene, case: &Post) -> Option<Figure> {
    seen(scene, case, &Viewer::Guest).await.paybacks
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_written_without_script_and_stands_on_the_page() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let path = format!("/cases/{}/replicate", case.id);
    let browser = scene.browser(&scene.ali).await;
    let wrong = browser
        .submit(
            &path,
            &[("story", "Three cameras were enough for us."), ("payback", "٩ شهور")],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Three cameras were enough for us.") && wrong.body.contains("٩ شهور"));
    assert_eq!(
        wrong.count(".error-summary li"),
        2,
        "the result and the payback: {}",
        wrong.body
    );
    let sent = browser
        .submit(
            &path,
            &[
                ("result", "better"),
                ("story", "Three cameras were enough for us."),
                ("adapted", "Strobe light instead of a **tunnel**."),
                ("payback", "٩"),
                ("region", "SA-04"),
                ("size", "medium"),
                ("open", "yes"),
            ],
        )
        .await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = scene.guest().get(&format!("/cases/{}", case.id)).await;
    let section = page.text("#replications").expect("a section");
    for words in [
        "report from elsewhere",
        "Better than described",
        "Paid off in",
        "Eastern",
    ] {
        assert!(section.contains(words), "{words}: {section}");
    }
    assert!(page.text(".reply-list").expect("replies").contains("Strobe light"));
    let notices = scene.browser(&scene.noura).await.get("/notifications").await;
    assert!(
        notices.body.contains("did what your case study tells of, too"),
        "{}",
        notices.body
    );

    let again = browser.get(&path).await;
    assert!(
        again.body.contains("Strobe light instead of a **tunnel**."),
        "what stands is there to be changed"
    );
    let changed = browser.submit(&path, &[("result", "worse"), ("payback", "")]).await;
    assert_eq!(changed.status, 303, "{}", changed.body);
    let found = seen(&scene, &case, &scene.ali.viewer()).await;
    assert_eq!((found.told.len(), found.is_mine_there), (1, true));
    assert_eq!(found.told[0].report.result, Some(Outcome::Worse));
    assert_eq!(found.told[0].report.payback, None);
    let edit = browser.get(&format!("/posts/{}/edit", found.told[0].reply)).await;
    assert_eq!(edit.header("location"), path, "its text is changed with its figures");
}

#[tokio::test(flavor = "multi_thread")]
async fn both_languages_tell_it_in_their_own_words() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let arabic = ReplicationForm {
        story: "اكتفينا بثلاث كاميرات في خطّنا.".to_owned(),
        is_open: true,
        language: "ar".to_owned(),
        ..form("same", "14")
    };
    let reply = replications::write(scene.test.core(), &scene.ali.principal(), case.id, &arabic, wording)
        .await
        .expect("a report");
    assert_eq!(reply.language.as_deref(), Some("ar"));
    assert!(
        reply.html.contains("طبّقناها نحن أيضًا") && reply.html.contains("14") && !reply.html.contains("case-"),
        "{}",
        reply.html
    );
    let page = scene
        .test
        .guest()
        .with_header("accept-language", "ar")
        .get(&format!("/cases/{}", case.id))
        .await;
    assert!(page.text("#replications").expect("a section").contains("إفادة واحدة"));
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_that_are_not_shown_are_nowhere_to_be_found() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let closed = ReplicationForm {
        region: "SA-04".to_owned(),
        ..form("failed", "571")
    };
    let reply = replications::write(scene.test.core(), &scene.ali.principal(), case.id, &closed, wording)
        .await
        .expect("a report");
    let member = scene.test.member("reader").await;
    for client in [
        scene.guest(),
        scene.browser(&member).await,
        scene.browser(&scene.noura).await,
    ] {
        for path in [
            format!("/cases/{}", case.id),
            format!("/api/v1/statuses/{}", reply.id),
            format!("/posts/{}/history", reply.id),
        ] {
            let page = client.get(&path).await;
            // A number of its own: the digits may well stand within an id.
            let mut numbers = page.body.split(|c: char| !c.is_ascii_digit());
            assert!(
                numbers.all(|number| number != "571") && !page.body.contains("It did not work"),
                "{path}"
            );
        }
    }
    let document = scene.guest().with_header("accept", "application/activity+json");
    let note = document.get(&format!("/replies/{}", reply.id)).await;
    assert_eq!(note.json()["replication"], serde_json::json!({}), "{}", note.body);
    let found = seen(&scene, &case, &Viewer::Guest).await;
    assert_eq!((found.told.len(), found.regions), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_show_from_five_reports_on() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    reporters(&scene, &case, 0, &["6", "9", "14", "30"]).await;
    assert_eq!(paybacks(&scene, &case).await, None);
    let page = scene.guest().get(&format!("/cases/{}", case.id)).await;
    assert_eq!(page.count(".shares"), 0);
    assert!(page.body.contains("show from five on"));
    reporters(&scene, &case, 4, &["60"]).await;
    let shown = paybacks(&scene, &case).await.expect("five are enough");
    assert_eq!((shown.classes, shown.median), ([2, 1, 1, 1], Some(14)));
    let page = scene.guest().get(&format!("/cases/{}", case.id)).await;
    assert_eq!(page.count(".shares"), 2, "result and payback");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attacker_who_comes_and_goes_takes_no_report_out_of_the_figures() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let attacker = scene.test.member("mallory").await;
    report(&scene, &attacker, &case, "better", "1").await.expect("a report");
    reporters(&scene, &case, 0, &["9", "10", "11", "12"]).await;
    let first = paybacks(&scene, &case).await.expect("five");

    // A sixth comes; whatever the attacker does, what is shown is what it was, or nothing.
    let victim = reporters(&scene, &case, 9, &["99"]).await.remove(0);
    assert_eq!(paybacks(&scene, &case).await.as_ref(), Some(&first));
    for (n, payback) in ["500", "1", "2", "3", "4", "5", "6"].iter().enumerate() {
        let mine = report(&scene, &attacker, &case, "worse", payback)
            .await
            .expect("changed");
        assert_eq!(
            paybacks(&scene, &case).await.as_ref(),
            Some(&first),
            "changed {n} times"
        );
        posts::remove(scene.test.core(), &attacker.principal(), mine.id)
            .await
            .expect("taken back");
        assert_eq!(
            paybacks(&scene, &case).await.as_ref(),
            Some(&first),
            "taken back {n} times"
        );
        report(&scene, &attacker, &case, "worse", payback).await.expect("anew");
        assert_eq!(paybacks(&scene, &case).await.as_ref(), Some(&first), "anew {n} times");
    }

    // The victim goes; the figures do not tell what it said.
    posts::remove(scene.test.core(), &victim.0.principal(), victim.1.id)
        .await
        .expect("taken back");
    assert_eq!(paybacks(&scene, &case).await.as_ref(), Some(&first));
    // Whoever changes the words only moves nothing either, and those who say nothing of payback hide nobody.
    reporters(&scene, &case, 20, &["", "", "", "", ""]).await;
    assert_eq!(paybacks(&scene, &case).await.as_ref(), Some(&first));
    assert_eq!(
        seen(&scene, &case, &Viewer::Guest)
            .await
            .results
            .expect("results")
            .classes,
        [8, 0, 1, 0],
        "results moved, with the attacker and four who came"
    );
    // With enough who came and changed, all of it moves at once.
    reporters(&scene, &case, 30, &["40", "40", "40", "40", "40"]).await;
    assert_ne!(paybacks(&scene, &case).await.as_ref(), Some(&first));
}

#[tokio::test(flavor = "multi_thread")]
async fn below_five_nothing_is_shown_any_more() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let all = reporters(&scene, &case, 0, &["6", "9", "14", "30", "60"]).await;
    assert!(paybacks(&scene, &case).await.is_some());
    posts::remove(scene.test.core(), &all[0].0.principal(), all[0].1.id)
        .await
        .expect("taken back");
    let found = seen(&scene, &case, &Viewer::Guest).await;
    assert_eq!(found.told.len(), 4);
    assert!(found.paybacks.is_none() && found.results.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_organisation_reports_once() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let (core, colleague) = (scene.test.core(), scene.test.member("huda").await);
    let company = organisations::factory(&scene.test, &scene.ali).await;
    organisations::staff(&scene.test, &company, &scene.ali, &colleague).await;
    let first = report(&scene, &scene.ali, &case, "better", "9")
        .await
        .expect("a report");
    let second = report(&scene, &colleague, &case, "better", "9").await;
    assert!(matches!(second, Err(Error::Forbidden(Denied::Reported))), "{second:?}");
    posts::remove(core, &scene.ali.principal(), first.id)
        .await
        .expect("taken back");
    report(&scene, &colleague, &case, "same", "9")
        .await
        .expect("now it may");
    assert_eq!(seen(&scene, &case, &Viewer::Guest).await.told.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn guests_authors_the_banned_and_who_may_not_read_it_do_not_report() {
    let scene = Scene::of(TestApp::new().await, "instance").await;
    let case = scene.publish(&scene.noura, &[]).await;
    let path = format!("/cases/{}/replicate", case.id);
    let asked = scene.guest().get(&path).await;
    assert_eq!(asked.status, 401, "a guest is asked to sign in");
    let told = scene
        .guest()
        .post(&path, &[("result", "same"), ("story", "It works for us.")])
        .await;
    assert!([401, 403, 404].contains(&told.status), "{}", told.status);
    let own = report(&scene, &scene.noura, &case, "better", "9").await;
    assert!(matches!(own, Err(Error::Forbidden(Denied::OwnCaseStudy))), "{own:?}");
    let page = scene
        .browser(&scene.noura)
        .await
        .get(&format!("/cases/{}", case.id))
        .await;
    assert_eq!(page.count(&format!("a[href='{path}']")), 0);
    let ban = NewBan {
        who: scene.ali.actor.id,
        place: Place::Forum(scene.forum.forum.id),
        why: crate::moderation::why("No ads"),
        until: None,
        with_posts: false,
        uri: None,
    };
    bans::ban(scene.test.core(), &scene.admin.principal(), &ban)
        .await
        .expect("banned");
    let banned = report(&scene, &scene.ali, &case, "better", "9").await;
    assert!(matches!(banned, Err(Error::Forbidden(Denied::Banned))), "{banned:?}");
    let kept = scene.browser(&scene.ali).await;
    let token = kept.get("/notifications").await.attribute("input[name=csrf]", "value");
    let fields = [
        ("csrf", token.as_deref().unwrap_or_default()),
        ("result", "same"),
        ("story", "It works for us."),
    ];
    let kept = kept.post(&path, &fields).await;
    assert_eq!(kept.status, 403);
    assert!(kept.body.contains("It works for us."), "nothing typed is lost");
    let verified = Scene::of(
        TestApp::with(|config| {
            config.verification.verified_forums = 1;
            config.verification.publish_case_studies = 0;
        })
        .await,
        "public",
    )
    .await;
    let reply = verified
        .test
        .reply(&verified.ali, verified.publish(&verified.noura, &[]).await.id, "Nice")
        .await;
    let of_reply = replications::write(
        verified.test.core(),
        &verified.ali.principal(),
        reply.id,
        &form("same", "9"),
        wording,
    )
    .await;
    assert!(
        matches!(of_reply, Err(Error::NotFound)),
        "a reply is no case study: {of_reply:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_hide_a_report_and_bring_it_back_with_its_figures() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let reply = report(&scene, &scene.ali, &case, "better", "9")
        .await
        .expect("a report");
    let (core, admin) = (scene.test.core(), scene.admin.principal());
    hiding::hide(core, &admin, reply.id, &crate::moderation::form("spam", "Ads"))
        .await
        .expect("hidden");
    let found = seen(&scene, &case, &Viewer::Guest).await;
    assert_eq!(found.told.len(), 0);
    hiding::restore(core, &admin, reply.id).await.expect("restored");
    let found = seen(&scene, &case, &scene.ali.viewer()).await;
    assert_eq!((found.told.len(), found.is_mine_there), (1, true));
    let page = scene
        .browser(&scene.noura)
        .await
        .get(&format!("/replies/{}", reply.id))
        .await;
    assert_eq!(page.status, 303, "others report it to the moderators like any reply");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_waits_for_a_moderator_keeps_its_figures() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let (core, admin) = (scene.test.core(), scene.admin.principal());
    rules::watch(core, &admin, Some(scene.forum.forum.id), "cameras", "hold")
        .await
        .expect("watched");
    let held = report(&scene, &scene.ali, &case, "better", "9").await;
    assert!(matches!(held, Err(Error::Held)), "{held:?}");
    assert_eq!(seen(&scene, &case, &Viewer::Guest).await.told.len(), 0);
    let (waiting, _) = majlis::domain::moderation::held::queue(core, &admin, None)
        .await
        .expect("a queue");
    majlis::domain::moderation::held::approve(core, &admin, waiting[0].held.id)
        .await
        .expect("approved");
    let mine = replications::mine(core, &scene.ali.viewer(), case.id)
        .await
        .expect("a query")
        .expect("a report");
    assert_eq!(
        (mine.report.result, mine.report.payback),
        (Some(Outcome::Better), Some(9))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_author_answers_a_report() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let reply = report(&scene, &scene.ali, &case, "better", "9")
        .await
        .expect("a report");
    let answer = scene
        .test
        .reply(&scene.noura, reply.id, "Which lens did you take?")
        .await;
    let page = scene.guest().get(&format!("/cases/{}", case.id)).await;
    assert_eq!(
        page.count(&format!("#replications a[href='/replies/{}']", answer.id)),
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_in_the_copy_and_goes_with_its_author() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let reply = report(&scene, &scene.ali, &case, "better", "571")
        .await
        .expect("a report");
    let (_, sections) = export::collect(scene.test.core(), scene.ali.account.id)
        .await
        .expect("a copy");
    let section = sections
        .iter()
        .find(|section| section.name == "replications")
        .expect("a section");
    assert!(section.rows[0].iter().any(|field| field.value == 571));
    posts::remove(scene.test.core(), &scene.ali.principal(), reply.id)
        .await
        .expect("removed");
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    assert!(rows::find(&mut conn, reply.id).await.expect("a query").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_of_elsewhere_see_no_more_than_others() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    report(&scene, &scene.ali, &case, "failed", "571")
        .await
        .expect("a report");
    let moderator = scene.test.person("rami", Role::Moderator).await;
    let found = seen(&scene, &case, &moderator.viewer()).await;
    assert_eq!(found.told[0].report.result, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_shows_figures_no_more_leaves_them_in_no_former_version() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let (core, by) = (scene.test.core(), scene.ali.principal());
    let open = ReplicationForm {
        is_open: true,
        ..form("failed", "571")
    };
    let reply = replications::write(core, &by, case.id, &open, wording)
        .await
        .expect("a report");
    scene.test.advance(chrono::TimeDelta::hours(1));
    report(&scene, &scene.ali, &case, "failed", "571")
        .await
        .expect("closed");
    let history = scene.guest().get(&format!("/posts/{}/history", reply.id)).await;
    assert!(!history.body.contains("571"), "{}", history.body);
    let page = scene.guest().get(&format!("/cases/{}", case.id)).await;
    assert!(!page.body.contains("571") && page.body.contains("Three cameras were enough"));
}
