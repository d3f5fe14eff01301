//! Erasures: who asked, how far they are, and what other servers said.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::privacy::erasures::Erasure;
use crate::db::privacy::receipts::Receipt;
use crate::db::types::{ErasureMode, ErasureState, ReceiptState};
use crate::domain::privacy::erasure;
use crate::domain::{Principal, validate::Problems};
use crate::error::Result;
use crate::web::forms::{Form, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{count, stamp};
use crate::web::view::FieldView;
use crate::web::visitor::Admin;

use super::{ErasureLine, ErasuresPage, ReceiptLine};

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EraseForm {
    username: String,
    mode: String,
}

/// GET `/admin/privacy/erasures`.
pub(crate) async fn erasures(State(app): State<App>, Admin(admin): Admin) -> Result<Page<ErasuresPage>> {
    let page = stored(&app, &admin.principal).await?;
    Ok(Page::new(admin.visitor.chrome(), page))
}

async fn stored(app: &App, admin: &Principal) -> Result<ErasuresPage> {
    let known = erasure::list(&app.core, admin).await?;
    Ok(ErasuresPage {
        erasures: known
            .iter()
            .map(|(erasure, receipts)| line(erasure, receipts))
            .collect(),
        username: FieldView::default(),
        mode: FieldView::of(ErasureMode::Anonymise.as_str()),
    })
}

/// POST `/admin/privacy/erasures`.
pub(crate) async fn erase(
    State(app): State<App>,
    Admin(admin): Admin,
    Form(form): Form<EraseForm>,
) -> Result<Response> {
    let mode = form.mode.parse().unwrap_or(ErasureMode::Anonymise);
    match erasure::request_for(&app.core, &admin.principal, &form.username, mode).await {
        Ok(()) => {
            let next = admin.visitor.go(paths::ADMIN_ERASURES);
            Ok(next.saying(Flash::SAVED).into_response())
        }
        Err(error) => {
            let problems = about_the_name(&problems(error)?);
            let page = ErasuresPage {
                username: kept(&problems, "username", form.username),
                mode: FieldView::of(mode.as_str()),
                ..stored(&app, &admin.principal).await?
            };
            let page = Page::new(admin.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// This form has one field; what is wrong stands beside it.
fn about_the_name(problems: &Problems) -> Problems {
    let first = problems.iter().next();
    first.map_or_else(Problems::default, |(_, problem)| Problems::one("username", problem))
}

fn line(erasure: &Erasure, receipts: &[Receipt]) -> ErasureLine {
    ErasureLine {
        id: erasure.id.0,
        account: erasure.account_id.0,
        state: match erasure.state {
            ErasureState::Waiting => "erasure-waiting",
            ErasureState::Cancelled => "erasure-cancelled",
            ErasureState::Telling => "erasure-telling",
            ErasureState::Done => "erasure-done",
        },
        mode: match erasure.mode {
            ErasureMode::Anonymise => "erasure-anonymise",
            ErasureMode::Remove => "erasure-remove",
        },
        is_by_staff: erasure.is_by_staff,
        posts: count(erasure.post_count),
        requested_at: stamp(erasure.requested_at),
        due_at: stamp(erasure.due_at),
        finished_at: erasure.finished_at.map(stamp),
        receipts: receipts.iter().map(receipt).collect(),
    }
}

fn receipt(receipt: &Receipt) -> ReceiptLine {
    let (state, class) = match receipt.state {
        ReceiptState::Waiting => ("receipt-waiting", "badge-plain"),
        ReceiptState::Sent => ("receipt-sent", "badge-plain"),
        ReceiptState::Accepted => ("receipt-accepted", "badge-success"),
        ReceiptState::Refused => ("receipt-refused", "badge-warning"),
        ReceiptState::Failed => ("receipt-failed", "badge-danger"),
        ReceiptState::Skipped => ("receipt-skipped", "badge-plain"),
    };
    ReceiptLine {
        host: receipt.host.clone(),
        state,
        class,
        sent_at: receipt.sent_at.map(stamp),
        answered_at: receipt.answered_at.map(stamp),
    }
}
