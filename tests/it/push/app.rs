//! The site as an app: what browsers fetch to install it, and how its worker knows whose a page is.

use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn the_manifest_is_complete_in_both_languages() {
    let test = TestApp::with(|config| {
        config.instance.name_en = "Riyadh Industrial Cluster".to_owned();
        config.instance.name_ar = "تجمع الرياض الصناعي".to_owned();
    })
    .await;
    let guest = test.guest();
    for (language, dir, name) in [
        ("en", "ltr", "Riyadh Industrial Cluster"),
        ("ar", "rtl", "تجمع الرياض الصناعي"),
    ] {
        let page = guest.get(&format!("/manifest/{language}")).await;
        assert_eq!(page.header("content-type"), "application/manifest+json");
        let manifest = page.json();
        assert_eq!(
            (&manifest["lang"], &manifest["dir"], &manifest["name"]),
            (&language.into(), &dir.into(), &name.into())
        );
        assert_eq!(
            (&manifest["scope"], &manifest["display"]),
            (&"/".into(), &"standalone".into())
        );
        for icon in manifest["icons"].as_array().expect("icons") {
            let picture = guest.get(icon["src"].as_str().expect("an address")).await;
            assert_eq!((picture.status, picture.header("content-type")), (200, "image/png"));
            // The width stands in the header of a PNG.
            let width = u32::from_be_bytes(picture.bytes[16..20].try_into().expect("four bytes"));
            assert_eq!(icon["sizes"], format!("{width}x{width}"));
        }
    }
    assert_eq!(guest.get("/manifest/fr").await.status, 404);
    let page = guest.get("/about").await;
    assert_eq!(
        page.attribute("link[rel=manifest]", "href").as_deref(),
        Some("/manifest/ar")
    );
    assert!(page.header("content-security-policy").contains("manifest-src 'self'"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worker_lies_at_the_root_and_is_never_stale() {
    let test = TestApp::new().await;
    let worker = test.guest().get("/sw.js").await;
    assert_eq!(worker.status, 200);
    assert_eq!(worker.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(worker.header("cache-control"), "no-cache");
    assert!(worker.header("content-security-policy").contains("default-src 'none'"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_without_a_connection_is_the_same_for_everybody() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let (guest, member) = (test.guest(), test.sign_in(&noura).await);
    for (language, dir) in [("ar", "rtl"), ("en", "ltr")] {
        let path = format!("/offline/{language}");
        let (one, other) = (guest.get(&path).await, member.get(&path).await);
        assert_eq!(one.body, other.body);
        assert_eq!(one.attribute("html", "dir").as_deref(), Some(dir));
        assert_eq!(one.count("h1"), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_says_whose_it_is_and_only_to_its_reader() {
    let test = TestApp::new().await;
    let (noura, faisal) = (test.member("noura").await, test.member("faisal").await);
    let (one, again, other) = (
        test.sign_in(&noura).await,
        test.sign_in(&noura).await,
        test.sign_in(&faisal).await,
    );
    let reader = async |client: &crate::support::Client| client.get("/about").await.header("x-reader").to_owned();
    assert_eq!(reader(&test.guest()).await, "");
    let readers = [reader(&one).await, reader(&again).await, reader(&other).await];
    assert!(readers.iter().all(|reader| !reader.is_empty()));
    assert_ne!(readers[0], readers[1], "a session of its own");
    assert_ne!(readers[0], readers[2]);
    assert_eq!(readers[0], reader(&one).await);
    one.post_form("/about", "/sign-out").await;
    assert_eq!(reader(&one).await, "");
}
