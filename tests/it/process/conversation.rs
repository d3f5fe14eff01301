//! What the house is for, between two processes and through their pages only.

use super::eventually;
use super::instance::Instance;
use crate::support::Client;

const QUESTION: &str = "Why does pump 3 vibrate above 1400 rpm?";
const ANSWER: &str = "Check the coupling before the bearings: ours was off by 0.4 mm.";

/// The address of the topic called `title` on the page at `path`, once it is there.
async fn find_topic(browser: &Client, path: &str, title: &str) -> String {
    eventually(&format!("{title} on {path}"), async || {
        let page = browser.get(path).await;
        let links = "a[href^='/topics/']";
        let texts = page.texts(links);
        let at = texts.iter().position(|text| text.contains(title))?;
        page.attributes(links, "href").into_iter().nth(at)
    })
    .await
}

/// Waits until the first element that `selector` finds on the page at `path` says `words`.
async fn reads(browser: &Client, path: &str, selector: &str, words: &str) {
    eventually(&format!("{words} on {path}"), async || {
        let page = browser.get(path).await;
        page.texts(selector)
            .iter()
            .any(|text| text.contains(words))
            .then_some(())
    })
    .await;
}

/// Creates the forum `maintenance` for everybody.
async fn create_forum(admin: &Client) {
    let form = [
        ("name_ar", "الصيانة"),
        ("name_en", "Maintenance"),
        ("username", "maintenance"),
        ("scope", "public"),
        ("posting", "members"),
    ];
    let page = admin.submit("/admin/forums/new", &form).await;
    assert_eq!(page.status, 303, "{}", page.body);
}

/// Follows the forum `maintenance` of `host` through the address box, and waits until the other server accepts.
async fn follow_forum(browser: &Client, host: &str) {
    let query: String = url::form_urlencoded::byte_serialize(format!("!maintenance@{host}").as_bytes()).collect();
    let path = format!("/connect?address={query}");
    let page = browser.submit(&path, &[("follow", "yes")]).await;
    assert_eq!(page.status, 303, "{}", page.body);
    reads(browser, &path, "button[name='follow'][value='no']", "Following").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_on_one_is_answered_from_the_other_and_both_show_the_best_answer() {
    let (mut home, mut away) = (Instance::new().await, Instance::new().await);
    home.start().await;
    away.start().await;
    home.create_admin("boss");
    home.create_member("noura").await;
    away.create_member("ali").await;
    create_forum(&home.sign_in("boss").await).await;
    let (noura, ali) = (home.sign_in("noura").await, away.sign_in("ali").await);
    follow_forum(&ali, &home.host()).await;

    let question = [
        ("kind", "question"),
        ("title", QUESTION),
        (
            "body",
            "Since the overhaul in March it shakes the floor, and only under load.",
        ),
        ("language", "en"),
        ("intent", "publish"),
    ];
    let asked = noura.submit("/forums/maintenance/new", &question).await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    let at_home = find_topic(&noura, "/forums/maintenance", QUESTION).await;
    let there = find_topic(&ali, &format!("/forums/maintenance@{}", home.host()), QUESTION).await;

    let answered = ali.submit(&there, &[("body", ANSWER), ("intent", "publish")]).await;
    assert_eq!(answered.status, 303, "{}", answered.body);
    reads(&noura, &at_home, ".reply-body", ANSWER).await;
    let accepted = noura.submit(&at_home, &[("accept", "yes")]).await;
    assert_eq!(accepted.status, 303, "{}", accepted.body);

    reads(&noura, &at_home, ".accepted .reply-body", ANSWER).await;
    reads(&ali, &there, ".accepted .reply-body", ANSWER).await;
}
