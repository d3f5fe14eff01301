//! Local people: registering, confirming an address, the first admin.

use chrono::TimeDelta;
use serde_json::json;

use crate::db::Conn;
use crate::db::accounts::{self, Account, NewAccount};
use crate::db::actors::{self, Actor, NewActor};
use crate::db::types::{
    AccountId, AccountState, ActorKind, ConsentPurpose, ConsentSource, Language, Role, TokenPurpose,
};
use crate::domain::letters::LetterKind;
use crate::id::{random_token, token_hash};
use crate::secrets;

use super::actors as domain_actors;
use super::error::{Denied, Error, Result};
use super::privacy::{consents, former, notices};
use super::validate::{self, Problem, Problems};
use super::{Core, letters, own_profile, passwords, text};

/// How long a confirmation link works.
const CONFIRM_HOURS: i64 = 48;
/// Names that would be mistaken for the house.
const RESERVED: &[&str] = &[
    "admin",
    "administrator",
    "root",
    "support",
    "help",
    "majlis",
    "moderator",
    "staff",
    "system",
    "security",
    "abuse",
    "postmaster",
    "webmaster",
    "everyone",
    "all",
    "here",
    "new",
    "actor",
    "instance",
];

/// The registration form.
#[derive(Debug, Clone, Default)]
pub struct Registration {
    /// Wanted user name.
    pub username: String,
    /// Display name.
    pub display_name: String,
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: String,
}

struct Checked {
    username: String,
    display_name: String,
    email: String,
    password: String,
}

fn check(core: &Core, form: &Registration) -> Result<Checked> {
    let mut problems = Problems::default();
    let checked = check_person(form, &mut problems);
    let own = [checked.username.as_str(), checked.email.as_str()];
    passwords::check(core, "password", &form.password, &own, &mut problems);
    problems.into_result(checked)
}

/// Everything but the password.
fn check_person(form: &Registration, problems: &mut Problems) -> Checked {
    let username = form.username.trim().to_owned();
    if username.is_empty() {
        problems.add("username", Problem::Required);
    } else if !validate::is_username(&username) {
        problems.add("username", Problem::Username);
    } else if RESERVED.contains(&username.to_ascii_lowercase().as_str()) {
        problems.add("username", Problem::Taken);
    }
    let display_name = problems.line("display_name", &form.display_name, 1, 60);
    let email = form.email.trim().to_owned();
    if email.is_empty() {
        problems.add("email", Problem::Required);
    } else if !validate::is_email(&email) {
        problems.add("email", Problem::Email);
    }
    Checked {
        username,
        display_name,
        email,
        password: form.password.clone(),
    }
}

/// The slow parts of an account without a password, for somebody whom a provider vouches for.
///
/// # Errors
/// [`Error::Invalid`].
pub(super) async fn prepare_without_password(
    core: &Core,
    username: &str,
    display_name: &str,
    email: &str,
    agreement: &Agreement,
) -> Result<Prepared> {
    let form = Registration {
        username: username.to_owned(),
        display_name: display_name.to_owned(),
        email: email.to_owned(),
        password: String::new(),
    };
    let mut problems = Problems::default();
    let checked = check_person(&form, &mut problems);
    let (checked, agreed) = agree(core, problems.into_result(checked), agreement).await?;
    let password_hash = tokio::task::spawn_blocking(secrets::no_password).await??;
    Prepared::with_hash(core, checked, password_hash, Some(agreed)).await
}

/// What a newcomer agrees to.
#[derive(Debug, Clone, Default)]
pub struct Agreement {
    /// The version of the privacy notice that they accept; none if they did not.
    pub notice: Option<i64>,
    /// What they consent to beyond it.
    pub consents: Vec<ConsentPurpose>,
}

/// What somebody accepted: the version of the notice in force, and what they consent to beyond it.
struct Agreed {
    version: i64,
    consents: Vec<ConsentPurpose>,
}

/// Holds whoever comes in to the notice in force; what else is wrong with their form is said with it.
async fn agree(core: &Core, checked: Result<Checked>, agreement: &Agreement) -> Result<(Checked, Agreed)> {
    let version = notices::current(core).await?.version;
    if agreement.notice == Some(version) {
        let consents = agreement.consents.clone();
        return Ok((checked?, Agreed { version, consents }));
    }
    let mut problems = match checked {
        Err(Error::Invalid(problems)) => problems,
        other => other.map(|_| Problems::default())?,
    };
    problems.add("accept_notice", Problem::Notice);
    Err(Error::Invalid(problems))
}

