//! The page: operators, choices, chips, marks, what is offered where nothing is found, and the feed.

use majlis::domain::answers;

use super::{Scene, address, found, topic};

#[tokio::test(flavor = "multi_thread")]
async fn operators_narrow_and_each_can_be_taken_away() {
    let scene = Scene::new().await;
    let other = scene.test.forum(&scene.admin, "water", "public").await;
    let solved = scene.topic("Gearbox noise #steel").await;
    let answer = scene.test.reply(&scene.admin, solved.id, "Change the oil").await;
    answers::accept(scene.test.core(), &scene.noura.principal(), answer.id)
        .await
        .expect("accepted");
    let open = scene.topic("Gearbox smell").await;
    let talk = scene
        .test
        .topic(&scene.admin, &other, "discussion", "Gearbox prices #copper")
        .await;
    for (query, expected) in [
        ("gearbox is:solved", vec![&solved]),
        ("gearbox is:open", vec![&open]),
        ("gearbox is:discussion", vec![&talk]),
        ("gearbox forum:water", vec![&talk]),
        ("gearbox tag:STEEL", vec![&solved]),
        ("gearbox #copper", vec![&talk]),
        ("gearbox author:majid", vec![&talk]),
        ("gearbox من:majlis.example وسم:copper", vec![&talk]),
        ("gearbox lang:ar", vec![]),
        ("gearbox author:nobody", vec![]),
        ("gearbox from:nowhere.example", vec![]),
        ("tag:steel", vec![&solved]),
        ("forum:water", vec![&talk]),
        ("author:majid", vec![&talk]),
        ("is:solved", vec![&solved]),
    ] {
        let expected: Vec<String> = expected.into_iter().map(topic).collect();
        assert_eq!(scene.found(query).await, expected, "{query}");
    }
    let page = scene.guest().get(&address("gearbox is:solved tag:steel")).await;
    assert_eq!(
        page.attribute("#q", "value").as_deref(),
        Some("gearbox"),
        "operators became choices"
    );
    assert_eq!(
        page.attributes(".search-chip", "href"),
        ["/search?q=gearbox&is=solved", "/search?q=gearbox&tag=steel"]
    );
    let without = scene.guest().get("/search?q=gearbox&is=solved").await;
    assert_eq!(without.attributes(".hit-row h3 a", "href"), [topic(&solved)]);
    let lonely = scene.guest().get(&address("lang:en")).await;
    assert_eq!(
        (lonely.count(".hit-row"), lonely.count(".banner-info")),
        (0, 1),
        "it takes a word"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_form_offers_what_was_found_to_be_narrowed_by() {
    let scene = Scene::new().await;
    let other = scene.test.forum(&scene.admin, "water", "public").await;
    scene.topic("Gearbox noise #steel").await;
    scene.topic("Gearbox smell #steel").await;
    scene
        .test
        .topic(&scene.admin, &other, "discussion", "Gearbox prices")
        .await;
    let page = scene.guest().get("/search?q=gearbox").await;
    assert_eq!(page.texts("#forum option"), ["All", "energy (2)", "water (1)"]);
    assert_eq!(page.texts("#tag option"), ["All", "#steel (2)"]);
    assert_eq!(page.texts("#language option"), ["All", "English (3)"]);
    assert_eq!(page.texts("#from option"), ["All", "majlis.example (3)"]);
    let chosen = scene
        .guest()
        .get("/search?q=gearbox&forum=water&tag=&is=&language=&from=&since=week")
        .await;
    assert_eq!(chosen.count(".hit-row"), 1);
    assert_eq!(
        chosen.attribute("#forum option[selected]", "value").as_deref(),
        Some("water")
    );
    assert_eq!(chosen.texts(".tabs a").len(), 2, "other lists know no such choices");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_looked_for_is_marked_and_escaped() {
    let scene = Scene::new().await;
    let post = scene.topic("Gearbox <script>alert(1)</script> & noise").await;
    let body = format!(
        "{} The GEARBOX hums. {}",
        "Before that. ".repeat(40),
        "After that. ".repeat(40)
    );
    let answer = scene.test.reply(&scene.admin, post.id, &body).await;
    let page = scene.guest().get("/search?q=gearbox+script").await;
    assert_eq!(page.texts(".topic-row-title mark"), ["Gearbox", "script", "script"]);
    assert_eq!(page.count("main script"), 0);
    assert_eq!(page.attribute(".hit-row-excerpt", "dir").as_deref(), Some("auto"));
    let page = scene.guest().get("/search?q=gearbox+hums&type=replies").await;
    assert_eq!(
        page.attributes(".hit-row h3 a", "href"),
        [format!("/replies/{}", answer.id)]
    );
    assert_eq!(page.texts(".hit-row-excerpt mark"), ["GEARBOX", "hums"]);
    let excerpt = page.text(".hit-row-excerpt").expect("an excerpt");
    assert!(excerpt.starts_with('…') && excerpt.ends_with('…'), "{excerpt}");
    assert!(page.text(".topic-row-title").expect("the topic").contains("Gearbox"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_goes_on_in_both_orders_and_shows_each_once() {
    let scene = Scene::new().await;
    let mut all = Vec::new();
    for n in 0..45 {
        all.insert(0, topic(&scene.topic(&format!("Gearbox number {n}")).await));
    }
    for sort in ["", "&sort=newest"] {
        let (mut next, mut seen) = (Some(format!("/search?q=gearbox{sort}")), Vec::new());
        while let Some(path) = next {
            let page = scene.guest().get(&path).await;
            assert_eq!(page.texts(".search-count"), ["45", "0"]);
            seen.extend(page.attributes(".hit-row h3 a", "href"));
            next = page.attribute("a[rel=next]", "href");
        }
        assert_eq!(seen.len(), 45, "{sort}");
        if !sort.is_empty() {
            assert_eq!(seen, all);
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 45, "{sort}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_found_there_is_a_way_on() {
    let scene = Scene::new().await;
    scene.topic("Gearbox noise").await;
    let narrowed = scene.guest().get(&address("gearbox is:solved")).await;
    assert_eq!(
        narrowed.attributes(".empty .search-chips a", "href"),
        ["/search?q=gearbox"]
    );
    assert_eq!(narrowed.attributes(".empty .actions a", "href"), ["/sign-in"]);
    let member = scene.test.sign_in(&scene.noura).await;
    let page = member.get(&address("why does it hum")).await;
    let ask = page.attribute(".empty .search-chips a", "href").expect("a way to ask");
    assert_eq!(ask, "/forums/energy/new?title=why+does+it+hum");
    assert_eq!(page.attributes(".empty .actions a", "href"), ["/connect"]);
    let composer = member.get(&ask).await;
    assert_eq!(
        composer.attribute("input[name=title]", "value").as_deref(),
        Some("why does it hum")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_a_box_on_every_page_and_one_in_each_forum() {
    let scene = Scene::new().await;
    scene.topic("Gearbox noise").await;
    let page = scene.guest().get("/about").await;
    assert_eq!(page.attribute(".header-search", "action").as_deref(), Some("/search"));
    assert_eq!(
        page.attribute(".header-search-link", "href").as_deref(),
        Some("/search")
    );
    let forum = scene.guest().get("/forums/energy").await;
    assert_eq!(
        forum.attribute(".search-box input[name=forum]", "value").as_deref(),
        Some("energy")
    );
    assert_eq!(scene.guest().get("/search").await.count(".search-operators dt"), 8);
    let forums = scene.guest().get("/search?q=energy&type=forums").await;
    assert_eq!(forums.attributes(".forum-card h3 a", "href"), ["/forums/energy"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_has_a_feed_of_what_guests_find() {
    let scene = Scene::new().await;
    let inner = scene.test.forum(&scene.admin, "inner", "instance").await;
    scene.topic("Gearbox noise").await;
    scene
        .test
        .topic(&scene.noura, &inner, "question", "Gearbox merger")
        .await;
    let member = scene.test.sign_in(&scene.noura).await;
    assert_eq!(found(&member, "gearbox").await.len(), 2);
    let page = member.get("/search?q=gearbox&is=question").await;
    let address = page
        .attribute("link[type='application/atom+xml']", "href")
        .expect("a feed");
    let feed = member.get(&address).await;
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    assert!(
        feed.body.contains("Gearbox noise") && !feed.body.contains("merger"),
        "{}",
        feed.body
    );
    assert!(feed.body.contains("/search?q=gearbox&#38;is=question"), "{}", feed.body);
    assert!(
        feed.body.contains("/search/feed?q=gearbox&#38;is=question"),
        "{}",
        feed.body
    );
}
