//! Timelines page as the `Link` header says, and hold what their names promise.

use majlis::domain::{follows, text};

use super::{House, SCOPES, caller, ids};
use crate::support::{Client, Page};

/// The address of the neighbouring page, without our host.
fn link(page: &Page, rel: &str) -> Option<String> {
    let header = page.header("link");
    header.split(", ").find_map(|link| {
        let (address, found) = link.split_once("; ")?;
        let address = address.strip_prefix('<')?.strip_suffix('>')?;
        (found == format!("rel=\"{rel}\"")).then(|| {
            let path = address.strip_prefix("https://majlis.example");
            path.unwrap_or_else(|| panic!("{address} is not ours")).to_owned()
        })
    })
}

async fn filled(count: usize) -> (House, Vec<String>) {
    let house = House::new().await;
    let mut newest_first = Vec::new();
    for number in 0..count {
        let title = format!("Topic number {number}");
        let post = house.app.topic(&house.noura, &house.forum, "discussion", &title).await;
        newest_first.insert(0, post.id.to_string());
    }
    (house, newest_first)
}

/// Everything from the newest to the oldest, by following the links.
async fn walk(client: &Client, first: &str) -> Vec<String> {
    let mut seen = Vec::new();
    let mut next = Some(first.to_owned());
    while let Some(path) = next {
        let page = client.get(&path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        seen.extend(ids(&page));
        next = link(&page, "next");
    }
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn links_lead_through_the_whole_list_once() {
    let (house, all) = filled(7).await;
    let guest = house.app.guest();
    let public = walk(&guest, "/api/v1/timelines/public?limit=2&local=true").await;
    assert_eq!(public, all);
    let noura = format!("/api/v1/accounts/{}/statuses?limit=3", house.noura.actor.id);
    assert_eq!(walk(&guest, &noura).await, all);
}

#[tokio::test(flavor = "multi_thread")]
async fn other_parameters_stay_in_the_links() {
    let (house, _) = filled(3).await;
    let page = house
        .app
        .guest()
        .get("/api/v1/timelines/public?local=true&limit=1&max_id=9999999999999999999")
        .await;
    assert_eq!(page.status, 200);
    let page = house
        .app
        .guest()
        .get("/api/v1/timelines/public?local=true&limit=1")
        .await;
    let next = link(&page, "next").expect("a next page");
    assert!(
        next.starts_with("/api/v1/timelines/public?local=true&limit=1&max_id="),
        "{next}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_page_has_no_links() {
    let house = House::new().await;
    let page = house.app.guest().get("/api/v1/timelines/public").await;
    assert_eq!((page.body.as_str(), page.header("link")), ("[]", ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn cursors_exclude_what_they_name() {
    let (house, all) = filled(6).await;
    let guest = house.app.guest();
    let page = |query: String| {
        let guest = guest.clone();
        async move { ids(&guest.get(&format!("/api/v1/timelines/public?{query}")).await) }
    };
    assert_eq!(page(format!("max_id={}&limit=2", all[1])).await, all[2..4]);
    assert_eq!(page(format!("since_id={}&limit=2", all[4])).await, all[0..2]);
    assert_eq!(page(format!("min_id={}&limit=2", all[4])).await, all[2..4]);
    assert_eq!(page(format!("since_id={}&max_id={}", all[4], all[1])).await, all[2..4]);
    assert_eq!(page("limit=0".to_owned()).await, all);
    assert_eq!(page("limit=9999".to_owned()).await, all);
    assert_eq!(page("limit=x&max_id=y".to_owned()).await, all);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_reaches_home_as_a_boost_by_its_forum() {
    let (house, all) = filled(3).await;
    let ali = caller(&house.app, &house.ali, SCOPES).await;
    assert_eq!(ali.get("/api/v1/timelines/home").await.body, "[]");
    let forum = house.forum.actor.id;
    follows::follow(house.app.core(), &house.ali.principal(), forum)
        .await
        .expect("a follow");
    let home = ali.get("/api/v1/timelines/home").await.json();
    let boosts = home.as_array().expect("a list");
    assert_eq!(boosts.len(), 3);
    for (boost, topic) in boosts.iter().zip(&all) {
        assert_eq!(boost["account"]["id"], forum.to_string());
        assert_eq!(boost["account"]["group"], true);
        assert_eq!(boost["content"], "");
        assert_eq!(boost["reblog"]["id"], topic.as_str());
        assert_eq!(boost["reblog"]["account"]["acct"], "noura");
        assert_ne!(boost["id"], boost["reblog"]["id"]);
        let id = boost["id"].as_str().expect("an id");
        let alone = ali.get(&format!("/api/v1/statuses/{id}")).await.json();
        assert_eq!(&alone, boost, "a boost can be read by its id");
    }
    let path = "/api/v1/timelines/home?limit=1";
    let paged = walk(&ali, path).await;
    let whole: Vec<&str> = boosts.iter().filter_map(|boost| boost["id"].as_str()).collect();
    assert_eq!(paged, whole, "a boost ends no page twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_follows_author_and_forum_sees_a_topic_once() {
    let (house, all) = filled(2).await;
    for target in [house.forum.actor.id, house.noura.actor.id] {
        follows::follow(house.app.core(), &house.ali.principal(), target)
            .await
            .expect("a follow");
    }
    let ali = caller(&house.app, &house.ali, SCOPES).await;
    assert_eq!(ids(&ali.get("/api/v1/timelines/home").await).len(), all.len());
    let noura = caller(&house.app, &house.noura, SCOPES).await;
    assert_eq!(
        ids(&noura.get("/api/v1/timelines/home").await),
        all,
        "one's own come plain"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_shows_boosts_or_on_request_the_topics() {
    let (house, all) = filled(3).await;
    let guest = house.app.guest();
    let path = format!("/api/v1/accounts/{}/statuses", house.forum.actor.id);
    let boosts = guest.get(&path).await.json();
    for (boost, topic) in boosts.as_array().expect("a list").iter().zip(&all) {
        assert_eq!(boost["reblog"]["id"], topic.as_str());
    }
    assert_eq!(ids(&guest.get(&format!("{path}?exclude_reblogs=true")).await), all);
    assert_eq!(guest.get(&format!("{path}?pinned=true")).await.body, "[]");
    assert_eq!(guest.get(&format!("{path}?only_media=1")).await.body, "[]");
    let topic: majlis::db::types::PostId = all[1].parse().expect("an id");
    majlis::domain::moderation::set_pinned(house.app.core(), &house.admin.principal(), topic, true)
        .await
        .expect("pinned");
    let pinned = guest.get(&format!("{path}?pinned=true")).await.json();
    assert_eq!(pinned[0]["reblog"]["id"], all[1].as_str());
    assert_eq!(pinned.as_array().map(Vec::len), Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_is_told_with_title_text_and_link() {
    let house = House::new().await;
    let topic = house
        .app
        .topic(&house.noura, &house.forum, "question", "OEE < 60 % & falling")
        .await;
    let status = house
        .app
        .guest()
        .get(&format!("/api/v1/statuses/{}", topic.id))
        .await
        .json();
    let content = status["content"].as_str().expect("content");
    assert!(
        content.starts_with("<p><strong>OEE &lt; 60 % &amp; falling</strong></p><p>"),
        "{content}"
    );
    assert!(
        content.contains(&format!("<a href=\"{}\"", text::escape(&topic.url))),
        "{content}"
    );
    assert!(!content.contains("dir="), "{content}");
    assert_eq!(status["spoiler_text"], "");
    assert_eq!(status["language"], "en");
    assert_eq!(status["uri"], topic.uri.as_str());
    assert_eq!(status["url"], topic.url.as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn tags_are_found_however_they_are_written() {
    let house = House::new().await;
    let topic = house
        .app
        .topic(&house.noura, &house.forum, "discussion", "A first topic")
        .await;
    let tagged = house.app.reply(&house.ali, topic.id, "On #OEE and #الصيانة here").await;
    house.app.reply(&house.ali, topic.id, "Without any tag").await;
    let other = house.app.reply(&house.ali, topic.id, "More on #oee").await;
    let guest = house.app.guest();
    let (tagged, other) = (tagged.id.to_string(), other.id.to_string());
    let list = |path: &'static str| {
        let guest = guest.clone();
        async move { ids(&guest.get(path).await) }
    };
    assert_eq!(list("/api/v1/timelines/tag/oee").await, [other.clone(), tagged.clone()]);
    assert_eq!(
        list("/api/v1/timelines/tag/OEE?limit=1").await,
        std::slice::from_ref(&other)
    );
    let arabic = "%D8%A7%D9%84%D8%B5%D9%8A%D8%A7%D9%86%D8%A9";
    assert_eq!(
        ids(&guest.get(&format!("/api/v1/timelines/tag/{arabic}")).await),
        std::slice::from_ref(&tagged)
    );
    assert_eq!(
        ids(&guest.get(&format!("/api/v1/timelines/tag/oee?all[]={arabic}")).await),
        std::slice::from_ref(&tagged)
    );
    assert_eq!(
        ids(&guest.get(&format!("/api/v1/timelines/tag/oee?none[]={arabic}")).await),
        std::slice::from_ref(&other)
    );
    assert_eq!(
        ids(&guest.get(&format!("/api/v1/timelines/tag/energy?any[]={arabic}")).await),
        [tagged]
    );
    assert!(list("/api/v1/timelines/tag/energy").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_remote_timeline_holds_nothing_written_here() {
    let (house, all) = filled(2).await;
    let guest = house.app.guest();
    assert_eq!(ids(&guest.get("/api/v1/timelines/public?local=1").await), all);
    assert_eq!(ids(&guest.get("/api/v1/timelines/public?local=false").await), all);
    assert_eq!(guest.get("/api/v1/timelines/public?remote=true").await.body, "[]");
}
