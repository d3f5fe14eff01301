//! The privacy notice: versions in both languages, and who accepted which.
//!
//! A version that was published is never changed. `{site}`, `{host}` and `{contact}` in its text stand for what the
//! configuration says.

use crate::db::Conn;
use crate::db::privacy::notices::{self, Notice};
use crate::db::types::{AccountId, Language, UtcTime};
use crate::domain::error::{Error, Result};
use crate::domain::validate::{Problem, Problems};
use crate::domain::{Core, Principal, text};

use super::journal;

/// Longest notice, in characters.
const TEXT_MAX: usize = 40_000;
/// The notice that every instance begins with.
const SHIPPED_AR: &str = include_str!("notice_ar.md");
const SHIPPED_EN: &str = include_str!("notice_en.md");

/// A new version, as an admin types it.
#[derive(Debug, Clone, Default)]
pub struct NoticeForm {
    /// Arabic, Markdown.
    pub text_ar: String,
    /// English, Markdown.
    pub text_en: String,
    /// Whether members have to accept it before they write again.
    pub requires_acceptance: bool,
}

/// Stores the shipped notice as version 1 where there is none. Nobody is stopped by it: it is a beginning to be adapted.
///
/// # Errors
/// If the database fails.
pub async fn ship(core: &Core) -> Result<()> {
    if notices::find_current(&mut core.db.read().await?).await?.is_some() {
        return Ok(());
    }
    let first = Notice {
        version: 1,
        text_ar: SHIPPED_AR.trim().to_owned(),
        text_en: SHIPPED_EN.trim().to_owned(),
        requires_acceptance: false,
        published_by: None,
        published_at: core.clock.now(),
    };
    notices::insert(&mut core.db.write().await?, &first).await?;
    Ok(())
}

/// The version in force.
///
/// # Errors
/// If the database fails.
pub async fn current(core: &Core) -> Result<Notice> {
    notices::find_current(&mut core.db.read().await?)
        .await?
        .ok_or(Error::NotFound)
}

/// Any version.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(core: &Core, version: i64) -> Result<Notice> {
    Ok(notices::get(&mut core.db.read().await?, version).await?)
}

/// Numbers and days of all versions, newest first.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core) -> Result<Vec<(i64, UtcTime)>> {
    Ok(notices::list(&mut core.db.read().await?).await?)
}

/// A notice as safe HTML, with the names of this instance filled in.
pub fn html(core: &Core, notice: &Notice, language: Language) -> String {
    let instance = &core.config.instance;
    let (source, name) = match language {
        Language::Ar => (&notice.text_ar, &instance.name_ar),
        Language::En => (&notice.text_en, &instance.name_en),
    };
    let contact = match (instance.contact.is_empty(), language) {
        (false, _) => instance.contact.clone(),
        (true, Language::Ar) => "القائمين على هذا الخادم".to_owned(),
        (true, Language::En) => "those who run this server".to_owned(),
    };
    let filled = source
        .replace("{site}", name)
        .replace("{host}", &core.config.host())
        .replace("{contact}", &contact);
    text::render(&filled, &|_| None)
}

/// Publishes a new version; gives its number.
///
/// # Errors
/// [`super::super::Denied::NotAdmin`]; [`Error::Invalid`]; [`Error::Conflict`] if another admin was faster.
pub async fn publish(core: &Core, by: &Principal, form: &NoticeForm) -> Result<i64> {
    by.require_admin()?;
    let mut problems = Problems::default();
    let text_ar = problems.block("text_ar", &form.text_ar, 1, TEXT_MAX);
    let text_en = problems.block("text_en", &form.text_en, 1, TEXT_MAX);
    problems.into_result(())?;
    core.change(async |conn| {
        let last = notices::find_current(conn).await?.map_or(0, |notice| notice.version);
        let notice = Notice {
            version: last + 1,
            text_ar: text_ar.clone(),
            text_en: text_en.clone(),
            requires_acceptance: form.requires_acceptance,
            published_by: by.account_id,
            published_at: core.clock.now(),
        };
        if !notices::insert(conn, &notice).await? {
            return Err(Error::Conflict("another version".to_owned()));
        }
        // Who wrote it need not be asked.
        if let Some(account) = by.account_id {
            notices::insert_acceptance(conn, account, notice.version, notice.published_at).await?;
        }
        journal::note(core, conn, by, "notice_published", Some(notice.version)).await?;
        Ok(notice.version)
    })
    .await
}

/// Whether a member has to accept a version before they write again.
///
/// # Errors
/// If the database fails.
pub async fn is_due(core: &Core, account: AccountId) -> Result<bool> {
    Ok(notices::count_unaccepted(&mut core.db.read().await?, account).await? > 0)
}

/// What the frame of every page tells a member: how many notifications and conversations they have not read, and whether a
/// version waits for them.
///
/// # Errors
/// If the database fails.
pub async fn waiting(core: &Core, account: AccountId) -> Result<(i64, i64, bool)> {
    let (unread, messages, versions) = notices::count_waiting(&mut core.db.read().await?, account).await?;
    Ok((unread, messages, versions > 0))
}

/// Notes what a newcomer accepted, within the transaction that makes the account.
pub(in crate::domain) async fn begin(core: &Core, conn: &mut Conn, account: AccountId, version: i64) -> Result<()> {
    Ok(notices::insert_acceptance(conn, account, version, core.clock.now()).await?)
}

/// Accepts the version in force. Another one means that the text changed while the member was reading.
///
/// # Errors
/// [`Problem::Choice`] on `version`.
pub async fn accept(core: &Core, account: AccountId, version: i64) -> Result<()> {
    core.change(async |conn| {
        let current = notices::find_current(conn).await?.ok_or(Error::NotFound)?;
        if current.version != version {
            return Err(Error::Invalid(Problems::one("version", Problem::Choice)));
        }
        Ok(notices::insert_acceptance(conn, account, version, core.clock.now()).await?)
    })
    .await
}

/// The versions that a member accepted, newest first, with when.
///
/// # Errors
/// If the database fails.
pub async fn accepted(core: &Core, account: AccountId) -> Result<Vec<(i64, UtcTime)>> {
    Ok(notices::list_accepted(&mut core.db.read().await?, account).await?)
}
