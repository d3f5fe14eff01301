//! Offering a training, step by step and without script; changing it and holding it again.

use majlis::db::types::TrainingState;
use majlis::domain::trainings::{self as rules, TrainingForm, TrainingStep, drafts};
use majlis::domain::validate::Problem;
use majlis::domain::{Error, Viewer};
use majlis::web::present::wording;

use super::Scene;
use crate::support::{Client, training};

/// What each step is sent by somebody who types Arabic-Indic digits where they can.
const OFFER: [(TrainingStep, &[(&str, &str)]); 6] = [
    (
        TrainingStep::Basics,
        &[
            ("title", "أساسيات المتحكمات المنطقية"),
            ("summary", "قراءة المخطط السلّمي واكتشاف العطل فيه."),
            ("language", "ar"),
            ("forum", "training"),
            ("languages", "ar"),
            ("level", "beginner"),
            ("tags", "#صيانة"),
            ("technologies", "machine-vision"),
        ],
    ),
    (
        TrainingStep::Programme,
        &[(
            "programme",
            "1. المدخلات والمخرجات\n2. **المخططات السلّمية**\n3. اكتشاف الأعطال",
        )],
    ),
    (
        TrainingStep::Time,
        &[
            ("timezone", "Asia/Riyadh"),
            ("state", "scheduled"),
            ("starts", ""),
            ("ends", ""),
            ("session_starts", "2026-12-06T09:00"),
            ("session_ends", "2026-12-06T12:00"),
            ("session_topic", "المدخلات والمخرجات"),
            ("session_starts", "2026-12-08T09:00"),
            ("session_ends", "2026-12-08T11:30"),
            ("session_topic", "اكتشاف الأعطال"),
        ],
    ),
    (
        TrainingStep::Place,
        &[
            ("mode", "hybrid"),
            ("venue", "قاعة الغرفة"),
            ("address", "طريق الملك فهد"),
            ("locality", "الجبيل"),
            ("region", "SA-04"),
            ("latitude", "٢٧٫٠١"),
            ("longitude", "٤٩٫٦٦"),
            ("online_link", "https://meet.example/plc-4711"),
            ("directions", "البوابة الثالثة"),
        ],
    ),
    (
        TrainingStep::People,
        &[
            ("trainer", "م. سالم"),
            ("provider", "أكاديمية الخليج"),
            ("price", "٢٥٠"),
            ("certificate", "attendance"),
        ],
    ),
    (
        TrainingStep::Seats,
        &[
            ("joining", "open"),
            ("capacity", "٢٠"),
            ("waiting_list", "yes"),
            ("confirm_hours", "٤٨"),
        ],
    ),
];

