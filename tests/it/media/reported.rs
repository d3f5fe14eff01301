//! Files of posts that were reported.

use majlis::domain::forums;
use majlis::domain::moderation::hiding;
use majlis::domain::moderation::reports::{self, Matter};
use majlis::domain::posts;

use super::posts::id_of;
use super::publish;
use super::shelf::Shelf;
use crate::moderation::form;

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_report_shows_the_files_before_and_after_the_post_is_hidden() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let (admin, maya) = (test.admin("majid").await, test.member("maya").await);
    let (noura, ali) = (test.member("noura").await, test.member("ali").await);
    let forum = test.forum(&admin, "pumps", "instance").await;
    forums::set_moderator(test.core(), &admin.principal(), forum.forum.id, maya.actor.id, true)
        .await
        .expect("appointed");
    let (moderator, other) = (test.sign_in(&maya).await, test.sign_in(&ali).await);
    let topic = publish(&test.sign_in(&noura).await, "pumps", &[("a.csv", b"1,2")]).await;
    let matter = Matter::Post(id_of(&topic));
    let filed = reports::file(
        test.core(),
        &ali.viewer(),
        &ali.principal(),
        matter,
        &form("spam", "Ads"),
        false,
    )
    .await
    .expect("filed");
    let case = format!("/moderation/reports/{}", filed.id);

    let file = moderator.get(&case).await.attribute(".file-card a", "href");
    let file = file.expect("a file");
    assert_eq!(moderator.get(&file).await.status, 200);
    hiding::hide(test.core(), &maya.principal(), id_of(&topic), &form("spam", ""))
        .await
        .expect("hidden");
    let page = moderator.get(&case).await;
    assert_eq!(
        page.attribute(".file-card a", "href").as_deref(),
        Some(file.as_str()),
        "{}",
        page.body
    );
    let opened = moderator.get(&file).await;
    assert_eq!((opened.status, opened.body.as_str()), (200, "1,2"));
    assert!(opened.header("cache-control").starts_with("private"));
    assert!(opened.header("content-disposition").starts_with("attachment"));
    assert!(opened.header("content-security-policy").starts_with("sandbox;"));
    for stranger in [&other, &test.guest()] {
        assert_eq!(stranger.get(&file).await.status, 404, "who reported does not get it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_its_author_removed_is_gone_from_the_report_too() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    test.forum(&admin, "pumps", "public").await;
    let topic = publish(&test.sign_in(&noura).await, "pumps", &[("a.csv", b"1,2")]).await;
    let matter = Matter::Post(id_of(&topic));
    let filed = reports::file(
        test.core(),
        &admin.viewer(),
        &admin.principal(),
        matter,
        &form("spam", "Ads"),
        false,
    )
    .await
    .expect("filed");
    posts::remove(test.core(), &noura.principal(), id_of(&topic))
        .await
        .expect("removed");
    let page = test
        .sign_in(&admin)
        .await
        .get(&format!("/moderation/reports/{}", filed.id))
        .await;
    assert_eq!((page.status, page.count(".file-card")), (200, 0));
}
