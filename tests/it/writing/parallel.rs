//! What many do at the same moment stays consistent, on both engines.

use futures::future::join_all;
use majlis::db::{revisions, votes as rows};
use majlis::domain::posts::{self, TopicForm};
use majlis::domain::{Core, Principal, answers, drafts, questions, undo, votes};

use super::{Scene, plain};
use crate::support::TestApp;

/// Repeats what gave way to another transaction, as whoever presses the button again does.
async fn insist<D: Future<Output = majlis::domain::Result<()>>>(
    core: Core,
    by: Principal,
    deed: impl Fn(Core, Principal) -> D,
) {
    for _ in 0..50 {
        match deed(core.clone(), by.clone()).await {
            Err(majlis::domain::Error::Conflict(_)) => {}
            other => return other.expect("done"),
        }
    }
    panic!("it never came through");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_accepts_at_once_leave_one_answer_and_who_accepted_it() {
    let scene = Scene::new(TestApp::new().await).await;
    let asked = scene.question("Which seal for hot oil?").await;
    let mut deeds = Vec::new();
    for n in 0..6 {
        let answer = scene.test.reply(&scene.ali, asked.id, &format!("Answer {n}")).await;
        let by = if n % 2 == 0 {
            scene.noura.principal()
        } else {
            scene.admin.principal()
        };
        let core = scene.test.core().clone();
        deeds.push(tokio::spawn(async move {
            insist(core, by, move |core, by| async move {
                answers::accept(&core, &by, answer.id).await
            })
            .await;
        }));
    }
    for done in join_all(deeds).await {
        done.expect("no panic");
    }
    let topic = scene.test.post(asked.id).await;
    let chosen = scene.test.post(topic.accepted_id.expect("an answer")).await;
    let number: i64 = chosen
        .html
        .chars()
        .filter(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .expect("a number");
    let by = if number % 2 == 0 { &scene.noura } else { &scene.admin };
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    let question = majlis::db::questions::list(&mut conn, &[asked.id])
        .await
        .expect("a query");
    assert_eq!(question[0].1.accepted_by, Some(by.actor.id));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_answer_that_goes_while_it_is_accepted_is_not_accepted_in_the_end() {
    let scene = Scene::new(TestApp::new().await).await;
    for n in 0..5 {
        let asked = scene.question(&format!("Question number {n}?")).await;
        let answer = scene.test.reply(&scene.ali, asked.id, "Graphite.").await;
        let (one, two) = (scene.test.core().clone(), scene.test.core().clone());
        let (asker, author) = (scene.noura.principal(), scene.ali.principal());
        let accept = tokio::spawn(async move { answers::accept(&one, &asker, answer.id).await.ok() });
        let remove = tokio::spawn(async move {
            insist(two, author, move |core, by| async move {
                posts::remove(&core, &by, answer.id).await
            })
            .await;
        });
        accept.await.expect("no panic");
        remove.await.expect("no panic");
        assert_eq!(scene.test.post(asked.id).await.accepted_id, None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_vote_counts_once() {
    let scene = Scene::new(TestApp::new().await).await;
    let asked = scene.question("Which seal for hot oil?").await;
    let mut deeds = Vec::new();
    let mut voters = Vec::new();
    for n in 0..8 {
        let person = scene.test.member(&format!("voter{n}")).await;
        voters.push(person.actor.id);
        for round in 0..3 {
            let (core, by) = (scene.test.core().clone(), person.principal());
            deeds.push(tokio::spawn(async move {
                let up = n % 2 == 0 || round != 1;
                insist(core, by, move |core, by| async move {
                    swing(&core, &by, asked.id, up).await
                })
                .await;
            }));
        }
    }
    for done in join_all(deeds).await {
        done.expect("no panic");
    }
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    let mut count = 0;
    for voter in voters {
        count += rows::list_voted(&mut conn, voter, &[asked.id])
            .await
            .expect("a query")
            .len();
    }
    assert_eq!(
        scene.test.post(asked.id).await.vote_count,
        i64::try_from(count).expect("few")
    );
}

async fn swing(core: &Core, by: &Principal, post: majlis::db::types::PostId, up: bool) -> majlis::domain::Result<()> {
    if up {
        votes::cast(core, by, post, None).await
    } else {
        votes::retract(core, by, post).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_edit_keeps_the_version_before_it() {
    let scene = Scene::new(TestApp::new().await).await;
    let asked = scene.question("Which seal for hot oil?").await;
    let mut deeds = Vec::new();
    for n in 0..8 {
        let (core, by) = (scene.test.core().clone(), scene.noura.principal());
        deeds.push(tokio::spawn(async move {
            let form = TopicForm {
                kind: String::new(),
                title: "Which seal for hot oil?".to_owned(),
                body: format!("This is text number {n}."),
                language: "en".to_owned(),
            };
            insist(core, by, move |core, by| {
                let form = form.clone();
                async move { posts::rewrite(&core, &by, asked.id, &form).await.map(|_| ()) }
            })
            .await;
        }));
    }
    for done in join_all(deeds).await {
        done.expect("no panic");
    }
    let mut conn = scene.test.core().db.read().await.expect("a connection");
    let kept = revisions::list(&mut conn, asked.id, None, 20).await.expect("a query");
    let mut texts: Vec<String> = kept.into_iter().filter_map(|version| version.source).collect();
    texts.push(scene.test.post(asked.id).await.source.expect("a text"));
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), 9, "the first text and all eight that followed: {texts:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_topic_that_is_taken_back_while_somebody_answers_is_either_there_with_the_answer_or_not_at_all() {
    let test = TestApp::with(|config| config.composer.undo_seconds = 30).await;
    let scene = Scene::new(test).await;
    for n in 0..6 {
        let asked = scene.question(&format!("Question number {n}?")).await;
        let (one, two) = (scene.test.core().clone(), scene.test.core().clone());
        let (asker, other) = (scene.noura.principal(), scene.ali.principal());
        let undone = tokio::spawn(async move { undo::undo(&one, &asker, asked.id).await.is_ok() });
        let answer = tokio::spawn(async move {
            posts::write_reply(&two, &other, asked.id, "Graphite.", "en")
                .await
                .is_ok()
        });
        let (undone, answered) = (undone.await.expect("no panic"), answer.await.expect("no panic"));
        assert!(!(undone && answered), "no answer hangs in the air");
        let mut conn = scene.test.core().db.read().await.expect("a connection");
        let left = majlis::db::posts::find(&mut conn, asked.id).await.expect("a query");
        assert_eq!(left.is_none(), undone);
        assert_eq!(
            left.map(|post| post.reply_count).unwrap_or_default(),
            i64::from(answered)
        );
    }
    let kept = drafts::list(scene.test.core(), scene.noura.account.id)
        .await
        .expect("drafts");
    assert!(kept.len() <= 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_problem_counts_once_for_each_member() {
    let scene = Scene::new(TestApp::new().await).await;
    let asked = scene.question("Which seal for hot oil?").await;
    let deeds = (0..8).map(|_| {
        let (core, by) = (scene.test.core().clone(), scene.ali.principal());
        tokio::spawn(async move {
            insist(core, by, move |core, by| async move {
                questions::set_same(&core, &by, asked.id, true).await
            })
            .await;
        })
    });
    for done in join_all(deeds).await {
        done.expect("no panic");
    }
    let page = scene.guest().get(&format!("/topics/{}", asked.id)).await;
    assert!(plain(&page).contains("1 member has the same problem"));
}
