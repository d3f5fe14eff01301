//! Letters that came back. One that never will arrive marks the address as failing: its owner is told on the site, and no
//! letter goes there until they confirm or change it. One that may arrive another time is counted.

use serde_json::Value;

use crate::db::accounts::{self, Account};
use crate::db::mail_failures::{self as rows, Failure};
use crate::db::notifications::Notification;
use crate::db::types::{AccountId, NotificationKind};
use crate::db::{Conn, letters, settings};
use crate::domain::error::{Error, Result};
use crate::domain::{Core, Principal, actors, notifications, validate};

/// So many letters in a row that may arrive another time are one that never will.
const SOFT_MOST: i32 = 5;
/// The setting with the name of the file that was noted last: files are read one after another.
const LAST_FILE: &str = "bounce_file";

/// What a mail server says of a letter of ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The `Message-ID` of the letter, with its angle brackets.
    pub message_id: Option<String>,
    /// The address that it did not reach.
    pub recipient: Option<String>,
    /// A code of RFC 3463, such as `5.1.1`.
    pub status: String,
}

/// Longest address or `Message-ID`.
const FIELD_MOST: usize = 998;

impl Report {
    /// Whether a mail server may have said so: a code of RFC 3463 that tells of a failure, and fields of one line.
    pub fn is_sound(&self) -> bool {
        let status = self.status.as_bytes();
        let is_code = status.len() <= 12 && status.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
        let is_line = |field: &Option<String>| {
            let field = field.as_deref().unwrap_or_default();
            field.len() <= FIELD_MOST && !field.contains(char::is_control)
        };
        let is_failure = self.status.starts_with("4.") || self.status.starts_with("5.");
        is_code && is_failure && is_line(&self.message_id) && is_line(&self.recipient)
    }

    fn is_final(&self) -> bool {
        self.status.starts_with('5')
    }
}

/// Takes note of letters that came back. About an address that an account no longer has, nothing is noted.
///
/// # Errors
/// If the database fails.
pub async fn note(core: &Core, reports: &[Report]) -> Result<()> {
    core.change(async |conn| note_all(core, conn, reports).await).await
}

/// The same of what a file in the bounce mailbox tells, once: whoever was killed before they moved it away finds it noted.
///
/// # Errors
/// If the database fails.
pub async fn note_file(core: &Core, name: &str, reports: &[Report]) -> Result<()> {
    if reports.is_empty() {
        return Ok(());
    }
    core.change(async |conn| {
        let name = Value::from(name);
        if settings::find(conn, LAST_FILE).await?.as_ref() == Some(&name) {
            return Ok(());
        }
        note_all(core, conn, reports).await?;
        Ok(settings::set(conn, LAST_FILE, &name, core.clock.now()).await?)
    })
    .await
}

async fn note_all(core: &Core, conn: &mut Conn, reports: &[Report]) -> Result<()> {
    for report in reports {
        let Some(account) = account_of(conn, report).await? else {
            continue;
        };
        let known = rows::find(conn, account.id).await?;
        let was_failing = known.as_ref().is_some_and(|known| known.is_failing);
        let soft_count = known.map_or(0, |known| known.soft_count) + i32::from(!report.is_final());
        let failure = Failure {
            account_id: account.id,
            email_normal: account.email_normal.clone(),
            soft_count,
            is_failing: was_failing || report.is_final() || soft_count >= SOFT_MOST,
            status: report.status.clone(),
            seen_at: core.clock.now(),
        };
        rows::store(conn, &failure).await?;
        if failure.is_failing && !was_failing {
            tell(core, conn, account.id).await?;
        }
    }
    Ok(())
}

/// Whose letter it was.
async fn account_of(conn: &mut Conn, report: &Report) -> Result<Option<Account>> {
    let letter = match &report.message_id {
        Some(id) => letters::set_bounced(conn, id, &report.status).await?,
        None => None,
    };
    let recipient = report.recipient.as_deref().map(validate::normal_email);
    let account = match (letter.and_then(|letter| letter.account_id), &recipient) {
        (Some(id), _) => Some(accounts::get(conn, id).await?),
        (None, Some(email)) => accounts::find_by_email(conn, email).await?,
        (None, None) => None,
    };
    let is_present = |account: &Account| recipient.as_ref().is_none_or(|email| *email == account.email_normal);
    Ok(account.filter(is_present))
}

async fn tell(core: &Core, conn: &mut Conn, account: AccountId) -> Result<()> {
    let notice = Notification {
        id: core.ids.next(),
        account_id: account,
        kind: NotificationKind::Unreachable,
        actor_id: actors::instance_actor_in(conn).await?.id,
        post_id: None,
        read_at: None,
        log_id: None,
    };
    notifications::put_with_letter(core, conn, &notice).await
}

/// Whether letters to a member come back.
///
/// # Errors
/// [`Error::NotFound`] for who is no member.
pub async fn is_failing(core: &Core, by: &Principal) -> Result<bool> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let failure = rows::find(&mut core.db.read().await?, account).await?;
    Ok(failure.is_some_and(|failure| failure.is_failing))
}

/// A member says that their address works: letters go there again.
///
/// # Errors
/// [`Error::NotFound`] for who is no member.
pub async fn forgive(core: &Core, by: &Principal) -> Result<()> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    core.change(async |conn| Ok(rows::delete(conn, account).await?)).await
}
