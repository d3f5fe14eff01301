//! What is new for a member, where it leads, and what they watch, mute and keep.

use chrono::TimeDelta;
use majlis::db::posts::Post;
use majlis::db::types::{NotificationKind, PostId, WatchLevel};
use majlis::domain::forums::ForumView;
use majlis::domain::reading::levels;
use majlis::domain::{notifications, topics};
use majlis::web::i18n;

use crate::support::{Client, Page, Person, TestApp};

const TITLES: &str = ".topic-row-title a";

struct Scene {
    test: TestApp,
    admin: Person,
    noura: Person,
    client: Client,
    forum: ForumView,
}

/// What stands there, without the marks that keep figures and names in their direction.
fn words(page: &Page, at: &str) -> String {
    i18n::bare(&page.text(at).unwrap_or_default())
}

async fn scene() -> Scene {
    let test = TestApp::new().await;
    let admin = test.admin("majid").await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let forum = test.forum(&admin, "energy", "public").await;
    Scene {
        test,
        admin,
        noura,
        client,
        forum,
    }
}

impl Scene {
    async fn topic(&self, title: &str) -> Post {
        self.test.topic(&self.admin, &self.forum, "discussion", title).await
    }

    /// What Noura was told of, latest first: kind and post.
    async fn told(&self) -> Vec<(NotificationKind, Option<PostId>)> {
        self.test.run_jobs().await;
        let page = majlis::db::Keyset::first(50);
        let found = notifications::list(self.test.core(), self.noura.account.id, page).await;
        let rows = found.expect("notifications").into_iter();
        rows.map(|(told, ..)| (told.kind, told.post_id)).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_topic_is_new_until_it_is_opened_and_again_with_each_reply() {
    let scene = scene().await;
    let (client, topic) = (&scene.client, scene.topic("Night baseline").await);
    let page = client.get("/forums/energy").await;
    assert_eq!(
        (page.count(".topic-row-unread"), page.count(".topic-row-newer")),
        (1, 0)
    );
    assert_eq!(words(&client.get("/forums").await, ".forum-card .news"), "1 new");
    client.get(&format!("/topics/{}", topic.id)).await;
    assert_eq!(client.get("/forums/energy").await.count(".topic-row-unread"), 0);
    assert_eq!(client.get("/forums").await.count(".forum-card .news"), 0);

    scene.test.reply(&scene.admin, topic.id, "Look at the dryers").await;
    scene.test.reply(&scene.admin, topic.id, "And the leaks").await;
    let page = client.get("/forums/energy").await;
    assert_eq!(page.count(".topic-row-unread"), 1);
    assert!(words(&page, ".topic-row-newer a").starts_with("2 new replies"));
    let guest = scene.test.guest().get("/forums/energy").await;
    assert_eq!((guest.status, guest.count(".topic-row-unread")), (200, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_lead_to_the_first_reply_that_was_not_seen() {
    let scene = scene().await;
    let (client, topic) = (&scene.client, scene.topic("Night baseline").await);
    let address = format!("/topics/{}", topic.id);
    let unread = format!("{address}/unread");
    assert_eq!(client.get(&unread).await.header("location"), address, "never opened");
    let seen = scene.test.reply(&scene.admin, topic.id, "Seen").await;
    client.get(&address).await;
    assert_eq!(client.get(&unread).await.header("location"), address, "nothing is new");
    let first = scene.test.reply(&scene.admin, seen.id, "New below").await;
    let second = scene.test.reply(&scene.admin, topic.id, "New").await;
    let to = format!("{address}#reply-{}", first.id);
    assert_eq!(client.get(&unread).await.header("location"), to);

    let page = client.get(&address).await;
    assert_eq!(page.count(".reply-new"), 2);
    assert_eq!(page.count("#new"), 1, "one line where the new ones begin");
    let second = format!("#reply-{}.reply-new", second.id.0);
    assert_eq!(page.count(&second), 1);
    assert_eq!(client.get(&address).await.count(".reply-new"), 0, "seen now");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_page_does_not_count_for_the_pages_behind_it() {
    let scene = scene().await;
    let (client, topic) = (&scene.client, scene.topic("A long one").await);
    let mut replies = Vec::new();
    for n in 0..60 {
        replies.push(scene.test.reply(&scene.admin, topic.id, &format!("Reply {n}")).await);
    }
    let address = format!("/topics/{}", topic.id);
    client.get(&address).await;
    let page = client.get("/forums/energy").await;
    assert!(words(&page, ".topic-row-newer a").starts_with("10 new replies"));
    let to = client
        .get(&format!("{address}/unread"))
        .await
        .header("location")
        .to_owned();
    let expected = format!("{address}?after={}#reply-{}", replies[50].id.0 - 1, replies[50].id);
    assert_eq!(to, expected);
    client.get(to.split('#').next().expect("an address")).await;
    assert_eq!(client.get("/forums/energy").await.count(".topic-row-unread"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_at_what_is_known_writes_nothing() {
    let scene = scene().await;
    let topic = scene.topic("Night baseline").await;
    let address = format!("/topics/{}", topic.id);
    scene.client.get(&address).await;
    let watch = scene.test.core().db.watch();
    watch.keep_texts();
    scene.client.get(&address).await;
    let texts = watch.take_texts();
    assert!(!texts.is_empty());
    let written = texts
        .iter()
        .find(|text| text.contains("topic_reads") && !text.starts_with("SELECT"));
    assert_eq!(written, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forum_is_called_read_as_a_whole() {
    let scene = scene().await;
    let opened = scene.topic("Opened").await;
    scene.client.get(&format!("/topics/{}", opened.id)).await;
    scene.test.reply(&scene.admin, opened.id, "A reply").await;
    scene.topic("Never opened").await;
    assert_eq!(scene.client.get("/forums/energy").await.count(".topic-row-unread"), 2);
    let answer = scene.client.post_form("/forums/energy", "/forums/energy/read").await;
    assert_eq!(answer.status, 303);
    let page = scene.client.get("/forums/energy").await;
    assert_eq!(page.count(".topic-row-unread"), 0);
    assert_eq!(page.count("form[action='/forums/energy/read']"), 0);
    scene.topic("Later").await;
    assert_eq!(scene.client.get("/forums/energy").await.count(".topic-row-unread"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_old_is_not_new() {
    let scene = scene().await;
    scene.topic("Before the summer").await;
    scene.test.advance(TimeDelta::days(40));
    let client = scene.test.sign_in(&scene.noura).await;
    assert_eq!(client.get("/forums/energy").await.count(".topic-row-unread"), 0);
    let late = scene.test.member("late").await;
    scene.topic("After the summer").await;
    let client = scene.test.sign_in(&late).await;
    assert_eq!(client.get("/forums/energy").await.count(".topic-row-unread"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_watches_a_forum_hears_of_topics_and_who_watches_a_topic_of_replies() {
    let scene = scene().await;
    let before = scene.topic("Before").await;
    assert_eq!(scene.told().await, []);
    scene.client.submit("/forums/energy", &[("level", "watch")]).await;
    let topic = scene.topic("Night baseline").await;
    assert_eq!(scene.told().await, [(NotificationKind::Watch, Some(topic.id))]);
    scene.test.reply(&scene.admin, topic.id, "Only a reply").await;
    assert_eq!(scene.told().await.len(), 1, "a watched forum tells of topics");

    let address = format!("/topics/{}", before.id);
    scene.client.submit(&address, &[("level", "watch")]).await;
    let reply = scene.test.reply(&scene.admin, before.id, "To the watched topic").await;
    assert_eq!(scene.told().await[0], (NotificationKind::Watch, Some(reply.id)));
    // Their own replies tell them nothing, and what tells them anyway tells them once.
    let own = scene.test.reply(&scene.noura, before.id, "My own").await;
    scene.test.reply(&scene.admin, own.id, "To you").await;
    let told = scene.told().await;
    assert_eq!((told.len(), told[0].0), (3, NotificationKind::Reply));
    let page = scene.client.get("/notifications").await;
    assert!(page.body.contains("in a forum you watch") && page.body.contains("in a topic you watch"));

    scene.client.submit("/forums/energy", &[("level", "normal")]).await;
    scene.client.submit(&address, &[("level", "normal")]).await;
    scene.topic("Not told").await;
    scene.test.reply(&scene.admin, before.id, "Not told").await;
    assert_eq!(scene.told().await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_muted_is_not_at_home_and_tells_nothing() {
    let scene = scene().await;
    let other = scene.test.forum(&scene.admin, "quality", "public").await;
    for name in ["energy", "quality"] {
        scene
            .client
            .submit(&format!("/forums/{name}"), &[("follow", "yes")])
            .await;
    }
    let own = scene
        .test
        .topic(&scene.noura, &scene.forum, "question", "Mine, muted")
        .await;
    scene.test.topic(&scene.admin, &other, "question", "Stays").await;
    scene.test.topic(&scene.admin, &other, "question", "Muted alone").await;
    let page = scene.client.get("/home").await;
    assert_eq!(page.texts(TITLES), ["Muted alone", "Stays", "Mine, muted"]);
    assert_eq!(page.count(".context a[href^='/topics/']"), 3);

    scene.client.submit("/forums/energy", &[("level", "mute")]).await;
    let alone = page.attributes(TITLES, "href")[0].clone();
    scene.client.submit(&alone, &[("level", "mute")]).await;
    let page = scene.client.get("/home").await;
    assert_eq!(page.texts(TITLES), ["Stays"]);
    scene.test.reply(&scene.admin, own.id, "To you, @noura").await;
    assert_eq!(scene.told().await, []);
    // The topic's own level counts before its forum's.
    scene
        .client
        .submit(&format!("/topics/{}", own.id), &[("level", "normal")])
        .await;
    scene.test.reply(&scene.admin, own.id, "To you again").await;
    assert_eq!(scene.told().await.len(), 1);

    let page = scene.client.get("/settings/watching").await;
    assert_eq!(page.count(".watch-list > li"), 3);
    let answer = scene
        .client
        .submit(
            "/settings/watching",
            &[("level", "normal"), ("next", "/settings/watching")],
        )
        .await;
    assert_eq!(answer.header("location"), "/settings/watching");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_watches_what_they_may_not_read() {
    let scene = scene().await;
    let hidden = scene.test.forum(&scene.admin, "board", "verified").await;
    let topic = scene.test.topic(&scene.admin, &hidden, "discussion", "Secret").await;
    let (core, by) = (scene.test.core(), scene.noura.principal());
    assert!(
        levels::set_forum(core, &by, hidden.forum.id, WatchLevel::Watch)
            .await
            .is_err()
    );
    assert!(levels::set_topic(core, &by, topic.id, WatchLevel::Watch).await.is_err());
    for path in [format!("/topics/{}/unread", topic.id), "/forums/board/feed".to_owned()] {
        assert_eq!(scene.client.get(&path).await.status, 404, "{path}");
    }
    assert!(topics::post(core, &scene.noura.viewer(), topic.id).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_are_kept_in_folders_with_notes_that_others_do_not_see() {
    let scene = scene().await;
    let (client, topic) = (&scene.client, scene.topic("Night baseline").await);
    let reply = scene.test.reply(&scene.admin, topic.id, "Look at the dryers").await;
    let address = format!("/topics/{}", topic.id);
    for id in [topic.id, reply.id] {
        let answer = client.post_form(&address, &format!("/posts/{id}/bookmark")).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    assert_eq!(client.get(&address).await.count("button[name=bookmark][value=no]"), 2);
    let edit = format!("/bookmarks/{}", reply.id);
    let fields = [("note", "جرّبها في الخط الثالث"), ("new_folder", "Line 3")];
    assert_eq!(client.submit(&edit, &fields).await.status, 303);
    let page = client.get("/bookmarks").await;
    assert_eq!(page.texts(".kept-title a"), ["Look at the dryers", "Night baseline"]);
    assert_eq!(page.text(".kept-note").as_deref(), Some("جرّبها في الخط الثالث"));
    let folder = page.attributes("nav.tabs a", "href")[1].clone();
    assert_eq!(client.get(&folder).await.texts(".kept-title a"), ["Look at the dryers"]);

    let long = "x".repeat(1_001);
    let refused = client
        .submit(&edit, &[("note", &long), ("new_folder", "Another")])
        .await;
    assert_eq!(refused.status, 422);
    assert_eq!(
        refused.text("textarea").as_deref(),
        Some(long.as_str()),
        "nothing typed is lost"
    );

    let admin = scene.test.sign_in(&scene.admin).await;
    assert_eq!(admin.get("/bookmarks").await.count(".kept"), 0);
    assert_eq!(admin.get(&edit).await.status, 404);
    assert_eq!(admin.get(&folder).await.status, 404);

    let remove = format!("/bookmarks/folders/{}/remove", folder.split('=').nth(1).expect("an id"));
    client.post_form(&folder, &remove).await;
    let page = client.get("/bookmarks").await;
    assert_eq!((page.count(".kept"), page.count("nav.tabs a[href*=folder]")), (2, 0));
    majlis::domain::posts::remove(scene.test.core(), &scene.admin.principal(), reply.id)
        .await
        .expect("removed");
    let page = client.get("/bookmarks").await;
    assert!(!page.body.contains("Look at the dryers"));
    assert_eq!(page.count(".kept"), 2);
    client
        .post(&format!("/posts/{}/bookmark", topic.id), &[("bookmark", "no")])
        .await;
    assert_eq!(
        client.get("/bookmarks").await.count(".kept"),
        2,
        "without a token nothing happens"
    );
    client
        .submit("/bookmarks", &[("bookmark", "no"), ("next", "/bookmarks")])
        .await;
    assert_eq!(client.get("/bookmarks").await.count(".kept"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quote_begins_the_reply_with_words_author_and_link() {
    let scene = scene().await;
    let (client, topic) = (&scene.client, scene.topic("Night baseline").await);
    let reply = scene.test.reply(&scene.admin, topic.id, "Look at the dryers").await;
    let address = format!("/topics/{}", topic.id);
    let link = format!("/replies/{}?quote=yes", reply.id);
    assert!(client.get(&address).await.attributes("a", "href").contains(&link));
    let to = client.get(&link).await.header("location").to_owned();
    assert_eq!(to, format!("{address}?quote={0}#reply-{0}", reply.id));
    let page = client.get(&to).await;
    let quote = format!(
        "> [majid](https://majlis.example/replies/{}): > > Look at the dryers",
        reply.id
    );
    let form = format!("#body-{}", reply.id);
    assert_eq!(page.text(&form).as_deref(), Some(quote.as_str()));
    assert_eq!(page.count("details.disclosure[open]"), 1);
    let page = client.get(&format!("{address}?quote={}", topic.id)).await;
    assert!(
        page.text("#body-new")
            .expect("a form")
            .starts_with("> [majid](https://majlis.example/topics/")
    );
    assert_eq!(
        page.attributes("a.byline-time", "href").last(),
        Some(&format!("/replies/{}", reply.id))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn tags_are_narrowed_to_a_forum_and_to_open_questions() {
    let scene = scene().await;
    let other = scene.test.forum(&scene.admin, "quality", "public").await;
    let solved = scene
        .test
        .topic(&scene.admin, &scene.forum, "question", "Solved #leaks")
        .await;
    scene
        .test
        .topic(&scene.admin, &scene.forum, "question", "Open #leaks")
        .await;
    scene
        .test
        .topic(&scene.admin, &other, "discussion", "Elsewhere #leaks #dryers")
        .await;
    let answer = scene.test.reply(&scene.noura, solved.id, "This way #leaks").await;
    majlis::domain::answers::accept(scene.test.core(), &scene.admin.principal(), answer.id)
        .await
        .expect("accepted");
    let guest = scene.test.guest();
    let table = [
        ("", vec!["Elsewhere #leaks #dryers", "Open #leaks", "Solved #leaks"]),
        ("?forum=energy", vec!["Open #leaks", "Solved #leaks"]),
        ("?open=yes", vec!["Open #leaks"]),
        ("?forum=quality&open=yes", vec![]),
    ];
    for (query, expected) in table {
        assert_eq!(
            guest.get(&format!("/tags/leaks{query}")).await.texts(TITLES),
            expected,
            "{query}"
        );
    }
    assert_eq!(guest.get("/tags/leaks?forum=nowhere").await.status, 404);
    let tags = guest.get("/forums/quality").await.attributes(".context a.tag", "href");
    assert_eq!(tags.len(), 2);
    assert!(tags.contains(&"/tags/leaks?forum=quality".to_owned()));

    let near = scene.client.get(&format!("/topics/{}", solved.id)).await;
    assert_eq!(near.texts(".near-list a"), ["Elsewhere #leaks #dryers", "Open #leaks"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sector_gathers_its_forums_for_those_who_may_read_them() {
    let scene = scene().await;
    let closed = scene.test.forum(&scene.admin, "board", "instance").await;
    scene.topic("Open to all").await;
    scene
        .test
        .topic(&scene.admin, &closed, "discussion", "For members")
        .await;
    let admin = scene.test.sign_in(&scene.admin).await;
    for name in ["energy", "board"] {
        let answer = admin.submit(&format!("/forums/{name}"), &[("sector", "28")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    let guest = scene.test.guest().get("/sectors/28").await;
    assert_eq!(guest.texts(TITLES), ["Open to all"]);
    assert!(!guest.body.contains("board"));
    assert_eq!(
        scene.client.get("/sectors/28").await.texts(TITLES),
        ["For members", "Open to all"]
    );
    let reader = scene.test.guest().with_header("accept-language", "en");
    let index = reader.get("/sectors").await;
    let listed = words(&index, ".card.sector-list li");
    assert!(listed.contains("1 forum"), "{listed}");
    assert_eq!(scene.test.guest().get("/sectors/none").await.status, 404);
    assert!(scene.client.get("/forums/energy").await.body.contains("/sectors/28"));
    let refused = admin.submit("/forums/energy", &[("sector", "zz")]).await;
    assert_eq!(refused.status, 422);
}