/// Sends a step as a browser does.
async fn send(browser: &Client, at: &str, fields: &[(&str, &str)]) -> crate::support::client::Page {
    let page = browser.get(at).await;
    assert_eq!(page.status, 200, "{at}: {}", page.body);
    let token = page
        .attribute("form.composer input[name=csrf]", "value")
        .expect("a token");
    let mut sent = fields.to_vec();
    sent.extend([("csrf", token.as_str()), ("intent", "next")]);
    browser.post(at, &sent).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_is_offered_step_by_step_and_read_by_everybody() {
    let scene = Scene::new().await;
    let browser = scene.test.sign_in(&scene.noura).await;
    let begun = browser
        .submit(
            "/trainings/new",
            &[("title", "أساسيات المتحكمات المنطقية"), ("language", "ar")],
        )
        .await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let mut at = begun.header("location").to_owned();
    for (step, fields) in OFFER {
        assert!(at.ends_with(step.as_str()), "{at}");
        let answer = send(&browser, &at, fields).await;
        assert_eq!(answer.status, 303, "{at}: {}", answer.body);
        answer.header("location").clone_into(&mut at);
    }
    let preview = browser.get(&at).await;
    assert!(
        preview
            .text(".training-essentials")
            .expect("a preview")
            .contains("قاعة الغرفة")
    );
    let published = browser.submit(&at, &[("intent", "publish")]).await;
    assert_eq!(published.status, 303, "{}", published.body);
    let address = published.header("location").to_owned();
    let arabic = scene.test.guest().with_header("accept-language", "ar");
    let read = arabic.get(&address).await;
    assert_eq!(read.status, 200, "{}", read.body);
    let body = read.body.replace(['\u{2068}', '\u{2069}'], "");
    for words in [
        "الأحد 6 ديسمبر 2026",
        "الثلاثاء 8 ديسمبر 2026",
        "1448 هـ",
        "من 09:00 إلى 12:00",
        "5 ساعات و30 دقيقة",
        "توقيت السعودية",
        "قاعة الغرفة",
        "أكاديمية الخليج",
        "مبتدئ",
        "250 ريال",
        "بقي 20 مقعدًا",
        "المخططات السلّمية",
    ] {
        assert!(body.contains(words), "{words}: {body}");
    }
    let map = read
        .attribute(".training-row a[href*='openstreetmap']", "href")
        .expect("a map");
    assert!(map.contains("mlat=27.01&mlon=49.66"), "{map}");
    assert_eq!(
        browser.get(&at).await.status,
        404,
        "what is published is no draft any more"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_in_a_step_is_kept_and_said_in_words() {
    let scene = Scene::new().await;
    let browser = scene.test.sign_in(&scene.noura).await;
    let draft = drafts::begin(scene.test.core(), &scene.noura.principal(), "PLC basics", "en")
        .await
        .expect("begun");
    let at = |step: &str| format!("/trainings/drafts/{}/{step}", draft.id);
    let wrong = [
        ("starts", "2026-12-06T12:00"),
        ("ends", "2026-12-06T09:00"),
        ("timezone", "Asia/Riyadh"),
    ];
    let refused = send(&browser, &at("time"), &wrong).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("It has to end after it begins."),
        "{}",
        refused.body
    );
    assert!(
        browser.get(&at("time")).await.body.contains("2026-12-06T12:00"),
        "it is kept though it is wrong"
    );
    let preview = browser.get(&at("preview")).await;
    assert_eq!(preview.count("button[value=publish]"), 0, "nothing wrong is published");
    let token = preview
        .attribute("form.composer input[name=csrf]", "value")
        .expect("a token");
    let forced = browser
        .post(&at("preview"), &[("csrf", &token), ("intent", "publish")])
        .await;
    assert_eq!(forced.status, 422, "nor when it is sent all the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_its_authors_own() {
    let scene = Scene::new().await;
    let draft = drafts::begin(scene.test.core(), &scene.noura.principal(), "PLC basics", "en")
        .await
        .expect("begun");
    let ali = scene.test.member("ali").await;
    let browser = scene.test.sign_in(&ali).await;
    assert_eq!(
        browser
            .get(&format!("/trainings/drafts/{}/basics", draft.id))
            .await
            .status,
        404
    );
    for result in [
        drafts::discard(scene.test.core(), &ali.principal(), draft.id).await,
        drafts::publish(scene.test.core(), &ali.principal(), draft.id, wording)
            .await
            .map(|_| ()),
    ] {
        assert!(matches!(result, Err(Error::NotFound)), "{result:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_published_once_however_often_it_is_sent() {
    let scene = Scene::new().await;
    let (core, by) = (scene.test.core(), scene.noura.principal());
    let draft = drafts::begin_with(core, &by, training::form("training"))
        .await
        .expect("begun");
    let (first, second) = tokio::join!(
        drafts::publish(core, &by, draft.id, wording),
        drafts::publish(core, &by, draft.id, wording),
    );
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_says_through_the_steps_that_a_training_does_not_take_place() {
    let scene = Scene::new().await;
    let fault = scene.fault("state", |form| form.state = "cancelled".to_owned()).await;
    assert_eq!(fault, Some(Problem::Choice));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_goes_through_the_same_steps_and_counts_if_those_who_come_have_to_know() {
    let scene = Scene::new().await;
    let (core, by) = (scene.test.core(), scene.noura.principal());
    let post = training::publish(&scene.test, &scene.noura, &training::form("training")).await;
    let change = async |step: TrainingStep, name: &str, value: &str| {
        let draft = drafts::reopen(core, &by, post.id).await.expect("reopened");
        let again = drafts::reopen(core, &by, post.id).await.expect("the same one");
        assert_eq!(draft.id, again.id);
        let (_, form) = drafts::get(core, &by, draft.id).await.expect("typed");
        let mut sent = pairs(&form, step);
        sent.retain(|(known, _)| known != name);
        sent.push((name.to_owned(), value.to_owned()));
        drafts::save(core, &by, draft.id, step, &sent).await.expect("saved");
        drafts::publish(core, &by, draft.id, wording).await.expect("published");
        rules::get(core, &Viewer::Guest, post.id).await.expect("a training").1
    };
    let named = change(TrainingStep::People, "trainer", "Eng. Huda").await;
    assert_eq!((named.trainer.as_str(), named.change_number), ("Eng. Huda", 0));
    assert_eq!(named.seating.capacity, Some(20), "what no step changed stays");
    let moved = change(TrainingStep::Place, "venue", "Hall 5").await;
    assert_eq!((moved.place.venue.as_str(), moved.change_number), ("Hall 5", 1));
    let open = change(TrainingStep::Time, "state", "tentative").await;
    assert_eq!((open.state, open.change_number), (TrainingState::Tentative, 2));
}

/// What a step would send of a form.
fn pairs(form: &TrainingForm, step: TrainingStep) -> Vec<(String, String)> {
    let fields: Vec<(&str, &String)> = match step {
        TrainingStep::People => vec![
            ("provider_id", &form.provider_id),
            ("provider", &form.provider),
            ("price", &form.price),
            ("certificate", &form.certificate),
        ],
        TrainingStep::Place => vec![
            ("mode", &form.mode),
            ("address", &form.address),
            ("region", &form.region),
            ("locality", &form.locality),
            ("online_link", &form.online_link),
            ("directions", &form.directions),
        ],
        _ => vec![
            ("timezone", &form.timezone),
            ("starts", &form.starts),
            ("ends", &form.ends),
        ],
    };
    fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_training_held_again_is_of_the_same_series_on_other_days() {
    let scene = Scene::new().await;
    let (core, by) = (scene.test.core(), scene.noura.principal());
    let first = training::publish(&scene.test, &scene.noura, &training::form("training")).await;
    let draft = drafts::again(core, &by, first.id).await.expect("begun");
    let (_, form) = drafts::get(core, &by, draft.id).await.expect("typed");
    assert!(form.starts.is_empty() && form.venue == "Chamber of commerce, hall 2");
    let days: Vec<(String, String)> = [("starts", "2027-01-10T09:00"), ("ends", "2027-01-10T12:00")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
    drafts::save(core, &by, draft.id, TrainingStep::Time, &days)
        .await
        .expect("saved");
    let second = drafts::publish(core, &by, draft.id, wording).await.expect("published");
    assert_ne!(first.id, second.id);
    for (here, other) in [(first.id, second.id), (second.id, first.id)] {
        let page = scene.test.guest().get(&format!("/trainings/{here}")).await;
        assert_eq!(page.count(&format!("a[href='/trainings/{other}']")), 1, "{}", page.body);
    }
    let ali = scene.test.member("ali").await;
    assert!(
        drafts::again(core, &ali.principal(), first.id).await.is_err(),
        "nor by somebody else"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_text_of_a_training_is_changed_with_its_record_only() {
    let scene = Scene::new().await;
    let post = training::publish(&scene.test, &scene.noura, &training::form("training")).await;
    let browser = scene.test.sign_in(&scene.noura).await;
    let fields = [("title", "Something else"), ("body", "Nothing of what was said before")];
    let page = browser.get(&format!("/posts/{}/edit", post.id)).await;
    if page.status == 200 {
        let answer = browser.submit(&format!("/posts/{}/edit", post.id), &fields).await;
        assert_eq!(answer.status, 404, "{}", answer.body);
    } else {
        assert_eq!(page.header("location"), format!("/trainings/{}", post.id));
    }
    assert!(scene.test.post(post.id).await.html.contains("King Fahd Road"));
}
