//! Writing a case study, step by step and without script.

use majlis::domain::cases::Step;

use super::{STORY, Scene};

#[tokio::test(flavor = "multi_thread")]
async fn a_case_study_is_written_step_by_step_and_read_by_everybody() {
    let scene = Scene::new().await;
    let browser = scene.browser(&scene.noura).await;
    let begun = browser
        .submit(
            "/cases/new",
            &[("title", "Less scrap with cameras"), ("language", "en")],
        )
        .await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let mut at = begun.header("location").to_owned();
    assert!(at.ends_with("/edit/basics"), "{at}");
    for (step, fields) in STORY {
        assert!(at.ends_with(step.as_str()), "{at}");
        let page = browser.get(&at).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let token = page
            .attribute("form.composer input[name=csrf]", "value")
            .expect("a token");
        let mut sent = fields.to_vec();
        sent.extend([("csrf", token.as_str()), ("intent", "next")]);
        let answer = browser.post(&at, &sent).await;
        assert_eq!(answer.status, 303, "{at}: {}", answer.body);
        answer.header("location").clone_into(&mut at);
    }
    assert!(at.ends_with("/files"), "{at}");
    let preview = at.replace("/files", "/preview");
    let page = browser.get(&preview).await;
    assert!(page.text(".case-sheet").expect("a preview").contains("Al-Kharj road"));
    let published = browser.submit(&preview, &[("intent", "publish")]).await;
    assert_eq!(published.status, 303, "{}", published.body);
    let address = published.header("location").to_owned();
    assert!(address.starts_with("/cases/"), "{address}");

    let read = scene.guest().get(&address).await;
    assert_eq!(read.status, 200, "{}", read.body);
    let sheet = read.text(".case-sheet").expect("a case study");
    for words in [
        "A moulder added camera checks.",
        "every night",
        "Four cameras over the presses",
        "Light matters more",
        "Machine vision",
        "Basira Vision",
        "450,000 SAR",
        "9 months",
        "6.1%",
        "5%",
        "−18%",
        "First camera",
        "Shop floor intelligence",
    ] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    let arabic = scene
        .test
        .guest()
        .with_header("accept-language", "ar")
        .get(&address)
        .await;
    let sheet = arabic.text(".case-sheet").expect("a case study");
    for words in ["9 أشهر", "مارس 2026"] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    assert_eq!(
        browser.get(&preview).await.status,
        404,
        "what is published is no draft any more"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_kept_and_said_in_words() {
    let scene = Scene::new().await;
    let browser = scene.browser(&scene.noura).await;
    let draft = scene.draft(&scene.noura, &[]).await;
    let step = format!("/cases/{draft}/edit/means");
    let token = browser
        .get(&step)
        .await
        .attribute("form.composer input[name=csrf]", "value")
        .expect("a token");
    let fields = [
        ("csrf", token.as_str()),
        ("cost", "120000 USD"),
        ("payback", "-3"),
        ("intent", "next"),
    ];
    let refused = browser.post(&step, &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("120000 USD") && refused.body.contains("-3"));
    assert!(refused.body.contains("Write the amount in riyals"));
    assert!(refused.body.contains("cannot be less than nothing"));
    assert!(
        browser.get(&step).await.body.contains("120000 USD"),
        "it is kept though it is wrong"
    );
    let preview = browser.get(&format!("/cases/{draft}/edit/preview")).await;
    assert_eq!(preview.count("button[value=publish]"), 0, "nothing wrong is published");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_more_rows_gets_them_and_loses_nothing() {
    let scene = Scene::new().await;
    let browser = scene.browser(&scene.noura).await;
    let draft = scene
        .draft(&scene.noura, &[(Step::Means, &[("vendors", "Barad")])])
        .await;
    let step = format!("/cases/{draft}/edit/means");
    let before = browser.get(&step).await.count("input[name=milestone_month]");
    let more = browser
        .submit(&step, &[("vendors", "Barad"), ("cost", "a lot"), ("intent", "more")])
        .await;
    assert_eq!(more.status, 200, "nothing is wrong yet");
    assert!(more.count("input[name=milestone_month]") > before);
    assert!(more.body.contains("Barad") && more.body.contains("a lot"));
    assert_eq!(
        more.count("details form[action$='/discard']"),
        1,
        "a slip throws nothing away"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_and_their_steps_are_for_their_author_alone() {
    let scene = Scene::new().await;
    let draft = scene.draft(&scene.noura, &[]).await;
    for person in [&scene.ali, &scene.admin] {
        let browser = scene.browser(person).await;
        for step in Step::ALL {
            let path = format!("/cases/{draft}/edit/{}", step.as_str());
            assert_eq!(browser.get(&path).await.status, 404, "{path}");
        }
        let token = browser
            .get("/cases/new")
            .await
            .attribute("input[name=csrf]", "value")
            .expect("a token");
        for path in [format!("/cases/{draft}/discard"), format!("/cases/{draft}/edit/story")] {
            let answer = browser.post(&path, &[("csrf", &token), ("problem", "mine now")]).await;
            assert_eq!(answer.status, 404, "{path}");
        }
    }
    let guest = scene.guest();
    assert_eq!(guest.get(&format!("/cases/{draft}")).await.status, 404);
    assert!(!guest.get("/cases").await.body.contains("Scrap down"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_settled_question_becomes_a_case_study_that_leads_back_to_it() {
    let scene = Scene::new().await;
    let question = scene
        .test
        .topic(&scene.ali, &scene.forum, "question", "How do we see short shots?")
        .await;
    let answer = scene
        .test
        .reply(
            &scene.noura,
            question.id,
            "Put cameras over the presses and light from the side.",
        )
        .await;
    majlis::domain::answers::accept(scene.test.core(), &scene.ali.principal(), answer.id)
        .await
        .expect("accepted");
    let browser = scene.browser(&scene.noura).await;
    let page = browser.get(&format!("/topics/{}", question.id)).await;
    let link = format!("/cases/new?question={}", question.id);
    assert_eq!(page.count(&format!("a[href='{link}']")), 1);
    let begun = browser.submit(&link, &[("language", "en")]).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let story = begun.header("location").replace("/basics", "/story");
    let page = browser.get(&story).await;
    assert!(
        page.text("#problem")
            .expect("a problem")
            .contains("How do we see short shots?: the whole story.")
    );
    assert!(
        page.text("#solution")
            .expect("a solution")
            .contains("Put cameras over the presses")
    );
    let basics = browser.get(begun.header("location")).await;
    let token = basics
        .attribute("form.composer input[name=csrf]", "value")
        .expect("a token");
    let mut fields = STORY[0].1.to_vec();
    fields.push(("csrf", &token));
    browser.post(begun.header("location"), &fields).await;
    let preview = begun.header("location").replace("/basics", "/preview");
    let published = browser.submit(&preview, &[("intent", "publish")]).await;
    assert_eq!(published.status, 303, "{}", published.body);
    let case = scene.guest().get(published.header("location")).await;
    assert_eq!(
        case.count(&format!("a[href='/topics/{}']", question.id)),
        1,
        "it leads back"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_waits_in_its_draft_and_leaves_the_former_version_in_the_history() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let browser = scene.browser(&scene.noura).await;
    let address = format!("/cases/{}", case.id);
    let opened = browser.post_form(&address, &format!("/cases/{}/edit", case.id)).await;
    assert_eq!(opened.status, 303, "{}", opened.body);
    let story = opened.header("location").replace("/basics", "/story");
    let token = browser
        .get(&story)
        .await
        .attribute("form.composer input[name=csrf]", "value")
        .expect("a token");
    let changed = [
        ("csrf", token.as_str()),
        ("problem", "Short shots left the line unseen, every night."),
        ("solution", "Six cameras over the presses and a reject flap."),
        ("lessons", ""),
    ];
    assert_eq!(browser.post(&story, &changed).await.status, 303);
    assert!(
        scene.guest().get(&address).await.body.contains("Four cameras"),
        "not before it is published"
    );
    let again = browser.post_form(&address, &format!("/cases/{}/edit", case.id)).await;
    assert_eq!(
        again.header("location"),
        opened.header("location"),
        "one draft for one case study"
    );
    let preview = opened.header("location").replace("/basics", "/preview");
    let published = browser.submit(&preview, &[("intent", "publish")]).await;
    assert_eq!(published.status, 303, "{}", published.body);
    let page = scene.guest().get(&address).await;
    assert!(page.body.contains("Six cameras") && !page.body.contains("Four cameras"));
    let sheet = page.text(".case-sheet").expect("a case study");
    assert!(
        sheet.contains("Al-Kharj road") && sheet.contains("Riyadh 2nd Industrial City"),
        "the rest is as it was"
    );
    for (word, finds) in [("Six", 1), ("Four", 0)] {
        let found = scene
            .guest()
            .get(&format!("/api/v2/search?type=statuses&q={word}"))
            .await;
        let statuses = found.json()["statuses"].as_array().map(Vec::len);
        assert_eq!(statuses, Some(finds), "{word}: {}", found.body);
    }
    let history = scene.guest().get(&format!("/posts/{}/history", case.id)).await;
    assert_eq!(history.status, 200);
    let gone = history.texts("del").join(" ");
    assert!(gone.contains("Four") && gone.contains("Light matters"), "{gone}");
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_in_two_languages_know_each_other() {
    let scene = Scene::new().await;
    let case = scene.publish(&scene.noura, &[]).await;
    let browser = scene.browser(&scene.noura).await;
    let begun = browser
        .submit(
            &format!("/cases/new?version={}", case.id),
            &[("title", "خفض الهدر بالكاميرات"), ("language", "ar")],
        )
        .await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let preview = begun.header("location").replace("/basics", "/preview");
    let published = browser.submit(&preview, &[("intent", "publish")]).await;
    assert_eq!(published.status, 303, "{}", published.body);
    let other = published.header("location").to_owned();
    let guest = scene.guest();
    assert_eq!(
        guest
            .get(&other)
            .await
            .count(&format!(".topic-head a[href='/cases/{}']", case.id)),
        1
    );
    assert_eq!(
        guest
            .get(&format!("/cases/{}", case.id))
            .await
            .count(&format!(".topic-head a[href='{other}']")),
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_text_in_any_field_is_harmless() {
    let scene = Scene::new().await;
    let hostile = "<script>alert(1)</script><img src=x onerror=1>| `b` [x](javascript:y) \"><b>";
    let long = format!("{hostile} and some more words to be long enough");
    let basics = [
        ("title", hostile),
        ("summary", hostile),
        ("language", "en"),
        ("forum", "quality"),
        ("sector", "22"),
    ];
    let story = [
        ("problem", long.as_str()),
        ("solution", long.as_str()),
        ("lessons", hostile),
    ];
    let means = [
        ("vendors", hostile),
        ("milestone_month", "2026-01"),
        ("milestone_words", hostile),
    ];
    let results = [
        ("metric_name", hostile),
        ("metric_unit", "<b>kg</b>"),
        ("metric_before", "1"),
        ("metric_after", "2"),
        ("metric_period", "<i>year</i>"),
    ];
    let place = [("region", "SA-01"), ("locality", hostile), ("precision", "city")];
    let otherwise: [(Step, super::Fields<'_>); 5] = [
        (Step::Basics, &basics),
        (Step::Story, &story),
        (Step::Means, &means),
        (Step::Results, &results),
        (Step::Place, &place),
    ];
    let case = scene.publish(&scene.noura, &otherwise).await;
    for path in [
        format!("/cases/{}", case.id),
        "/cases".to_owned(),
        "/cases/feed".to_owned(),
    ] {
        let page = scene.guest().get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        for bad in ["<script>alert", "<img src=x", "href=\"javascript", "<b>kg", "<i>year"] {
            assert!(!page.body.contains(bad), "{bad} on {path}");
        }
    }
    let post = scene.test.post(case.id).await;
    for bad in ["<script", "<img", "javascript:y\"", "<i>"] {
        assert!(!post.html.contains(bad), "{bad}: {}", post.html);
    }
}
