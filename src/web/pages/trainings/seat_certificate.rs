//! `/certificates/{code}`: a certificate, which anybody who has its code may check; and the same as a file, for its holder.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::types::CertificateKind;
use crate::domain::trainings::seats::{self, Certificate};
use crate::domain::trainings::{Moment, zone};
use crate::error::Result;
use crate::web::certificate::{self, Sheet};
use crate::web::forms::Path;
use crate::web::i18n::Locale;
use crate::web::page::Page;
use crate::web::present::stamp;
use crate::web::view::Stamp;
use crate::web::visitor::{Member, Visitor};
use crate::web::{filters, paths};

/// What a certificate says.
#[derive(Debug, Clone, Default)]
pub struct CertificateView {
    /// Its code.
    pub code: String,
    /// Who holds it.
    pub holder: String,
    /// Title of the training.
    pub title: String,
    /// Its language.
    pub lang: String,
    /// Who issued it.
    pub issuer: String,
    /// The day it began.
    pub starts: Stamp,
    /// The day it ended.
    pub ends: Stamp,
    /// Both are the same day.
    pub is_one_day: bool,
    /// How long it was, in minutes.
    pub minutes: i64,
    /// When it was issued.
    pub issued: Stamp,
    /// When it was withdrawn.
    pub withdrawn: Option<Stamp>,
    /// Its holder passed an exam.
    pub is_exam: bool,
}

impl CertificateView {
    /// The key of what it is called.
    pub(crate) fn title_key(&self) -> &'static str {
        if self.is_exam {
            "certificate-title-exam"
        } else {
            "certificate-title"
        }
    }

    /// The key of what it is awarded for.
    pub(crate) fn reason_key(&self) -> &'static str {
        if self.is_exam {
            "certificate-for-exam"
        } else {
            "certificate-for"
        }
    }

    /// Hours and minutes: `3` and `30`.
    pub(crate) fn hours(&self) -> (i64, i64) {
        (self.minutes / 60, self.minutes % 60)
    }
}

/// `/certificates/{code}`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/certificate.html")]
pub struct CertificatePage {
    /// The certificate.
    pub certificate: CertificateView,
    /// The viewer may have the file.
    pub has_file: bool,
}

/// GET `/certificates/{code}`.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Result<Page<CertificatePage>> {
    let certificate = seats::of_code(&app.core, &code).await?;
    let page = CertificatePage {
        has_file: certificate.withdrawn_at.is_none() && seats::may_have_file(&visitor.viewer, &certificate),
        certificate: view(&certificate),
    };
    Ok(Page::new(visitor.chrome(), page))
}

fn view(certificate: &Certificate) -> CertificateView {
    let zone = zone(&certificate.timezone);
    let day = |at| Moment { at, zone }.local().date_naive();
    CertificateView {
        code: certificate.code.clone(),
        holder: certificate.holder.clone(),
        title: certificate.title.clone(),
        lang: certificate.language.as_str().to_owned(),
        issuer: certificate.issuer.clone(),
        starts: stamp(certificate.starts_at),
        ends: stamp(certificate.ends_at),
        is_one_day: day(certificate.starts_at) == day(certificate.ends_at),
        minutes: certificate.minutes,
        issued: stamp(certificate.issued_at),
        withdrawn: certificate.withdrawn_at.map(stamp),
        is_exam: certificate.kind == CertificateKind::Exam,
    }
}

/// GET `/certificates/{code}/file`: in the language of the page.
pub(crate) async fn file(State(app): State<App>, member: Member, Path(code): Path<String>) -> Result<Response> {
    let held = seats::file_of(&app.core, &member.visitor.viewer, &code).await?;
    let locale = member.visitor.locale();
    let sheet = sheet(&app, &held, locale);
    let bytes = certificate::draw(&sheet)?;
    let name = format!("attachment; filename=\"certificate-{}.pdf\"", held.code);
    let name = HeaderValue::from_str(&name).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, bytes).into_response())
}

fn sheet(app: &App, held: &Certificate, locale: Locale) -> Sheet {
    Sheet {
        locale,
        site: app.web.site(locale).name.clone(),
        certificate: view(held),
        address: app.core.config.link(&paths::certificate(&held.code)),
    }
}
