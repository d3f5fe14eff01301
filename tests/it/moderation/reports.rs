//! Reports, from the reporter to what came of them.

use majlis::db::types::{ReportState, Role};
use majlis::domain::moderation::hiding;
use majlis::domain::moderation::reports::{self, Matter, Step};
use majlis::domain::{Denied, Error, forums};

use super::{form, told};
use crate::support::TestApp;

#[tokio::test(flavor = "multi_thread")]
async fn a_report_reaches_the_moderators_of_its_forum_alone_and_the_reporter_hears_of_it() {
    let test = TestApp::new().await;
    let (admin, noura, ali) = (
        test.admin("boss").await,
        test.member("noura").await,
        test.member("ali").await,
    );
    let (maya, omar) = (test.member("maya").await, test.member("omar").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let other = test.forum(&admin, "energy", "public").await;
    for (place, person) in [(&forum, &maya), (&other, &omar)] {
        forums::set_moderator(test.core(), &admin.principal(), place.forum.id, person.actor.id, true)
            .await
            .expect("appointed");
    }
    let topic = test.topic(&ali, &forum, "discussion", "Cheap pumps for sale").await;

    for _ in 0..2 {
        let matter = Matter::Post(topic.id);
        reports::file(
            test.core(),
            &noura.viewer(),
            &noura.principal(),
            matter,
            &form("spam", "Ads"),
            false,
        )
        .await
        .expect("filed");
    }

    let (rows, _) = reports::queue(test.core(), &maya.principal(), false, None)
        .await
        .expect("a queue");
    let [filed] = rows.as_slice() else {
        panic!("reported once: {}", rows.len())
    };
    let (others, _) = reports::queue(test.core(), &omar.principal(), false, None)
        .await
        .expect("a queue");
    assert!(others.is_empty(), "moderators of another forum do not see it");
    let refused = reports::queue(test.core(), &noura.principal(), false, None).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotModerator))));
    let id = filed.report.id;
    let hidden = reports::get(test.core(), &omar.principal(), id).await;
    assert!(matches!(hidden, Err(Error::Forbidden(Denied::NotModerator))));

    reports::handle(test.core(), &maya.principal(), id, Step::Take, "")
        .await
        .expect("taken");
    let late = reports::handle(test.core(), &admin.principal(), id, Step::Take, "").await;
    assert!(matches!(late, Err(Error::Forbidden(Denied::Decided))));
    hiding::hide(test.core(), &maya.principal(), topic.id, &form("spam", ""))
        .await
        .expect("hidden");

    let filed = reports::get(test.core(), &maya.principal(), id)
        .await
        .expect("the report");
    assert_eq!(filed.report.state, ReportState::Actioned);
    assert_eq!(told(&test, &noura).await[0].0, "report_actioned");
    assert!(filed.hidden.is_some_and(|hidden| hidden.html.contains("whole story")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dismissed_report_says_so_and_the_next_one_begins_anew() {
    let test = TestApp::new().await;
    let (staff, noura, ali) = (
        test.person("rami", Role::Moderator).await,
        test.member("noura").await,
        test.member("ali").await,
    );
    let matter = Matter::Person(ali.actor.id);
    let file = async || {
        reports::file(
            test.core(),
            &noura.viewer(),
            &noura.principal(),
            matter,
            &form("abuse", ""),
            false,
        )
        .await
    };
    let by = noura.principal();
    let own = Matter::Person(noura.actor.id);
    let refused = reports::file(test.core(), &noura.viewer(), &by, own, &form("abuse", ""), false).await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::OwnPost))));
    reports::file(test.core(), &noura.viewer(), &by, matter, &form("abuse", ""), false)
        .await
        .expect("filed");
    let (rows, _) = reports::queue(test.core(), &staff.principal(), false, None)
        .await
        .expect("a queue");

    reports::handle(
        test.core(),
        &staff.principal(),
        rows[0].report.id,
        Step::Dismiss,
        "Nothing there",
    )
    .await
    .expect("dismissed");

    assert_eq!(told(&test, &noura).await[0].0, "report_dismissed");
    file().await.expect("filed again");
    let (rows, _) = reports::queue(test.core(), &staff.principal(), false, None)
        .await
        .expect("a queue");
    assert_eq!(rows.len(), 1);
}
