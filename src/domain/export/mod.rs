//! A copy of everything that stands about a member: asked for, made by a job, fetched by them alone, and deleted after some
//! days. Of others it holds no more than addresses.
//!
//! A new kind of personal data gets a function in [`sections`] and a line in [`collect`]. How the copy looks is the business
//! of pages.

mod cases;
mod mail;
mod messages;
mod moderation;
mod reading;
mod requests;
mod seats;
mod sections;
mod trainings;
mod trust;
mod writing;

use std::path::PathBuf;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::db::accounts::{self, Account};
use crate::db::actors::Actor;
use crate::db::privacy::exports::{self, Export};
use crate::db::types::{AccountId, ExportId, ExportState, UtcTime};
use crate::db::{Conn, queue};
use crate::domain::letters::LetterKind;
use crate::id::random_token;

use super::error::{Error, Result};
use super::privacy::files;
use super::{Core, Principal, letters};

/// Copies shown to a member.
const SHOWN: i64 = 5;

/// One value of a row.
#[derive(Debug, Clone)]
pub struct Field {
    /// The key of its name for people.
    pub title: &'static str,
    /// Its name for machines.
    pub name: &'static str,
    /// The value.
    pub value: Value,
}

/// Everything of one kind.
#[derive(Debug, Clone)]
pub struct Section {
    /// The key of its name for people.
    pub title: &'static str,
    /// Its name for machines; names the file, too.
    pub name: &'static str,
    /// The rows.
    pub rows: Vec<Vec<Field>>,
}

/// Whom the copy is about.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The account.
    pub account: Account,
    /// The public side.
    pub actor: Actor,
}

/// Everything that stands about a member.
///
/// # Errors
/// [`Error::NotFound`] if the account is gone.
pub async fn collect(core: &Core, account: AccountId) -> Result<(Subject, Vec<Section>)> {
    let mut conn = core.db.read().await?;
    let conn: &mut Conn = &mut conn;
    let (account, actor) = accounts::get_with_actor(conn, account).await?;
    let who = Subject { account, actor };
    let sections = vec![
        sections::account(&who),
        sections::profile(conn, &who).await?,
        trust::details(conn, &who).await?,
        trust::ways_in(conn, &who).await?,
        trust::cases(conn, &who).await?,
        trust::verifications(conn, &who).await?,
        sections::posts(conn, &who).await?,
        writing::former(conn, &who).await?,
        writing::drafts(conn, &who).await?,
        writing::same_problems(conn, &who).await?,
        writing::sent(conn, &who).await?,
        cases::published(conn, &who).await?,
        cases::drafts(conn, &who).await?,
        cases::replications(conn, &who).await?,
        cases::searches(conn, &who).await?,
        trainings::published(conn, &who).await?,
        trainings::drafts(conn, &who).await?,
        trainings::calendar(conn, &who).await?,
        requests::asked(conn, &who).await?,
        requests::signed(conn, &who).await?,
        requests::offered(conn, &who).await?,
        seats::seats(conn, &who).await?,
        seats::certificates(conn, &who).await?,
        messages::written(conn, &who).await?,
        messages::conversations(conn, &who).await?,
        messages::wishes(conn, &who).await?,
        sections::files(conn, &who).await?,
        moderation::held(conn, &who).await?,
        moderation::hidden(conn, &who).await?,
        moderation::reports(conn, &who).await?,
        moderation::bans(conn, &who).await?,
        sections::votes(conn, &who).await?,
        sections::following(conn, &who).await?,
        sections::followers(conn, &who).await?,
        sections::mentions(conn, &who).await?,
        sections::notifications(conn, &who).await?,
        mail::wishes(conn, &who).await?,
        mail::letters(conn, &who).await?,
        mail::browsers(conn, &who).await?,
        sections::sessions(conn, &who).await?,
        sections::applications(conn, &who).await?,
        sections::consents(conn, &who).await?,
        sections::notices(conn, &who).await?,
        sections::organisations(conn, &who).await?,
        sections::requests(conn, &who).await?,
        sections::exports(conn, &who).await?,
        reading::kept(conn, &who).await?,
        reading::watched(conn, &who).await?,
        reading::read(conn, &who).await?,
    ];
    Ok((who, sections))
}

