//! Reference data as admins edit it, and what members then choose from.

use majlis::domain::organisations::{self, OrganisationForm};

use crate::domain::organisations::form;
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_adds_a_class_of_a_sector_and_switches_one_off() {
    let test = TestApp::new().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let (client, member) = (test.sign_in(&admin).await, test.sign_in(&noura).await);
    let path = "/admin/taxonomy/sector/new";
    for (code, error) in [("steel", "code"), ("", "code"), ("24", "code")] {
        let fields = [("code", code), ("name_ar", "صلب"), ("name_en", "Steel")];
        let page = client.submit(path, &fields).await;
        assert_eq!(
            (page.status, page.count(&format!("#{error}-error"))),
            (422, 1),
            "{code}"
        );
        assert_eq!(page.attribute("#name_ar", "value").as_deref(), Some("صلب"));
    }
    let fields = [
        ("code", "2410"),
        ("name_ar", "صنع الحديد والصلب"),
        ("name_en", "Iron and steel"),
    ];
    let added = client.submit(path, &fields).await;
    assert_eq!(
        (added.status, added.header("location")),
        (303, "/admin/taxonomy?kind=sector")
    );
    let offered = async || {
        let page = member.get("/settings/profile").await;
        page.attributes("#sector option", "value")
    };
    assert!(offered().await.contains(&"2410".to_owned()));

    let steel = OrganisationForm {
        sector: "2410".to_owned(),
        ..form("Gulf Steel")
    };
    let made = organisations::create(test.core(), &noura.principal(), &steel)
        .await
        .expect("made");
    let page = client.get("/admin/taxonomy/sector/2410").await;
    let csrf = page.attribute("input[name='csrf']", "value").expect("a token");
    let off = [
        ("csrf", csrf.as_str()),
        ("name_ar", "صنع الحديد والصلب"),
        ("name_en", "Iron & steel"),
        ("position", "3"),
    ];
    assert_eq!(client.post("/admin/taxonomy/sector/2410", &off).await.status, 303);
    assert!(!offered().await.contains(&"2410".to_owned()), "no longer offered");
    let path = format!("/organisations/{}", made.id);
    assert!(
        member.get(&path).await.body.contains("Iron &#38; steel"),
        "stays where it was chosen"
    );
    let edit = member.get(&format!("{path}/edit")).await;
    assert_eq!(
        edit.attribute("#sector option[selected]", "value").as_deref(),
        Some("2410")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_city_needs_a_region_and_places_need_degrees() {
    let test = TestApp::new().await;
    let client = test.sign_in(&test.admin("majid").await).await;
    let fields = [
        ("code", "new-city"),
        ("name_ar", "مدينة جديدة"),
        ("name_en", "New city"),
        ("latitude", "91"),
        ("longitude", "46,7"),
        ("position", "first"),
    ];
    let page = client.submit("/admin/taxonomy/city/new", &fields).await;
    assert_eq!(page.status, 422);
    for field in ["parent", "latitude", "longitude", "position"] {
        assert_eq!(page.count(&format!("#{field}-error")), 1, "{field}");
    }
    let mut fields = fields
        .map(|(name, value)| match name {
            "latitude" => (name, "24.6"),
            "longitude" => (name, "46.7"),
            "position" => (name, ""),
            _ => (name, value),
        })
        .to_vec();
    fields.push(("parent", "SA-01"));
    assert_eq!(client.submit("/admin/taxonomy/city/new", &fields).await.status, 303);
    let list = client.get("/admin/taxonomy?kind=city").await;
    assert!(
        list.texts("tbody th")
            .last()
            .is_some_and(|last| last.contains("مدينة جديدة")),
        "at the end"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn reference_data_is_for_admins() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    for path in [
        "/admin/taxonomy",
        "/admin/taxonomy/city/new",
        "/admin/taxonomy/region/SA-01",
    ] {
        assert_eq!(client.get(path).await.status, 403, "{path}");
        assert_eq!(test.guest().get(path).await.status, 401, "{path}");
    }
    let csrf = client.get("/settings/profile").await;
    let csrf = csrf.attribute("input[name='csrf']", "value").expect("a token");
    let fields = [
        ("csrf", csrf.as_str()),
        ("name_ar", "ا"),
        ("name_en", "A"),
        ("code", "xx"),
    ];
    for path in ["/admin/taxonomy/city/new", "/admin/taxonomy/region/SA-01"] {
        assert_eq!(client.post(path, &fields).await.status, 403, "{path}");
    }
    let admin = test.sign_in(&test.admin("majid").await).await;
    assert_eq!(admin.get("/admin/taxonomy/planet/new").await.status, 404);
    assert_eq!(admin.get("/admin/taxonomy/region/SA-99").await.status, 404);
}
