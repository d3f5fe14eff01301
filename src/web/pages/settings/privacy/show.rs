//! The page, from everything that stands on it.

use axum::extract::State;

use crate::app::App;
use crate::db::privacy::consents::Consent;
use crate::db::privacy::exports::Export;
use crate::db::privacy::own::OwnRequest;
use crate::db::types::{ConsentSource, ExportState, RequestState};
use crate::domain::export;
use crate::domain::privacy::{consents, notices, requests};
use crate::error::Result;
use crate::web::page::Page;
use crate::web::pages::admin::privacy::kind_words;
use crate::web::present::{ConsentChoice, consent_words, stamp};
use crate::web::view::FieldView;
use crate::web::visitor::Member;

use super::{ConsentLine, ExportLine, OwnRequestLine, PrivacyPage};

/// GET `/settings/privacy`.
pub(crate) async fn privacy(State(app): State<App>, member: Member) -> Result<Page<PrivacyPage>> {
    let page = stored(&app, &member).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// The page as it stands in the database.
pub(super) async fn stored(app: &App, member: &Member) -> Result<PrivacyPage> {
    let account = member.signed_in.account.id;
    let history = consents::history(&app.core, account).await?;
    let accepted = notices::accepted(&app.core, account).await?;
    Ok(PrivacyPage {
        consents: ConsentChoice::all(&consents::given(&history)),
        history: history.iter().map(line).collect(),
        requests: requests::list_own(&app.core, account)
            .await?
            .into_iter()
            .map(request_line)
            .collect(),
        kind: FieldView::default(),
        message: FieldView::default(),
        exports: export::list(&app.core, account)
            .await?
            .iter()
            .map(export_line)
            .collect(),
        accepted: accepted.into_iter().map(|(version, at)| (version, stamp(at))).collect(),
    })
}

fn line(consent: &Consent) -> ConsentLine {
    let (_, title, _) = consent_words(consent.purpose);
    ConsentLine {
        title,
        is_given: consent.is_given,
        at_registration: consent.source == ConsentSource::Registration,
        version: consent.notice_version,
        at: stamp(consent.created_at),
    }
}

fn export_line(export: &Export) -> ExportLine {
    let is_ready = export.state == ExportState::Ready;
    ExportLine {
        id: export.id.0,
        state: match export.state {
            ExportState::Waiting => "export-waiting",
            ExportState::Ready => "export-ready",
            ExportState::Expired => "export-expired",
        },
        kilobytes: is_ready.then_some((export.size + 1023) / 1024),
        requested_at: stamp(export.requested_at),
        expires_at: export.expires_at.filter(|_| is_ready).map(stamp),
    }
}

fn request_line(request: OwnRequest) -> OwnRequestLine {
    OwnRequestLine {
        kind: kind_words(request.kind),
        state: match request.state {
            RequestState::Open => "request-open",
            RequestState::Granted => "request-granted",
            RequestState::Refused => "request-refused",
        },
        is_open: request.state == RequestState::Open,
        message: request.message,
        answer: request.answer,
        received_at: stamp(request.received_at),
        due_at: stamp(request.due_at),
    }
}
