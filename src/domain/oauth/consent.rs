//! What a person still has to do before an application gets its code: sign in, sign in again, agree, or nothing.

use chrono::TimeDelta;

use crate::db::oauth;
use crate::db::types::{AppKind, UtcTime};
use crate::domain::error::Result;
use crate::domain::sessions::SignedIn;
use crate::domain::{Core, Principal};

use super::{Ask, AskForm, Refusal, Scopes, authorize};

/// What an OpenID request wants of the person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Wish {
    /// No page may be shown.
    is_silent: bool,
    /// Sign in, whoever is signed in.
    login: bool,
    /// Ask, whatever was agreed to before.
    consent: bool,
    /// Have signed in at most so long ago.
    max_age: Option<TimeDelta>,
    /// When we began to ask for it.
    since: Option<UtcTime>,
}

impl Wish {
    /// Reads `prompt` and `max_age` (OpenID Connect Core §3.1.2.1).
    pub(super) fn read(form: &AskForm) -> Result<Self, Refusal> {
        if !form.request.is_empty() {
            return Err(Refusal::RequestNotSupported);
        }
        if !form.request_uri.is_empty() {
            return Err(Refusal::RequestUriNotSupported);
        }
        let prompts: Vec<&str> = form.prompt.split_whitespace().collect();
        let has = |wanted: &str| prompts.contains(&wanted);
        if has("none") && prompts.len() > 1 {
            return Err(Refusal::InvalidRequest("The prompt none stands alone."));
        }
        let max_age = match form.max_age.as_str() {
            "" => None,
            text => {
                let seconds: Option<u32> = text.parse().ok();
                let seconds = seconds.ok_or(Refusal::InvalidRequest("The max_age must be a number of seconds."))?;
                Some(TimeDelta::seconds(seconds.into()))
            }
        };
        Ok(Self {
            is_silent: has("none"),
            // One account is signed in at a time; to choose another is to sign in.
            login: has("login") || has("select_account"),
            consent: has("consent"),
            max_age,
            since: form.since.parse().ok().map(UtcTime::from_millis),
        })
    }

    /// Whether a sign-in at `at` is not enough.
    fn wants_fresher(self, at: UtcTime, now: UtcTime) -> bool {
        if self.since.is_some_and(|since| at >= since && since <= now) {
            return false;
        }
        self.login || self.max_age.is_some_and(|age| at.plus(age) < now)
    }
}

/// The next step towards a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Sign in.
    SignIn,
    /// Sign in once more, though somebody is signed in.
    SignInAgain,
    /// Agree or not.
    Ask,
    /// Nothing: go back to the application.
    Back(String),
}

/// What comes next for whoever is signed in.
///
/// Members are asked each time by applications that registered themselves. A tool asks once and again when it wants more; a
/// trusted one does not ask, as long as it only wants to know who it is.
///
/// # Errors
/// If the account is not in use, or the database fails.
pub async fn step(core: &Core, ask: &Ask, signed_in: Option<&SignedIn>) -> Result<Step> {
    let wish = ask.wish;
    let silent = |refusal: Refusal, step: Step| {
        if wish.is_silent {
            Step::Back(ask.refused(refusal))
        } else {
            step
        }
    };
    let Some(signed_in) = signed_in else {
        return Ok(silent(Refusal::LoginRequired, Step::SignIn));
    };
    let principal = Principal::member(core, &signed_in.account)?;
    let at = signed_in.session.created_at;
    if wish.wants_fresher(at, core.clock.now()) {
        return Ok(silent(Refusal::LoginRequired, Step::SignInAgain));
    }
    if wish.consent || !is_granted(core, ask, signed_in).await? {
        return Ok(silent(Refusal::ConsentRequired, Step::Ask));
    }
    Ok(Step::Back(authorize::approve(core, &principal, ask, at).await?))
}

async fn is_granted(core: &Core, ask: &Ask, signed_in: &SignedIn) -> Result<bool> {
    let app = &ask.app;
    if app.kind == AppKind::App {
        return Ok(false);
    }
    if app.is_trusted && app.kind == AppKind::Tool && ask.scopes.only_identify() {
        return Ok(true);
    }
    // Whoever intercepts a public tool's answer could ask in its name, so its people are asked each time (RFC 8252 §8.6).
    if app.kind == AppKind::PublicTool {
        return Ok(false);
    }
    let granted = oauth::find_granted(&mut core.db.read().await?, signed_in.account.id, app.id).await?;
    Ok(granted.is_some_and(|granted| Scopes::stored(&granted).cover(&ask.scopes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(prompt: &str, max_age: &str, since: &str) -> Result<Wish, Refusal> {
        Wish::read(&AskForm {
            prompt: prompt.to_owned(),
            max_age: max_age.to_owned(),
            since: since.to_owned(),
            ..AskForm::default()
        })
    }

    #[test]
    fn a_prompt_of_none_stands_alone_and_ages_are_numbers() {
        assert!(wish("none", "", "").is_ok_and(|wish| wish.is_silent));
        assert!(wish("none login", "", "").is_err());
        assert!(wish("", "soon", "").is_err() && wish("", "-1", "").is_err());
        assert!(wish("a_word_of_the_future", "", "").is_ok());
    }

    #[test]
    fn whoever_signed_in_too_long_ago_signs_in_again() {
        let at = UtcTime::from_millis(1_000_000);
        let later = |seconds| at.plus(TimeDelta::seconds(seconds));
        let fresher = |wish: Result<Wish, Refusal>, seconds| wish.is_ok_and(|w| w.wants_fresher(at, later(seconds)));
        assert!(!fresher(wish("", "60", ""), 60));
        assert!(fresher(wish("", "60", ""), 61));
        assert!(fresher(wish("login", "", ""), 0));
        assert!(fresher(wish("login", "", "1000001"), 5), "asked after that sign-in");
        assert!(
            !fresher(wish("login", "0", "1000000"), 5),
            "signed in since it was asked"
        );
        assert!(fresher(wish("login", "", "999999"), -600), "no time to come counts");
    }
}
