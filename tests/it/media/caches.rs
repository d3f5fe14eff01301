//! What caches between us and the reader may keep, and for how long.

use majlis::domain::moderation::hiding;
use majlis::domain::posts;

use super::posts::id_of;
use super::publish;
use super::shelf::Shelf;
use crate::moderation::form;
use crate::support::{Client, Page};

/// Asks again as a cache does that has the bytes.
async fn again(client: &Client, address: &str, mark: &str) -> Page {
    client.clone().with_header("if-none-match", mark).get(address).await
}

async fn file_of(client: &Client, topic: &str) -> String {
    client
        .get(topic)
        .await
        .attribute(".file-card a", "href")
        .expect("a file")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cache_asks_after_minutes_and_hears_that_nothing_changed_without_the_bytes() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let admin = test.admin("majid").await;
    test.forum(&admin, "pumps", "public").await;
    let topic = publish(&test.sign_in(&admin).await, "pumps", &[("a.csv", b"1,2")]).await;
    let (guest, file) = (test.guest(), file_of(&test.guest(), &topic).await);
    let first = guest.get(&file).await;
    assert_eq!(first.header("cache-control"), "public, max-age=300, must-revalidate");
    let mark = first.header("etag").to_owned();
    // Not even the store has to answer.
    for object in shelf.objects().await {
        test.core().media.delete(&object).await.expect("deleted");
    }
    for known in [
        mark.clone(),
        format!("W/{mark}"),
        format!("\"other\", {mark}"),
        "*".to_owned(),
    ] {
        let page = again(&guest, &file, &known).await;
        assert_eq!((page.status, page.bytes.len()), (304, 0), "{known}");
        assert_eq!(
            (page.header("etag"), page.header("cache-control")),
            (mark.as_str(), "public, max-age=300, must-revalidate")
        );
    }
    assert_ne!(again(&guest, &file, "\"other\"").await.status, 304);
}

#[tokio::test(flavor = "multi_thread")]
async fn once_a_post_is_hidden_or_removed_its_files_are_not_confirmed_any_more() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    test.forum(&admin, "pumps", "public").await;
    let author = test.sign_in(&noura).await;
    let guest = test.guest();
    for is_hidden in [true, false] {
        let topic = publish(&author, "pumps", &[("a.csv", b"1,2")]).await;
        let file = file_of(&guest, &topic).await;
        let mark = guest.get(&file).await.header("etag").to_owned();
        assert_eq!(again(&guest, &file, &mark).await.status, 304);
        if is_hidden {
            hiding::hide(test.core(), &admin.principal(), id_of(&topic), &form("spam", ""))
                .await
                .expect("hidden");
        } else {
            posts::remove(test.core(), &noura.principal(), id_of(&topic))
                .await
                .expect("removed");
        }
        let page = again(&guest, &file, &mark).await;
        assert_eq!(
            (page.status, page.header("cache-control")),
            (404, "no-store"),
            "{is_hidden}"
        );
        let owner = author.get(&file).await;
        if is_hidden {
            assert_eq!(
                (owner.status, owner.header("cache-control")),
                (200, "private, no-cache")
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_shared_cache_keeps_what_is_not_for_everybody() {
    let shelf = Shelf::disk().await;
    let test = &shelf.test;
    let admin = test.admin("majid").await;
    let client = test.sign_in(&admin).await;
    for scope in ["instance", "network"] {
        test.forum(&admin, scope, scope).await;
        let topic = publish(&client, scope, &[("a.csv", scope.as_bytes())]).await;
        let file = file_of(&client, &topic).await;
        let page = client.get(&file).await;
        assert_eq!((page.status, page.header("cache-control")), (200, "private, no-cache"));
        let mark = page.header("etag").to_owned();
        assert_eq!(again(&client, &file, &mark).await.status, 304);
        assert_eq!(
            again(&test.guest(), &file, &mark).await.status,
            404,
            "{scope}: a known mark opens nothing"
        );
    }
}
