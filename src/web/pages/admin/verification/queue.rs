//! The queue, and who verifies.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{self, CaseId};
use crate::domain::verification::{list, review, verifiers};
use crate::error::Result;
use crate::web::forms::{Form, Query, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{case_row, case_state, count, person_line};
use crate::web::view::{FieldView, Pager};
use crate::web::visitor::{Admin, Member};

use super::QueuePage;

/// Which cases are shown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct QueueQuery {
    state: String,
    after: Option<i64>,
}

/// GET `/admin/verification`.
pub(crate) async fn queue(
    State(app): State<App>,
    member: Member,
    Query(query): Query<QueueQuery>,
) -> Result<Page<QueuePage>> {
    let page = stored(&app, &member, &query).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

async fn stored(app: &App, member: &Member, query: &QueueQuery) -> Result<QueuePage> {
    let core = &app.core;
    let state = query.state.parse().unwrap_or(types::CaseState::Submitted);
    let queue = review::queue(core, &member.principal, state, query.after.map(CaseId)).await?;
    let language = member.visitor.language();
    let rows = queue.rows.iter().map(|row| {
        let applicant = row.applicant.display_name();
        let subject = row
            .organisation
            .as_ref()
            .map_or(applicant, |organisation| organisation.name(language));
        case_row(&row.case, subject, applicant, core.clock.now())
    });
    let is_admin = member.principal.require_admin().is_ok();
    Ok(QueuePage {
        state: case_state(state),
        cases: rows.collect(),
        pager: Pager {
            previous: None,
            next: queue
                .next
                .map(|id| format!("{}?state={state}&after={id}", paths::ADMIN_VERIFICATION)),
        },
        waiting: count(queue.waiting),
        returned: count(queue.returned),
        verifiers: if is_admin {
            let people = verifiers::list(core, &member.principal).await?;
            Some(people.iter().map(|actor| person_line(actor, None)).collect())
        } else {
            None
        },
        verifier: FieldView::default(),
        listed: if is_admin {
            Some(count(list::count(core).await?))
        } else {
            None
        },
    })
}

/// Whom to appoint or dismiss.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct VerifierForm {
    verifier: String,
    act: String,
}

/// POST `/admin/verification/verifiers`.
pub(crate) async fn set_verifier(
    State(app): State<App>,
    Admin(admin): Admin,
    Form(form): Form<VerifierForm>,
) -> Result<Response> {
    let appointed = form.act != "dismiss";
    match verifiers::set(&app.core, &admin.principal, &form.verifier, appointed).await {
        Ok(()) => {
            let next = admin.visitor.go(paths::ADMIN_VERIFICATION);
            Ok(next.saying(Flash::SAVED).into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let page = QueuePage {
                verifier: kept(&problems, "verifier", form.verifier),
                ..stored(&app, &admin, &QueueQuery::default()).await?
            };
            let page = Page::new(admin.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
