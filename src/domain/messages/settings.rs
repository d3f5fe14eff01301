//! Who may write to a member, and whether they show what they have read and where they are.

use crate::db::messages::settings::{self, MessageSettings};
use crate::db::types::Welcome;
use crate::domain::error::{Error, Result};
use crate::domain::validate::{Problems, choice};
use crate::domain::{Core, Principal};

/// The form.
#[derive(Debug, Clone, Default)]
pub struct SettingsForm {
    /// One of [`Welcome`].
    pub from_whom: String,
    /// Conversations that begin show how far the member has read.
    pub shows_read: bool,
    /// The member shows that they are in a conversation, and writing.
    pub shows_presence: bool,
}

/// What a member set.
///
/// # Errors
/// If the database fails.
pub async fn get(core: &Core, by: &Principal) -> Result<MessageSettings> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    Ok(settings::get(&mut core.db.read().await?, account).await?)
}

/// Sets it.
///
/// # Errors
/// [`Error::Invalid`] on `from_whom`.
pub async fn save(core: &Core, by: &Principal, form: &SettingsForm) -> Result<()> {
    let account = by.account_id.ok_or(Error::NotFound)?;
    let mut problems = Problems::default();
    let from_whom = problems.required("from_whom", &form.from_whom, choice::<Welcome>);
    let from_whom = problems.into_result(from_whom)?.unwrap_or(Welcome::Everybody);
    let new = MessageSettings {
        account_id: account,
        from_whom,
        shows_read: form.shows_read,
        shows_presence: form.shows_presence,
    };
    Ok(settings::set(&mut core.db.write().await?, &new).await?)
}
