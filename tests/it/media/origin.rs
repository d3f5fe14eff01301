//! An origin of its own for files: nothing else is served there, and no cookie is read.

use chrono::TimeDelta;
use image::ImageFormat;

use super::posts::id_of;
use super::shelf::Shelf;
use super::{compose, photo, publish};
use crate::support::{Client, Page};

const ORIGIN: &str = "https://files.example";

async fn scene() -> (Shelf, Client) {
    let shelf = Shelf::with(|config| ORIGIN.clone_into(&mut config.media.origin)).await;
    let admin = shelf.test.admin("majid").await;
    for scope in ["public", "instance", "network"] {
        shelf.test.forum(&admin, scope, scope).await;
    }
    let client = shelf.test.sign_in(&admin).await;
    (shelf, client)
}

/// A browser at the origin of files, with the cookies that another one has at the instance.
fn apart(shelf: &Shelf, client: &Client) -> Client {
    let there = Client::new(shelf.test.router.clone(), ORIGIN.to_owned());
    for (name, value) in client.cookies() {
        there.set_cookie(&name, &value);
    }
    there
}

/// The path of an address there.
fn path(address: &str) -> &str {
    address
        .strip_prefix(ORIGIN)
        .unwrap_or_else(|| panic!("{address} is elsewhere"))
}

async fn file_of(client: &Client, topic: &str) -> String {
    client
        .get(topic)
        .await
        .attribute(".file-card a", "href")
        .expect("a file")
}

fn assert_safe(page: &Page) {
    assert!(
        page.header("content-security-policy")
            .starts_with("sandbox; default-src 'none'")
    );
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert!(page.header("content-disposition").starts_with("attachment; "));
    assert_eq!(page.header("set-cookie"), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_public_posts_are_named_and_served_there() {
    let (shelf, client) = scene().await;
    let files: [(&str, &[u8]); 2] = [("a.csv", b"1,2"), ("p.png", &photo(40, 30, 1, ImageFormat::Png))];
    let topic = publish(&client, "public", &files).await;
    let page = shelf.test.guest().get(&topic).await;
    let csp = page.header("content-security-policy");
    assert!(csp.contains(&format!("img-src 'self' {ORIGIN} data:")), "{csp}");
    assert!(
        !csp.replace(&format!("img-src 'self' {ORIGIN}"), "").contains(ORIGIN),
        "for nothing else: {csp}"
    );
    let there = apart(&shelf, &client);
    let small = page.attribute(".gallery img", "src").expect("a picture");
    assert_eq!(there.get(path(&small)).await.header("content-type"), "image/webp");
    let address = file_of(&shelf.test.guest(), &topic).await;
    let file = there.get(path(&address)).await;
    assert_eq!((file.status, file.body.as_str()), (200, "1,2"));
    assert_safe(&file);
    // The instance's own origin leads there.
    let led = shelf.test.guest().get(path(&address)).await;
    assert_eq!((led.status, led.header("location")), (302, address.as_str()));

    let json = shelf.test.guest().with_header("accept", "application/activity+json");
    let document = json.get(&topic).await.json();
    assert_eq!(document["attachment"][1]["url"], address.as_str(), "{document}");
    let status = shelf
        .test
        .guest()
        .get(&format!("/api/v1/statuses/{}", id_of(&topic)))
        .await;
    assert!(status.body.contains(ORIGIN), "{}", status.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_for_everybody_takes_a_pass_of_minutes_and_cookies_do_not_help() {
    let (shelf, client) = scene().await;
    let topic = publish(&client, "instance", &[("a.csv", b"1,2")]).await;
    let file = file_of(&client, &topic).await;
    assert!(file.starts_with("/media/"), "{file}");
    let there = apart(&shelf, &client);
    assert_eq!(there.get(&file).await.status, 404, "no cookie is read there");
    assert_eq!(
        shelf.test.guest().get(&file).await.status,
        404,
        "nobody gets a pass who may not see it"
    );

    let led = client.get(&file).await;
    assert_eq!((led.status, led.header("cache-control")), (302, "private, no-store"));
    let address = path(led.header("location")).to_owned();
    let opened = there.get(&address).await;
    assert_eq!((opened.status, opened.body.as_str()), (200, "1,2"));
    assert_eq!(opened.header("cache-control"), "private, no-cache");
    assert_safe(&opened);
    // The pass opens this file alone, is what we wrote, and is over soon.
    let other = publish(&client, "instance", &[("b.csv", b"3,4")]).await;
    let other = file_of(&client, &other).await;
    let pass = address.split_once('?').expect("a pass").1;
    assert_eq!(there.get(&format!("{other}?{pass}")).await.status, 404);
    let (until, tag) = pass.split_once('.').expect("a time");
    let later = format!(
        "pass={}.{tag}",
        until.trim_start_matches("pass=").parse::<i64>().expect("a time") + 300
    );
    assert_eq!(there.get(&format!("{file}?{later}")).await.status, 404);
    shelf.test.advance(TimeDelta::minutes(11));
    assert_eq!(there.get(&address).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trusted_server_opens_a_file_there_with_its_pass() {
    let (shelf, client) = scene().await;
    let topic = publish(&client, "network", &[("a.csv", b"1,2")]).await;
    let file = file_of(&client, &topic).await;
    let pass = majlis::domain::media::pass(shelf.test.core(), file.trim_start_matches("/media/"));
    let nobody = Client::new(shelf.test.router.clone(), ORIGIN.to_owned());
    let opened = nobody.get(&format!("{file}?pass={pass}")).await;
    assert_eq!((opened.status, opened.body.as_str()), (200, "1,2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_else_answers_there() {
    let (shelf, client) = scene().await;
    let there = apart(&shelf, &client).with_header("accept", "text/html");
    for address in [
        "/",
        "/home",
        "/about",
        "/sign-in",
        "/settings/uploads",
        "/forums/public",
        "/media/uploads",
        "/media/uploads/x",
        "/health",
        "/api/v1/instance",
        "/.well-known/webfinger?resource=acct:majid@majlis.example",
        "/nodeinfo/2.1",
        "/oauth/authorize",
        "/assets/app.css",
    ] {
        let page = there.get(address).await;
        assert_eq!((page.status, page.header("set-cookie")), (404, ""), "{address}");
        assert!(!page.body.contains("<html"), "{address}: no page either");
    }
    for address in ["/inbox", "/uploads", "/sign-in", "/api/v1/media"] {
        assert_eq!(there.post(address, &[("a", "b")]).await.status, 404, "{address}");
    }
    // And the instance's own origin is as it was.
    assert_eq!(client.get("/settings/uploads").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_sees_what_hangs_on_nothing_through_the_instance() {
    let (shelf, client) = scene().await;
    let picture = photo(40, 30, 2, ImageFormat::Png);
    let page = compose(&client, "public", &[("intent", "attach")], &[("p.png", &picture)]).await;
    let thumb = page.attribute(".tray-thumb[src]", "src").expect("a small picture");
    let led = client.get(&thumb).await;
    assert_eq!(led.status, 302);
    let shown = apart(&shelf, &client).get(path(led.header("location"))).await;
    assert_eq!((shown.status, shown.header("content-type")), (200, "image/webp"));
}
