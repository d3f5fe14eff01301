//! Pages that count hear when their figures changed: the map of the library, and the desks of staff.

use std::time::Duration;

use majlis::domain::passwords;
use tokio::time::timeout;

use super::line::{Line, Stage};
use crate::cases::published;

#[tokio::test(flavor = "multi_thread")]
async fn the_library_hears_of_case_studies_that_its_reader_may_see_and_of_nothing_else() {
    let mut stage = Stage::new().await;
    let (admin, reader) = (stage.node().admin("boss").await, stage.node().member("reader").await);
    let open = stage.node().forum(&admin, "open", "public").await;
    stage.node().forum(&admin, "closed", "verified").await;
    stage.settle().await;
    let client = stage.node().sign_in(&reader).await;
    let mut line = Line::own(stage.node(), &client, "?figures=library").await;

    published(stage.node(), &admin, "closed", "Not for everybody").await;
    stage.node().topic(&admin, &open, "discussion", "No case study").await;
    stage.settle().await;
    published(stage.node(), &admin, "open", "Scrap down 18%").await;
    stage.settle().await;
    assert_eq!(line.next().await.expect("a notice")["event"], "figures");
    stage.node().app.live.close();
    assert_eq!(line.next().await, None, "told once");
}

#[tokio::test(flavor = "multi_thread")]
async fn desks_are_for_staff_and_say_when_something_came() {
    let mut stage = Stage::new().await;
    let (admin, member) = (stage.node().admin("boss").await, stage.node().member("member").await);
    let host = stage.node().host();
    let client = stage.node().sign_in(&member).await;
    for desk in ["letters", "verification"] {
        let query = format!("?figures={desk}");
        let refused = Line::open(&host, &client, &query, &format!("http://{host}")).await;
        assert_eq!(refused.err(), Some(403), "{desk}");
    }
    let client = stage.node().sign_in(&admin).await;
    let mut line = Line::own(stage.node(), &client, "?figures=letters&after=1").await;
    // What came between the page and the line.
    assert_eq!(line.next().await.expect("a notice")["event"], "figures");
    stage.settle().await;
    let core = stage.node().core().clone();
    passwords::ask_reset(&core, &member.account.email).await.expect("asked");
    // Counting takes its share of the time and no more, so that it may be due a little later.
    let heard = async {
        loop {
            stage.settle().await;
            if let Ok(heard) = timeout(Duration::from_millis(50), line.next()).await {
                return heard;
            }
        }
    };
    let heard = timeout(Duration::from_secs(20), heard)
        .await
        .expect("it is counted again");
    assert_eq!(heard.expect("a notice")["event"], "figures");
}
