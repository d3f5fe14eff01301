//! Passkeys: adding and removing them, and signing in with one. A passkey shows both factors at once, for its device
//! recognises its owner before it signs.
//!
//! Each question (challenge) is asked of one browser, which keeps it in a cookie, and is answered once.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;

use crate::db::passkeys::{self, Passkey};
use crate::db::types::{AccountId, PasskeyId};
use crate::db::{Conn, accounts};
use crate::id::{random_token, token_hash};

use super::Core;
use super::error::{Error, Result};
use super::identities;
use super::letters::{self, Notice};
use super::passwords;
use super::second_factors;
use super::sessions::{self, SignedIn};
use super::validate::{Problem, Problems};
use super::webauthn::{self, PublicKey, RelyingParty};

pub use super::webauthn::{Created, Signed};

/// How long a browser may take to answer.
const CHALLENGE_MINUTES: i64 = 5;
/// Passkeys of one account.
const PASSKEYS_MAX: usize = 20;
/// Longest name of a passkey.
const NAME_MAX: usize = 60;

/// What a browser is asked when somebody adds a passkey.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// What is to be signed.
    pub challenge: String,
    /// Our host.
    pub site: String,
    /// A name for the member that tells nothing of them.
    pub user: String,
    /// The passkeys they have, which are not to be made again.
    pub known: Vec<String>,
}

fn party(core: &Core) -> RelyingParty {
    RelyingParty {
        id: site(core),
        origin: core.config.base(),
    }
}

fn site(core: &Core) -> String {
    core.config.instance.url.host_str().unwrap_or_default().to_owned()
}

/// What passkeys of an account say whose they are.
fn user_handle(core: &Core, account: AccountId) -> String {
    core.secrets.mac("passkey user", &account.to_string())
}

fn flawed(flaw: webauthn::Flaw) -> Error {
    tracing::info!(%flaw, "a passkey was refused");
    refused()
}

fn refused() -> Error {
    Error::Invalid(Problems::one("passkey", Problem::Passkey))
}

/// The passkeys of an account, oldest first.
///
/// # Errors
/// If the database fails.
pub async fn list(core: &Core, account: AccountId) -> Result<Vec<Passkey>> {
    Ok(passkeys::list(&mut core.db.read().await?, account).await?)
}

async fn ask(core: &Core, account: Option<AccountId>) -> Result<String> {
    let (challenge, now) = (random_token(), core.clock.now());
    let expires = now.plus(TimeDelta::minutes(CHALLENGE_MINUTES));
    core.change(async |conn| {
        passkeys::delete_expired_challenges(conn, now).await?;
        Ok(passkeys::insert_challenge(conn, &token_hash(&challenge), account, expires).await?)
    })
    .await?;
    Ok(challenge)
}

/// Takes the question that the browser keeps, if it was asked for `account`. Whatever comes of it, it is answered.
async fn take(core: &Core, challenge: &str, account: Option<AccountId>) -> Result<()> {
    let now = core.clock.now();
    match passkeys::take_challenge(&mut core.db.write().await?, &token_hash(challenge), now).await {
        Ok(asked) if asked == account => Ok(()),
        Ok(_) | Err(crate::db::Error::NotFound) => Err(refused()),
        Err(error) => Err(error.into()),
    }
}

/// Asks for a new passkey.
///
/// # Errors
/// [`super::Denied::NotProven`].
pub async fn ask_new(core: &Core, by: &SignedIn) -> Result<Question> {
    by.require_proven(core)?;
    let known = list(core, by.account.id).await?;
    Ok(Question {
        challenge: ask(core, Some(by.account.id)).await?,
        site: site(core),
        user: URL_SAFE_NO_PAD.encode(user_handle(core, by.account.id)),
        known: known
            .iter()
            .map(|passkey| URL_SAFE_NO_PAD.encode(&passkey.credential_id))
            .collect(),
    })
}

