//! A case before its verifier: papers beside numbers, what else is known, and the decision.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::organisations::Organisation;
use crate::db::types::{CaseId, CaseState, DocumentKind, Finding};
use crate::db::verification::cases::Case;
use crate::domain::verification::review::{self, DecisionForm, Outcome, REASONS, Review};
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::layers::framing_policy;
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{case_state, document_words, evidence, handle, stamp};
use crate::web::redirect::Redirect;
use crate::web::view::{FieldView, OrganisationName, level_key};
use crate::web::visitor::Member;

use super::{ClaimLine, ListedView, LogRow, ReviewPage};

/// GET `/admin/verification/{id}`.
pub(crate) async fn review(State(app): State<App>, member: Member, Path(id): Path<i64>) -> Result<Response> {
    let page = stored(&app, &member, CaseId(id)).await?;
    Ok(answer(&member, page, StatusCode::OK))
}

/// The page may show papers in frames.
fn answer(member: &Member, page: ReviewPage, status: StatusCode) -> Response {
    let page = Page::new(member.visitor.chrome(), page).with_status(status);
    let policy = [(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(framing_policy()),
    )];
    (policy, page).into_response()
}

async fn stored(app: &App, member: &Member, id: CaseId) -> Result<ReviewPage> {
    let review = review::review(&app.core, &member.principal, id).await?;
    let now = app.core.clock.now();
    let case = &review.case;
    let waits = case.state == CaseState::Submitted;
    Ok(ReviewPage {
        id: id.0,
        organisation: review.organisation.as_ref().map(name),
        applicant: review.applicant.display_name().to_owned(),
        handle: handle(&review.applicant, None),
        level: level_key(case.level),
        state: case_state(case.state),
        is_renewal: case.is_renewal,
        is_appeal: case.is_appeal,
        is_half_approved: waits && case.first_approval_by.is_some(),
        message: case.message.clone(),
        due: case.due_at.filter(|_| waits).map(stamp),
        is_late: waits && case.due_at.is_some_and(|due| due < now),
        wiped: case.wiped_at.map(stamp),
        claims: claims(case),
        evidence: evidence(review.track, case, &review.documents),
        same_number: review.same_number.iter().map(name).collect(),
        finding: match case.finding {
            Finding::Unknown => "finding-unknown",
            Finding::Known => "finding-known",
            Finding::Confirmed => "finding-confirmed",
        },
        listed: review.listed.as_ref().map(|listed| ListedView {
            name: listed.name.clone(),
            domain: listed.email_domain.clone(),
            until: listed.valid_until.map(stamp),
        }),
        barred: review.barred.map(|denied| denied.key()).unwrap_or_default(),
        in_force: review
            .in_force
            .as_ref()
            .map(|fact| (stamp(fact.expires_at), level_key(fact.level))),
        last_reason: reason(&case.reason),
        log: log(&review),
        reason: FieldView::default(),
        note: FieldView::default(),
        until: FieldView::of(review.suggested_until.to_string()),
        email_domain: review.email_domain,
    })
}

fn name(organisation: &Organisation) -> OrganisationName {
    OrganisationName {
        id: organisation.id.0,
        ar: organisation.name_ar.clone(),
        en: organisation.name_en.clone(),
    }
}

fn reason(key: &str) -> &'static str {
    REASONS
        .iter()
        .find(|reason| **reason == key)
        .copied()
        .unwrap_or_default()
}

fn claims(case: &Case) -> Vec<ClaimLine> {
    let all = [
        ("org-number", &case.national_number),
        ("field-register-number", &case.register_number),
        ("field-vat-number", &case.vat_number),
        ("field-licence-number", &case.licence_number),
        ("field-licence-expires", &case.licence_expires),
        ("field-chamber-number", &case.chamber_number),
    ];
    let given = all.into_iter().filter(|(_, value)| !value.is_empty());
    given
        .map(|(name, value)| ClaimLine {
            name,
            value: value.clone(),
        })
        .collect()
}

fn log(review: &Review) -> Vec<LogRow> {
    let lines = review.log.iter();
    lines
        .map(|(line, actor)| LogRow {
            who: actor
                .as_ref()
                .map(|actor| actor.display_name().to_owned())
                .unwrap_or_default(),
            action: action(&line.action),
            detail: match line.detail.parse::<DocumentKind>() {
                Ok(kind) => document_words(kind).0,
                Err(_) => reason(&line.detail),
            },
            at: stamp(line.created_at),
        })
        .collect()
}

/// The key of what was done.
fn action(action: &str) -> &'static str {
    match action {
        "begun" => "log-begun",
        "submitted" => "log-submitted",
        "withdrawn" => "log-withdrawn",
        "appealed" => "log-appealed",
        "document-added" => "log-document-added",
        "document-removed" => "log-document-removed",
        "document-viewed" => "log-document-viewed",
        "first-approval" => "log-first-approval",
        "approved" => "log-approved",
        "returned" => "log-returned",
        "rejected" => "log-rejected",
        "ended" => "log-ended",
        _ => "log-wiped",
    }
}

/// What a verifier decides.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReviewForm {
    act: String,
    reason: String,
    note: String,
    until: String,
}

/// POST `/admin/verification/{id}`.
pub(crate) async fn decide(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<ReviewForm>,
) -> Result<Response> {
    let decision = DecisionForm {
        act: form.act,
        reason: form.reason.clone(),
        note: form.note.clone(),
        until: form.until.clone(),
    };
    match review::decide(&app.core, &member.principal, CaseId(id), &decision).await {
        Ok(outcome) => {
            let flash = match outcome {
                Outcome::Decided => Flash::DECIDED,
                Outcome::FirstOfTwo => Flash::FIRST_OF_TWO,
            };
            Ok(member
                .visitor
                .go(paths::ADMIN_VERIFICATION)
                .saying(flash)
                .into_response())
        }
        Err(error) => {
            let problems = problems(error)?;
            let page = ReviewPage {
                reason: kept(&problems, "reason", form.reason),
                note: kept(&problems, "note", form.note),
                until: kept(&problems, "until", form.until),
                ..stored(&app, &member, CaseId(id)).await?
            };
            Ok(answer(&member, page, StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

/// Why it is taken back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EndForm {
    reason: String,
}

/// POST `/admin/verification/{id}/end`.
pub(crate) async fn end(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<EndForm>,
) -> Result<Redirect> {
    review::end(&app.core, &member.principal, CaseId(id), &form.reason).await?;
    Ok(member.visitor.go(paths::review(&id)).saying(Flash::DECIDED))
}
