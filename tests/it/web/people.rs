//! The directory of people, and what a profile shows to whom.

use majlis::domain::organisations;
use majlis::domain::own_profile::{self, ProfileForm};

use crate::domain::organisations::form;
use crate::support::{Person, TestApp};

fn profile(name: &str) -> ProfileForm {
    ProfileForm {
        display_name: name.to_owned(),
        job_title: "مهندسة صيانة".to_owned(),
        bio: "I look after **compressors**.".to_owned(),
        expertise: "تحليل الاهتزازات، OEE".to_owned(),
        languages: vec!["ar".to_owned(), "en".to_owned()],
        region: "SA-01".to_owned(),
        sector: "10".to_owned(),
        ..ProfileForm::default()
    }
}

async fn say(test: &TestApp, person: &Person, form: &ProfileForm) {
    own_profile::save(test.core(), &person.principal(), form)
        .await
        .expect("a profile");
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_what_they_say_of_themselves() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    say(&test, &noura, &profile("نورة القحطانيّ")).await;
    organisations::create(test.core(), &salem.principal(), &form("Gulf Steel"))
        .await
        .expect("an organisation");
    let client = test.sign_in(&salem).await;
    for (query, found) in [
        ("", &["salem", "نورة القحطانيّ"][..]),
        ("?q=القحطاني", &["نورة القحطانيّ"]),
        ("?q=نوره+صيانه", &["نورة القحطانيّ"]),
        ("?q=اهتزاز", &["نورة القحطانيّ"]),
        ("?q=sal", &["salem"]),
        ("?expertise=oee", &["نورة القحطانيّ"]),
        ("?region=SA-01&sector=10&language=ar", &["نورة القحطانيّ"]),
        ("?language=ur", &[]),
        ("?organisation=gulf", &["salem"]),
        ("?region=nowhere", &[]),
    ] {
        let page = client.get(&format!("/people{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        assert_eq!(page.texts(".forum-card h3"), found, "{query}");
    }
    let page = client.get("/people?organisation=steel").await;
    assert!(
        page.text(".forum-card-figures")
            .is_some_and(|text| text.contains("Gulf Steel"))
    );
    let kept = client.get("/people?q=%22%3E%3Cscript%3E&sector=10").await;
    assert!(!kept.body.contains("<script>"), "what was typed stays text");
    assert_eq!(
        kept.attribute("#sector option[selected]", "value").as_deref(),
        Some("10")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_directory_is_for_members_and_paged() {
    let test = TestApp::new().await;
    let reader = test.member("reader").await;
    for n in 0..26 {
        test.member(&format!("person{n}")).await;
    }
    let guest = test.guest().get("/people").await;
    assert_eq!((guest.status, guest.count(".forum-card")), (401, 0));
    let client = test.sign_in(&reader).await;
    let first = client.get("/people?q=person").await;
    assert_eq!(first.count(".forum-card"), 24);
    let next = first.attribute(".pagination a[rel='next']", "href").expect("more");
    assert!(next.contains("q=person"), "{next}");
    let second = client.get(&next).await;
    assert_eq!(second.count(".forum-card"), 2);
    assert_eq!(second.count(".pagination"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_for_members_until_its_owner_shows_it_to_everybody() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let mut form = profile("Noura");
    say(&test, &noura, &form).await;
    let (guest, member) = (test.guest(), test.sign_in(&salem).await);
    let hidden = guest.get("/@noura").await;
    assert_eq!((hidden.status, hidden.count(".tag")), (200, 0));
    for word in ["compressors", "مهندسة", "Food products"] {
        assert!(!hidden.body.contains(word), "{word}");
    }
    let seen = member.get("/@noura").await;
    assert_eq!(
        seen.text(".profile-extra .prose strong").as_deref(),
        Some("compressors")
    );
    assert_eq!(seen.count("a.tag[href^='/people?expertise=']"), 2);
    assert!(seen.body.contains("مهندسة صيانة") && seen.body.contains("Food products"));

    form.is_for_everybody = true;
    say(&test, &noura, &form).await;
    let open = guest.get("/@noura").await;
    assert!(open.body.contains("compressors") && open.body.contains("مهندسة صيانة"));
    assert_eq!(open.count("a.tag"), 0, "the directory is not for guests");
}

#[tokio::test(flavor = "multi_thread")]
async fn other_servers_get_the_name_only_unless_its_owner_says_so() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let mut form = profile("Noura");
    form.is_for_everybody = true;
    say(&test, &noura, &form).await;
    let client = test.guest().with_header("accept", "application/activity+json");
    let document = client.get("/u/noura").await;
    assert_eq!(
        (document.status, document.json()["name"].as_str()),
        (200, Some("Noura"))
    );
    for word in ["compressors", "مهندسة", "OEE", "SA-01"] {
        assert!(!document.body.contains(word), "{word}");
    }
    assert!(
        !test
            .guest()
            .get("/api/v1/accounts/lookup?acct=noura")
            .await
            .body
            .contains("compressors")
    );

    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    form.shares_bio = true;
    form.shares_expertise = true;
    say(&test, &noura, &form).await;
    let client = test.guest().with_header("accept", "application/activity+json");
    let document = client.get("/u/noura").await.json();
    assert!(
        document["summary"]
            .as_str()
            .is_some_and(|bio| bio.contains("compressors"))
    );
    let fields = document["attachment"].as_array().expect("fields");
    assert_eq!(fields.len(), 1, "the job title stays: {document}");
    assert_eq!(fields[0]["value"], "تحليل الاهتزازات · OEE");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_saved_by_its_page_with_every_choice() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let fields = [
        ("display_name", "Noura"),
        ("job_title", "Reliability engineer"),
        ("region", "SA-04"),
        ("speaks_en", "yes"),
        ("visible_to", "everybody"),
        ("shares_job_title", "yes"),
        ("locale", "en"),
    ];
    assert_eq!(client.submit("/settings/profile", &fields).await.status, 303);
    let page = client.get("/settings/profile").await;
    assert_eq!(
        page.attributes("input[type='checkbox'][checked]", "name"),
        ["speaks_en", "shares_job_title"]
    );
    assert_eq!(
        page.attribute("#region option[selected]", "value").as_deref(),
        Some("SA-04")
    );
    assert_eq!(page.count("input[value='everybody'][checked]"), 1);
    let known = own_profile::load(test.core(), &noura.principal())
        .await
        .expect("a profile");
    assert!(known.profile.shares_job_title && !known.profile.shares_bio);
    let wrong = client
        .submit("/settings/profile", &[("display_name", "Noura"), ("region", "SA-99")])
        .await;
    assert_eq!((wrong.status, wrong.count("#region-error")), (422, 1));
}
