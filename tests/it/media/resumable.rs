//! Large files in parts: cut, continued, refused, given up. Each test runs on both stores.

use axum::body::Body;
use axum::http::{Method, header};
use bytes::Bytes;
use chrono::TimeDelta;
use futures::stream;
use majlis::app::{App, build_router};
use majlis::db::types::ErasureMode;
use majlis::domain::media::sweep;
use majlis::domain::privacy::erasure;

use super::shelf::{Shelf, on_every_store};
use super::{compose, token};
use crate::support::{Client, Page};

on_every_store! {
    an_upload_that_is_cut_goes_on_where_it_stood,
    another_process_of_the_instance_goes_on,
    of_two_at_one_place_one_wins,
    a_store_that_is_down_in_the_middle_loses_nothing_that_was_kept,
    what_is_not_taken_is_found_out_at_the_end_and_leaves_nothing,
    what_nobody_goes_on_with_is_swept_with_its_parts,
    what_is_given_up_leaves_nothing,
    an_erased_member_leaves_no_part,
}

/// A member's script, and the store.
async fn scene(shelf: &Shelf) -> Client {
    let admin = shelf.test.admin("majid").await;
    shelf.test.forum(&admin, "pumps", "public").await;
    script(&shelf.test.sign_in(&admin).await).await
}

async fn script(client: &Client) -> Client {
    let token = token(client).await;
    client
        .clone()
        .with_header("x-csrf-token", &token)
        .with_header("sec-fetch-site", "same-origin")
        .with_header("tus-resumable", "1.0.0")
}

async fn ask(client: &Client, method: Method, path: &str) -> Page {
    client
        .send(client.request(method, path).body(Body::empty()).expect("a request"))
        .await
}

/// Asks for room for a file called `readings.csv`, or something else.
async fn ask_room(client: &Client, name: &str, length: usize) -> Page {
    use base64::Engine;
    let name = base64::engine::general_purpose::STANDARD.encode(name);
    let request = client
        .request(Method::POST, "/media/uploads")
        .header("upload-length", length)
        .header("upload-metadata", format!("filename {name}"));
    client.send(request.body(Body::empty()).expect("a request")).await
}

async fn begin(client: &Client, name: &str, length: usize) -> String {
    let page = ask_room(client, name, length).await;
    assert_eq!(page.status, 201, "{}", page.body);
    page.header("location").to_owned()
}

async fn send(client: &Client, address: &str, offset: usize, body: Body) -> Page {
    let request = client
        .request(Method::PATCH, address)
        .header(header::CONTENT_TYPE, "application/offset+octet-stream")
        .header("upload-offset", offset);
    client.send(request.body(body).expect("a request")).await
}

/// Bytes, and then a line that breaks.
fn cut(bytes: &[u8]) -> Body {
    let pieces: Vec<Result<Bytes, std::io::Error>> = bytes
        .chunks(1_000_000)
        .map(|piece| Ok(Bytes::copy_from_slice(piece)))
        .chain([Err(std::io::Error::other("the line broke"))])
        .collect();
    Body::from_stream(stream::iter(pieces))
}

/// Where an upload stands.
async fn offset(client: &Client, address: &str) -> String {
    let page = ask(client, Method::HEAD, address).await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    page.header("upload-offset").to_owned()
}

/// Some megabytes of readings.
fn readings(length: usize) -> Vec<u8> {
    (0..length)
        .map(|n| if n % 8 == 7 { b'\n' } else { b'0' + (n / 8 % 10) as u8 })
        .collect()
}

fn waiting(shelf: &Shelf) -> usize {
    let folder = shelf.test.core().config.incoming_folder();
    std::fs::read_dir(folder).map_or(0, |entries| entries.count())
}

