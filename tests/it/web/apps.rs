//! The list of applications a member let in.

use majlis::db::oauth::{OauthApp, OauthToken};
use majlis::db::types::{AppKind, OauthAppId};
use majlis::domain::oauth::tokens;
use majlis::id::{random_token, token_hash};

use crate::support::{Person, TestApp};

/// An application that `person` let in, and its token.
pub async fn let_in(test: &TestApp, person: &Person) -> (OauthAppId, String) {
    let (core, token) = (test.core(), random_token());
    let app = OauthApp {
        id: core.ids.next(),
        client_id: random_token(),
        secret_hash: Vec::new(),
        name: "toot".to_owned(),
        website: None,
        redirect_uris: String::new(),
        scopes: "read write".to_owned(),
        kind: AppKind::App,
        is_trusted: false,
        created_at: core.clock.now(),
    };
    let row = OauthToken {
        id: core.ids.next(),
        token_hash: token_hash(&token),
        app_id: app.id,
        account_id: Some(person.account.id),
        code_hash: None,
        scopes: app.scopes.clone(),
        created_at: core.clock.now(),
        expires_at: None,
        revoked_at: None,
    };
    let mut conn = core.db.write().await.expect("a connection");
    majlis::db::oauth::insert_app(&mut conn, &app)
        .await
        .expect("an application");
    majlis::db::oauth::insert_token(&mut conn, &row).await.expect("a token");
    (app.id, token)
}

async fn works(test: &TestApp, token: &str) -> bool {
    tokens::find(test.core(), token).await.expect("a query").is_some()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_that_is_shown_out_stops_at_once() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let (client, his) = (test.sign_in(&noura).await, test.sign_in(&salem).await);
    let ((app, token), (other, kept)) = (let_in(&test, &noura).await, let_in(&test, &noura).await);
    let page = client.get("/settings/apps").await;
    assert_eq!(page.count(".session"), 2);
    assert!(
        page.text(".session").expect("a line").contains("publish, vote"),
        "says what it may do"
    );
    let csrf = |page: &crate::support::Page| page.attribute("input[name=csrf]", "value").expect("a token");
    let action = format!("/settings/apps/{app}/end");
    let foreign = csrf(&his.get("/settings/apps").await);
    assert_eq!(his.post(&action, &[("csrf", &foreign)]).await.status, 404, "not his");
    assert!(works(&test, &token).await);

    assert_eq!(client.post(&action, &[("csrf", &csrf(&page))]).await.status, 303);
    assert!(!works(&test, &token).await);
    assert!(works(&test, &kept).await, "the other one goes on");
    assert_eq!(
        client.post(&action, &[("csrf", &csrf(&page))]).await.status,
        404,
        "ended is ended"
    );
    let left = client.get("/settings/apps").await;
    assert_eq!(left.count(".session"), 1);
    assert!(left.body.contains(&format!("/settings/apps/{other}/end")));
}
