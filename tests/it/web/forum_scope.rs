//! Who may see what on the pages of forums; and what of a text reaches them.

use crate::support::{Client, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn each_scope_opens_to_whom_it_says_on_every_page() {
    let test = TestApp::new().await;
    let admin = test.admin("majid").await;
    let noura = test.member("noura").await;
    let (guest, member) = (test.guest(), test.sign_in(&noura).await);
    for (scope, seen_by_guests) in [("public", true), ("network", false), ("instance", false)] {
        let name = format!("forum_{scope}");
        let forum = test.forum(&admin, &name, scope).await;
        let title = format!("Confidential to {scope}");
        let topic = test.topic(&admin, &forum, "question", &title).await;
        let reply = test.reply(&noura, topic.id, "An answer").await;
        let pages = [
            (format!("/forums/{name}"), 200),
            (format!("/topics/{}", topic.id), 200),
            (format!("/replies/{}", reply.id), 303),
        ];
        for (path, found) in pages {
            let expected = if seen_by_guests { found } else { 404 };
            assert_eq!(guest.get(&path).await.status, expected, "{path} for a guest");
            assert_eq!(member.get(&path).await.status, found, "{path} for a member");
        }
        for path in ["/", "/forums"] {
            let page = guest.get(path).await;
            assert!(seen_by_guests || !page.body.contains(&title), "{path} tells of {scope}");
            assert!(seen_by_guests || !page.body.contains(&name), "{path} tells of {scope}");
        }
        assert!(member.get("/forums").await.body.contains(&name));
    }
}

/// What has been used to run scripts elsewhere.
const CORPUS: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt&#58;alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href=\"vbscript:msgbox(1)\">x</a>",
    "<iframe src=\"https://evil.example\"></iframe>",
    "<form action=\"https://evil.example\"><input name=csrf></form>",
    "<math><mtext><style><img src onerror=alert(1)></style></mtext></math>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "![x](https://evil.example/pixel.gif)",
    "\"><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<base href=\"https://evil.example/\">",
    "<meta http-equiv=refresh content=\"0;url=https://evil.example\">",
];

#[tokio::test(flavor = "multi_thread")]
async fn no_markup_of_a_member_runs_or_loads_on_any_page() {
    let test = TestApp::new().await;
    let admin = test.admin("majid").await;
    let forum = test.forum(&admin, "maintenance", "public").await;
    let client = test.sign_in(&admin).await;
    let clean = test.topic(&admin, &forum, "question", "A clean topic").await;
    let clean = client.get(&format!("/topics/{}", clean.id)).await;
    let scripts = clean.count("script");
    for attack in CORPUS {
        let body = format!("Before {attack} after");
        let fields = [
            ("kind", "question"),
            ("title", attack),
            ("body", &body),
            ("language", "en"),
        ];
        let page = client.submit("/forums/maintenance/new", &fields).await;
        assert_eq!(page.status, 303, "{attack}: {}", page.body);
        let topic = page.header("location").to_owned();
        client.submit(&topic, &[("body", &body)]).await;
        let id = topic.split('/').next_back().expect("an id").to_owned();
        for path in [
            topic,
            format!("/posts/{id}/edit"),
            format!("/posts/{id}/delete"),
            "/forums/maintenance".to_owned(),
        ] {
            is_harmless(&client, &path, scripts, attack).await;
        }
    }
}

async fn is_harmless(client: &Client, path: &str, scripts: usize, attack: &str) {
    let page = client.get(path).await;
    assert_eq!(page.status, 200, "{path}");
    assert_eq!(page.count("script"), scripts, "{attack} on {path}");
    let never = "[onerror], [onload], [onclick], [style], iframe, base, .prose form, .prose img, \
                 .prose svg, .prose math, .prose style, meta[http-equiv]";
    assert_eq!(page.count(never), 0, "{attack} on {path}");
    for address in page.attributes("a, form, img", "href") {
        let address = address.trim().to_ascii_lowercase();
        let is_plain = ["/", "#", "?", "http://", "https://", "mailto:"]
            .iter()
            .any(|start| address.starts_with(start));
        assert!(is_plain, "{attack} on {path}: {address}");
    }
}