async fn an_upload_that_is_cut_goes_on_where_it_stood(shelf: Shelf) {
    let client = scene(&shelf).await;
    let file = readings(9_500_000);
    let address = begin(&client, "readings.csv", file.len()).await;
    assert_eq!(offset(&client, &address).await, "0");
    assert_eq!(send(&client, &address, 0, cut(&file[..6_000_000])).await.status, 400);
    assert_eq!(offset(&client, &address).await, "6000000", "what came is kept");
    assert_eq!(waiting(&shelf), 0, "and not on this machine alone");
    for wrong in [0, 5_999_999, 6_000_001] {
        let page = send(&client, &address, wrong, Body::from("1")).await;
        assert_eq!((page.status, page.header("tus-resumable")), (409, "1.0.0"), "{wrong}");
    }
    assert_eq!(ask(&client, Method::GET, &address).await.status, 404, "not a file yet");
    let page = send(&client, &address, 6_000_000, Body::from(file[6_000_000..].to_vec())).await;
    assert_eq!(
        (page.status, page.header("upload-offset")),
        (204, "9500000"),
        "{}",
        page.body
    );

    // Whoever did not hear the answer asks again, and gets the same file.
    assert_eq!(offset(&client, &address).await, "9500000");
    assert_eq!(send(&client, &address, 9_500_000, Body::empty()).await.status, 204);
    let item = client.get(&address).await;
    assert_eq!(
        item.text("[data-tray-item] b").as_deref(),
        Some("readings.csv"),
        "{}",
        item.body
    );
    let id = item.attribute("input[name=media]", "value").expect("a file");
    let page = compose(&client, "pumps", &[("media", &id), ("intent", "publish")], &[]).await;
    let topic = shelf.test.guest().get(page.header("location")).await;
    let href = topic.attribute(".file-card a", "href").expect("a file");
    assert!(
        shelf.test.guest().get(&href).await.bytes == file,
        "it comes back as it went"
    );
    shelf.test.run_jobs().await;
    assert_eq!(shelf.objects().await.len(), 1, "the parts are gone");
    assert_eq!(waiting(&shelf), 0);
}

async fn another_process_of_the_instance_goes_on(shelf: Shelf) {
    let client = scene(&shelf).await;
    let file = readings(5_000_000);
    let address = begin(&client, "a.csv", file.len()).await;
    send(&client, &address, 0, cut(&file[..4_500_000])).await;

    let core = shelf.test.core();
    let app = App::start(core.config.as_ref().clone(), core.clock.clone())
        .await
        .expect("it starts");
    let there = Client::new(build_router(&app), core.config.base());
    for (name, value) in client.cookies() {
        there.set_cookie(&name, &value);
    }
    let there = script(&there).await;
    assert_eq!(offset(&there, &address).await, "4500000");
    let rest = Body::from(file[4_500_000..].to_vec());
    assert_eq!(send(&there, &address, 4_500_000, rest).await.status, 204);
    let item = client.get(&address).await;
    assert_eq!(item.count("[data-tray-item]"), 1, "the first one knows: {}", item.body);
}

