//! Who may have a file, and what its owner sees of it.

use majlis::domain::media;

use super::shelf::Shelf;
use super::{compose, form, post, publish, token};

async fn file_of(client: &crate::support::Client, topic: &str) -> String {
    let page = client.get(topic).await;
    page.attribute(".file-card a", "href")
        .unwrap_or_else(|| panic!("no file: {}", page.body))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_read_a_post_does_not_get_its_files() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let (client, other) = (test.sign_in(&admin).await, test.sign_in(&noura).await);
    for (scope, is_for_guests) in [("instance", false), ("network", false), ("public", true)] {
        test.forum(&admin, scope, scope).await;
        let topic = publish(&client, scope, &[("a.csv", scope.as_bytes())]).await;
        let file = file_of(&client, &topic).await;
        let page = other.get(&file).await;
        assert_eq!(page.status, 200, "{scope}: a member");
        let status = test.guest().get(&file).await.status;
        assert_eq!(status, if is_for_guests { 200 } else { 404 }, "{scope}: a guest");
        assert_eq!(
            page.header("cache-control").starts_with("public"),
            is_for_guests,
            "{scope}"
        );
        // What a trusted server is given with a post lets it fetch the file, in forums that reach it.
        let pass = media::pass(test.core(), file.trim_start_matches("/media/"));
        let status = test.guest().get(&format!("{file}?pass={pass}")).await.status;
        assert_eq!(
            status,
            if scope == "instance" { 404 } else { 200 },
            "{scope}: with a pass"
        );
        let status = test
            .guest()
            .get(&format!("{file}?pass={}", pass.replace(|_| true, "0")))
            .await
            .status;
        assert_eq!(
            status,
            if is_for_guests { 200 } else { 404 },
            "{scope}: with a wrong pass"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_on_no_post_is_its_owners_alone() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    test.forum(&admin, "pumps", "public").await;
    let (client, other) = (test.sign_in(&admin).await, test.sign_in(&noura).await);
    let page = compose(&client, "pumps", &[("intent", "attach")], &[("a.csv", b"1,2")]).await;
    let id = page.attribute("input[name=media]", "value").expect("a file");
    let file = client
        .get("/settings/uploads")
        .await
        .attribute(".upload-list a", "href")
        .expect("a file");
    assert_eq!(client.get(&file).await.status, 200);
    assert_eq!(other.get(&file).await.status, 404);
    // Nor can somebody else hang it on a post of theirs.
    let page = compose(&other, "pumps", &[("media", &id), ("intent", "publish")], &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("not there any more"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_sees_their_files_and_deletes_what_hangs_on_nothing() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let admin = test.admin("majid").await;
    test.forum(&admin, "pumps", "public").await;
    let client = test.sign_in(&admin).await;
    publish(&client, "pumps", &[("on.csv", b"1,2")]).await;
    compose(&client, "pumps", &[("intent", "attach")], &[("loose.csv", b"3,4")]).await;
    let page = client.get("/settings/uploads").await;
    assert_eq!(
        page.texts(".upload-list .tray-words > p:first-child"),
        ["loose.csv", "on.csv"]
    );
    let deeds = page.attributes(".upload-list form", "action");
    assert_eq!(deeds.len(), 1, "what hangs on a post goes with it");
    assert_eq!(client.post_form("/settings/uploads", &deeds[0]).await.status, 303);
    assert_eq!(client.get("/settings/uploads").await.count(".upload-list li"), 1);
    test.run_jobs().await;
    assert_eq!(shelf.objects().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_script_of_the_composer_gets_a_place_in_the_tray() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let admin = test.admin("majid").await;
    let client = test.sign_in(&admin).await;
    let token = token(&client).await;
    let hasty = client
        .clone()
        .with_header("x-csrf-token", &token)
        .with_header("x-fragment", "1");
    let page = post(&hasty, "/uploads", form(&[], &[("a.csv", b"1,2")])).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.trim_start().starts_with("<li") && page.count("input[name=media]") == 1);
    let page = post(&hasty, "/uploads", form(&[], &[("a.svg", b"<svg/>")])).await;
    assert_eq!(page.status, 422);
    assert!(
        page.body.contains("a.svg") && page.body.contains("not taken"),
        "{}",
        page.body
    );
    let page = post(&client, "/uploads", form(&[], &[("a.csv", b"1,2")])).await;
    assert_eq!(page.status, 403, "without the token");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_has_files_too() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let admin = test.admin("majid").await;
    let forum = test.forum(&admin, "pumps", "public").await;
    let topic = test.topic(&admin, &forum, "question", "Why does it shake?").await;
    let client = test.sign_in(&admin).await;
    let token = token(&client).await;
    let fields = [
        ("csrf", token.as_str()),
        ("body", "See the table."),
        ("language", "en"),
        ("intent", "publish"),
    ];
    let path = format!("/topics/{}/replies", topic.id);
    let page = post(&client, &path, form(&fields, &[("a.csv", b"1,2")])).await;
    assert_eq!(page.status, 303, "{}", page.body);
    let page = test.guest().get(&format!("/topics/{}", topic.id)).await;
    assert_eq!(page.texts(".reply .file-card a"), ["a.csv"]);
}
