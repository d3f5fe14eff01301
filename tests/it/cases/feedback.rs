//! What readers do with the library: comparing, keeping searches, printing; the case studies of a forum; a refused reply.

use chrono::TimeDelta;
use majlis::db::types::{AccountState, NotificationKind};
use majlis::domain::cases::library::{Facet, Search};
use majlis::domain::cases::{Step, saved};
use majlis::domain::{export, posts};
use majlis::{db, jobs};

use super::{Fields, Scene};
use crate::support::{Person, TestApp};

const STEEL: Fields<'static> = &[
    ("title", "Furnace gas down by a fifth"),
    ("language", "en"),
    ("forum", "quality"),
    ("sector", "24"),
];

#[tokio::test(flavor = "multi_thread")]
async fn case_studies_stand_side_by_side_and_lines_that_differ_are_marked() {
    let scene = Scene::new().await;
    let plastic = scene.publish(&scene.noura, &[]).await;
    let steel = scene.publish(&scene.noura, &[(Step::Basics, STEEL)]).await;
    let library = scene.guest().get("/cases").await;
    assert_eq!(
        library.count("input[name=id][form=compare]"),
        2,
        "picked without script"
    );
    let page = scene
        .guest()
        .get(&format!(
            "/cases/compare?id={}&id={}&id={}",
            steel.id, plastic.id, steel.id
        ))
        .await;
    assert_eq!(page.status, 200);
    assert_eq!(
        page.texts(".compare thead a"),
        ["Furnace gas down by a fifth", "Scrap down 18% with in-line vision"]
    );
    let marked = page.texts(".compare-differs th");
    assert!(
        marked.len() == 2 && marked[0].contains("Sector"),
        "sector and size: {marked:?}"
    );
    assert!(page.count(".compare tbody th[scope=row]") >= 8);
    assert!(!page.texts(".compare").join(" ").contains("case-"), "words, not keys");
    let fewer = page
        .attribute(".compare-actions a", "href")
        .expect("a way to leave one out");
    assert_eq!(fewer, format!("/cases/compare?id={}", plastic.id));
    let one = scene.guest().get(&fewer).await;
    assert!(one.body.contains("Pick at least two"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_reader_may_not_see_is_left_out_of_a_comparison_with_words() {
    let scene = Scene::new().await;
    let open = scene.publish(&scene.noura, &[]).await;
    let closed_forum = scene.test.forum(&scene.admin, "inside", "instance").await;
    let inside = super::published(&scene.test, &scene.noura, "inside", "Known to members only").await;
    let topic = scene
        .test
        .topic(&scene.ali, &scene.forum, "question", "Which camera?")
        .await;
    let gone = scene.publish(&scene.noura, &[]).await;
    posts::remove(scene.test.core(), &scene.noura.principal(), gone.id)
        .await
        .expect("removed");
    let path = format!(
        "/cases/compare?id={}&id={}&id={}&id={}&id=x",
        open.id, inside.id, topic.id, gone.id
    );
    let guest = scene.guest().get(&path).await;
    assert_eq!(guest.count(".compare thead a"), 1, "{}", guest.body);
    assert!(!guest.body.contains("Known to members only"));
    assert!(guest.body.contains("of them cannot be shown") && guest.body.contains("fit side by side"));
    let member = scene.browser(&scene.ali).await.get(&path).await;
    assert_eq!(member.count(".compare thead a"), 2, "{}", closed_forum.forum.id);
    for nonsense in ["", "?id=", "?id=-1&id=99999999999999999999", "?id=%00", "?x=1"] {
        let page = scene.guest().get(&format!("/cases/compare{nonsense}")).await;
        assert_eq!(page.status, 200, "{nonsense}");
    }
}

async fn notices(scene: &Scene, person: &Person) -> usize {
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    let page = db::Keyset::first(100);
    let all = db::notifications::list(&mut conn, person.account.id, page)
        .await
        .expect("notices");
    all.iter()
        .filter(|(told, ..)| told.kind == NotificationKind::SavedSearch)
        .count()
}

async fn keep(scene: &Scene, person: &Person, name: &str, sector: &str) {
    let search = Search::default().with(Facet::Sector, sector);
    saved::keep(scene.test.core(), &person.principal(), name, &search)
        .await
        .expect("kept");
}

async fn tomorrow(scene: &Scene) {
    scene.test.advance(TimeDelta::days(1));
    jobs::run_due(&scene.test.app).await.expect("jobs");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_kept_renamed_and_given_up_in_ones_own_pages() {
    let scene = Scene::new().await;
    scene.publish(&scene.noura, &[]).await;
    let browser = scene.browser(&scene.ali).await;
    let library = browser.get("/cases?sector=22&verified=yes").await;
    let form = "/cases/searches?sector=22&verified=yes";
    assert_eq!(library.count(&format!("a[href='{form}']")), 1, "{}", library.body);
    assert_eq!(
        scene
            .guest()
            .get("/cases?sector=22")
            .await
            .count("a[href^='/cases/searches']"),
        0
    );
    let nameless = browser.submit(form, &[("name", " ")]).await;
    assert_eq!(nameless.status, 422);
    assert_eq!(
        nameless.attribute("input[name=query]", "value").as_deref(),
        Some("sector=22&verified=yes")
    );
    assert_eq!(browser.submit(form, &[("name", "Plastics")]).await.status, 303);
    assert_eq!(
        browser.submit(form, &[("name", "Plastics")]).await.status,
        422,
        "the name is taken"
    );
    let page = browser.get("/cases/searches").await;
    let open = page.attribute(".saved-search a", "href").expect("a search");
    assert_eq!(
        browser.get(&open).await.header("location"),
        "/cases?sector=22&verified=yes"
    );
    let renamed = browser
        .submit("/cases/searches", &[("name", "Rubber and plastics")])
        .await;
    assert_eq!(renamed.status, 303, "{}", renamed.body);
    assert!(
        browser
            .get("/cases/searches")
            .await
            .body
            .contains("Rubber and plastics")
    );

    let other = scene.browser(&scene.noura).await;
    assert_eq!(other.get(&open).await.status, 404, "it is nobody else's");
    let token = other
        .get("/cases/searches")
        .await
        .attribute("input[name=csrf]", "value");
    let token = token.unwrap_or_default();
    other.post(&format!("{open}/delete"), &[("csrf", &token)]).await;
    other.post(&open, &[("csrf", &token), ("name", "Mine now")]).await;
    assert!(
        browser
            .get("/cases/searches")
            .await
            .body
            .contains("Rubber and plastics")
    );
    let given_up = browser.post_form("/cases/searches", &format!("{open}/delete")).await;
    assert_eq!(given_up.status, 303);
    assert_eq!(browser.get("/cases/searches").await.count(".saved-search"), 0);
    for n in 0..saved::MOST {
        keep(&scene, &scene.ali, &format!("Search {n}"), "22").await;
    }
    assert_eq!(
        browser.submit(form, &[("name", "One more")]).await.status,
        422,
        "there is a limit"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn members_are_told_once_a_day_in_one_notice_what_is_new_for_them() {
    let scene = Scene::new().await;
    scene.publish(&scene.noura, &[]).await;
    keep(&scene, &scene.ali, "Plastics", "22").await;
    keep(&scene, &scene.ali, "Everything", "").await;
    keep(&scene, &scene.ali, "Steel", "24").await;
    keep(&scene, &scene.noura, "Mine", "22").await;
    saved::schedule(scene.test.core(), TimeDelta::zero())
        .await
        .expect("scheduled");
    tomorrow(&scene).await;
    assert_eq!(notices(&scene, &scene.ali).await, 0, "what was there before is no news");
    scene.publish(&scene.noura, &[]).await;
    scene.publish(&scene.noura, &[]).await;
    tomorrow(&scene).await;
    assert_eq!(notices(&scene, &scene.ali).await, 1, "one notice for all of it");
    assert_eq!(notices(&scene, &scene.noura).await, 0, "one's own is no news");
    saved::run(scene.test.core()).await.expect("run again");
    assert_eq!(notices(&scene, &scene.ali).await, 1, "a job may run twice");
    let browser = scene.browser(&scene.ali).await;
    let page = browser.get("/notifications").await;
    assert_eq!(page.count("a[href='/cases/searches']"), 1, "{}", page.body);
    let page = browser.get("/cases/searches").await;
    assert_eq!(page.count(".saved-search .badge"), 2, "none for steel");
    let open = page.attribute(".saved-search a", "href").expect("a search");
    browser.get(&open).await;
    assert_eq!(
        browser.get("/cases/searches").await.count(".saved-search .badge"),
        1,
        "looked at"
    );
    tomorrow(&scene).await;
    assert_eq!(notices(&scene, &scene.ali).await, 1, "nothing new");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_of_what_they_may_not_read() {
    let scene = Scene::of(
        TestApp::with(|config| {
            config.verification.verified_forums = 1;
            config.verification.publish_case_studies = 0;
        })
        .await,
        "public",
    )
    .await;
    scene.test.forum(&scene.admin, "vetted", "verified").await;
    keep(&scene, &scene.ali, "Everything", "").await;
    let suspended = scene.test.member("huda").await;
    keep(&scene, &suspended, "Everything", "").await;
    let mut conn = scene.test.core().db.write().await.expect("a connection");
    db::accounts::set_state(&mut conn, suspended.account.id, AccountState::Suspended)
        .await
        .expect("suspended");
    drop(conn);
    saved::schedule(scene.test.core(), TimeDelta::zero())
        .await
        .expect("scheduled");
    tomorrow(&scene).await;
    super::published(&scene.test, &scene.admin, "vetted", "For the verified alone").await;
    tomorrow(&scene).await;
    assert_eq!(notices(&scene, &scene.ali).await, 0);
    scene.publish(&scene.noura, &[]).await;
    tomorrow(&scene).await;
    assert_eq!(notices(&scene, &scene.ali).await, 1);
    assert_eq!(
        notices(&scene, &suspended).await,
        0,
        "who cannot come in is told of nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn kept_searches_are_in_the_copy() {
    let scene = Scene::new().await;
    keep(&scene, &scene.ali, "Plastics", "22").await;
    let (_, sections) = export::collect(scene.test.core(), scene.ali.account.id)
        .await
        .expect("a copy");
    let section = sections
        .iter()
        .find(|section| section.name == "saved_searches")
        .expect("a section");
    assert!(section.rows[0].iter().any(|field| field.value == "sector=22"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_has_the_way_back_and_words_to_cite_it_by() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let path = format!("/cases/{}/sheet", case.id);
    for (language, head) in [("en", "At a glance"), ("ar", "")] {
        let guest = scene.test.guest().with_header("accept-language", language);
        let page = guest.get(&path).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains(head) && page.count(".print-sheet svg.sheet-code path") == 1);
        assert!(page.text(".print-sheet").expect("a sheet").contains(&case.url));
        assert!(page.texts(".cite-block")[0].contains(&format!("url = {{{}}}", case.url)));
        assert!(page.texts(".cite-block")[1].starts_with("TY"));
    }
    assert_eq!(scene.guest().get("/cases/99/sheet").await.status, 404);
    let hidden = Scene::of(TestApp::new().await, "instance").await;
    let case = hidden.publish(&hidden.noura, &[]).await;
    assert_eq!(
        hidden.guest().get(&format!("/cases/{}/sheet", case.id)).await.status,
        404
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_lists_its_own_case_studies() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    scene.test.forum(&scene.admin, "inside", "instance").await;
    super::published(&scene.test, &scene.noura, "inside", "Known to members only").await;
    let forum = scene.guest().get("/forums/quality").await;
    assert_eq!(forum.count("a[href='/forums/quality/cases']"), 1);
    let page = scene.guest().get("/forums/quality/cases").await;
    assert_eq!(
        page.attributes(".case-card h3 a", "href"),
        [format!("/cases/{}", case.id)]
    );
    assert_eq!(scene.guest().get("/forums/inside/cases").await.status, 404);
    let member = scene.browser(&scene.ali).await.get("/forums/inside/cases").await;
    assert_eq!(member.texts(".case-card h3"), ["Known to members only"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_question_comes_back_on_the_page_of_the_case_study() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let browser = scene.browser(&scene.ali).await;
    let page = browser.submit(&format!("/cases/{}", case.id), &[("body", " ")]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.count(".case-sheet"), 1, "{}", page.body);
    let preview = browser
        .submit(
            &format!("/cases/{}", case.id),
            &[("body", "Which **lens**?"), ("intent", "preview")],
        )
        .await;
    assert_eq!((preview.status, preview.count(".case-sheet")), (200, 1));
}
