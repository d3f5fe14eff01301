//! The papers of a case: handing them in, looking at them, taking them back. Each look is written down.

use crate::db::Conn;
use crate::db::types::{CaseId, CaseState, DocumentId, DocumentKind};
use crate::db::verification::cases::{self, Case};
use crate::db::verification::documents::{self, Document};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Denied, Error, Principal, Result};

use super::cases::{log, require_applicant};
use super::papers;

/// Most papers of one case.
pub const DOCUMENTS_MAX: usize = 12;
/// Longest name of a file, in characters.
const NAME_MAX: usize = 120;

/// A file as it came.
#[derive(Clone, Default)]
pub struct Upload {
    /// What it is said to be.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Adds a paper to a case that is still the applicant's. All of it is stored, or nothing.
///
/// # Errors
/// [`Error::Invalid`] on `document` or `kind`; [`Denied::Decided`] once the case was handed in; [`Denied::NotOwner`].
pub async fn add(core: &Core, by: &Principal, case: CaseId, upload: Upload) -> Result<()> {
    require_open(&check_applicant(core, by, case).await?)?;
    let kind: DocumentKind = upload
        .kind
        .parse()
        .map_err(|_| Error::Invalid(Problems::one("kind", Problem::Choice)))?;
    let media_type = papers::inspect(&upload.bytes, core.config.verification.document_megabytes)
        .map_err(|problem| Error::Invalid(Problems::one("document", problem)))?;
    let id: DocumentId = core.ids.next();
    let size = i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX);
    let (secrets, label) = (core.secrets.clone(), label(id));
    let bytes = upload.bytes;
    let sealed = tokio::task::spawn_blocking(move || secrets.seal_apart(&bytes, label.as_bytes())).await??;
    let document = Document {
        id,
        case_id: case,
        kind,
        name: file_name(&upload.name),
        media_type: media_type.to_owned(),
        size,
        sealed_key: sealed.key,
        created_at: core.clock.now(),
    };
    core.change(async |conn| {
        let now = cases::get(conn, case).await?;
        require_applicant(conn, by, &now).await?;
        require_open(&now)?;
        if documents::list(conn, case).await?.len() >= DOCUMENTS_MAX {
            let problem = Problem::TooMany(DOCUMENTS_MAX);
            return Err(Error::Invalid(Problems::one("document", problem)));
        }
        documents::insert(conn, &document, &sealed.bytes).await?;
        log(core, conn, case, by.account_id, "document-added", kind.as_str()).await
    })
    .await
}

async fn check_applicant(core: &Core, by: &Principal, case: CaseId) -> Result<Case> {
    let mut conn = core.db.read().await?;
    let case = cases::get(&mut conn, case).await?;
    require_applicant(&mut conn, by, &case).await?;
    Ok(case)
}

fn require_open(case: &Case) -> Result<()> {
    match case.state {
        CaseState::Draft | CaseState::Returned => Ok(()),
        _ => Err(Error::Forbidden(Denied::Decided)),
    }
}

/// What a sealed paper is bound to, so that one cannot be shown in the place of another.
fn label(id: DocumentId) -> String {
    format!("verification document {id}")
}

/// A name without folders, controls and marks that turn its direction.
fn file_name(typed: &str) -> String {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean = Problems::default().line("name", last, 0, usize::MAX);
    clean.chars().take(NAME_MAX).collect()
}

/// Takes a paper back while the case is the applicant's.
///
/// # Errors
/// [`Denied::Decided`]; [`Denied::NotOwner`]; [`Error::NotFound`].
pub async fn remove(core: &Core, by: &Principal, case: CaseId, id: DocumentId) -> Result<()> {
    core.change(async |conn| {
        let now = cases::get(conn, case).await?;
        require_applicant(conn, by, &now).await?;
        require_open(&now)?;
        let document = documents::get(conn, case, id).await?;
        documents::delete(conn, case, id).await?;
        log(
            core,
            conn,
            case,
            by.account_id,
            "document-removed",
            document.kind.as_str(),
        )
        .await
    })
    .await
}

/// Opens a paper, for the applicant or a verifier. The look is written down before anything is shown.
///
/// # Errors
/// [`Error::NotFound`], also for everybody else.
pub async fn open(core: &Core, by: &Principal, case: CaseId, id: DocumentId) -> Result<(Document, Vec<u8>)> {
    let (document, sealed) = core
        .change(async |conn| {
            let now = cases::get(conn, case).await?;
            require_reader(conn, by, &now).await?;
            let document = documents::get(conn, case, id).await?;
            let sealed = documents::get_sealed(conn, id).await?;
            log(
                core,
                conn,
                case,
                by.account_id,
                "document-viewed",
                document.kind.as_str(),
            )
            .await?;
            Ok((document, sealed))
        })
        .await?;
    let (secrets, key) = (core.secrets.clone(), document.sealed_key.clone());
    let label = label(id);
    let plain = tokio::task::spawn_blocking(move || secrets.open_apart(&sealed, &key, label.as_bytes())).await??;
    Ok((document, plain))
}

async fn require_reader(conn: &mut Conn, by: &Principal, case: &Case) -> Result<()> {
    // A draft is nobody's business yet.
    if by.require_verifier().is_ok() && case.state != CaseState::Draft {
        return Ok(());
    }
    require_applicant(conn, by, case)
        .await
        .map(drop)
        .map_err(|_| Error::NotFound)
}
