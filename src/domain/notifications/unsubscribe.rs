//! Leaving mail by a link in it, without signing in. The link carries an account, what is left, and a keyed hash of both:
//! whoever has the letter may end what brought it, and do nothing else.

use crate::db::accounts::{self, Account};
use crate::db::types::{AccountId, ConsentPurpose, Pace};
use crate::domain::error::{Error, Result};
use crate::domain::privacy::consents;
use crate::domain::{Core, Principal};

use super::matrix::{Channel, Group, Matrix};
use super::settings;

/// What the hash is for.
const PURPOSE: &str = "unsubscribe";

/// What somebody leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Letters about one group of events.
    Group(Group),
    /// Letters about events of any group.
    All,
    /// Digests.
    Digest,
}

impl Topic {
    fn name(self) -> &'static str {
        match self {
            Self::Group(group) => group.as_str(),
            Self::All => "all",
            Self::Digest => "digest",
        }
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "all" => Some(Self::All),
            "digest" => Some(Self::Digest),
            other => Group::named(other).map(Self::Group),
        }
    }

    fn leave(self, matrix: &mut Matrix) {
        for group in Group::ALL {
            let channel = matrix.of(group);
            let is_left = match self {
                Self::Group(one) => one == group,
                Self::All => true,
                Self::Digest => matches!(channel.mail, Pace::Daily | Pace::Weekly),
            };
            if is_left {
                matrix.set(
                    group,
                    Channel {
                        mail: Pace::Never,
                        ..channel
                    },
                );
            }
        }
    }
}

/// The secret of the link by which this member leaves.
pub fn token(core: &Core, account: AccountId, topic: Topic) -> String {
    let message = format!("{account}-{}", topic.name());
    format!("{message}-{}", core.secrets.mac(PURPOSE, &message))
}

/// Who leaves what by this link.
///
/// # Errors
/// [`Error::NotFound`] if we did not make it, or the account is gone.
pub async fn read(core: &Core, token: &str) -> Result<(Account, Topic)> {
    let (message, tag) = token.rsplit_once('-').ok_or(Error::NotFound)?;
    if !core.secrets.verify_mac(PURPOSE, message, tag) {
        return Err(Error::NotFound);
    }
    let (account, name) = message.split_once('-').ok_or(Error::NotFound)?;
    let account = account.parse().map(AccountId).map_err(|_| Error::NotFound)?;
    let topic = Topic::named(name).ok_or(Error::NotFound)?;
    Ok((accounts::get(&mut core.db.read().await?, account).await?, topic))
}

/// Leaves; doing it again does nothing.
///
/// # Errors
/// [`Error::NotFound`] if we did not make the link, or the account is gone.
pub async fn leave(core: &Core, token: &str) -> Result<Topic> {
    let (account, topic) = read(core, token).await?;
    core.change(async |conn| {
        let (mut wishes, _) = settings::of(conn, account.id).await?;
        topic.leave(&mut wishes.matrix);
        if topic != Topic::Digest && topic != Topic::All {
            return settings::store(core, conn, account.id, &wishes).await;
        }
        wishes.news = Pace::Never;
        settings::store(core, conn, account.id, &wishes).await?;
        // Who may not act leaves without a line in the ledger; their letters end all the same.
        if let Ok(by) = Principal::member(core, &account) {
            consents::change(core, conn, &by, ConsentPurpose::DigestMail, false).await?;
        }
        Ok(())
    })
    .await?;
    Ok(topic)
}