async fn of_two_at_one_place_one_wins(shelf: Shelf) {
    let client = scene(&shelf).await;
    let address = begin(&client, "a.csv", 5_000_000).await;
    let (ones, twos) = (vec![b'1'; 5_000_000], vec![b'2'; 5_000_000]);
    let (one, two) = tokio::join!(
        send(&client, &address, 0, Body::from(ones.clone())),
        send(&client, &address, 0, Body::from(twos.clone())),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
    let own = client.get("/settings/uploads").await;
    let href = own.attribute(".upload-list a", "href").expect("a file");
    let kept = client.get(&href).await.bytes;
    let winner = if one.status == 204 { ones } else { twos };
    assert!(kept == winner, "nothing is mixed");
    shelf.test.run_jobs().await;
    assert_eq!(shelf.objects().await.len(), 1);
}

async fn a_store_that_is_down_in_the_middle_loses_nothing_that_was_kept(shelf: Shelf) {
    let client = scene(&shelf).await;
    let file = readings(3_000_000);
    let address = begin(&client, "a.csv", file.len()).await;
    let page = send(&client, &address, 0, Body::from(file[..1_000_000].to_vec())).await;
    assert_eq!(page.status, 204, "{}", page.body);
    shelf.set_down(true);
    let page = send(&client, &address, 1_000_000, Body::from(file[1_000_000..].to_vec())).await;
    assert_eq!(page.status, 503, "{}", page.body);
    assert_eq!(offset(&client, &address).await, "1000000");
    shelf.set_down(false);
    let page = send(&client, &address, 1_000_000, Body::from(file[1_000_000..].to_vec())).await;
    assert_eq!(page.status, 204, "{}", page.body);
    let item = client.get(&address).await;
    assert_eq!((item.status, item.count("[data-tray-item]")), (200, 1), "{}", item.body);
    // The part that could not be stored has a row, and goes when its time is over.
    shelf.test.advance(TimeDelta::hours(3));
    sweep::run(shelf.test.core()).await.expect("swept");
    assert_eq!(shelf.objects().await.len(), 1);
}

async fn what_is_not_taken_is_found_out_at_the_end_and_leaves_nothing(shelf: Shelf) {
    let client = scene(&shelf).await;
    for (name, bytes) in [("photo.png", b"<html><script>".as_slice()), ("setup.exe", b"MZ\x90\0")] {
        let address = begin(&client, name, bytes.len()).await;
        let page = send(&client, &address, 0, Body::from(bytes.to_vec())).await;
        assert_eq!(page.status, 422, "{}", page.body);
        let said = page.text("[data-tray-refused]").unwrap_or_default();
        assert!(said.contains(name) && said.contains("not taken"), "{said}");
        assert_eq!(ask(&client, Method::HEAD, &address).await.status, 404, "{name}");
    }
    shelf.test.run_jobs().await;
    assert_eq!(shelf.objects().await, [""; 0]);
    assert_eq!(client.get("/settings/uploads").await.count(".upload-list li"), 0);
}

async fn what_nobody_goes_on_with_is_swept_with_its_parts(shelf: Shelf) {
    let client = scene(&shelf).await;
    let address = begin(&client, "a.csv", 2_000).await;
    send(&client, &address, 0, Body::from(readings(1_000))).await;
    shelf.test.advance(TimeDelta::hours(23));
    sweep::run(shelf.test.core()).await.expect("swept");
    assert_eq!(shelf.objects().await.len(), 1, "not yet");
    let page = send(&client, &address, 1_000, Body::from(readings(500))).await;
    assert_eq!(page.status, 204, "going on gives it another day");
    shelf.test.advance(TimeDelta::hours(23));
    assert_eq!(offset(&client, &address).await, "1500");
    shelf.test.advance(TimeDelta::hours(2));
    assert_eq!(ask(&client, Method::HEAD, &address).await.status, 404);
    sweep::run(shelf.test.core()).await.expect("swept");
    assert_eq!(shelf.objects().await, [""; 0]);
}

async fn what_is_given_up_leaves_nothing(shelf: Shelf) {
    let client = scene(&shelf).await;
    let address = begin(&client, "a.csv", 2_000).await;
    send(&client, &address, 0, Body::from(readings(1_000))).await;
    assert_eq!(ask(&client, Method::DELETE, &address).await.status, 204);
    assert_eq!(ask(&client, Method::HEAD, &address).await.status, 404);
    shelf.test.run_jobs().await;
    assert_eq!(shelf.objects().await, [""; 0]);
}

async fn an_erased_member_leaves_no_part(shelf: Shelf) {
    let (admin, noura) = (shelf.test.admin("majid").await, shelf.test.member("noura").await);
    let client = script(&shelf.test.sign_in(&noura).await).await;
    let address = begin(&client, "a.csv", 2_000).await;
    send(&client, &address, 0, Body::from(readings(1_000))).await;
    erasure::request_for(shelf.test.core(), &admin.principal(), "noura", ErasureMode::Anonymise)
        .await
        .expect("asked for");
    shelf.test.advance(TimeDelta::days(15));
    shelf.test.run_jobs().await;
    shelf.test.run_jobs().await;
    assert_eq!(shelf.objects().await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_much_is_refused_before_anything_is_sent_and_when_it_comes_after_all() {
    let shelf = Shelf::with(|config| {
        config.media.file_megabytes = 1;
        config.media.image_megabytes = 1;
        config.media.quota_megabytes = 1;
    })
    .await;
    let client = scene(&shelf).await;
    let page = ask_room(&client, "a.csv", 1_000_001).await;
    assert_eq!(page.status, 413);
    assert!(page.body.contains("larger than"), "{}", page.body);
    let address = begin(&client, "a.csv", 600_000).await;
    let page = ask_room(&client, "b.csv", 600_000).await;
    assert_eq!(page.status, 422, "the room of the first is set aside");
    assert!(page.body.contains("no room left"), "{}", page.body);
    let page = send(&client, &address, 0, Body::from(readings(600_001))).await;
    assert_eq!(page.status, 413, "{}", page.body);
    assert_eq!(offset(&client, &address).await, "0");
    // Room that was there at the beginning may be gone at the end.
    let page = compose(
        &client,
        "pumps",
        &[("intent", "attach")],
        &[("c.csv", &readings(500_000))],
    )
    .await;
    assert_eq!(page.status, 200, "{}", page.body);
    let page = send(&client, &address, 0, Body::from(readings(600_000))).await;
    assert_eq!(page.status, 422, "{}", page.body);
    assert!(page.body.contains("no room left"), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_begins_too_many_at_once_gives_up_the_oldest() {
    let shelf = Shelf::disk().await;
    let client = scene(&shelf).await;
    let mut addresses = Vec::new();
    for _ in 0..9 {
        addresses.push(begin(&client, "a.csv", 1_000).await);
    }
    assert_eq!(ask(&client, Method::HEAD, &addresses[0]).await.status, 404);
    for address in &addresses[1..] {
        assert_eq!(offset(&client, address).await, "0");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_its_owners_alone() {
    let shelf = Shelf::disk().await;
    let client = scene(&shelf).await;
    let noura = shelf.test.member("noura").await;
    let plain = shelf.test.sign_in(&noura).await;
    let other = script(&plain).await;
    let address = begin(&client, "a.csv", 1_000).await;
    for method in [Method::HEAD, Method::GET, Method::DELETE] {
        assert_eq!(ask(&other, method, &address).await.status, 404);
    }
    let page = send(&other, &address, 0, Body::from(readings(1_000))).await;
    assert_eq!(page.status, 404);
    assert_eq!(offset(&client, &address).await, "0");
    // Nor does the owner's browser do it for a page of somebody else.
    let forged = shelf.test.guest();
    for (name, value) in client.cookies() {
        forged.set_cookie(&name, &value);
    }
    let forged = forged
        .with_header("tus-resumable", "1.0.0")
        .with_header("sec-fetch-site", "same-origin");
    assert_eq!(
        ask(&forged, Method::DELETE, &address).await.status,
        403,
        "without the token"
    );
    assert_eq!(offset(&client, &address).await, "0");
    let guest = shelf.test.guest().with_header("tus-resumable", "1.0.0");
    let status = ask(&guest, Method::HEAD, &address).await.status;
    assert!(matches!(status, 303 | 401), "{status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_protocol_is_spoken_as_it_is_written() {
    let shelf = Shelf::disk().await;
    let client = scene(&shelf).await;
    let offer = ask(&shelf.test.guest(), Method::OPTIONS, "/media/uploads").await;
    assert_eq!((offer.status, offer.header("tus-version")), (204, "1.0.0"));
    assert_eq!(offer.header("tus-extension"), "creation,expiration,termination");
    assert_eq!(offer.header("tus-max-size"), "40000000");

    let address = begin(&client, "a.csv", 1_000).await;
    let known = ask(&client, Method::HEAD, &address).await;
    assert_eq!(known.header("upload-length"), "1000");
    assert!(known.header("upload-expires").ends_with(" GMT"));
    let older = client.clone().with_header("tus-resumable", "0.2.2");
    let page = ask(&older, Method::HEAD, &address).await;
    assert_eq!((page.status, page.header("tus-version")), (412, "1.0.0"));
    let request = client.request(Method::PATCH, &address).header("upload-offset", 0);
    let page = client.send(request.body(Body::from("1")).expect("a request")).await;
    assert_eq!(page.status, 415);
    let page = ask(&client, Method::POST, "/media/uploads").await;
    assert_eq!(page.status, 400, "how long it is has to be said");
    assert_eq!(ask_room(&client, "a.csv", 0).await.status, 422);

    let posting = client.clone().with_header("x-http-method-override", "PATCH");
    let request = posting
        .request(Method::POST, &address)
        .header(header::CONTENT_TYPE, "application/offset+octet-stream")
        .header("upload-offset", 0);
    let page = posting
        .send(request.body(Body::from("1,2\n")).expect("a request"))
        .await;
    assert_eq!((page.status, page.header("upload-offset")), (204, "4"));
    let posting = client.clone().with_header("x-http-method-override", "DELETE");
    assert_eq!(ask(&posting, Method::POST, &address).await.status, 204);
    assert_eq!(ask(&client, Method::POST, &address).await.status, 405);
}
