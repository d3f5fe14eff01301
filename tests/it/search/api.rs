//! What applications find.

use super::{Scene, address};
use crate::support::Client;

async fn statuses(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&format!("/api/v2/search?{query}")).await;
    assert_eq!(page.status, 200, "{query}: {}", page.body);
    let json = page.json();
    let found = json["statuses"].as_array().expect("a list").iter();
    found
        .map(|status| status["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn statuses_are_found_by_words_in_pages_and_by_author() {
    let scene = Scene::new().await;
    let inner = scene.test.forum(&scene.admin, "inner", "instance").await;
    let mut all = Vec::new();
    for n in 0..5 {
        all.insert(0, scene.topic(&format!("Gearbox number {n}")).await.id.to_string());
    }
    let topic = scene
        .test
        .topic(&scene.admin, &scene.forum, "question", "Bearings")
        .await;
    let reply = scene.test.reply(&scene.admin, topic.id, "From the gearbox").await;
    all.insert(0, reply.id.to_string());
    let secret = scene
        .test
        .topic(&scene.noura, &inner, "question", "Gearbox merger")
        .await;
    let guest = scene.guest();
    assert_eq!(statuses(&guest, "q=gearbox").await, all);
    assert_eq!(statuses(&guest, "q=gearbox&type=accounts").await, [""; 0]);
    assert_eq!(statuses(&guest, "q=gearbox&type=statuses&limit=2").await, all[..2]);
    assert_eq!(
        statuses(&guest, "q=gearbox&type=statuses&limit=2&offset=4").await,
        all[4..]
    );
    assert_eq!(statuses(&guest, "q=gearbox&type=statuses&offset=6").await, [""; 0]);
    let of_admin = format!("q=gearbox&type=statuses&account_id={}", scene.admin.actor.id);
    assert_eq!(statuses(&guest, &of_admin).await, [reply.id.to_string()]);
    let member = crate::api::caller(&scene.test, &scene.noura, crate::api::SCOPES).await;
    assert_eq!(statuses(&member, "q=gearbox&limit=1").await, [secret.id.to_string()]);
    let arabic = scene.topic("محاذاة الضواغط").await;
    let query = address("ضواغط").replace("/search?", "");
    assert_eq!(statuses(&guest, &query).await, [arabic.id.to_string()]);
    assert_eq!(guest.get("/api/v2/search?q=x&account_id=nobody").await.status, 404);
}
