//! Verification as a member and a verifier meet it: from the first page to the mark beside the name.

use axum::body::Body;
use axum::http::{Method, header};
use majlis::db::types::{CaseId, DocumentId};
use majlis::db::verification::documents as files;

use crate::domain::verification::{PDF, factory, instance};
use crate::support::client::{Client, Page};
use crate::support::{Person, TestApp};

/// Sends a file as a browser does: the token first.
async fn send(client: &Client, path: &str, page: &Page, name: &str, bytes: &[u8]) -> Page {
    let token = page.attribute("input[name=csrf]", "value").expect("a token");
    upload(client, path, &token, name, bytes).await
}

async fn upload(client: &Client, path: &str, token: &str, name: &str, bytes: &[u8]) -> Page {
    let part = |name: &str| format!("--xyz\r\nContent-Disposition: form-data; name=\"{name}\"");
    let mut body = format!(
        "{}\r\n\r\n{token}\r\n{}\r\n\r\nregister\r\n",
        part("csrf"),
        part("kind")
    )
    .into_bytes();
    body.extend(
        format!(
            "{}; filename=\"{name}\"\r\nContent-Type: application/pdf\r\n\r\n",
            part("document")
        )
        .bytes(),
    );
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--xyz--\r\n");
    let request = client
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=xyz")
        .header(header::ORIGIN, "https://majlis.example")
        .header("sec-fetch-site", "same-origin");
    client.send(request.body(Body::from(body)).expect("a request")).await
}

/// A case of `owner`'s factory: its page.
async fn begun(test: &TestApp, client: &Client, owner: &Person) -> String {
    let made = factory(test, owner).await;
    let page = client
        .submit(
            "/verification",
            &[("organisation", &made.id.to_string()), ("level", "1")],
        )
        .await;
    assert_eq!(page.status, 303, "{}", page.body);
    page.header("location").to_owned()
}

