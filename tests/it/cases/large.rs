//! Case studies that are larger than what an inbox takes.

use majlis::domain::cases::Step;
use majlis::domain::cases::drafts::Origin;
use majlis::domain::reading::loads;

use super::Fields;
use super::travel::{change, publish, said, seen};
use crate::conversation::scene::{Scene, copied};

#[tokio::test(flavor = "multi_thread")]
async fn a_long_one_arrives_all_the_same() {
    let scene = Scene::new(2).await;
    let (home, (away, ali)) = (scene.home(), scene.away(0));
    let (problem, solution, lessons) = (
        "عطل متكرر ".repeat(1_900),
        "حل جديد ".repeat(2_400),
        "درس مفيد ".repeat(2_100),
    );
    let long = [
        ("problem", problem.as_str()),
        ("solution", solution.as_str()),
        ("lessons", lessons.as_str()),
    ];
    let otherwise: [(Step, Fields<'_>); 1] = [(Step::Story, &long)];
    let case = publish(home, &scene.noura, Origin::Nothing, &otherwise).await;
    scene.network.settle().await;
    let reader = home.guest().with_header("accept", "application/activity+json");
    let document = reader.get(&format!("/cases/{}", case.id)).await;
    assert!(
        (262_144..1_000_000).contains(&document.body.len()),
        "{}",
        document.body.len()
    );
    let there = copied(away, &case).await;
    let (at_home, abroad) = (seen(home, &case).await, seen(away, &there).await);
    assert_eq!((&at_home.problem, &at_home.lessons), (&abroad.problem, &abroad.lessons));
    assert_eq!((at_home.metrics, at_home.place), (abroad.metrics, abroad.place));
    // So does what is short again; and what did not arrive comes when somebody has it loaded.
    change(home, &scene.noura, &case, Step::Means, &[("payback", "11")]).await;
    scene.network.settle().await;
    loads::ask(away.core(), &ali.principal(), there.id)
        .await
        .expect("asked");
    scene.network.settle().await;
    assert_eq!(seen(away, &there).await.payback, Some(11));
    let short = [
        ("problem", "Short shots left the line unseen, every night."),
        ("solution", "Four cameras over the presses and a flap."),
    ];
    change(home, &scene.noura, &case, Step::Story, &short).await;
    scene.network.settle().await;
    assert_eq!(said(&seen(home, &case).await), said(&seen(away, &there).await));
}
