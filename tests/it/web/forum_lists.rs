//! Lists of topics: orders, filters, pages, following, subjects.

use majlis::db::posts::Post;
use majlis::domain::forums::ForumView;
use majlis::domain::{answers, moderation, votes};

use crate::support::{Page, Person, TestApp};

const TITLES: &str = ".topic-row-title a";

struct Scene {
    test: TestApp,
    admin: Person,
    forum: ForumView,
}

async fn scene() -> Scene {
    let test = TestApp::new().await;
    let admin = test.admin("majid").await;
    let forum = test.forum(&admin, "energy", "public").await;
    Scene { test, admin, forum }
}

impl Scene {
    async fn topic(&self, kind: &str, title: &str) -> Post {
        self.test.topic(&self.admin, &self.forum, kind, title).await
    }

    async fn list(&self, query: &str) -> Page {
        let page = self.test.guest().get(&format!("/forums/energy{query}")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        page
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pinned_is_not_among_what_waits_for_an_answer() {
    let scene = scene().await;
    scene.topic("question", "Open question").await;
    let rules = scene.topic("announcement", "How we write here").await;
    moderation::set_pinned(scene.test.core(), &scene.admin.principal(), rules.id, true)
        .await
        .expect("pinned");
    assert_eq!(scene.list("").await.texts(TITLES)[0], "How we write here");
    assert_eq!(scene.list("?sort=unanswered").await.texts(TITLES), ["Open question"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_order_puts_first_what_it_says() {
    let scene = scene().await;
    let (one, two) = (scene.test.member("one").await, scene.test.member("two").await);
    let old = scene.topic("question", "Old question").await;
    let solved = scene.topic("question", "Solved question").await;
    let talk = scene.topic("discussion", "A discussion").await;
    let answer = scene.test.reply(&one, solved.id, "This way").await;
    answers::accept(scene.test.core(), &scene.admin.principal(), answer.id)
        .await
        .expect("accepted");
    for voter in [&one, &two] {
        votes::cast(scene.test.core(), &voter.principal(), talk.id, None)
            .await
            .expect("a vote");
    }
    votes::cast(scene.test.core(), &two.principal(), solved.id, None)
        .await
        .expect("a vote");
    scene.test.reply(&two, old.id, "Same here").await;

    let table = [
        ("", vec!["Old question", "Solved question", "A discussion"]),
        ("?sort=active", vec!["Old question", "Solved question", "A discussion"]),
        ("?sort=new", vec!["A discussion", "Solved question", "Old question"]),
        ("?sort=unanswered", vec!["Old question"]),
        ("?sort=top", vec!["A discussion", "Solved question", "Old question"]),
        ("?type=discussion", vec!["A discussion"]),
        ("?type=question&sort=new", vec!["Solved question", "Old question"]),
        (
            "?type=nonsense&sort=nonsense&after=nonsense",
            vec!["Old question", "Solved question", "A discussion"],
        ),
    ];
    for (query, expected) in table {
        assert_eq!(scene.list(query).await.texts(TITLES), expected, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_one_another_without_gap_or_repetition() {
    let scene = scene().await;
    for number in 0..45 {
        scene.topic("question", &format!("Question {number:02}")).await;
    }
    for sort in ["active", "new", "unanswered", "top"] {
        let mut query = format!("?sort={sort}");
        let mut seen = Vec::new();
        for expected in [20, 20, 5] {
            let page = scene.list(&query).await;
            assert_eq!(page.count(TITLES), expected, "{query}");
            seen.extend(page.texts(TITLES));
            let next = page.attribute("a[rel=next]", "href");
            assert_eq!(next.is_some(), expected == 20, "{query}");
            query = next.map(|next| next.replace("/forums/energy", "")).unwrap_or_default();
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 45, "{sort}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pinned_topics_stand_above_the_first_page_only() {
    let scene = scene().await;
    let pinned = scene.topic("discussion", "Read this first").await;
    moderation::set_pinned(scene.test.core(), &scene.admin.principal(), pinned.id, true)
        .await
        .expect("pinned");
    for number in 0..21 {
        scene.topic("discussion", &format!("Discussion {number:02}")).await;
    }
    let first = scene.list("?sort=new").await;
    assert_eq!(first.texts(TITLES).first().map(String::as_str), Some("Read this first"));
    let next = first.attribute("a[rel=next]", "href").expect("a second page");
    let second = scene.list(&next.replace("/forums/energy", "")).await;
    assert_eq!(second.texts(TITLES), ["Discussion 00"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn followed_forums_fill_the_home_of_a_member() {
    let scene = scene().await;
    scene.topic("question", "Night baseline").await;
    let noura = scene.test.member("noura").await;
    let client = scene.test.sign_in(&noura).await;
    assert_eq!(client.get("/").await.count(TITLES), 0);
    let page = client.submit("/forums/energy", &[("follow", "yes")]).await;
    assert_eq!(page.status, 303);
    assert_eq!(client.get("/home").await.texts(TITLES), ["Night baseline"]);
    assert_eq!(client.get("/forums?show=followed").await.count(".forum-card"), 1);
    client.submit("/forums/energy", &[("follow", "no")]).await;
    assert_eq!(client.get("/").await.count(TITLES), 0);
    let guest = scene.test.guest().with_header("accept", "text/html");
    assert_eq!(guest.get("/home").await.status, 303, "a guest is asked to sign in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subject_gathers_its_topics_in_any_spelling() {
    let scene = scene().await;
    let client = scene.test.sign_in(&scene.admin).await;
    let fields = [
        ("kind", "discussion"),
        ("title", "تسريب الهواء المضغوط"),
        ("body", "قسنا ليلة واحدة فكانت النسبة 34٪ #إدارة_الطاقة"),
        ("language", "ar"),
    ];
    assert_eq!(client.submit("/forums/energy/new", &fields).await.status, 303);
    for tag in ["إدارة_الطاقة", "إدَارَة_الطَّاقة"] {
        let encoded: String = url::form_urlencoded::byte_serialize(tag.as_bytes()).collect();
        let page = scene.test.guest().get(&format!("/tags/{encoded}")).await;
        assert_eq!(page.texts(TITLES), ["تسريب الهواء المضغوط"], "{tag}");
    }
    let nothing = scene.test.guest().get("/tags/unheard").await;
    assert_eq!((nothing.status, nothing.count(".empty")), (200, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_landing_page_shows_an_answered_question_as_proof() {
    let scene = scene().await;
    let noura = scene.test.member("noura").await;
    let question = scene.topic("question", "Where does the night load come from?").await;
    scene.topic("question", "Still open").await;
    let answer = scene.test.reply(&noura, question.id, "Look at the dryers first").await;
    answers::accept(scene.test.core(), &scene.admin.principal(), answer.id)
        .await
        .expect("accepted");
    let page = scene.test.guest().get("/").await;
    assert_eq!(
        page.text(".showcase h3").as_deref(),
        Some("Where does the night load come from?")
    );
    assert!(page.body.contains("Look at the dryers first"));
    assert_eq!(page.texts(TITLES), ["Still open"]);
}
