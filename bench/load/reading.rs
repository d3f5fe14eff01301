//! Pages, JSON and documents, as an anonymous reader gets them.

use axum::Router;
use axum::routing::get;
use tokio::net::TcpListener;

use crate::drive;
use crate::http::{self, Connection, header};
use crate::report::Report;
use crate::settings::Settings;
use crate::stage::Stage;

/// The body of the bound: about as long as an actor document.
static FIXED: [u8; 2_000] = [b'.'; 2_000];
const HTML: [(&str, &str); 2] = [("accept", "text/html"), ("accept-language", "ar")];
const JSON: [(&str, &str); 1] = [("accept", "application/json")];
const ACTIVITY: [(&str, &str); 1] = [("accept", "application/activity+json")];

struct Read {
    what: &'static str,
    path: String,
    headers: &'static [(&'static str, &'static str)],
}

fn reads(stage: &Stage) -> Vec<Read> {
    let id = stage.long.id;
    let read = |what, path, headers: &'static [(&'static str, &'static str)]| Read { what, path, headers };
    vec![
        read("forum page (HTML, Arabic)", "/forums/maintenance".to_owned(), &HTML),
        read("topic page, 50 replies (HTML, Arabic)", format!("/topics/{id}"), &HTML),
        read("status (JSON)", format!("/api/v1/statuses/{id}"), &JSON),
        read(
            "context, 50 replies (JSON)",
            format!("/api/v1/statuses/{id}/context"),
            &JSON,
        ),
        read(
            "public timeline, 20 (JSON)",
            "/api/v1/timelines/public?local=true&limit=20".to_owned(),
            &JSON,
        ),
        read("actor document", "/u/member0".to_owned(), &ACTIVITY),
    ]
}

/// Measures all of them.
pub(crate) async fn measure(stage: &Stage, settings: &Settings, report: &mut Report) -> anyhow::Result<()> {
    report.bound("bound: a fixed body through axum", bound(settings).await?);
    for read in reads(stage) {
        match find(stage, &read).await? {
            Ok((path, size)) => {
                let request = http::get(&stage.host(), &path, read.headers);
                let rate = drive::repeat(stage.address, request, settings).await?;
                report.rate(read.what, rate, &format!("{:.1} kB", size as f64 / 1000.0));
            }
            Err(status) => report.missing(read.what, &format!("{} answered {status}", read.path)),
        }
    }
    Ok(())
}

/// Asks once: where the answer really is and how large it is, or the status that says that it is not there.
async fn find(stage: &Stage, read: &Read) -> anyhow::Result<Result<(String, usize), u16>> {
    let mut connection = Connection::open(stage.address).await?;
    let mut path = read.path.clone();
    for _ in 0..2 {
        let answer = connection.send(&http::get(&stage.host(), &path, read.headers)).await?;
        match (answer.status, header(answer.head, "location")) {
            (200, _) => return Ok(Ok((path, answer.body.len()))),
            (300..400, Some(location)) => path = location.trim_start_matches(&stage.app.core.config.base()).to_owned(),
            (status, _) => return Ok(Err(status)),
        }
    }
    Ok(Err(300))
}

/// What axum answers on this machine to this client when there is nothing to do.
async fn bound(settings: &Settings) -> anyhow::Result<f64> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/", get(async || FIXED.as_slice()));
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let rate = drive::repeat(address, http::get("localhost", "/", &[]), settings).await;
    server.abort();
    rate
}