/// Registers a person and sends the confirmation message. An address that is registered already gets a message saying
/// so, and the page looks the same: who has an account here is nobody's business.
///
/// # Errors
/// [`Error::Invalid`], or [`Denied::RegistrationClosed`].
pub async fn register(core: &Core, form: &Registration, agreement: &Agreement, language: Language) -> Result<()> {
    if !core.config.registration_open() {
        return Err(Error::Forbidden(Denied::RegistrationClosed));
    }
    let (checked, agreed) = agree(core, check(core, form), agreement).await?;
    let known = accounts::find_by_email(&mut core.db.read().await?, &validate::normal_email(&checked.email)).await?;
    if known.is_some() {
        require_free_username(core, &mut core.db.read().await?, &checked.username).await?;
    }
    // The same work for an address that is known, so that the time it takes tells nothing either.
    let prepared = Prepared::make(core, checked, Some(agreed)).await?;
    core.change(async |conn| {
        let account = match &known {
            Some(account) => account.id,
            None => {
                let (account, _) = prepared
                    .insert(core, conn, Role::Member, AccountState::Pending, language)
                    .await?;
                account.id
            }
        };
        enqueue_mail(core, conn, account).await
    })
    .await
}

/// Makes an account that can be used at once, for the command line and for sample content.
///
/// # Errors
/// [`Error::Invalid`].
pub async fn create_confirmed(
    core: &Core,
    form: &Registration,
    role: Role,
    language: Language,
) -> Result<(Account, Actor)> {
    let prepared = Prepared::make(core, check(core, form)?, None).await?;
    core.change(async |conn| prepared.insert(core, conn, role, AccountState::Active, language).await)
        .await
}

/// Checks a registration and makes its slow parts, for whoever stores it in a transaction of their own.
pub(super) async fn prepare(core: &Core, form: &Registration, agreement: &Agreement) -> Result<Prepared> {
    let (checked, agreed) = agree(core, check(core, form), agreement).await?;
    Prepared::make(core, checked, Some(agreed)).await
}

/// A new account's slow parts, made before the transaction that stores them.
pub(super) struct Prepared {
    email: String,
    password_hash: String,
    actor: NewActor,
    /// None for accounts that others make.
    agreed: Option<Agreed>,
}

impl Prepared {
    async fn make(core: &Core, checked: Checked, agreed: Option<Agreed>) -> Result<Self> {
        let password_hash = passwords::hash(&checked.password).await?;
        Self::with_hash(core, checked, password_hash, agreed).await
    }

    async fn with_hash(core: &Core, checked: Checked, password_hash: String, agreed: Option<Agreed>) -> Result<Self> {
        let keys = domain_actors::generate_keys(core).await?;
        let (name, path) = (&checked.username, format!("/u/{}", checked.username));
        let mut actor = domain_actors::local(core, ActorKind::Person, name, &checked.display_name, &path, keys);
        // Not before they say so.
        actor.is_discoverable = false;
        Ok(Self {
            email: checked.email,
            password_hash,
            actor,
            agreed,
        })
    }

    /// Stores it as a member who can come in at once.
    pub(super) async fn insert_member(
        &self,
        core: &Core,
        conn: &mut Conn,
        language: Language,
    ) -> Result<(Account, Actor)> {
        self.insert(core, conn, Role::Member, AccountState::Active, language)
            .await
    }

    /// Stores the account and its actor.
    pub(super) async fn insert(
        &self,
        core: &Core,
        conn: &mut Conn,
        role: Role,
        state: AccountState,
        language: Language,
    ) -> Result<(Account, Actor)> {
        require_free_username(core, conn, &self.actor.username).await?;
        let actor = actors::insert(conn, &self.actor).await?;
        let now = core.clock.now();
        let new = NewAccount {
            id: core.ids.next(),
            actor_id: actor.id,
            email: &self.email,
            email_normal: &validate::normal_email(&self.email),
            password_hash: &self.password_hash,
            role,
            state,
            language,
            confirmed_at: (state == AccountState::Active).then_some(now),
            created_at: now,
        };
        let account = match accounts::insert(conn, &new).await {
            Err(crate::db::Error::Conflict(_)) => {
                return Err(Error::Invalid(Problems::one("email", Problem::Taken)));
            }
            other => other?,
        };
        own_profile::start(conn, account.id, &actor).await?;
        if let Some(agreed) = &self.agreed {
            notices::begin(core, conn, account.id, agreed.version).await?;
            let whose = (account.id, actor.id);
            consents::begin(core, conn, whose, &agreed.consents, ConsentSource::Registration).await?;
        }
        Ok((account, actor))
    }
}

pub(super) async fn require_free_username(core: &Core, conn: &mut Conn, username: &str) -> Result<()> {
    let is_reserved = former::is_reserved(core, conn, username).await?;
    match actors::find_by_handle(conn, None, username).await? {
        None if is_reserved => Err(Error::Invalid(Problems::one("username", Problem::Taken))),
        Some(_) => Err(Error::Invalid(Problems::one("username", Problem::Taken))),
        None => Ok(()),
    }
}

