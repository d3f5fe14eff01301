//! A conversation in a forum from the question to the accepted answer, in a browser without script.

use crate::support::{Client, Page, Person, TestApp};

/// Where a redirect leads.
fn location(page: &Page) -> String {
    assert_eq!(page.status, 303, "{}", page.body);
    page.header("location").to_owned()
}

/// Follows redirects to the page they end at.
async fn follow(client: &Client, page: Page) -> Page {
    let mut page = page;
    while page.status == 303 {
        let path = location(&page);
        page = client.get(path.split('#').next().unwrap_or_default()).await;
    }
    page
}

async fn ask(client: &Client) -> String {
    let fields = [
        ("kind", "question"),
        ("title", "اهتزاز مضخة التبريد بعد تغيير المحمل"),
        ("body", "ارتفع الاهتزاز من **2.1** إلى 6.8 mm/s. #اهتزاز"),
        ("language", "ar"),
    ];
    location(&client.submit("/forums/maintenance/new", &fields).await)
}

async fn people() -> (TestApp, Person, Person) {
    let test = TestApp::new().await;
    let admin = test.admin("majid").await;
    test.forum(&admin, "maintenance", "public").await;
    let (noura, sara) = (test.member("noura").await, test.member("sara").await);
    (test, noura, sara)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_asked_answered_and_settled_in_both_languages() {
    for (tag, dir, accepted) in [("en", "ltr", "Accepted answer"), ("ar", "rtl", "الإجابة المعتمدة")] {
        let (test, noura, sara) = people().await;
        let (asker, answerer) = (test.sign_in(&noura).await, test.sign_in(&sara).await);
        asker.get(&format!("/forums?lang={tag}")).await;
        let topic = ask(&asker).await;

        let page = follow(
            &answerer,
            answerer.submit(&topic, &[("body", "It is *soft foot*.")]).await,
        )
        .await;
        assert_eq!(page.text(".reply .prose em").as_deref(), Some("soft foot"));
        assert_eq!(page.count("button[name=accept]"), 0, "only the asker settles it");

        let page = follow(&asker, asker.submit(&topic, &[("accept", "yes")]).await).await;
        assert_eq!(page.attribute("html", "lang").as_deref(), Some(tag));
        assert_eq!(page.attribute("html", "dir").as_deref(), Some(dir));
        assert_eq!(page.count("section.accepted"), 1, "{}", page.body);
        assert!(page.body.contains(accepted), "{}", page.body);

        let page = follow(&asker, asker.submit(&topic, &[("accept", "no")]).await).await;
        assert_eq!(page.count("section.accepted"), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_counts_once_and_can_be_taken_back() {
    let (test, noura, sara) = people().await;
    let (asker, voter) = (test.sign_in(&noura).await, test.sign_in(&sara).await);
    let topic = ask(&asker).await;
    for _ in 0..2 {
        let page = follow(&voter, voter.submit(&topic, &[("vote", "up")]).await).await;
        assert_eq!(
            page.attribute("button[name=vote]", "aria-pressed").as_deref(),
            Some("true")
        );
        assert_eq!(page.text("button[name=vote] .vote-count").as_deref(), Some("1"));
    }
    let page = follow(&voter, voter.submit(&topic, &[("vote", "none")]).await).await;
    assert_eq!(page.text("button[name=vote] .vote-count").as_deref(), Some("0"));
    let id = topic.split('/').next_back().expect("an id").to_owned();
    let csrf = voter
        .get(&topic)
        .await
        .attribute("input[name=csrf]", "value")
        .expect("a token");
    let part = voter
        .clone()
        .with_header("x-fragment", "1")
        .post(&format!("/posts/{id}/vote"), &[("csrf", &csrf), ("vote", "up")])
        .await;
    assert_eq!(
        (part.status, part.count("h1")),
        (200, 0),
        "a script gets the control alone"
    );
    assert_eq!(part.attribute("button.vote", "aria-pressed").as_deref(), Some("true"));
    let own = asker.get(&topic).await;
    assert_eq!(own.count("button[name=vote]"), 0, "nobody votes for themselves");
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_stand_below_what_they_answer_and_deep_ones_say_whom() {
    let (test, noura, sara) = people().await;
    let admin_forum = majlis::domain::forums::find(test.core(), &noura.viewer(), "maintenance")
        .await
        .expect("the forum");
    let topic = test
        .topic(&noura, &admin_forum, "discussion", "Nested to any depth")
        .await;
    let first = test.reply(&sara, topic.id, "first").await;
    test.reply(&sara, topic.id, "last").await;
    let mut parent = first.id;
    for level in 2..=5 {
        let author = if level % 2 == 0 { &noura } else { &sara };
        parent = test.reply(author, parent, &format!("level {level}")).await.id;
    }
    let page = test.guest().get(&format!("/topics/{}", topic.id)).await;
    let shown = page.texts(".reply .prose");
    assert_eq!(shown, ["first", "level 2", "level 3", "level 4", "level 5", "last"]);
    assert_eq!(page.attributes(".reply", "data-depth"), ["0", "1", "2", "2", "2", "0"]);
    assert_eq!(
        page.texts(".reply-to a"),
        ["sara", "noura"],
        "levels 4 and 5 name whom they answer"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_a_reply_leads_to_the_page_that_shows_it() {
    let (test, noura, sara) = people().await;
    let forum = majlis::domain::forums::find(test.core(), &noura.viewer(), "maintenance")
        .await
        .expect("the forum");
    let topic = test.topic(&noura, &forum, "discussion", "A long conversation").await;
    let mut last = topic.id;
    for number in 0..52 {
        last = test.reply(&sara, topic.id, &format!("reply {number}")).await.id;
    }
    let guest = test.guest();
    let first = guest.get(&format!("/topics/{}", topic.id)).await;
    assert_eq!(first.count(".reply"), 50);
    let next = first.attribute("a[rel=next]", "href").expect("a second page");
    let second = guest.get(next.split('#').next().unwrap_or_default()).await;
    assert_eq!(second.texts(".reply .prose"), ["reply 50", "reply 51"]);

    let target = location(&guest.get(&format!("/replies/{last}")).await);
    assert!(target.ends_with(&format!("#reply-{last}")), "{target}");
    let page = guest.get(target.split('#').next().unwrap_or_default()).await;
    assert_eq!(page.count(&format!("#reply-{last}")), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn authors_edit_and_delete_and_what_is_gone_is_said_to_be_gone() {
    let (test, noura, sara) = people().await;
    let (asker, answerer) = (test.sign_in(&noura).await, test.sign_in(&sara).await);
    let topic = ask(&asker).await;
    let reply = location(&answerer.submit(&topic, &[("body", "A first thought")]).await);
    let reply = reply.split('/').next_back().expect("an id").to_owned();

    let edit = format!("/posts/{reply}/edit");
    let page = follow(&answerer, answerer.submit(&edit, &[("body", "A second thought")]).await).await;
    assert_eq!(page.text(".reply .prose").as_deref(), Some("A second thought"));

    let delete = format!("/posts/{reply}/delete");
    let asked = answerer.get(&delete).await;
    assert!(
        asked.body.contains("A second thought"),
        "the question shows what would go"
    );
    let page = follow(&answerer, answerer.submit(&delete, &[("confirm", "yes")]).await).await;
    assert_eq!(page.count(".reply-gone"), 1, "its place in the thread stays");
    assert!(!page.body.contains("A second thought"));

    let id = topic.split('/').next_back().expect("an id").to_owned();
    asker
        .submit(&format!("/posts/{id}/delete"), &[("confirm", "yes")])
        .await;
    let gone = test.guest().with_header("accept", "text/html").get(&topic).await;
    assert_eq!(gone.status, 410);
    assert!(!gone.body.contains("اهتزاز"), "nothing of it is shown");
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_pin_and_lock_and_members_cannot() {
    let (test, noura, _) = people().await;
    let admin = test.admin("lina").await;
    let (asker, moderator) = (test.sign_in(&noura).await, test.sign_in(&admin).await);
    let topic = ask(&asker).await;
    assert_eq!(asker.get(&topic).await.count("button[name=pin], button[name=lock]"), 0);
    follow(&moderator, moderator.submit(&topic, &[("pin", "yes")]).await).await;
    let page = follow(&moderator, moderator.submit(&topic, &[("lock", "yes")]).await).await;
    assert_eq!(page.count("form.reply-composer"), 1, "moderators still may reply");
    let page = asker.get(&topic).await;
    assert_eq!(page.count("form.reply-composer"), 0);
    assert!(page.body.contains("This topic is locked"), "{}", page.body);
}
