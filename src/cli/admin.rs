//! `admin`: making and listing the people who run the instance; the key it vouches with.

use std::io::Read;

use anyhow::bail;
use clap::{Args, Subcommand};

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::types::{Language, Role};
use crate::domain::accounts::{self, Registration};
use crate::domain::oauth::keys;
use crate::domain::{Error, profiles, second_factors, sessions};

use super::print::line;

/// What to do about admins.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make an admin who can sign in at once.
    Create(Create),
    /// List the admins.
    List,
    /// Sign in to other tools with a new key from now on: after a leak, or once a year.
    RotateOpenidKey,
    /// Take the second factor off a member who lost it. Be sure that it is they who ask.
    TakeOffSecondFactor(Whose),
}

/// Who the admin is.
#[derive(Args)]
pub(super) struct Create {
    /// User name: Latin letters, digits and underscore.
    #[arg(long)]
    username: String,
    /// E-mail address, for signing in.
    #[arg(long)]
    email: String,
    /// Name as others see it; the user name if not given.
    #[arg(long)]
    name: Option<String>,
    /// Password. Other users of this machine may see it; --password-stdin hides it. Made up and shown if neither is given.
    #[arg(long, env = "MAJLIS_ADMIN_PASSWORD", hide_env_values = true)]
    password: Option<String>,
    /// Read the password from standard input.
    #[arg(long, conflicts_with = "password")]
    password_stdin: bool,
}

/// Whose account it is.
#[derive(Debug, Args)]
pub(super) struct Whose {
    /// User name.
    #[arg(long)]
    username: String,
}

impl std::fmt::Debug for Create {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Create")
            .field("username", &self.username)
            .finish_non_exhaustive()
    }
}

/// Does it.
pub(super) async fn run(config: Config, command: Command) -> anyhow::Result<()> {
    let app = App::start(config, Clock::system()).await?;
    match command {
        Command::Create(who) => create(&app, who).await,
        Command::List => list(&app).await,
        Command::RotateOpenidKey => rotate_openid_key(&app).await,
        Command::TakeOffSecondFactor(whose) => take_off_second_factor(&app, &whose.username).await,
    }
}

async fn create(app: &App, who: Create) -> anyhow::Result<()> {
    let given = if who.password_stdin {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        Some(text.trim_end_matches(['\r', '\n']).to_owned())
    } else {
        who.password
    };
    let is_made_up = given.is_none();
    let form = Registration {
        display_name: who.name.unwrap_or_else(|| who.username.clone()),
        username: who.username,
        email: who.email,
        password: given.unwrap_or_else(accounts::suggest_password),
    };
    let language = app.core.config.instance.language.parse().unwrap_or(Language::En);
    match accounts::create_confirmed(&app.core, &form, Role::Admin, language).await {
        Ok((_, actor)) => line(format_args!("Admin @{} made.", actor.username))?,
        Err(Error::Invalid(problems)) => {
            let said: Vec<String> = problems
                .iter()
                .map(|(field, problem)| format!("{field}: {problem:?}"))
                .collect();
            bail!("the admin was not made; {}", said.join(", "));
        }
        Err(error) => return Err(error.into()),
    }
    line(format_args!(
        "Sign in at {} as {}",
        app.core.config.link("/sign-in"),
        form.email
    ))?;
    if is_made_up {
        line(format_args!("with the password {} (shown only now)", form.password))?;
    }
    Ok(())
}

async fn rotate_openid_key(app: &App) -> anyhow::Result<()> {
    let kid = keys::rotate(&app.core).await?;
    line(format_args!(
        "Key {kid} signs from now on. The old one is published for seven days more."
    ))?;
    Ok(())
}

async fn take_off_second_factor(app: &App, username: &str) -> anyhow::Result<()> {
    let Some(account) = sessions::find_account(&app.core, username).await? else {
        bail!("nobody here is called {username}");
    };
    match second_factors::take_off(&app.core, account.id).await {
        Ok(()) => Ok(line(format_args!(
            "Signing in as {username} takes only the password now."
        ))?),
        Err(Error::NotFound) => bail!("{username} has no second factor"),
        Err(error) => Err(error.into()),
    }
}

async fn list(app: &App) -> anyhow::Result<()> {
    for (account, actor) in profiles::admins(&app.core).await? {
        line(format_args!(
            "@{}\t{}\t{}",
            actor.username, account.email, account.state
        ))?;
    }
    Ok(())
}
