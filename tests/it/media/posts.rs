//! From the composer to the reader and to the end. Each test runs on both stores.

use chrono::TimeDelta;
use image::ImageFormat;
use majlis::db::types::{ErasureMode, PostId};
use majlis::domain::media::sweep;
use majlis::domain::posts as writing;
use majlis::domain::privacy::erasure;

use super::shelf::{Shelf, on_every_store};
use super::{compose, form, photo, photo_with_a_place, post, publish, token};

on_every_store! {
    a_picture_is_described_published_and_seen,
    a_file_is_only_ever_downloaded,
    the_same_file_of_two_members_is_kept_once,
    a_removed_post_takes_its_files_along,
    an_edit_takes_files_off_and_adds_others,
    what_hangs_on_nothing_is_swept,
    an_erased_member_leaves_no_file,
}

pub(super) fn id_of(address: &str) -> PostId {
    PostId(address.trim_start_matches("/topics/").parse().expect("a topic"))
}

async fn a_picture_is_described_published_and_seen(shelf: Shelf) {
    let test = &shelf.test;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    test.forum(&admin, "pumps", "public").await;
    let client = test.sign_in(&noura).await;

    // Without script: upload first, then describe.
    let taken = photo_with_a_place();
    let page = compose(&client, "pumps", &[("intent", "attach")], &[("pump.jpg", &taken)]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(
        page.body.contains("It shakes since the bearing was changed."),
        "the text is kept"
    );
    let id = page
        .attribute("input[name=media]", "value")
        .expect("a file in the tray");
    let field = format!("alt-{id}");
    let said = [
        ("media", id.as_str()),
        (field.as_str(), "Peak at 49 Hz"),
        ("intent", "publish"),
    ];
    let page = compose(&client, "pumps", &said, &[]).await;
    assert_eq!(page.status, 303, "{}", page.body);

    let topic = test.guest().get(page.header("location")).await;
    assert_eq!(topic.attribute(".gallery img", "alt").as_deref(), Some("Peak at 49 Hz"));
    assert_eq!(topic.attribute(".gallery img", "width").as_deref(), Some("1400"));
    let small = topic.attribute(".gallery img", "src").expect("a small picture");
    let large = topic.attribute(".gallery a", "href").expect("a large picture");
    for address in [&small, &large] {
        let picture = test.guest().get(address).await;
        assert_eq!(picture.status, 200, "{address}");
        assert_eq!(picture.header("content-type"), "image/webp");
        assert_eq!(picture.header("cache-control"), "public, max-age=300, must-revalidate");
        assert_eq!(picture.header("x-content-type-options"), "nosniff");
        assert!(
            picture
                .header("content-security-policy")
                .starts_with("sandbox; default-src 'none'")
        );
        assert!(picture.bytes.starts_with(b"RIFF") && !picture.body.contains("GPS"));
        let again = test.guest().with_header("if-none-match", picture.header("etag"));
        assert_eq!(again.get(address).await.status, 304);
    }
}

async fn a_file_is_only_ever_downloaded(shelf: Shelf) {
    let test = &shelf.test;
    let admin = test.admin("majid").await;
    test.forum(&admin, "pumps", "public").await;
    let client = test.sign_in(&admin).await;
    // Larger than one piece of an upload to S3.
    let mut manual = b"%PDF-1.7\n".to_vec();
    manual.extend((0..9_000_000_u32).map(|n| (n % 251) as u8));
    let table = "القيمة\n<script>alert(1)</script>\n".as_bytes();
    let topic = publish(&client, "pumps", &[("دليل.pdf", &manual), ("readings.csv", table)]).await;
    let page = test.guest().get(&topic).await;
    let files = page.attributes(".file-card a", "href");
    assert_eq!(files.len(), 2, "{}", page.body);
    for (address, bytes, kind) in [
        (&files[0], manual.as_slice(), "application/pdf"),
        (&files[1], table, "text/csv"),
    ] {
        let file = test.guest().get(address).await;
        assert_eq!((file.status, file.header("content-type")), (200, kind));
        assert!(
            file.header("content-disposition").starts_with("attachment; "),
            "{address}"
        );
        assert_eq!(file.header("x-content-type-options"), "nosniff");
        assert!(file.bytes == bytes, "{address} comes back as it went");
    }
}

async fn the_same_file_of_two_members_is_kept_once(shelf: Shelf) {
    let test = &shelf.test;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    test.forum(&admin, "pumps", "public").await;
    let drawing = b"AC1032 the hall".as_slice();
    let first = publish(&test.sign_in(&admin).await, "pumps", &[("hall.dwg", drawing)]).await;
    let second = publish(&test.sign_in(&noura).await, "pumps", &[("halle.dwg", drawing)]).await;
    assert_eq!(shelf.objects().await.len(), 1);

    writing::remove(test.core(), &admin.principal(), id_of(&first))
        .await
        .expect("removed");
    test.run_jobs().await;
    let left = test.guest().get(&second).await;
    let file = left.attribute(".file-card a", "href").expect("a file");
    assert_eq!(test.guest().get(&file).await.bytes, drawing);

    writing::remove(test.core(), &noura.principal(), id_of(&second))
        .await
        .expect("removed");
    assert_eq!(test.guest().get(&file).await.status, 404, "gone at once");
    test.run_jobs().await;
    assert_eq!(shelf.objects().await, [""; 0]);
}

async fn a_removed_post_takes_its_files_along(shelf: Shelf) {
    let test = &shelf.test;
    let admin = test.admin("majid").await;
    test.forum(&admin, "pumps", "public").await;
    let client = test.sign_in(&admin).await;
    let topic = publish(&client, "pumps", &[("pump.png", &photo(60, 40, 1, ImageFormat::Png))]).await;
    let picture = test
        .guest()
        .get(&topic)
        .await
        .attribute(".gallery a", "href")
        .expect("a picture");
    assert_eq!(shelf.objects().await.len(), 2, "large and small");
    let page = client
        .post_form(
            &format!("/posts/{}/delete", id_of(&topic)),
            &format!("/posts/{}/delete", id_of(&topic)),
        )
        .await;
    assert_eq!(page.status, 303);
    assert_eq!(client.get(&picture).await.status, 404);
    test.run_jobs().await;
    assert_eq!(shelf.objects().await, [""; 0]);
}

async fn an_edit_takes_files_off_and_adds_others(shelf: Shelf) {
    let test = &shelf.test;
    let admin = test.admin("majid").await;
    test.forum(&admin, "pumps", "public").await;
    let client = test.sign_in(&admin).await;
    let files: [(&str, &[u8]); 2] = [("a.csv", b"1,2"), ("b.csv", b"3,4")];
    let topic = publish(&client, "pumps", &files).await;
    let edit = format!("/posts/{}/edit", id_of(&topic));
    let ids = client.get(&edit).await.attributes("input[name=media]", "value");
    assert_eq!(ids.len(), 2);

    let csrf = token(&client).await;
    let fields = [
        ("csrf", csrf.as_str()),
        ("title", "Why does the pump shake?"),
        ("body", "It shakes since the bearing was changed."),
        ("language", "en"),
        ("media", &ids[0]),
        ("media", &ids[1]),
        ("drop", &ids[0]),
        ("intent", "save"),
    ];
    let saved = post(&client, &edit, form(&fields, &[("c.csv", b"5,6")])).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let names = client.get(&topic).await.texts(".file-card a");
    assert_eq!(names, ["b.csv", "c.csv"]);
    test.run_jobs().await;
    assert_eq!(shelf.objects().await.len(), 2);
}

async fn what_hangs_on_nothing_is_swept(shelf: Shelf) {
    let test = &shelf.test;
    let admin = test.admin("majid").await;
    test.forum(&admin, "pumps", "public").await;
    let client = test.sign_in(&admin).await;
    compose(&client, "pumps", &[("intent", "attach")], &[("a.csv", b"1,2")]).await;
    let kept = publish(&client, "pumps", &[("b.csv", b"3,4")]).await;
    test.advance(TimeDelta::days(6));
    sweep::run(test.core()).await.expect("swept");
    assert_eq!(shelf.objects().await.len(), 2, "not yet");
    test.advance(TimeDelta::days(2));
    sweep::run(test.core()).await.expect("swept");
    assert_eq!(shelf.objects().await.len(), 1);
    assert_eq!(test.guest().get(&kept).await.count(".file-card"), 1);
}

async fn an_erased_member_leaves_no_file(shelf: Shelf) {
    let test = &shelf.test;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    test.forum(&admin, "pumps", "public").await;
    let topic = publish(&test.sign_in(&noura).await, "pumps", &[("a.csv", b"1,2")]).await;
    erasure::request_for(test.core(), &admin.principal(), "noura", ErasureMode::Anonymise)
        .await
        .expect("asked for");
    test.advance(TimeDelta::days(15));
    test.run_jobs().await;
    test.run_jobs().await;
    let page = test.guest().get(&topic).await;
    assert_eq!(
        (page.status, page.count(".file-card")),
        (200, 0),
        "the words stay, nameless"
    );
    assert_eq!(shelf.objects().await, [""; 0]);
}
