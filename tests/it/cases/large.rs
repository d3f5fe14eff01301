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
    // Four bytes a character.
    let wide = |count: usize| "🏭🏭🏭 ".repeat(count);
    let (problem, solution, lessons) = (wide(4_900), wide(4_800), wide(4_700));
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
        (524_288..1_000_000).contains(&document.body.len()),
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

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_one_of_full_length_arrives_by_itself() {
    let scene = Scene::new(2).await;
    let (home, (away, _)) = (scene.home(), scene.away(0));
    let case = publish(home, &scene.noura, Origin::Nothing, &[]).await;
    scene.network.settle().await;
    let words = "خط التعبئة ".repeat(1_800);
    let long = ["problem", "solution", "lessons"].map(|name| (name, words.as_str()));
    change(home, &scene.noura, &case, Step::Story, &long).await;
    scene.network.settle().await;
    let there = copied(away, &case).await;
    let (at_home, abroad) = (seen(home, &case).await, seen(away, &there).await);
    // Sections of such a length travel without their Markdown.
    assert_eq!(
        (&at_home.problem, &at_home.solution, &at_home.lessons),
        (&abroad.problem, &abroad.solution, &abroad.lessons)
    );
    assert!(abroad.lessons.contains("خط التعبئة"));
}
