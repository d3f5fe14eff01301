//! Accounts, finding them, following them.

use super::{House, SCOPES, caller, ids, post};

#[tokio::test(flavor = "multi_thread")]
async fn a_local_account_is_called_by_its_name_alone() {
    let house = House::new().await;
    let guest = house.app.guest();
    for acct in [
        "noura",
        "@noura",
        "NOURA",
        "noura@majlis.example",
        "acct:noura@majlis.example",
    ] {
        let page = guest.get(&format!("/api/v1/accounts/lookup?acct={acct}")).await;
        assert_eq!(page.status, 200, "{acct}: {}", page.body);
        assert_eq!(page.json()["acct"], "noura", "{acct}");
        assert_eq!(page.json()["id"], house.noura.actor.id.to_string());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_is_a_group_in_the_name_space_of_people() {
    let house = House::new().await;
    let forum = house
        .app
        .guest()
        .get("/api/v1/accounts/lookup?acct=maintenance")
        .await
        .json();
    assert_eq!((&forum["group"], &forum["bot"]), (&true.into(), &false.into()));
    assert_eq!(
        forum["display_name"], "maintenance · الصيانة",
        "strangers see both names"
    );
    let noura = caller(&house.app, &house.noura, SCOPES).await;
    let forum = noura.get("/api/v1/accounts/lookup?acct=maintenance").await.json();
    assert_eq!(
        forum["display_name"],
        house.forum_row().name_en.as_str(),
        "a member sees it in their language"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn following_answers_at_once_how_one_stands() {
    let house = House::new().await;
    let noura = caller(&house.app, &house.noura, SCOPES).await;
    let id = house.forum.actor.id;
    let followed = post(&noura, &format!("/api/v1/accounts/{id}/follow"), &[("reblogs", "true")]).await;
    assert_eq!(followed.status, 200, "{}", followed.body);
    assert_eq!(
        (&followed.json()["following"], &followed.json()["requested"]),
        (&true.into(), &false.into())
    );
    let path = format!("/api/v1/accounts/{}/following", house.noura.actor.id);
    assert_eq!(ids(&noura.get(&path).await), [id.to_string()]);
    let left = post(&noura, &format!("/api/v1/accounts/{id}/unfollow"), &[]).await;
    assert_eq!((left.status, &left.json()["following"]), (200, &false.into()));
    assert_eq!(noura.get(&path).await.body, "[]");
    let own = house.noura.actor.id;
    assert_eq!(
        post(&noura, &format!("/api/v1/accounts/{own}/follow"), &[])
            .await
            .status,
        403
    );
    assert_eq!(post(&noura, "/api/v1/accounts/1/follow", &[]).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn relationships_come_in_the_order_asked_for() {
    let house = House::new().await;
    let noura = caller(&house.app, &house.noura, SCOPES).await;
    let (ali, forum) = (house.ali.actor.id, house.forum.actor.id);
    let asked = format!("/api/v1/accounts/relationships?id[]={forum}&id[]=1&id[]={ali}");
    assert_eq!(ids(&noura.get(&asked).await), [forum.to_string(), ali.to_string()]);
    let single = format!("/api/v1/accounts/relationships?id={ali}");
    assert_eq!(ids(&noura.get(&single).await), [ali.to_string()]);
    assert_eq!(noura.get("/api/v1/accounts/relationships").await.body, "[]");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_follows_whom_is_for_members() {
    let house = House::new().await;
    let noura = caller(&house.app, &house.noura, SCOPES).await;
    post(&noura, &format!("/api/v1/accounts/{}/follow", house.ali.actor.id), &[]).await;
    let path = format!("/api/v1/accounts/{}/followers", house.ali.actor.id);
    assert_eq!(ids(&noura.get(&path).await), [house.noura.actor.id.to_string()]);
    assert_eq!(house.app.guest().get(&path).await.body, "[]");
}

#[tokio::test(flavor = "multi_thread")]
async fn search_knows_handles_and_addresses() {
    let house = House::new().await;
    let topic = house
        .app
        .topic(&house.noura, &house.forum, "question", "Which sensor?")
        .await;
    let noura = caller(&house.app, &house.noura, SCOPES).await;
    for query in [
        "noura".to_owned(),
        "@noura@majlis.example".to_owned(),
        "nou".to_owned(),
        house.noura.actor.uri.clone(),
        house.noura.actor.url.clone(),
    ] {
        let found = noura
            .get(&format!("/api/v2/search?resolve=true&q={query}"))
            .await
            .json();
        assert_eq!(found["accounts"][0]["acct"], "noura", "{query}: {found}");
    }
    let forum = noura.get("/api/v2/search?q=!maintenance@majlis.example").await.json();
    assert_eq!(forum["accounts"][0]["group"], true);
    for address in [&topic.uri, &topic.url] {
        let found = noura
            .get(&format!("/api/v2/search?resolve=true&q={address}"))
            .await
            .json();
        assert_eq!(found["statuses"][0]["id"], topic.id.to_string(), "{address}");
    }
    let nothing = noura
        .get("/api/v2/search?q=https://127.0.0.1/@x&resolve=true")
        .await
        .json();
    assert_eq!(
        nothing,
        serde_json::json!({ "accounts": [], "statuses": [], "hashtags": [] })
    );
    assert_eq!(noura.get("/api/v2/search").await.status, 422);
    let percent = noura.get("/api/v1/accounts/search?q=%25").await;
    assert_eq!(
        (percent.status, percent.body.as_str()),
        (200, "[]"),
        "signs of a pattern match nothing"
    );
    let underscore = noura.get("/api/v1/accounts/search?q=no_ra").await;
    assert_eq!(underscore.body, "[]");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_a_mention_and_a_best_answer_are_told() {
    let house = House::new().await;
    let (app, noura, ali) = (&house.app, &house.noura, &house.ali);
    let topic = app.topic(noura, &house.forum, "question", "Which sensor?").await;
    let answer = app.reply(ali, topic.id, "Three axes.").await;
    majlis::domain::answers::accept(app.core(), &noura.principal(), answer.id)
        .await
        .expect("accepted");
    let asker = caller(app, noura, SCOPES).await;
    let told = asker.get("/api/v1/notifications").await.json();
    assert_eq!(told[0]["type"], "mention");
    assert_eq!(told[0]["status"]["id"], answer.id.to_string());
    let answerer = caller(app, ali, SCOPES).await;
    let told = answerer.get("/api/v1/notifications").await.json();
    assert_eq!(told[0]["type"], "favourite");
    assert_eq!(told[0]["account"]["acct"], "noura");
    assert_eq!(answerer.get("/api/v1/notifications?types[]=mention").await.body, "[]");
    assert_eq!(
        answerer
            .get("/api/v1/notifications?exclude_types[]=favourite")
            .await
            .body,
        "[]"
    );
    assert_eq!(
        answerer.get("/api/v1/notifications/unread_count").await.json()["count"],
        1
    );
    let id = told[0]["id"].as_str().expect("an id");
    assert_eq!(
        answerer.get(&format!("/api/v1/notifications/{id}")).await.json(),
        told[0]
    );
    assert_eq!(
        asker.get(&format!("/api/v1/notifications/{id}")).await.status,
        404,
        "it is another's"
    );
    assert_eq!(
        answerer
            .get(&format!("/api/v1/notifications?since_id={id}&limit=1"))
            .await
            .body,
        "[]"
    );
}
