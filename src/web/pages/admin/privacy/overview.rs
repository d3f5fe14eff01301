//! The overview: what waits, and what was done.

use axum::extract::State;

use crate::app::App;
use crate::db::types::ExportState;
use crate::domain::export;
use crate::domain::privacy::{breaches, journal, notices, requests};
use crate::error::Result;
use crate::web::page::Page;
use crate::web::present::stamp;
use crate::web::visitor::Admin;

use super::{LogLine, OverviewPage};

/// GET `/admin/privacy`.
pub(crate) async fn overview(State(app): State<App>, Admin(admin): Admin) -> Result<Page<OverviewPage>> {
    let core = &app.core;
    let notice = notices::current(core).await?;
    let log = journal::list(core, &admin.principal).await?;
    let now = core.clock.now();
    let (open, _) = requests::list(core, &admin.principal).await?;
    let late = open.iter().filter(|request| request.due_at < now).count();
    let known = breaches::list(core, &admin.principal).await?;
    let unclosed = known.iter().filter(|breach| breach.closed_at.is_none()).count();
    let untold = known.iter().filter(|breach| breaches::is_overdue(breach, now)).count();
    let copies = export::count(core, &admin.principal).await?;
    let page = OverviewPage {
        requests: (open.len(), late),
        breaches: (unclosed, untold),
        exports: copies
            .into_iter()
            .map(|(state, count)| (export_state(state), count))
            .collect(),
        version: notice.version,
        published_at: stamp(notice.published_at),
        log: log
            .into_iter()
            .map(|(line, by)| LogLine {
                action: words(&line.action),
                subject: line.subject_id,
                by: by.unwrap_or_default(),
                at: stamp(line.created_at),
            })
            .collect(),
    };
    Ok(Page::new(admin.visitor.chrome(), page))
}

/// The key of a line of the log.
fn words(action: &str) -> &'static str {
    match action {
        "notice_published" => "log-notice-published",
        "erasure_requested" => "log-erasure-requested",
        "erasure_stopped" => "log-erasure-stopped",
        "request_entered" => "log-request-entered",
        "request_noted" => "log-request-noted",
        "request_extended" => "log-request-extended",
        "request_answered" => "log-request-answered",
        "breach_entered" => "log-breach-entered",
        "breach_changed" => "log-breach-changed",
        "processing_changed" => "log-processing-changed",
        _ => "log-other",
    }
}

fn export_state(state: ExportState) -> &'static str {
    match state {
        ExportState::Waiting => "export-waiting",
        ExportState::Ready => "export-ready",
        ExportState::Expired => "export-expired",
    }
}
