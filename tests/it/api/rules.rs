//! What holds for every endpoint: JSON throughout, slashes, encodings, CORS, limits.

use axum::body::Body;
use axum::http::{Method, header};

use majlis::domain::privacy::notices::{self, NoticeForm};

use super::schema::{ERROR, check};
use super::{House, SCOPES, caller, post, send};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_a_json_404() {
    let app = TestApp::new().await;
    let guest = app.guest();
    for path in [
        "/api",
        "/api/",
        "/api/v1/nothing",
        "/api/v3/annual_reports/1",
        "/api/v1/statuses/1",
        "/api/v1/statuses/abc",
        "/api/v1/statuses/-2",
        "/api/v1/statuses/99999999999999999999999",
        "/api/v1/statuses/1/context",
        "/api/v1/accounts/1",
        "/api/v1/accounts/x/statuses",
        "/api/v1/accounts/lookup?acct=nobody",
        "/api/v1/accounts/lookup?acct=nobody@nowhere.example",
        "/api/v1/accounts/lookup",
        "/oauth/nothing",
    ] {
        let page = guest.get(path).await;
        assert_eq!(page.status, 404, "{path}: {}", page.body);
        assert_eq!(page.header("content-type"), "application/json", "{path}");
        check(&page.json(), ERROR, path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_is_not_served_is_answered_in_json() {
    let app = TestApp::new().await;
    let page = send(&app.guest(), Method::DELETE, "/api/v1/instance", "application/json", "").await;
    assert_eq!(page.status, 404);
    check(&page.json(), ERROR, "DELETE");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_at_the_end_changes_nothing() {
    let house = House::new().await;
    let guest = house.app.guest();
    for path in [
        "/api/v1/instance",
        "/api/v2/instance",
        "/api/v1/timelines/public",
        "/.well-known/oauth-authorization-server",
    ] {
        let plain = guest.get(path).await;
        assert_eq!(plain.status, 200, "{path}");
        if path.starts_with("/api") {
            let slashed = guest.get(&format!("{path}/")).await;
            assert_eq!((slashed.status, slashed.body), (200, plain.body), "{path}/");
        }
    }
    let noura = caller(&house.app, &house.noura, SCOPES).await;
    assert_eq!(noura.get("/api/v1/conversations/").await.body, "[]");
    let local = guest.get("/api/v1/timelines/public/?local=true&limit=1").await;
    assert_eq!(local.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn private_lists_need_a_token_and_the_right_scope() {
    let house = House::new().await;
    let guest = house.app.guest();
    let narrow = caller(&house.app, &house.noura, "read:search").await;
    for path in [
        "/api/v1/timelines/home",
        "/api/v1/notifications",
        "/api/v1/preferences",
        "/api/v1/bookmarks",
        "/api/v1/lists",
        "/api/v2/filters",
        "/api/v1/markers",
        "/api/v1/accounts/verify_credentials",
        "/api/v1/accounts/relationships?id[]=1",
    ] {
        let page = guest.get(path).await;
        assert_eq!(page.status, 401, "{path}: {}", page.body);
        assert_eq!(page.json()["error"], "The access token is invalid", "{path}");
        let page = narrow.get(path).await;
        assert_eq!(page.status, 403, "{path}: {}", page.body);
        assert_eq!(page.json()["error"], "This action is outside the authorized scopes");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_token_is_refused_even_where_none_is_needed() {
    let app = TestApp::new().await;
    let client = app.guest().with_header("authorization", "Bearer nonsense");
    for path in ["/api/v1/timelines/public", "/api/v1/timelines/home"] {
        assert_eq!(client.get(path).await.status, 401, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn any_origin_may_ask_first() {
    let app = TestApp::new().await;
    let guest = app.guest();
    for path in [
        "/api/v2/instance",
        "/api/v1/timelines/home",
        "/api/v1/statuses",
        "/api/v1/nothing",
        "/oauth/token",
        "/oauth/revoke",
        "/.well-known/oauth-authorization-server",
    ] {
        let request = guest
            .request(Method::OPTIONS, path)
            .header(header::ORIGIN, "https://phanpy.example")
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(
                header::ACCESS_CONTROL_REQUEST_HEADERS,
                "authorization,content-type,idempotency-key",
            );
        let page = guest.send(request.body(Body::empty()).expect("a request")).await;
        assert!([200, 204].contains(&page.status), "{path}: {}", page.status);
        assert_eq!(page.header("access-control-allow-origin"), "*", "{path}");
        let allowed = page.header("access-control-allow-headers").to_ascii_lowercase();
        for name in ["authorization", "content-type", "idempotency-key"] {
            assert!(allowed.contains(name), "{path}: {allowed}");
        }
        let methods = page.header("access-control-allow-methods");
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            assert!(methods.contains(method), "{path}: {methods}");
        }
        assert_eq!(page.header("access-control-allow-credentials"), "");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_and_errors_may_be_read_from_any_origin() {
    let app = TestApp::new().await;
    let client = app.guest().with_header("origin", "https://phanpy.example");
    for path in [
        "/api/v2/instance",
        "/api/v1/nothing",
        "/api/v1/timelines/home",
        "/.well-known/oauth-authorization-server",
        "/avatars/original/missing.png",
    ] {
        let page = client.get(path).await;
        assert_eq!(page.header("access-control-allow-origin"), "*", "{path}");
        let exposed = page.header("access-control-expose-headers").to_ascii_lowercase();
        assert!(
            exposed.contains("link") && exposed.contains("x-ratelimit-reset"),
            "{path}: {exposed}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_parameters_come_in_every_encoding() {
    let app = TestApp::new().await;
    let guest = app.guest();
    let form = "client_name=Tusky&redirect_uris=oauth2redirect%3A%2F%2Fcom.keylesspalace.tusky%2F&scopes=read+write";
    let json = r#"{"client_name":"Tusky","redirect_uris":["oauth2redirect://com.keylesspalace.tusky/"],"scopes":"read write","website":null}"#;
    let multipart = "--x\r\nContent-Disposition: form-data; name=\"client_name\"\r\n\r\nTusky\r\n\
                     --x\r\nContent-Disposition: form-data; name=\"redirect_uris\"\r\n\r\n\
                     oauth2redirect://com.keylesspalace.tusky/\r\n\
                     --x\r\nContent-Disposition: form-data; name=\"scopes\"\r\n\r\nread write\r\n--x--\r\n";
    for (kind, body) in [
        ("application/x-www-form-urlencoded", form),
        ("application/json", json),
        ("application/json; charset=utf-8", json),
        ("multipart/form-data; boundary=x", multipart),
    ] {
        let page = send(&guest, Method::POST, "/api/v1/apps", kind, body).await;
        assert_eq!(page.status, 200, "{kind}: {}", page.body);
        assert_eq!(page.json()["name"], "Tusky", "{kind}");
        assert_eq!(page.json()["scopes"], serde_json::json!(["read", "write"]), "{kind}");
    }
    let page = guest.post(&format!("/api/v1/apps?{form}"), &[]).await;
    assert_eq!(page.status, 200, "in the query: {}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_body_is_refused_in_json() {
    let app = TestApp::new().await;
    let guest = app.guest();
    for body in ["{", "[]", "\"x\""] {
        let page = send(&guest, Method::POST, "/api/v1/apps", "application/json", body).await;
        assert_eq!(page.status, 400, "{body}: {}", page.body);
        check(&page.json(), ERROR, body);
    }
    let large = "x".repeat(300 * 1024);
    let page = post(&guest, "/api/v1/apps", &[("client_name", &large)]).await;
    assert_eq!(page.status, 413, "{}", page.body);
    check(&page.json(), ERROR, "large");
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_requests_are_told_when_to_come_back() {
    let app = TestApp::with(|config| config.security.api_per_five_minutes = 3).await;
    let guest = app.guest();
    for left in ["2", "1", "0"] {
        let page = guest.get("/api/v1/custom_emojis").await;
        assert_eq!((page.status, page.header("x-ratelimit-remaining")), (200, left));
        assert_eq!(page.header("x-ratelimit-limit"), "3");
        assert!(page.header("x-ratelimit-reset").ends_with('Z'));
    }
    let page = guest.get("/api/v1/custom_emojis").await;
    assert_eq!(page.status, 429);
    check(&page.json(), ERROR, "429");
    assert!(
        page.header("retry-after")
            .parse::<u64>()
            .is_ok_and(|seconds| seconds > 0)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_cookie_opens_nothing() {
    let app = TestApp::new().await;
    let noura = app.member("noura").await;
    let browser = app.sign_in(&noura).await;
    assert_eq!(browser.get("/api/v1/timelines/home").await.status, 401);
    assert_eq!(browser.get("/api/v1/accounts/verify_credentials").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_notice_keeps_apps_from_writing_until_it_is_accepted() {
    let house = House::new().await;
    let topic = house.app.topic(&house.noura, &house.forum, "question", "Leaks").await;
    let ali = caller(&house.app, &house.ali, SCOPES).await;
    let form = NoticeForm {
        text_ar: "نص جديد".to_owned(),
        text_en: "A new text".to_owned(),
        requires_acceptance: true,
    };
    let core = house.app.core();
    let version = notices::publish(core, &house.admin.principal(), &form)
        .await
        .expect("a new version");
    let path = format!("/api/v1/statuses/{}/favourite", topic.id);
    let refused = post(&ali, &path, &[]).await;
    assert_eq!(refused.status, 403);
    check(&refused.json(), ERROR, &path);
    assert_eq!(
        ali.get("/api/v1/timelines/home").await.status,
        200,
        "reading stays possible"
    );
    notices::accept(core, house.ali.account.id, version)
        .await
        .expect("accepted");
    assert_eq!(post(&ali, &path, &[]).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_wants_to_post_is_told_why_it_cannot() {
    let house = House::new().await;
    let noura = caller(&house.app, &house.noura, SCOPES).await;
    let page = post(&noura, "/api/v1/statuses", &[("status", "Hello")]).await;
    assert_eq!(page.status, 403);
    assert!(
        page.json()["error"]
            .as_str()
            .is_some_and(|words| words.contains("https://majlis.example/"))
    );
}
