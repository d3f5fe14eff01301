//! Letters that come back.

use axum::body::Body;
use axum::http::{Method, header};
use majlis::domain::passwords;

use super::{Read, Scene};

const SECRET: &str = "a-secret-of-some-length";

async fn scene() -> Scene {
    Scene::with(|config| config.mail.bounce_secret = SECRET.to_owned()).await
}

async fn tell(scene: &Scene, secret: &str, kind: &str, body: String) -> u16 {
    let client = scene.test.guest();
    let request = client
        .request(Method::POST, "/hooks/mail/bounce")
        .header(header::AUTHORIZATION, format!("Bearer {secret}"))
        .header(header::CONTENT_TYPE, kind)
        .body(Body::from(body))
        .expect("a request");
    client.send(request).await.status
}

pub(super) fn report(message_id: &str, to: &str, status: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; {to}\r\nAction: failed\r\nStatus: {status}\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\n\r\n--b--\r\n"
    )
}

async fn ask(scene: &Scene) {
    passwords::ask_reset(scene.test.core(), &scene.noura.account.email)
        .await
        .expect("asked");
    scene.test.run_jobs().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_letters_come_back_from_gets_none_until_its_owner_says_so() {
    let scene = scene().await;
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    ask(&scene).await;
    let sent = Read::of(&scene.letters(&scene.noura)[0]);
    let body = report(sent.header("message-id"), &scene.noura.account.email, "5.1.1");
    assert_eq!(tell(&scene, "wrong", "message/rfc822", body.clone()).await, 401);
    assert_eq!(tell(&scene, SECRET, "message/rfc822", body).await, 204);

    scene.test.reply(&scene.faisal, topic.id, "An answer.").await;
    scene.after(6).await;
    assert_eq!(scene.letters(&scene.noura).len(), 1, "no letter goes there");
    let client = scene.test.sign_in(&scene.noura).await;
    let page = client.get("/notifications").await;
    assert!(
        page.body.contains("We cannot reach your e-mail address"),
        "{}",
        page.body
    );
    let page = client.get("/settings/notifications").await;
    assert!(page.body.contains("come back"), "{}", page.body);
    let done = client
        .post_form("/settings/notifications", "/settings/notifications/address")
        .await;
    assert_eq!(done.status, 303);
    ask(&scene).await;
    assert_eq!(scene.letters(&scene.noura).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_arrive_another_time_is_counted() {
    let scene = scene().await;
    let body = || serde_json::json!({ "recipient": scene.noura.account.email, "status": "4.2.2" }).to_string();
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    for _ in 0..4 {
        assert_eq!(tell(&scene, SECRET, "application/json", body()).await, 204);
    }
    scene.test.reply(&scene.faisal, topic.id, "One.").await;
    scene.after(6).await;
    assert_eq!(scene.letters(&scene.noura).len(), 1, "four times are not enough");
    assert_eq!(tell(&scene, SECRET, "application/json", body()).await, 204);
    scene.test.reply(&scene.faisal, topic.id, "Two.").await;
    scene.after(6).await;
    assert_eq!(scene.letters(&scene.noura).len(), 1, "five are");
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_and_strangers_change_nothing() {
    let scene = scene().await;
    let strange = serde_json::json!({ "recipient": "nobody@elsewhere.example", "status": "5.1.1" });
    assert_eq!(tell(&scene, SECRET, "application/json", strange.to_string()).await, 204);
    let word = serde_json::json!({ "recipient": scene.noura.account.email, "status": "no" });
    assert_eq!(tell(&scene, SECRET, "application/json", word.to_string()).await, 422);
    assert_eq!(tell(&scene, SECRET, "application/json", "{".to_owned()).await, 400);
    assert_eq!(tell(&scene, SECRET, "message/rfc822", "Hello".to_owned()).await, 422);
    ask(&scene).await;
    assert_eq!(scene.letters(&scene.noura).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_secret_there_is_no_such_address() {
    let scene = Scene::new().await;
    assert_eq!(tell(&scene, "", "application/json", "{}".to_owned()).await, 404);
}