async fn enqueue_mail(core: &Core, conn: &mut Conn, account: AccountId) -> Result<()> {
    let payload = json!({ "account_id": account.0 });
    let key = format!("confirm-{account}");
    letters::queue(
        core,
        conn,
        LetterKind::ConfirmMail,
        &payload,
        Some(&key),
        core.clock.now(),
    )
    .await
}

/// Sends the confirmation message once more. Says nothing of whether the address is known.
///
/// # Errors
/// If the database fails.
pub async fn resend_confirmation(core: &Core, email: &str) -> Result<()> {
    let account = accounts::find_by_email(&mut core.db.read().await?, &validate::normal_email(email)).await?;
    match account {
        Some(account) if account.state == AccountState::Pending => {
            core.change(async |conn| enqueue_mail(core, conn, account.id).await)
                .await
        }
        _ => Ok(()),
    }
}

/// A fresh confirmation link's token, for the job that writes the message.
///
/// # Errors
/// If the database fails.
pub async fn new_confirmation(core: &Core, account: AccountId) -> Result<String> {
    let token = random_token();
    let expires = core.clock.now().plus(TimeDelta::hours(CONFIRM_HOURS));
    let mut conn = core.db.write().await?;
    let (id, hash) = (core.ids.next(), token_hash(&token));
    accounts::insert_token(&mut conn, id, Some(account), TokenPurpose::ConfirmEmail, &hash, expires).await?;
    Ok(token)
}

/// Confirms the address that a link was sent to; gives the account.
///
/// # Errors
/// [`Problem::Link`] if the link was used, expired or never made.
pub async fn confirm(core: &Core, token: &str) -> Result<AccountId> {
    let now = core.clock.now();
    core.change(async |conn| {
        let used = accounts::use_token(conn, TokenPurpose::ConfirmEmail, &token_hash(token), now).await;
        match used {
            Ok(Some(account)) => {
                accounts::set_confirmed(conn, account, now).await?;
                Ok(account)
            }
            Ok(None) | Err(crate::db::Error::NotFound) => Err(Error::Invalid(Problems::one("token", Problem::Link))),
            Err(error) => Err(error.into()),
        }
    })
    .await
}

/// A one-time link's token to set the instance up, if it has no admin yet. Earlier ones stop working after a day.
///
/// # Errors
/// If the database fails.
pub async fn new_setup_token(core: &Core) -> Result<Option<String>> {
    let mut conn = core.db.write().await?;
    if accounts::count_by_role(&mut conn, Role::Admin).await? > 0 {
        return Ok(None);
    }
    let token = random_token();
    let expires = core.clock.now().plus(TimeDelta::days(1));
    accounts::insert_token(
        &mut conn,
        core.ids.next(),
        None,
        TokenPurpose::Setup,
        &token_hash(&token),
        expires,
    )
    .await?;
    Ok(Some(token))
}

/// Whether a set-up link works.
///
/// # Errors
/// If the database fails.
pub async fn is_setup_open(core: &Core, token: &str) -> Result<bool> {
    let mut conn = core.db.read().await?;
    let open = accounts::has_token(&mut conn, TokenPurpose::Setup, &token_hash(token), core.clock.now()).await?;
    Ok(open && accounts::count_by_role(&mut conn, Role::Admin).await? == 0)
}

/// Makes the first admin with a set-up link.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] if the link does not work.
pub async fn set_up(core: &Core, token: &str, form: &Registration, language: Language) -> Result<(Account, Actor)> {
    if !is_setup_open(core, token).await? {
        return Err(Error::NotFound);
    }
    let prepared = Prepared::make(core, check(core, form)?, None).await?;
    let now = core.clock.now();
    // Together: of two who hold the link one wins, and a name that is taken leaves the link as it was.
    core.change(async |conn| {
        accounts::use_token(conn, TokenPurpose::Setup, &token_hash(token), now).await?;
        prepared
            .insert(core, conn, Role::Admin, AccountState::Active, language)
            .await
    })
    .await
}

/// The account and its actor.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(core: &Core, id: AccountId) -> Result<(Account, Actor)> {
    Ok(accounts::get_with_actor(&mut core.db.read().await?, id).await?)
}

/// Sets the language of the member's pages and mail.
///
/// # Errors
/// If the database fails.
pub async fn set_language(core: &Core, id: AccountId, language: Language) -> Result<()> {
    Ok(accounts::set_language(&mut core.db.write().await?, id, language).await?)
}

/// A password that nobody has to think of, for sample accounts and the command line.
pub fn suggest_password() -> String {
    text::cut(&random_token(), 16).trim_end_matches('…').to_owned()
}
