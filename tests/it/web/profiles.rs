//! What a member says of themselves, what others see of it, and notifications.

use crate::support::TestApp;

const FORM: [(&str, &str); 4] = [
    ("display_name", "نورة القحطاني"),
    ("bio", "I look after **compressors**."),
    ("expertise", "vibration analysis، OEE, oee"),
    ("locale", "en"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_member_says_who_they_are_and_others_read_it() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let page = client.submit("/settings/profile", &FORM).await;
    assert_eq!((page.status, page.header("location")), (303, "/settings/profile"));

    let seen = client.get("/@noura").await;
    assert_eq!(seen.text("h1").as_deref(), Some("نورة القحطاني"));
    assert_eq!(
        seen.text(".profile-extra .prose strong").as_deref(),
        Some("compressors")
    );
    assert_eq!(seen.count(".tag"), 2, "the same word twice counts once");
    assert!(seen.body.contains("@noura@majlis.example"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_profile_comes_back_with_everything_typed() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let (long, tags) = (
        "x".repeat(2001),
        (0..13).map(|n| format!("skill {n}, ")).collect::<String>(),
    );
    for (name, value) in [
        ("display_name", ""),
        ("bio", long.as_str()),
        ("expertise", tags.as_str()),
        ("locale", "fr"),
    ] {
        let fields: Vec<_> = FORM
            .iter()
            .map(|field| if field.0 == name { (name, value) } else { *field })
            .collect();
        let page = client.submit("/settings/profile", &fields).await;
        assert_eq!(page.status, 422, "{name}");
        assert_eq!(
            page.count(&format!(".error-summary a[href='#{name}']")),
            1,
            "{name}: {}",
            page.body
        );
        if name != "bio" {
            assert_eq!(page.text("#bio").as_deref(), Some(FORM[1].1), "{name}");
        }
    }
    assert_eq!(test.guest().get("/@noura").await.text("h1").as_deref(), Some("noura"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_nobody_is_not_there() {
    let test = TestApp::new().await;
    let admin = test.admin("majid").await;
    test.forum(&admin, "energy", "public").await;
    for path in ["/@nobody", "/@nobody@elsewhere.example", "/@energy", "/@instance.actor"] {
        assert_eq!(test.guest().get(path).await.status, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_shows_only_what_the_reader_may_read() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    for (name, scope, title) in [
        ("energy", "public", "Compressed air leaks"),
        ("inside", "instance", "Prices of our supplier"),
    ] {
        let forum = test.forum(&admin, name, scope).await;
        test.topic(&noura, &forum, "question", title).await;
    }
    let seen = test.guest().get("/@noura").await;
    assert!(seen.body.contains("Compressed air leaks") && !seen.body.contains("Prices of our supplier"));
    let member = test.sign_in(&admin).await;
    assert_eq!(member.get("/@noura").await.count(".topic-row"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_told_until_it_is_read() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let forum = test.forum(&admin, "energy", "public").await;
    let topic = test.topic(&noura, &forum, "question", "Compressed air leaks").await;
    test.reply(&admin, topic.id, "Listen with an ultrasonic detector.")
        .await;

    let client = test.sign_in(&noura).await;
    let page = client.get("/notifications").await;
    assert!(page.body.contains("majid"), "{}", page.body);
    assert_eq!(page.count(".site-header .count"), 1, "the bell counts");

    let token = page.attribute("main input[name=csrf]", "value").expect("a token");
    let read = client.post("/notifications", &[("csrf", &token)]).await;
    assert_eq!((read.status, read.header("location")), (303, "/notifications"));
    assert_eq!(client.get("/notifications").await.count(".site-header .count"), 0);
}
