//! A process that is killed between a change and its letter, at two hundred points: every notice and every letter once.
//!
//! The work of a process is dropped after so many steps, with its connections to the database, and a new process goes on from
//! what is stored. A letter may stand in the folder twice where the old process ended between the server's yes and the note of
//! it; then both have one `Message-ID`, by which mail programs know them as one.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use chrono::TimeDelta;
use majlis::app::App;
use majlis::jobs;

use super::Read;
use crate::support::TestApp;

/// Points at which the process ends.
const POINTS: u64 = 200;

/// Work that ends after so many steps.
struct Mortal<F> {
    work: Pin<Box<F>>,
    steps: u64,
}

impl<F: Future> Future for Mortal<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.steps == 0 {
            return Poll::Ready(None);
        }
        self.steps -= 1;
        self.work.as_mut().poll(context).map(Some)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_notice_and_letter_is_told_once_wherever_the_process_is_killed() {
    let test = TestApp::new().await;
    let admin = test.admin("majid").await;
    let (noura, faisal) = (test.member("noura").await, test.member("faisal").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let config = (*test.core().config).clone();
    let mut ended = 0;
    for point in 0..POINTS {
        // The same time of the next day, out of quiet hours.
        test.advance(TimeDelta::days(1) - TimeDelta::seconds(21 * 60 + 2));
        let topic = test
            .topic(&noura, &forum, "discussion", &format!("Topic {point}"))
            .await;
        test.reply(&faisal, topic.id, &format!("Answer {point}")).await;
        test.advance(TimeDelta::minutes(6));
        let app = App::start(config.clone(), test.clock.clone()).await.expect("a process");
        let work = Mortal {
            work: Box::pin(async move { jobs::run_due(&app).await }),
            steps: 1 + point % 50,
        };
        ended += u64::from(work.await.is_none());
        // Longer than any lease.
        test.advance(TimeDelta::minutes(15));
        test.run_jobs().await;
        test.run_jobs().await;
    }
    assert!(ended > 20, "{ended} processes were killed at work");

    let mut letters: HashMap<String, Vec<String>> = HashMap::new();
    for file in std::fs::read_dir(config.mail_folder()).expect("the folder") {
        let path = file.expect("a letter").path();
        let text = std::fs::read_to_string(&path).expect("text");
        // What was cut off while it was written is no letter.
        if !text.contains("To: ") || !text.trim_end().ends_with("--") {
            continue;
        }
        let letter = Read::of(&text);
        letters
            .entry(letter.header("message-id").to_owned())
            .or_default()
            .push(letter.text);
    }
    for point in 0..POINTS {
        let told = letters
            .values()
            .filter(|same| {
                same.iter().any(|text| {
                    text.contains(&format!("Answer {point}\n")) || text.contains(&format!("Answer {point}\r\n"))
                })
            })
            .count();
        assert_eq!(told, 1, "answer {point} is told by one letter");
    }
    let unread = majlis::domain::notifications::unread(test.core(), noura.account.id)
        .await
        .expect("a count");
    assert_eq!(unread, i64::try_from(POINTS).expect("few"), "and by one notice each");
}
