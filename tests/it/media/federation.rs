//! Files on their way to other servers, and those that come from there.

use image::ImageFormat;
use majlis::domain::media::proxy;

use super::{compose, photo};
use crate::conversation::scene::{Scene, copied};

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_reaches_readers_elsewhere_through_their_own_server() {
    let scene = Scene::new(2).await;
    let home = scene.home();
    let client = home.sign_in(&scene.noura).await;
    let files: [(&str, &[u8]); 2] = [("pump.jpg", &photo(900, 600, 3, ImageFormat::Jpeg)), ("a.csv", b"1,2")];
    let page = compose(&client, "maintenance", &[("intent", "attach")], &files).await;
    let ids = page.attributes("input[name=media]", "value");
    let field = format!("alt-{}", ids[0]);
    let said = [
        ("media", ids[0].as_str()),
        ("media", ids[1].as_str()),
        (field.as_str(), "Peak at 49 Hz"),
        ("intent", "publish"),
    ];
    let page = compose(&client, "maintenance", &said, &[]).await;
    let topic = page.header("location").to_owned();
    let reader = home.guest().with_header("accept", "application/activity+json");
    let document = reader.get(&topic).await.json();
    let picture = &document["attachment"][0];
    assert_eq!(
        (&picture["type"], &picture["mediaType"]),
        (&"Image".into(), &"image/webp".into())
    );
    assert_eq!(
        (&picture["name"], &picture["width"]),
        (&"Peak at 49 Hz".into(), &900.into())
    );
    assert!(
        picture["blurhash"].as_str().is_some_and(|hash| hash.len() > 10),
        "{document}"
    );
    assert_eq!(document["attachment"][1]["type"], "Document");

    scene.network.settle().await;
    let (away, _) = scene.away(0);
    let id = topic.trim_start_matches("/topics/").parse().expect("a topic");
    let copy = copied(away, &home.post(majlis::db::types::PostId(id)).await).await;
    let page = away.guest().get(&format!("/topics/{}", copy.id)).await;
    assert_eq!(
        page.attribute(".gallery img", "alt").as_deref(),
        Some("Peak at 49 Hz"),
        "{}",
        page.body
    );
    let shown = page.attribute(".gallery img", "src").expect("a picture");
    assert!(shown.starts_with("/proxy/"), "{shown}");
    assert_eq!(page.count(".file-card"), 1);
    let picture = away.guest().get(&shown).await;
    assert_eq!((picture.status, picture.header("content-type")), (200, "image/webp"));
    // The second reader gets what was kept, whether or not the other server is there.
    let kept = away.core().media.list(Some("proxy")).await.expect("a list");
    assert_eq!(kept.len(), 1);
    assert_eq!(away.guest().get(&shown).await.bytes, picture.bytes);
    assert_eq!(
        away.guest().get(&shown.replacen("/proxy/", "/proxy/0", 1)).await.status,
        404,
        "not signed by us"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_pictures_of_others_is_proxied() {
    let scene = Scene::new(2).await;
    let (away, _) = scene.away(0);
    let ask = async |address: String| {
        let path = majlis::web::paths::proxy(&proxy::sign(away.core(), &address), &address);
        away.guest().get(&path).await.status
    };
    assert_eq!(ask(scene.home().core().config.link("/about")).await, 404, "a page");
    assert_eq!(ask(away.core().config.link("/about")).await, 404, "our own");
    assert_eq!(ask("file:///etc/passwd".to_owned()).await, 404, "a file");
    assert_eq!(ask("nonsense".to_owned()).await, 404);
    assert_eq!(away.core().media.list(None).await.expect("a list"), [""; 0]);
}
