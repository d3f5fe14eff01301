//! Reporting from an application.

use majlis::db::types::Category;
use majlis::domain::moderation::reports;

use super::{House, SCOPES, caller, post};

#[tokio::test(flavor = "multi_thread")]
async fn a_status_is_reported_to_its_moderators() {
    let house = House::new().await;
    let topic = house
        .app
        .topic(&house.ali, &house.forum, "discussion", "Cheap pumps for sale")
        .await;
    let client = caller(&house.app, &house.noura, SCOPES).await;
    let id = topic.id.to_string();
    let account = house.ali.actor.id.to_string();
    let fields = [
        ("account_id", account.as_str()),
        ("status_ids[]", id.as_str()),
        ("category", "spam"),
        ("comment", "Ads"),
    ];

    let page = post(&client, "/api/v1/reports", &fields).await;

    assert_eq!(page.status, 200, "{}", page.body);
    let report = page.json();
    assert_eq!(report["status_ids"][0], id.as_str());
    assert_eq!(report["target_account"]["id"], account.as_str());
    let (rows, _) = reports::queue(house.app.core(), &house.admin.principal(), false, None)
        .await
        .expect("a queue");
    assert_eq!((rows.len(), rows[0].report.category), (1, Category::Spam));
    assert_eq!(rows[0].report.words, "Ads");
}
