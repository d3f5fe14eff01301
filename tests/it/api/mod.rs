//! The Mastodon client API, OAuth and OpenID Connect, as applications meet them.

mod accounts;
mod consent;
mod conversation;
mod messages;
mod oauth;
mod openid;
mod reports;
mod rules;
mod schema;
mod shapes;
mod timelines;
mod tools;
mod visibility;

use axum::body::Body;
use axum::http::{Method, header};
use majlis::db::forums::Forum;
use majlis::domain::forums::ForumView;
use majlis::domain::oauth::{Ask, AskForm, Grant, NewApp, Registered, apps, authorize, tokens};

use crate::support::{Client, Page, Person, TestApp};

/// Where the applications of these tests are sent back to.
const REDIRECT: &str = "http://127.0.0.1:9/back";
/// What every client asks for.
pub(crate) const SCOPES: &str = "read write follow push";

/// An application, registered.
async fn application(app: &TestApp) -> Registered {
    let new = NewApp {
        name: "Phanpy".to_owned(),
        redirect_uris: vec![REDIRECT.to_owned()],
        scopes: SCOPES.to_owned(),
        website: "https://phanpy.example".to_owned(),
    };
    apps::register(app.core(), &new).await.expect("a registration")
}

/// What the application asks the member.
async fn ask(app: &TestApp, registered: &Registered, scope: &str, challenge: &str) -> Ask {
    let form = AskForm {
        response_type: "code".to_owned(),
        client_id: registered.app.client_id.clone(),
        redirect_uri: REDIRECT.to_owned(),
        scope: scope.to_owned(),
        code_challenge: challenge.to_owned(),
        code_challenge_method: if challenge.is_empty() { "" } else { "S256" }.to_owned(),
        ..AskForm::default()
    };
    let checked = authorize::check(app.core(), &form).await.expect("a database");
    checked.expect("a request that can be put to somebody")
}

/// A code that `person` agreed to.
async fn code(app: &TestApp, registered: &Registered, person: &Person, scope: &str, challenge: &str) -> String {
    let ask = ask(app, registered, scope, challenge).await;
    let back = authorize::approve(app.core(), &person.principal(), &ask, app.core().clock.now())
        .await
        .expect("a redirect");
    let query = back.split_once("code=").expect("a code").1;
    query.split('&').next().expect("a code").to_owned()
}

/// A client that calls on behalf of `person`.
pub(crate) async fn caller(app: &TestApp, person: &Person, scope: &str) -> Client {
    let registered = application(app).await;
    let grant = Grant::Code {
        code: code(app, &registered, person, scope, "").await,
        redirect_uri: REDIRECT.to_owned(),
        verifier: None,
    };
    let issued = tokens::issue(app.core(), &registered.app, true, &grant).await;
    let token = issued.expect("a database").expect("a token").access_token;
    app.guest().with_header("authorization", &format!("Bearer {token}"))
}

/// Sends a body of this kind.
async fn send(client: &Client, method: Method, path: &str, kind: &str, body: &str) -> Page {
    let request = client.request(method, path).header(header::CONTENT_TYPE, kind);
    client
        .send(request.body(Body::from(body.to_owned())).expect("a request"))
        .await
}

/// POST of a form, as applications send it: from anywhere, without a token of ours.
async fn post(client: &Client, path: &str, fields: &[(&str, &str)]) -> Page {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    send(client, Method::POST, path, "application/x-www-form-urlencoded", &body).await
}

/// An admin, two members, and a public forum of theirs.
struct House {
    app: TestApp,
    admin: Person,
    noura: Person,
    ali: Person,
    forum: ForumView,
}

impl House {
    async fn new() -> Self {
        let app = TestApp::new().await;
        let admin = app.admin("admina").await;
        let noura = app.member("noura").await;
        let ali = app.member("ali").await;
        let forum = app.forum(&admin, "maintenance", "public").await;
        Self {
            app,
            admin,
            noura,
            ali,
            forum,
        }
    }

    fn forum_row(&self) -> &Forum {
        &self.forum.forum
    }
}

/// The ids of a list, in its order.
fn ids(page: &Page) -> Vec<String> {
    let list = page.json();
    let list = list.as_array().unwrap_or_else(|| panic!("no list: {}", page.body));
    list.iter()
        .map(|item| item["id"].as_str().expect("an id that is a string").to_owned())
        .collect()
}
