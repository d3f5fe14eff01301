//! What is kept how long, and what was destroyed.

use axum::extract::State;

use crate::app::App;
use crate::domain::privacy::retention::{self, Rule};
use crate::error::Result;
use crate::web::page::Page;
use crate::web::present::{count, stamp};
use crate::web::visitor::Admin;

use super::{RetentionPage, RuleLine, RunLine};

/// GET `/admin/privacy/retention`.
pub(crate) async fn retention(State(app): State<App>, Admin(admin): Admin) -> Result<Page<RetentionPage>> {
    let rule = |rule: Rule| RuleLine {
        title: words(rule.name()),
        days: rule.days(&app.core),
    };
    let runs = retention::runs(&app.core, &admin.principal).await?;
    let page = RetentionPage {
        rules: Rule::ALL.into_iter().map(rule).collect(),
        runs: runs
            .into_iter()
            .map(|run| RunLine {
                title: words(&run.rule),
                destroyed: count(run.destroyed),
                at: stamp(run.ran_at),
            })
            .collect(),
    };
    Ok(Page::new(admin.visitor.chrome(), page))
}

fn words(rule: &str) -> &'static str {
    match rule {
        "exports" => "retention-exports",
        "sessions" => "retention-sessions",
        "tokens" => "retention-tokens",
        "notifications" => "retention-notifications",
        "letters" => "retention-letters",
        "unconfirmed" => "retention-unconfirmed",
        "inbox" => "retention-inbox",
        "dead_letters" => "retention-dead-letters",
        "addresses" => "retention-addresses",
        "drafts" => "retention-drafts",
        "hidden" => "retention-hidden",
        "needs" => "retention-needs",
        _ => "retention-other",
    }
}