/// Asks for a copy. While one is being made nothing happens.
///
/// # Errors
/// If the database fails.
pub async fn ask(core: &Core, by: &Principal) -> Result<()> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    core.change(async |conn| {
        let now = core.clock.now();
        let export = Export {
            id: core.ids.next(),
            account_id: account,
            state: ExportState::Waiting,
            file: None,
            size: 0,
            requested_at: now,
            ready_at: None,
            expires_at: None,
        };
        if !exports::insert(conn, &export).await? {
            return Ok(());
        }
        let payload = json!({ "account_id": account.0, "export_id": export.id.0 });
        Ok(queue::insert(conn, core.ids.next(), "make_export", &payload, None, now).await?)
    })
    .await
}

/// The newest copies of a member.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, account: AccountId) -> Result<Vec<Export>> {
    Ok(exports::list(&mut core.db.read().await?, account, SHOWN).await?)
}

/// Whether this copy still has to be made.
///
/// # Errors
/// [`Error::NotFound`] if it or its account is gone.
pub async fn is_waiting(core: &Core, account: AccountId, id: ExportId) -> Result<bool> {
    let export = exports::get(&mut core.db.read().await?, account, id).await?;
    Ok(export.state == ExportState::Waiting)
}

/// Keeps the bytes of a copy in a file, and has its owner told.
///
/// # Errors
/// [`Error::Unavailable`] if the file cannot be written.
pub async fn store(core: &Core, account: AccountId, id: ExportId, bytes: &[u8]) -> Result<()> {
    let file = format!("{}.zip", random_token());
    exports::set_file(&mut core.db.write().await?, id, &file).await?;
    files::write(core, &file, bytes).await?;
    let now = core.clock.now();
    let until = now.plus(TimeDelta::days(core.config.privacy.export_days));
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    core.change(async |conn| {
        // If the account went meanwhile, so did the row; the file goes with the next sweep.
        if !exports::set_ready(conn, id, (&file, size), now, until).await? {
            return Ok(());
        }
        let payload = json!({ "account_id": account.0, "export_id": id.0 });
        letters::queue(core, conn, LetterKind::ExportReady, &payload, None, now).await
    })
    .await
}

/// Until when a copy can be fetched; none if it cannot.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn open_until(core: &Core, account: AccountId, id: ExportId) -> Result<Option<UtcTime>> {
    let export = exports::get(&mut core.db.read().await?, account, id).await?;
    let now = core.clock.now();
    let is_ready = export.state == ExportState::Ready;
    Ok(export.expires_at.filter(|until| is_ready && *until > now))
}

/// The file of a copy, for its owner.
///
/// # Errors
/// [`Error::NotFound`] if it is somebody else's or was never made; [`Error::Gone`] if its time is over.
pub async fn file(core: &Core, by: &Principal, id: ExportId) -> Result<PathBuf> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let export = exports::get(&mut core.db.read().await?, account, id).await?;
    if export.state == ExportState::Waiting {
        return Err(Error::NotFound);
    }
    let is_over = export.expires_at.is_none_or(|until| until <= core.clock.now());
    match export.file {
        Some(file) if !is_over => Ok(files::folder(core).join(file)),
        _ => Err(Error::Gone),
    }
}

/// How many copies there are in each state.
///
/// # Errors
/// [`super::Denied::NotAdmin`].
pub async fn count(core: &Core, by: &Principal) -> Result<Vec<(ExportState, i64)>> {
    by.require_admin()?;
    Ok(exports::count(&mut core.db.read().await?).await?)
}
