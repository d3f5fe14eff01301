//! What somebody may not read is neither found nor counted nor told of in any other way.

use super::{Scene, address, found, topic};

#[tokio::test(flavor = "multi_thread")]
async fn counts_and_choices_tell_nothing_of_what_may_not_be_read() {
    let scene = Scene::new().await;
    let inner = scene.test.forum(&scene.admin, "vault", "instance").await;
    let open = scene.topic("Gearbox noise").await;
    let secret = scene
        .test
        .topic(&scene.noura, &inner, "question", "Gearbox merger #classified")
        .await;
    scene.test.reply(&scene.noura, secret.id, "Gearbox figures").await;
    let guest = scene.guest().get("/search?q=gearbox").await;
    assert_eq!(guest.texts(".search-count"), ["1", "0"]);
    assert_eq!(guest.attributes(".hit-row h3 a", "href"), [topic(&open)]);
    for word in ["vault", "classified", "merger", "figures"] {
        assert!(!guest.body.contains(word), "{word}");
    }
    let member = scene.test.sign_in(&scene.noura).await;
    let page = member.get("/search?q=gearbox").await;
    assert_eq!(page.texts(".search-count"), ["2", "1"]);
    assert!(page.body.contains("classified"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_that_is_closed_and_one_that_is_not_there_look_the_same() {
    let scene = Scene::new().await;
    scene.test.forum(&scene.admin, "inner", "instance").await;
    scene.topic("Gearbox noise").await;
    let mut pages = Vec::new();
    for name in ["inner", "nowhe"] {
        let page = scene.guest().get(&address(&format!("gearbox forum:{name}"))).await;
        assert_eq!((page.status, page.count(".hit-row")), (200, 0));
        pages.push(page.texts("main *").join("\n").replace(name, "it"));
    }
    assert_eq!(pages[0], pages[1]);
    let forums = scene.guest().get("/search?q=inner&type=forums").await;
    assert_eq!(forums.count(".forum-card"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_narrowed_forum_takes_its_posts_out_of_the_results_of_others() {
    let scene = Scene::new().await;
    scene.topic("Gearbox noise").await;
    let form = majlis::domain::forums::ForumForm {
        username: "energy".to_owned(),
        name_ar: "الطاقة".to_owned(),
        name_en: "energy".to_owned(),
        scope: "instance".to_owned(),
        posting: "members".to_owned(),
        ..Default::default()
    };
    majlis::domain::forums::edit(scene.test.core(), &scene.admin.principal(), scene.forum.forum.id, &form)
        .await
        .expect("narrowed");
    assert_eq!(scene.found("gearbox").await, [""; 0]);
    let member = scene.test.sign_in(&scene.noura).await;
    assert_eq!(found(&member, "gearbox").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_and_organisations_are_counted_for_members_only() {
    let scene = Scene::new().await;
    let form = crate::domain::organisations::form("Noura Steel Works");
    majlis::domain::organisations::create(scene.test.core(), &scene.admin.principal(), &form)
        .await
        .expect("an organisation");
    let guest = scene.guest().get("/search?q=noura").await;
    assert_eq!(guest.texts(".search-count"), ["0", "0"]);
    let admin = scene.test.sign_in(&scene.admin).await;
    let page = admin.get("/search?q=noura").await;
    let hrefs = page.attributes(".tabs a", "href");
    assert!(hrefs.contains(&"/people?q=noura".to_owned()), "{hrefs:?}");
    assert!(hrefs.contains(&"/organisations?q=noura".to_owned()), "{hrefs:?}");
}
