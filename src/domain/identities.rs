//! Who somebody is at other OpenID providers: coming in by it, registering with it, linking and unlinking it.
//!
//! An identity opens the account it is linked to and no other. That its e-mail address equals an account's proves nothing:
//! whoever runs a provider can claim any address. So only somebody signed in links an identity, and only to their own account.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::config::OpenidProvider;
use crate::db::accounts::{self as account_rows, Account};
use crate::db::actors::Actor;
use crate::db::identities::{self, ExternalIdentity};
use crate::db::passkeys;
use crate::db::types::{AccountId, Language};
use crate::db::{self, Conn};
use crate::domain::letters::LetterKind;
use crate::secrets;

use super::accounts::{self, Agreement};
use super::error::{Denied, Error, Result};
use super::validate::{self, Problem, Problems};
use super::{Core, Principal, letters};

/// What a provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct External {
    /// The provider's id in our configuration.
    pub provider: String,
    /// Its name for the person, which never changes.
    pub subject: String,
    /// Address; empty if it tells none.
    pub email: String,
    /// Whether it has seen that the address is the person's.
    pub is_email_verified: bool,
    /// Name; empty if it tells none.
    pub name: String,
    /// Short name; empty if it tells none.
    pub username: String,
}

/// What follows from an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entrance {
    /// It is linked to this account, which is in use.
    Account(AccountId),
    /// Nobody here has it: its owner may make an account.
    Register,
    /// An account here has this address. Its owner signs in and links the identity.
    LinkFirst,
    /// Nobody here has it, and an account wants an address that the provider has verified.
    Unverified,
    /// Nobody here has it, and this provider makes no accounts.
    Closed,
}

/// The settings of a provider.
///
/// # Errors
/// [`Error::NotFound`].
pub fn provider<'a>(core: &'a Core, id: &str) -> Result<&'a OpenidProvider> {
    core.config.openid.providers.get(id).ok_or(Error::NotFound)
}

/// What follows from an identity that a provider has just vouched for.
///
/// # Errors
/// [`Denied::Suspended`] if its account is not in use.
pub async fn enter(core: &Core, external: &External) -> Result<Entrance> {
    let settings = provider(core, &external.provider)?;
    let mut conn = core.db.read().await?;
    let found = identities::find_account(&mut conn, &external.provider, &external.subject).await?;
    if let Some(account) = found {
        Principal::member(core, &account)?;
        return Ok(Entrance::Account(account.id));
    }
    // Whose address is not verified learns nothing of who has an account here.
    if external.is_email_verified && validate::is_email(&external.email) {
        let email = validate::normal_email(&external.email);
        if account_rows::find_by_email(&mut conn, &email).await?.is_some() {
            return Ok(Entrance::LinkFirst);
        }
        return Ok(if settings.allow_registration {
            Entrance::Register
        } else {
            Entrance::Closed
        });
    }
    Ok(if settings.allow_registration {
        Entrance::Unverified
    } else {
        Entrance::Closed
    })
}

/// Notes that an identity opened its account.
///
/// # Errors
/// If the database fails.
pub async fn note_use(core: &Core, external: &External) -> Result<()> {
    let (now, mut conn) = (core.clock.now(), core.db.write().await?);
    Ok(identities::set_used(&mut conn, &external.provider, &external.subject, now).await?)
}

/// Makes the account of somebody whose address the provider has verified, without a password.
///
/// # Errors
/// [`Error::Invalid`]; [`Denied::RegistrationClosed`] if this identity makes no account (any more).
pub async fn register(
    core: &Core,
    external: &External,
    username: &str,
    display_name: &str,
    agreement: &Agreement,
    language: Language,
) -> Result<(Account, Actor)> {
    if enter(core, external).await? != Entrance::Register {
        return Err(Error::Forbidden(Denied::RegistrationClosed));
    }
    let prepared = accounts::prepare_without_password(core, username, display_name, &external.email, agreement);
    let prepared = prepared.await?;
    core.change(async |conn| {
        let (account, actor) = prepared.insert_member(core, conn, language).await?;
        identities::insert(conn, &row(core, external, account.id)).await?;
        Ok((account, actor))
    })
    .await
}

/// Links an identity to the account of whoever is signed in, and tells them by a letter.
///
/// # Errors
/// [`Problem::Taken`] on `identity` if it is linked to somebody, or this person has another one at the provider.
pub async fn link(core: &Core, by: &Principal, external: &External) -> Result<()> {
    provider(core, &external.provider)?;
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    core.change(async |conn| {
        match identities::insert(conn, &row(core, external, account)).await {
            Err(db::Error::Conflict(_)) => return Err(Error::Invalid(Problems::one("identity", Problem::Taken))),
            other => other?,
        }
        let payload = json!({ "account_id": account.0 });
        let now = core.clock.now();
        let key = format!("linked-{account}");
        letters::queue(core, conn, LetterKind::IdentityLinked, &payload, Some(&key), now).await
    })
    .await
}

fn row(core: &Core, external: &External, account: AccountId) -> ExternalIdentity {
    let now = core.clock.now();
    ExternalIdentity {
        provider: external.provider.clone(),
        subject: external.subject.clone(),
        account_id: account,
        email: external.email.clone(),
        created_at: now,
        used_at: now,
    }
}

/// The identities of whoever is signed in.
///
/// # Errors
/// [`Denied::SignIn`].
pub async fn list(core: &Core, by: &Principal) -> Result<Vec<ExternalIdentity>> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    Ok(identities::list(&mut core.db.read().await?, account).await?)
}

/// Takes an identity away from whoever is signed in.
///
/// # Errors
/// [`Problem::LastWay`] on `identity` if nothing else would let them in; [`Error::NotFound`].
pub async fn unlink(core: &Core, by: &Principal, provider: &str) -> Result<()> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    core.change(async |conn| {
        if !identities::delete(conn, account, provider).await? {
            return Err(Error::NotFound);
        }
        require_way_in(core, conn, account, "identity").await
    })
    .await
}

/// That a member who has just taken a way in away, named by `field`, has another one.
///
/// # Errors
/// [`Problem::LastWay`] on `field`.
pub(super) async fn require_way_in(
    core: &Core,
    conn: &mut Conn,
    account: AccountId,
    field: &'static str,
) -> Result<()> {
    // Two at once must not take the last two away.
    let account = identities::hold_account(conn, account).await?;
    let left = identities::list(conn, account.id).await?;
    let passkeys = passkeys::count(conn, account.id).await?;
    if has_way_in(core, &account, &left, passkeys > 0) {
        return Ok(());
    }
    Err(Error::Invalid(Problems::one(field, Problem::LastWay)))
}

/// Whether these identities, a passkey or a password let somebody in. An identity at a provider that is not configured any more
/// opens nothing.
fn has_way_in(core: &Core, account: &Account, identities: &[ExternalIdentity], has_passkey: bool) -> bool {
    let openid = &core.config.openid;
    let by_own_means = !openid.only && (has_passkey || secrets::is_password(&account.password_hash));
    let by_identity = |identity: &ExternalIdentity| openid.providers.contains_key(&identity.provider);
    by_own_means || identities.iter().any(by_identity)
}

/// Whether a member has a password of their own.
///
/// # Errors
/// If the database fails.
pub async fn has_password(core: &Core, by: &Principal) -> Result<bool> {
    let account = by.account_id.ok_or(Error::Forbidden(Denied::SignIn))?;
    let account = account_rows::get(&mut core.db.read().await?, account).await?;
    Ok(secrets::is_password(&account.password_hash))
}
