//! Whatever is typed is words: nothing of it becomes the language of an engine, and nothing of it fails.

use super::{Scene, address, topic};

const HOSTILE: &[&str] = &[
    "\"",
    "\"\"\"",
    "gearbox\"",
    "\"gearbox* OR *",
    "gearbox OR noise",
    "gearbox AND",
    "NOT gearbox",
    "NEAR(gearbox noise, 5)",
    "title:gearbox",
    "{title body}: gearbox",
    "^gearbox",
    "gearbox*",
    "*",
    "**",
    "-",
    "-gearbox",
    "- -",
    "(gearbox",
    "gearbox)",
    "gearbox & | ! <-> :*",
    "gearbox:*A",
    "'gearbox'",
    "''; DROP TABLE posts; --",
    "\\",
    "gearbox\\' & 'x",
    "%",
    "_",
    "\u{0}",
    "a\u{0}b",
    "·",
    "gearbox · noise",
    "\u{202e}gearbox",
    "\u{feff}",
    "👩‍🔧",
    "ﷺ",
    "ß İ ı ﬁ",
    "is:",
    "is:is:is:",
    "forum:",
    "forum:\"\"",
    "forum:../../etc",
    "author:@@@",
    "author:\"a b\"",
    "from::::",
    "lang:zz",
    "tag:\"<script>\"",
    "since:yesterday",
    "2147483648 99999999999999999999",
    "1e5 0x10 3.14 -1",
    "a@b.example http://a.example/?x=1&y[]=2",
];

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_can_be_typed_breaks_a_search() {
    let scene = Scene::new().await;
    let post = scene.topic("Gearbox noise").await;
    let long = [
        "gearbox ".repeat(400),
        "g".repeat(5_000),
        "\"".repeat(500),
        "-".repeat(500),
        "ا".repeat(300),
        "a b c d e f g h i j k l m n o p q r s t u v w x y z".repeat(9),
    ];
    let all = HOSTILE.iter().copied().chain(long.iter().map(String::as_str));
    for query in all {
        let path = address(query);
        let encoded = path.split_once('?').expect("a query").1;
        for path in [
            path.clone(),
            format!("{path}&type=replies&sort=newest"),
            format!("{path}&type=forums"),
            format!("/search/feed?{encoded}"),
        ] {
            let page = scene.guest().get(&path).await;
            assert_eq!(page.status, 200, "{query}: {}", page.body);
        }
        let json = scene
            .guest()
            .get(&format!("/api/v2/search?type=statuses&{encoded}"))
            .await;
        assert!(matches!(json.status, 200 | 422), "{query}: {}", json.body);
    }
    assert_eq!(scene.found("gearbox noise").await, [topic(&post)], "it is still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn signs_are_no_commands() {
    let scene = Scene::new().await;
    let post = scene.topic("Gearbox noise").await;
    scene.topic("Something else").await;
    for query in [
        "gearbox OR something",
        "gearbox | something",
        "title:something gearbox",
        "NOT gearbox",
    ] {
        assert_eq!(scene.found(query).await, [""; 0], "{query}: all words are looked for");
    }
    for query in ["^gearbox", "gearbox*", "(gearbox)", "'gearbox'", "gearbox & noise"] {
        assert_eq!(scene.found(query).await, [topic(&post)], "{query}");
    }
    let page = scene.guest().get(&address(&"gearbox noise ".repeat(60))).await;
    assert_eq!(page.count(".banner-info"), 1, "it says that not all was looked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn places_in_lists_that_make_no_sense_are_empty_or_refused() {
    let scene = Scene::new().await;
    scene.topic("Gearbox noise").await;
    for (query, status) in [
        ("page=1000000", 200),
        ("page=99999999999999999999", 400),
        ("page=-1", 400),
        ("sort=newest&before=-1", 200),
        ("sort=newest&before=x", 400),
        ("sort=sideways", 200),
        ("type=everything", 200),
        ("is=sunny&since=never&language=klingon", 200),
    ] {
        let page = scene.guest().get(&format!("/search?q=gearbox&{query}")).await;
        assert_eq!(page.status, status, "{query}");
    }
}
