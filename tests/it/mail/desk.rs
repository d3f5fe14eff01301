//! The queue of letters before those who run the instance.

use std::collections::BTreeSet;

use majlis::db::accounts;
use majlis::db::letters::{self, NewLetter};
use majlis::db::types::Language;
use majlis::domain::letters::LetterKind;
use majlis::domain::passwords;
use majlis::web::mail::{chrome, previews};

use super::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_the_queue_without_texts_and_addresses() {
    let scene = Scene::new().await;
    scene.smtp.refuse(&scene.noura.account.email, 451);
    passwords::ask_reset(scene.test.core(), &scene.noura.account.email)
        .await
        .expect("asked");
    let topic = scene
        .test
        .topic(&scene.noura, &scene.forum, "discussion", "Cavitation")
        .await;
    scene.test.reply(&scene.faisal, topic.id, "Look at the strainer.").await;
    scene.after(6).await;
    let client = scene.test.sign_in(&scene.admin).await;
    let page = client.get("/admin/letters").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("n…@factory.example"), "{}", page.body);
    assert!(
        page.body.contains("New password") && page.body.contains("451"),
        "{}",
        page.body
    );
    assert!(
        !page.body.contains(&scene.noura.account.email),
        "only a hint of the address"
    );
    assert!(!page.body.contains("strainer"), "no text");

    let member = scene.test.sign_in(&scene.noura).await;
    assert_eq!(member.get("/admin/letters").await.status, 403);

    let action = page
        .attribute("form[action^='/admin/letters/']", "action")
        .expect("a form");
    let dropped = client.post(&action, &[("csrf", &token(&page)), ("act", "drop")]).await;
    assert_eq!(dropped.status, 303);
    let again = client.post(&action, &[("csrf", &token(&page)), ("act", "drop")]).await;
    assert_eq!(again.status, 404, "it does not wait any more");
}

fn token(page: &crate::support::Page) -> String {
    page.attribute("form[action^='/admin/letters/'] input[name=csrf]", "value")
        .expect("a token")
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_of_every_kind_can_be_looked_at_in_both_languages() {
    let scene = Scene::new().await;
    let kinds = previews::all(|locale| chrome(&scene.test.app, locale));
    let client = scene.test.sign_in(&scene.admin).await;
    let page = client.get("/admin/letters/preview").await;
    assert_eq!(page.status, 200);
    let links = page.attributes("a[href^='/admin/letters/preview/']", "href");
    assert_eq!(kinds.len(), LetterKind::ALL.len());
    for (kind, previews) in kinds {
        assert!(!previews.is_empty(), "there is no letter of the kind {kind}");
        for preview in previews {
            let languages: Vec<&str> = preview.in_languages.iter().map(|(locale, _)| locale.tag()).collect();
            assert_eq!(languages, ["ar", "en"], "{}", preview.name);
            for ((locale, letter), other) in preview.in_languages.iter().zip(preview.in_languages.iter().rev()) {
                let path = format!("/admin/letters/preview/{}?language={}", preview.name, locale.tag());
                assert!(links.contains(&path), "{path} is not on the page");
                let dir = format!("dir=\"{}\"", locale.dir());
                assert!(letter.html.contains(&dir), "{path}: {}", letter.html);
                assert_ne!(letter.text, other.1.text, "{path} is not translated");
            }
        }
    }
    let look = client.get("/admin/letters/preview/digest?language=ar").await;
    assert!(look.body.contains("dir=\"rtl\""), "{}", look.body);
    assert!(look.header("content-security-policy").contains("sandbox"));
    assert_eq!(client.get("/admin/letters/preview/nothing").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_names_every_kind_and_reason_in_words() {
    let scene = Scene::new().await;
    let core = scene.test.core();
    for kind in LetterKind::ALL {
        let mut conn = core.db.write().await.expect("a connection");
        let id = core.ids.next();
        let waiting = NewLetter {
            id,
            kind: kind.as_str(),
            account_id: Some(scene.noura.account.id),
            payload: &serde_json::json!({}),
            dedup_key: None,
            thread_key: "",
            message_id: &format!("<{kind}@majlis.example>"),
            next_try_at: core.clock.now(),
            created_at: core.clock.now(),
        };
        letters::insert(&mut conn, &waiting).await.expect("queued");
        letters::drop_waiting(&mut conn, id, "by_hand").await.expect("dropped");
    }
    let mut seen = BTreeSet::new();
    for (language, by_hand) in [
        (Language::En, "Dropped by an admin"),
        (Language::Ar, "ألغاها أحد المديرين"),
    ] {
        let mut conn = core.db.write().await.expect("a connection");
        accounts::set_language(&mut conn, scene.admin.account.id, language)
            .await
            .expect("a language");
        drop(conn);
        let client = scene.test.sign_in(&scene.admin).await;
        let page = client.get("/admin/letters?state=dropped").await;
        let names = page.texts("tbody th");
        assert_eq!(names.len(), LetterKind::ALL.len());
        assert_eq!(
            page.texts("tbody td").iter().filter(|cell| *cell == by_hand).count(),
            names.len()
        );
        seen.extend(names);
    }
    assert_eq!(
        seen.len(),
        2 * LetterKind::ALL.len(),
        "each has a name of its own: {seen:?}"
    );
    assert!(!seen.iter().any(|name| name.contains('_')), "{seen:?}");
}
