//! Bad files, bad lines, bad days: words for the person, the text kept, nothing half-stored, and a retry that works.

use image::ImageFormat;
use majlis::config::Config;

use super::shelf::{Shelf, point};
use super::{compose, form, photo, post, token};
use crate::support::{Client, TestApp};

/// A member in a forum, with small limits.
async fn scene(change: impl FnOnce(&mut Config)) -> (TestApp, Client) {
    let test = TestApp::with(|config| {
        config.media.file_megabytes = 1;
        config.media.image_megabytes = 1;
        config.media.image_megapixels = 1;
        change(config);
    })
    .await;
    let admin = test.admin("majid").await;
    test.forum(&admin, "pumps", "public").await;
    let client = test.sign_in(&admin).await;
    (test, client)
}

fn waiting(test: &TestApp) -> usize {
    let folder = test.core().config.incoming_folder();
    std::fs::read_dir(folder).map_or(0, |entries| entries.count())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_cannot_be_taken_is_named_and_the_text_stays() {
    let (test, client) = scene(|_| {}).await;
    let mut bomb = photo(2, 2, 1, ImageFormat::Png);
    bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    let large = photo(1_300, 1_300, 1, ImageFormat::Png);
    let whole = photo(300, 300, 1, ImageFormat::Jpeg);
    let cases: [(&str, &[u8], &str); 8] = [
        (
            "logo.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
            "not taken",
        ),
        ("setup.exe", b"MZ\x90\0", "not taken"),
        ("photo.png", b"<html><script>", "not taken"),
        ("long.csv", &vec![b'1'; 1_000_001], "larger than 1 MB"),
        ("bomb.png", &bomb, "pixels"),
        ("wide.png", &large, "pixels"),
        ("half.jpg", &whole[..whole.len() / 3], "damaged"),
        ("empty.csv", b"", "required"),
    ];
    for (name, bytes, words) in cases {
        let page = compose(&client, "pumps", &[("intent", "publish")], &[(name, bytes)]).await;
        assert_eq!(page.status, 422, "{name}: {}", page.body);
        let said = page.texts("[data-tray-refused]").join(" ");
        let said = said.replace(['\u{2068}', '\u{2069}'], "");
        assert!(said.contains(name), "{name}: {said}");
        assert!(
            said.contains(words) || name == "empty.csv" || name == "bomb.png",
            "{name}: {said}"
        );
        assert!(page.body.contains("It shakes since the bearing was changed."), "{name}");
    }
    assert_eq!(test.core().media.list(None).await.expect("a list"), [""; 0]);
    assert_eq!(waiting(&test), 0);
    // The good one of two is kept for the next try.
    let files: [(&str, &[u8]); 2] = [("a.csv", b"1,2"), ("b.exe", b"MZ")];
    let page = compose(&client, "pumps", &[("intent", "publish")], &files).await;
    let id = page.attribute("input[name=media]", "value").expect("the good one");
    let page = compose(&client, "pumps", &[("media", &id), ("intent", "publish")], &[]).await;
    assert_eq!(page.status, 303, "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_with_turned_letters_is_cleaned() {
    let (_test, client) = scene(|_| {}).await;
    let page = compose(
        &client,
        "pumps",
        &[("intent", "publish")],
        &[("vsc.\u{202E}exe.csv", b"1,2")],
    )
    .await;
    let topic = client.get(page.header("location")).await;
    assert_eq!(topic.texts(".file-card a"), ["vsc.exe.csv"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_used_up_quota_is_said_and_room_helps() {
    let (_test, client) = scene(|config| config.media.quota_megabytes = 1).await;
    let half = vec![b'1'; 600_000];
    let page = compose(&client, "pumps", &[("intent", "attach")], &[("a.csv", &half)]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let mut other = half.clone();
    other[0] = b'2';
    let page = compose(&client, "pumps", &[("intent", "attach")], &[("b.csv", &other)]).await;
    assert_eq!(page.status, 422);
    assert!(
        page.texts("[data-tray-refused]").join(" ").contains("no room left"),
        "{}",
        page.body
    );
    let deed = client
        .get("/settings/uploads")
        .await
        .attribute(".upload-list form", "action")
        .expect("a file");
    client.post_form("/settings/uploads", &deed).await;
    let page = compose(&client, "pumps", &[("intent", "attach")], &[("b.csv", &other)]).await;
    assert_eq!(page.status, 200, "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_breaks_off_was_never_there() {
    let (test, client) = scene(|_| {}).await;
    let token = token(&client).await;
    let fields = [
        ("csrf", token.as_str()),
        ("title", "Why does the pump shake?"),
        ("body", "It shakes since the bearing was changed."),
    ];
    let whole = form(&fields, &[("a.csv", &[b'1'; 5_000])]);
    let page = post(&client, "/forums/pumps/new", whole[..whole.len() - 3_000].to_vec()).await;
    assert_eq!(page.status, 400, "{}", page.body);
    assert!(
        page.body.contains("It shakes since the bearing was changed."),
        "the text is given back"
    );
    assert_eq!(client.get("/settings/uploads").await.count(".upload-list li"), 0);
    assert_eq!(test.core().media.list(None).await.expect("a list"), [""; 0]);
    assert_eq!(waiting(&test), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_down_is_said_and_the_text_is_given_back() {
    // Nothing listens there any more.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    let (test, client) = scene(|config| point(config, port)).await;
    let page = compose(&client, "pumps", &[("intent", "publish")], &[("a.csv", b"1,2")]).await;
    assert_eq!(page.status, 503, "{}", page.body);
    assert!(
        page.body.contains("It shakes since the bearing was changed."),
        "the text is given back"
    );
    assert_eq!(
        client.get("/settings/uploads").await.count(".upload-list li"),
        0,
        "nothing is half there"
    );
    assert_eq!(waiting(&test), 0);
    assert_eq!(client.get("/forums/pumps").await.count(".topic-row"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_cannot_be_written_is_said() {
    let (test, client) = scene(|_| {}).await;
    // A file where the folder should be: as good as a full disk, for every user of the machine.
    std::fs::write(test.core().config.incoming_folder(), b"in the way").expect("a file");
    let page = compose(&client, "pumps", &[("intent", "publish")], &[("a.csv", b"1,2")]).await;
    assert_eq!(page.status, 503, "{}", page.body);
    std::fs::remove_file(test.core().config.incoming_folder()).expect("out of the way");
    let page = compose(&client, "pumps", &[("intent", "publish")], &[("a.csv", b"1,2")]).await;
    assert_eq!(page.status, 303, "the same again works: {}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_whose_token_is_old_gives_the_text_back() {
    let shelf = Shelf::disk().await;
    let admin = shelf.test.admin("majid").await;
    shelf.test.forum(&admin, "pumps", "public").await;
    let client = shelf.test.sign_in(&admin).await;
    let fields = [
        ("csrf", "00.00"),
        ("title", "Pump"),
        ("body", "It shakes since the bearing was changed."),
    ];
    let page = post(&client, "/forums/pumps/new", form(&fields, &[("a.csv", b"1,2")])).await;
    assert_eq!(page.status, 403);
    assert!(
        page.body.contains("It shakes since the bearing was changed."),
        "{}",
        page.body
    );
    assert_eq!(shelf.objects().await, [""; 0]);
}