/// Adds a passkey. Gives recovery codes, to be shown this once, if it is the first second factor of the account.
///
/// # Errors
/// [`Problem::Passkey`] on `passkey`; [`Error::Invalid`] on `name`; [`super::Denied::NotProven`].
pub async fn add(core: &Core, by: &SignedIn, challenge: &str, name: &str, answer: &Created) -> Result<Vec<String>> {
    by.require_proven(core)?;
    let account = by.account.id;
    take(core, challenge, Some(account)).await?;
    let mut problems = Problems::default();
    let name = problems.line("name", name, 1, NAME_MAX);
    problems.into_result(())?;
    let made = webauthn::check_created(&party(core), challenge, answer).map_err(flawed)?;
    let passkey = Passkey {
        id: core.ids.next(),
        account_id: account,
        credential_id: made.id,
        public_key: made.public_key,
        sign_count: made.sign_count.into(),
        name: name.clone(),
        created_at: core.clock.now(),
        used_at: None,
    };
    core.change(async |conn| {
        let known = passkeys::list(conn, account).await?;
        if known.len() >= PASSKEYS_MAX {
            return Err(Error::Invalid(Problems::one("name", Problem::TooMany(PASSKEYS_MAX))));
        }
        let is_first = !second_factors::is_on(conn, account).await?;
        match passkeys::insert(conn, &passkey).await {
            Err(crate::db::Error::Conflict(_)) => return Err(refused()),
            other => other?,
        }
        letters::tell(core, conn, account, &Notice::PasskeyAdded(name)).await?;
        if is_first {
            second_factors::hand_out(core, conn, account).await
        } else {
            Ok(Vec::new())
        }
    })
    .await
}

/// Removes a passkey.
///
/// # Errors
/// [`Error::NotFound`] if the member has no such passkey; [`Problem::LastWay`] on `passkey` if nothing else would let them in;
/// [`super::Denied::NotProven`].
pub async fn remove(core: &Core, by: &SignedIn, passkey: PasskeyId) -> Result<()> {
    by.require_proven(core)?;
    let account = by.account.id;
    core.change(async |conn| {
        let name = passkeys::delete(conn, account, passkey).await?;
        letters::tell(core, conn, account, &Notice::PasskeyRemoved(name)).await?;
        second_factors::end_if_last(core, conn, account).await?;
        identities::require_way_in(core, conn, account, "passkey").await
    })
    .await
}

/// Asks whoever wants to sign in.
///
/// # Errors
/// [`super::Denied::ProvidersOnly`].
pub async fn ask_anybody(core: &Core) -> Result<Question> {
    passwords::require_in_use(core)?;
    Ok(Question {
        challenge: ask(core, None).await?,
        site: site(core),
        ..Question::default()
    })
}

/// Signs in with a passkey; gives the token for the cookie of the session.
///
/// # Errors
/// [`Problem::Passkey`] on `passkey`; [`super::Denied::Suspended`], [`super::Denied::ProvidersOnly`].
pub async fn sign_in(core: &Core, challenge: &str, answer: &Signed, user_agent: &str) -> Result<String> {
    passwords::require_in_use(core)?;
    take(core, challenge, None).await?;
    let known = passkeys::find(&mut core.db.read().await?, &answer.credential_id).await?;
    let known = known.ok_or_else(refused)?;
    let owner = user_handle(core, known.account_id);
    verify_slices_are_equal(owner.as_bytes(), &answer.user_handle).map_err(|_| refused())?;
    let key = PublicKey::read(&known.public_key).map_err(flawed)?;
    let count = webauthn::check_signed(&party(core), challenge, &key, answer).map_err(flawed)?;
    let account = accounts::get(&mut core.db.read().await?, known.account_id).await?;
    sessions::require_active(&account)?;
    core.change(async |conn| {
        use_it(core, conn, &known, count).await?;
        sessions::insert(core, conn, account.id, user_agent).await
    })
    .await
}

/// Step 21 of §7.2: a count that does not grow is that of a copy.
async fn use_it(core: &Core, conn: &mut Conn, passkey: &Passkey, count: u32) -> Result<()> {
    if passkeys::set_used(conn, passkey.id, count.into(), core.clock.now()).await? {
        return Ok(());
    }
    tracing::warn!(passkey = %passkey.id, "a passkey counts backwards and may have been copied");
    Err(refused())
}
