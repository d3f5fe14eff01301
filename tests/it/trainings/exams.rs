//! Trainings that end with an exam: who passed gets the certificate, and it says so.

use chrono::TimeDelta;
use majlis::db::types::{CertificateKind, NotificationKind};
use majlis::domain::trainings::seats::{self, Certificate, Mark};

use crate::support::Person;
use crate::support::seats::SeatScene;

/// A training that is over, and two who were there.
async fn over(certificate: &str) -> (SeatScene, Person, Person) {
    let scene = SeatScene::with(|form| form.certificate = certificate.to_owned()).await;
    let (ali, badr) = (scene.test.member("ali").await, scene.test.member("badr").await);
    scene.seat(&ali).await;
    scene.seat(&badr).await;
    scene.test.advance(TimeDelta::days(14));
    for person in [&ali, &badr] {
        mark(&scene, person, Mark::Attended).await;
    }
    scene.test.run_jobs().await;
    (scene, ali, badr)
}

async fn mark(scene: &SeatScene, of: &Person, mark: Mark) {
    let seat = scene.row(of.actor.id).await.expect("a seat");
    seats::mark(scene.core(), &scene.noura.principal(), seat.id, mark)
        .await
        .expect("marked");
}

async fn held(scene: &SeatScene, by: &Person) -> Vec<Certificate> {
    let all = seats::held(scene.core(), &by.principal()).await.expect("a list");
    all.into_iter().filter(|one| one.withdrawn_at.is_none()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_passed_gets_a_certificate_and_who_was_only_there_does_not() {
    let (scene, ali, badr) = over("exam").await;
    assert!(held(&scene, &ali).await.is_empty(), "nobody has passed yet");
    mark(&scene, &ali, Mark::Passed).await;
    let [certificate] = &held(&scene, &ali).await[..] else {
        panic!("one certificate")
    };
    assert_eq!(certificate.kind, CertificateKind::Exam);
    assert!(scene.told(&ali).await.contains(&NotificationKind::CertificateReady));
    assert!(held(&scene, &badr).await.is_empty());
    mark(&scene, &ali, Mark::Attended).await;
    assert!(held(&scene, &ali).await.is_empty(), "it was marked by mistake");
    mark(&scene, &ali, Mark::Passed).await;
    assert_eq!(
        held(&scene, &ali).await[0].code,
        certificate.code,
        "the same one counts again"
    );
    scene.check().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_says_what_it_proves_in_both_languages() {
    for (kind, words) in [
        ("attendance", ["Certificate of attendance", "شهادة حضور"]),
        ("exam", ["Certificate of achievement", "شهادة اجتياز"]),
    ] {
        let (scene, ali, _) = over(kind).await;
        mark(&scene, &ali, Mark::Passed).await;
        let code = held(&scene, &ali).await[0].code.clone();
        for (language, words) in ["en", "ar"].into_iter().zip(words) {
            let guest = scene.test.guest().with_header("accept-language", language);
            let page = guest.get(&format!("/certificates/{code}")).await;
            assert_eq!(page.text("h1").as_deref(), Some(words), "{kind}, {language}");
            let browser = scene.test.sign_in(&ali).await.with_header("accept-language", language);
            let file = browser.get(&format!("/certificates/{code}/file")).await;
            assert_eq!(file.header("content-type"), "application/pdf", "{kind}, {language}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_where_there_is_an_exam_somebody_passes_it() {
    let (scene, ali, _) = over("attendance").await;
    mark(&scene, &ali, Mark::Passed).await;
    let seat = scene.row(ali.actor.id).await.expect("a seat");
    assert!(!seat.has_passed);
    let desk = format!("/trainings/{}/seats", scene.post.id);
    let page = scene.test.sign_in(&scene.noura).await.get(&desk).await;
    assert_eq!(page.count("button[value=passed]"), 0);
    let (scene, ..) = over("exam").await;
    let desk = format!("/trainings/{}/seats", scene.post.id);
    let page = scene.test.sign_in(&scene.noura).await.get(&desk).await;
    assert_eq!(page.count("button[value=passed]"), 2, "{}", page.body);
}
