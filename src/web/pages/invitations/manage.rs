//! `/organisations/{id}/invitations`: whom an organisation invites.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::invitations::Invitation;
use crate::db::types::{InvitationId, OrganisationId};
use crate::domain::invitations::{self, Progress};
use crate::domain::organisations;
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, Query, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::redirect::Redirect;
use crate::web::view::{FieldView, Pager};
use crate::web::visitor::Member;

use super::{InvitationLine, InvitationsPage};

/// Which page of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Before {
    before: Option<i64>,
}

/// The form that invites.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct InviteForm {
    emails: String,
}

/// The form of one invitation: `act` = `resend` or `revoke`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ActForm {
    act: String,
}

/// GET `/organisations/{id}/invitations`.
pub(crate) async fn index(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Query(query): Query<Before>,
) -> Result<Page<InvitationsPage>> {
    let page = page(&app, &member, OrganisationId(id), query.before.map(InvitationId)).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

async fn page(app: &App, member: &Member, id: OrganisationId, before: Option<InvitationId>) -> Result<InvitationsPage> {
    let (known, next) = invitations::list(&app.core, &member.principal, id, before).await?;
    let path = paths::organisation_invitations(&id.0);
    Ok(InvitationsPage {
        organisation: id.0,
        name: organisations::name(&app.core, id, member.visitor.language()).await?,
        emails: FieldView::default(),
        days: app.core.config.security.invitation_days,
        invitations: known.iter().map(|(invitation, far)| line(invitation, *far)).collect(),
        pager: Pager {
            previous: None,
            next: next.map(|next| format!("{path}?before={next}")),
        },
    })
}

fn line(invitation: &Invitation, progress: Progress) -> InvitationLine {
    InvitationLine {
        id: invitation.id.0,
        email: invitation.email.clone(),
        progress: match progress {
            Progress::Open => "invitation-open",
            Progress::Used => "invitation-used",
            Progress::Expired => "invitation-expired",
            Progress::Revoked => "invitation-revoked",
        },
        is_open: progress == Progress::Open,
        is_unused: progress != Progress::Used,
        sent_at: stamp(invitation.created_at),
        expires_at: stamp(invitation.expires_at),
    }
}

/// POST `/organisations/{id}/invitations`.
pub(crate) async fn invite(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(form): Form<InviteForm>,
) -> Result<Response> {
    let organisation = OrganisationId(id);
    if let Err(error) = invitations::invite(&app.core, &member.principal, organisation, &form.emails).await {
        let problems = problems(error)?;
        let page = InvitationsPage {
            emails: kept(&problems, "emails", form.emails),
            ..page(&app, &member, organisation, None).await?
        };
        let page = Page::new(member.visitor.chrome(), page);
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    }
    let next = member.visitor.go(paths::organisation_invitations(&id));
    Ok(next.saying(Flash::INVITED).into_response())
}

/// POST `/organisations/{id}/invitations/{invitation}`.
pub(crate) async fn act(
    State(app): State<App>,
    member: Member,
    Path((id, invitation)): Path<(i64, i64)>,
    Form(form): Form<ActForm>,
) -> Result<Redirect> {
    let (by, organisation, invitation) = (&member.principal, OrganisationId(id), InvitationId(invitation));
    let (done, flash) = match form.act.as_str() {
        "resend" => (
            invitations::resend(&app.core, by, organisation, invitation).await?,
            Flash::INVITED,
        ),
        "revoke" => (
            invitations::revoke(&app.core, by, organisation, invitation).await?,
            Flash::SAVED,
        ),
        _ => return Err(Failure::status(StatusCode::BAD_REQUEST)),
    };
    let next = member.visitor.go(paths::organisation_invitations(&id));
    Ok(next.saying(if done { flash } else { Flash::DECIDED_ALREADY }))
}