fn id_of(path: &str) -> CaseId {
    CaseId(path.trim_start_matches("/verification/").parse().expect("an id"))
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_page_to_the_mark_beside_the_name() {
    let test = instance().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let client = test.sign_in(&noura).await;
    let home = client.get("/home").await;
    assert!(
        home.body.contains("let your company be verified"),
        "the next step is shown"
    );
    let page = client.get("/forums/maintenance").await;
    assert!(!page.body.contains("/forums/maintenance/new") && page.body.contains("/verification"));
    assert_eq!(client.get("/forums/maintenance/new").await.status, 403);

    let case = begun(&test, &client, &noura).await;
    let refused = client.submit(&case, &[("national_number", "1010123456")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("begins with 7") && refused.body.contains("1010123456"));
    let saved = client.submit(&case, &[("national_number", "٧٠٠١٢٣٤٥٦٧")]).await;
    assert_eq!(saved.status, 303, "{}", saved.body);

    let page = client.get(&case).await;
    let early = client
        .post(
            &format!("{case}/submit"),
            &[("csrf", &page.attribute("input[name=csrf]", "value").expect("a token"))],
        )
        .await;
    assert_eq!(early.status, 422, "a paper is missing");
    let wrong = send(&client, &format!("{case}/documents"), &page, "a.pdf", b"MZ a program").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("not a PDF"), "{}", wrong.body);
    let taken = send(&client, &format!("{case}/documents"), &page, "السجل.pdf", PDF).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    let handed = client
        .post(
            &format!("{case}/submit"),
            &[("csrf", &page.attribute("input[name=csrf]", "value").expect("a token"))],
        )
        .await;
    assert_eq!(handed.status, 303, "{}", handed.body);

    let staff = test.sign_in(&admin).await;
    let queue = staff.get("/admin/verification").await;
    assert!(queue.body.contains("Gulf Steel"), "{}", queue.body);
    let review = format!("/admin{case}");
    let without = staff
        .submit(&review, &[("act", "reject"), ("reason", ""), ("note", "Which one?")])
        .await;
    assert_eq!(without.status, 422);
    assert!(without.body.contains("Which one?"), "what was typed is kept");
    let decided = staff
        .submit(&review, &[("act", "approve"), ("until", "2027-11-20")])
        .await;
    assert_eq!(decided.status, 303, "{}", decided.body);

    assert!(
        client
            .get("/forums/maintenance")
            .await
            .body
            .contains("/forums/maintenance/new")
    );
    let form = [
        ("kind", "question"),
        ("title", "Bearing noise"),
        ("body", "It began after the last change."),
    ];
    let published = client.submit("/forums/maintenance/new", &form).await;
    assert_eq!(published.status, 303, "{}", published.body);
    let guest = test.guest().with_header("accept-language", "en");
    let guest = guest.get(published.header("location")).await;
    let mark = guest.attribute(".topic-head .verified", "title").unwrap_or_default();
    let mark = mark.replace(['\u{2068}', '\u{2069}'], "");
    assert_eq!(mark, "Verified by Majlis until 20 Nov 2027");
    assert!(!guest.body.contains("Gulf Steel"), "where people work is for members");
    let seen = staff.get(published.header("location")).await;
    assert!(seen.body.contains("Gulf Steel"));
    assert_eq!(forum.forum.topic_count, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_without_the_token_is_refused_before_it_is_read() {
    let test = instance().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let case = begun(&test, &client, &noura).await;
    for token in ["", "0011223344556677.00ff"] {
        let page = upload(&client, &format!("{case}/documents"), token, "a.pdf", PDF).await;
        assert_eq!(page.status, 403, "{token}");
    }
    let mut conn = test.core().db.read().await.expect("a connection");
    assert!(files::list(&mut conn, id_of(&case)).await.expect("a list").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_are_shown_to_no_third_party_and_kept_by_no_cache() {
    let test = instance().await;
    let (admin, noura, salem) = (
        test.admin("majid").await,
        test.member("noura").await,
        test.member("salem").await,
    );
    let client = test.sign_in(&noura).await;
    let case = begun(&test, &client, &noura).await;
    let page = client.get(&case).await;
    send(&client, &format!("{case}/documents"), &page, "a.pdf", PDF).await;
    let mut conn = test.core().db.read().await.expect("a connection");
    let DocumentId(document) = files::list(&mut conn, id_of(&case)).await.expect("a list")[0].id;
    drop(conn);
    let path = format!("{case}/documents/{document}");
    let own = client.get(&path).await;
    assert_eq!((own.status, own.header("content-type")), (200, "application/pdf"));
    assert_eq!(own.header("cache-control"), "no-store");
    assert!(own.header("content-security-policy").contains("frame-ancestors 'self'"));
    for person in [&salem, &admin] {
        let client = test.sign_in(person).await;
        assert_eq!(client.get(&path).await.status, 404, "a draft of somebody else");
        assert_eq!(client.get(&case).await.status, 404);
        let page = client.get("/verification").await;
        let token = page.attribute("input[name=csrf]", "value").expect("a token");
        for act in ["submit", "withdraw", "appeal"] {
            let page = client
                .post(
                    &format!("{case}/{act}"),
                    &[("csrf", &token), ("appeal", "Please look again.")],
                )
                .await;
            assert_eq!(page.status, 403, "{act}");
        }
        let removed = client.post(&format!("{path}/remove"), &[("csrf", &token)]).await;
        assert_eq!(removed.status, 403);
    }
    assert_eq!(test.guest().get(&path).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_of_another_server_is_vouched_for_here_alone() {
    let test = instance().await;
    let admin = test.admin("majid").await;
    let staff = test.sign_in(&admin).await;
    assert_eq!(staff.get("/@majid").await.status, 200);
    assert!(
        !staff.get("/@majid").await.body.contains("/vouch"),
        "papers speak for our own"
    );
}
