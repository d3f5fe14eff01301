//! The same pages when the forum has a hundred thousand topics and one of them five thousand replies. What is added comes
//! from the statements that the tests of growth use.

#[path = "../../tests/it/support/crowd.rs"]
pub(crate) mod crowd;

use anyhow::Context;
use diesel_async::SimpleAsyncConnection;
use majlis::db::{Conn, Db};
use majlis::domain::posts;

use crate::drive;
use crate::http::{self, Connection};
use crate::report::Report;
use crate::settings::Settings;
use crate::stage::Stage;

const HTML: [(&str, &str); 2] = [("accept", "text/html"), ("accept-language", "ar")];

/// Measures each page before and after, and says what the growth costs.
pub(crate) async fn measure(stage: &Stage, settings: &Settings, report: &mut Report) -> anyhow::Result<()> {
    let topic = stage.topics.first().context("a topic")?;
    let reply = posts::write_reply(&stage.app.core, &stage.member, topic.id, "First answer", "en").await?;
    let forum = "/forums/maintenance";
    let pages = [
        ("forum page", forum.to_owned()),
        ("forum page, most votes first", format!("{forum}?sort=top")),
        ("forum page, unanswered", format!("{forum}?sort=unanswered")),
        ("topic page", format!("/topics/{}", topic.id)),
        ("context (JSON)", format!("/api/v1/statuses/{}/context", topic.id)),
    ];
    // A page of replies has room for thirty; without some the small topic would show less, not only have less.
    execute(&stage.app.core.db, crowd::replies(reply.id.0, 60)).await?;
    let mut small = Vec::with_capacity(pages.len());
    for (_, path) in &pages {
        small.push(rate(stage, settings, path).await?);
    }
    let first_added = reply.id.0 + crowd::GAP + 1;
    execute(&stage.app.core.db, crowd::topics(topic.id.0, settings.crowd_topics)).await?;
    execute(&stage.app.core.db, crowd::replies(first_added, settings.crowd_replies)).await?;
    execute(&stage.app.core.db, vec!["ANALYZE".to_owned()]).await?;
    for ((what, path), before) in pages.iter().zip(small) {
        let after = rate(stage, settings, path).await?;
        let what = format!(
            "{what} of {} topics, {} replies",
            settings.crowd_topics, settings.crowd_replies
        );
        report.rate(
            &what,
            after,
            &format!("{:.0} % of the small one", 100.0 * after / before),
        );
    }
    let middle = first_added + crowd::GAP + settings.crowd_replies as i64 / 2;
    let deep = format!("/topics/{}?after={middle}", topic.id);
    report.rate("topic page, in the middle", rate(stage, settings, &deep).await?, "");
    let middle = topic.id.0 - crowd::GAP - settings.crowd_topics as i64 / 2;
    for (what, path) in [
        ("forum page, in the middle", format!("{forum}?after={middle}.{middle}")),
        (
            "the same, most votes first",
            format!("{forum}?sort=top&after=0.{middle}"),
        ),
    ] {
        report.rate(what, rate(stage, settings, &path).await?, "");
    }
    Ok(())
}

/// Requests of a page in a second.
pub(crate) async fn rate(stage: &Stage, settings: &Settings, path: &str) -> anyhow::Result<f64> {
    let request = http::get(&stage.host(), path, &HTML);
    let status = Connection::open(stage.address).await?.send(&request).await?.status;
    anyhow::ensure!(status == 200, "{path} answered {status}");
    drive::repeat(stage.address, request, settings).await
}

/// Runs statements as they stand.
pub(crate) async fn execute(db: &Db, statements: Vec<String>) -> anyhow::Result<()> {
    for statement in statements {
        match db.write().await? {
            Conn::Sqlite(mut conn) => conn.batch_execute(&statement).await?,
            Conn::Postgres(mut conn) => conn.batch_execute(&statement).await?,
        }
    }
    Ok(())
}
