//! The pages of those who run the instance.

use majlis::config::FederationMode;
use majlis::db::types::InstancePolicy;
use majlis::domain::{forums, instances};

use crate::support::TestApp;

const FORUM: [(&str, &str); 7] = [
    ("username", "energy"),
    ("name_ar", "الطاقة في المصنع"),
    ("name_en", "Energy in the plant"),
    ("description_ar", ""),
    ("description_en", "Compressed air, motors, tariffs."),
    ("scope", "public"),
    ("posting", "members"),
];

fn with<'a>(name: &str, value: &'a str) -> Vec<(&'static str, &'a str)> {
    let fields = FORUM.iter();
    fields
        .map(|field| if field.0 == name { (field.0, value) } else { *field })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_admins_open_the_pages_of_admins() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let (member, guest) = (test.sign_in(&noura).await, test.guest());
    for path in ["/admin/forums", "/admin/forums/new", "/admin/federation"] {
        assert_eq!(guest.get(path).await.status, 401, "{path}");
        assert_eq!(member.get(path).await.status, 403, "{path}");
        let token = member
            .get("/about")
            .await
            .attribute("input[name=csrf]", "value")
            .expect("a token");
        let mut fields = FORUM.to_vec();
        fields.push(("csrf", &token));
        if path != "/admin/forums" {
            assert_eq!(member.post(path, &fields).await.status, 403, "POST {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_opens_a_forum_and_changes_it() {
    let test = TestApp::new().await;
    let majid = test.admin("majid").await;
    let client = test.sign_in(&majid).await;
    let page = client.submit("/admin/forums/new", &FORUM).await;
    assert_eq!(
        (page.status, page.header("location")),
        (303, "/admin/forums"),
        "{}",
        page.body
    );
    assert!(client.get("/admin/forums").await.body.contains("Energy in the plant"));

    let changes: Vec<_> = with("name_en", "Energy").into_iter().skip(1).collect();
    let page = client.submit("/admin/forums/energy", &changes).await;
    assert_eq!(page.status, 303, "{}", page.body);
    let forum = forums::find(test.core(), &majid.viewer(), "energy")
        .await
        .expect("the forum");
    assert_eq!(forum.forum.name_en, "Energy");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_forum_comes_back_with_everything_typed() {
    let test = TestApp::new().await;
    let majid = test.admin("majid").await;
    test.forum(&majid, "maintenance", "public").await;
    let client = test.sign_in(&majid).await;
    let long = "x".repeat(81);
    for (name, value) in [
        ("username", ""),
        ("username", "الطاقة"),
        ("username", "maintenance"),
        ("name_en", long.as_str()),
        ("scope", "everybody"),
        ("posting", "nobody"),
    ] {
        let page = client.submit("/admin/forums/new", &with(name, value)).await;
        assert_eq!(page.status, 422, "{name}={value}: {}", page.body);
        assert_eq!(
            page.count(&format!(".error-summary a[href='#{name}']")),
            1,
            "{name}={value}"
        );
        assert_eq!(page.attribute("#name_ar", "value").as_deref(), Some(FORUM[1].1));
        assert_eq!(page.text("#description_en").as_deref(), Some(FORUM[4].1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_appoints_and_dismisses_moderators() {
    let test = TestApp::new().await;
    let (majid, noura) = (test.admin("majid").await, test.member("noura").await);
    let forum = test.forum(&majid, "energy", "public").await;
    let client = test.sign_in(&majid).await;
    let moderators = async || {
        let known = forums::moderators(test.core(), forum.forum.id)
            .await
            .expect("the moderators");
        known.iter().any(|moderator| moderator.id == noura.actor.id)
    };
    let token = client
        .get("/admin/forums/energy")
        .await
        .attribute("input[name=csrf]", "value")
        .expect("a token");
    let act = |moderator: &'static str, act: &'static str| {
        let fields = [
            ("csrf", token.clone()),
            ("moderator", moderator.to_owned()),
            ("act", act.to_owned()),
        ];
        let client = client.clone();
        async move {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            client.post("/admin/forums/energy/moderators", &fields).await
        }
    };
    assert_eq!(act("@noura", "appoint").await.status, 303);
    assert!(moderators().await);
    assert_eq!(act("noura", "dismiss").await.status, 303);
    assert!(!moderators().await);

    let page = act("nobody", "appoint").await;
    assert_eq!(page.status, 422);
    assert_eq!(
        page.attribute("#moderator[aria-invalid='true']", "value").as_deref(),
        Some("nobody")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_decides_with_whom_the_instance_talks() {
    let test = TestApp::new().await;
    let majid = test.admin("majid").await;
    let client = test.sign_in(&majid).await;
    assert_eq!(
        client
            .submit("/admin/federation", &[("mode", "allow_list")])
            .await
            .status,
        303
    );
    assert_eq!(
        instances::mode(test.core()).await.expect("a mode"),
        FederationMode::AllowList
    );
    assert!(
        !instances::is_allowed(test.core(), "jeddah.example")
            .await
            .expect("an answer")
    );

    let allow = [
        ("host", "Jeddah.example"),
        ("policy", "allowed"),
        ("trusted", "yes"),
        ("note", "Sister chamber"),
    ];
    assert_eq!(client.submit("/admin/federation", &allow).await.status, 303);
    assert!(
        instances::is_allowed(test.core(), "jeddah.example")
            .await
            .expect("an answer")
    );
    let known = instances::list(test.core()).await.expect("the servers");
    let jeddah = known
        .iter()
        .find(|known| known.host == "jeddah.example")
        .expect("the server");
    assert_eq!((jeddah.policy, jeddah.is_trusted), (InstancePolicy::Allowed, true));
    assert!(client.get("/admin/federation").await.body.contains("jeddah.example"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_host_comes_back_with_everything_typed() {
    let test = TestApp::new().await;
    let majid = test.admin("majid").await;
    let client = test.sign_in(&majid).await;
    for host in ["https://jeddah.example/", "majlis.example", " "] {
        let fields = [("host", host), ("policy", "blocked"), ("note", "Spam")];
        let page = client.submit("/admin/federation", &fields).await;
        assert_eq!(page.status, 422, "{host}");
        assert_eq!(
            page.attribute("#host[aria-invalid='true']", "value").as_deref(),
            Some(host)
        );
        assert_eq!(page.attribute("#note", "value").as_deref(), Some("Spam"));
    }
}
