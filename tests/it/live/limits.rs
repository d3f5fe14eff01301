//! Who may listen, for how long, and how many.

use axum::http::Method;
use majlis::db::types::AccountState;

use super::line::{Line, Stage};

#[tokio::test(flavor = "multi_thread")]
async fn guests_and_pages_of_other_sites_are_refused() {
    let stage = Stage::new().await;
    let member = stage.node().member("sara").await;
    let client = stage.node().sign_in(&member).await;
    let own = format!("http://{}", stage.node().host());
    let guest = stage.node().guest();
    assert_eq!(
        Line::open(&stage.node().host(), &guest, "", &own).await.err(),
        Some(401)
    );
    for origin in ["https://evil.example", "null", "http://localhost"] {
        assert_eq!(
            Line::open(&stage.node().host(), &client, "", origin).await.err(),
            Some(403),
            "{origin}"
        );
    }
    assert!(Line::open(&stage.node().host(), &client, "", &own).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_line_of_who_signs_out_closes_and_that_of_another_browser_stays() {
    let mut stage = Stage::new().await;
    let member = stage.node().member("sara").await;
    let (here, there) = (stage.node().sign_in(&member).await, stage.node().sign_in(&member).await);
    let mut ended = Line::own(stage.node(), &here, "").await;
    let _stays = Line::own(stage.node(), &there, "").await;
    here.post_form("/", "/sign-out").await;
    stage.settle().await;
    assert_eq!(ended.next().await, None);
    assert_eq!(stage.node().app.live.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lines_of_who_is_suspended_close() {
    let mut stage = Stage::new().await;
    let member = stage.node().member("sara").await;
    let client = stage.node().sign_in(&member).await;
    let mut line = Line::own(stage.node(), &client, "").await;
    let mut conn = stage.node().core().db.write().await.expect("a connection");
    majlis::db::accounts::set_state(&mut conn, member.account.id, AccountState::Suspended)
        .await
        .expect("suspended");
    drop(conn);
    stage.settle().await;
    assert_eq!(line.next().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_is_told_by_events_where_sockets_do_not_get_through() {
    let mut stage = Stage::new().await;
    let (admin, asker) = (stage.node().admin("boss").await, stage.node().member("asker").await);
    let forum = stage.node().forum(&admin, "pumps", "public").await;
    let topic = stage.node().topic(&asker, &forum, "discussion", "Which pump?").await;
    stage.settle().await;
    let began = stage.node().core().clock.now().millis();
    let client = stage.node().sign_in(&asker).await;
    let reply = stage.node().reply(&admin, topic.id, "A small one.").await;
    stage.settle().await;
    let app = stage.node().app.clone();
    let address = format!("/live?thread={}&after={began}", topic.id);
    let request = client
        .request(Method::GET, &address)
        .body(axum::body::Body::empty())
        .expect("a request");
    // The answer ends when the server closes, so that it can be read to its end.
    let (page, ()) = tokio::join!(client.send(request), async move {
        while app.live.is_empty() {
            tokio::task::yield_now().await;
        }
        app.live.close();
    });
    assert_eq!(page.status, 200);
    assert!(
        page.headers["content-type"]
            .to_str()
            .is_ok_and(|kind| kind == "text/event-stream")
    );
    assert!(
        page.body.contains(&format!(r#""post":"{}""#, reply.id)),
        "{}",
        page.body
    );
    assert!(page.body.lines().any(|line| line.starts_with("id: ")), "{}", page.body);
}
