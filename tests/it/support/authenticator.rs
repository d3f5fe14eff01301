//! An authenticator application in miniature: knows a secret and shows its six digits.

use chrono::TimeDelta;
use totp_rs::{Builder, Secret, Totp};

use super::{Client, TestApp};

/// Somebody's application.
pub struct Authenticator(Totp);

impl Authenticator {
    /// Sets it up in a browser whose member has just shown who they are; gives the recovery codes, too.
    pub async fn set_up(test: &TestApp, client: &Client) -> (Self, Vec<String>) {
        let page = client.get("/settings/security/app").await;
        let secret = page
            .text("#secret")
            .unwrap_or_else(|| panic!("no secret: {}", page.body));
        let app = Self::new(&secret);
        let code = app.code(test);
        let page = client.submit("/settings/security/app", &[("code", &code)]).await;
        // Codes are shown with the first second factor only.
        assert!(matches!(page.status, 200 | 303), "{}", page.body);
        assert_eq!(page.header("cache-control"), "no-store");
        // The code of this moment was taken.
        test.advance(TimeDelta::seconds(60));
        (app, page.texts(".code-list code"))
    }

    /// One that knows this secret, as the page shows it.
    pub fn new(secret: &str) -> Self {
        let secret = Secret::try_from_base32(secret.replace(' ', "")).expect("base32");
        Self(Builder::new().with_secret(secret).build().expect("a long secret"))
    }

    /// What it shows now.
    pub fn code(&self, test: &TestApp) -> String {
        let seconds = test.clock.now().millis() / 1000;
        self.0.generate(seconds.try_into().expect("after 1970")).to_string()
    }

    /// Six digits that it does not show now, nor just before or after.
    pub fn wrong_code(&self, test: &TestApp) -> String {
        let now = test.clock.now().millis() / 1000;
        let near: Vec<String> = [-60, -30, 0, 30, 60]
            .map(|shift| {
                self.0
                    .generate((now + shift).try_into().expect("after 1970"))
                    .to_string()
            })
            .to_vec();
        let mut all = (0..1_000_000).map(|n| format!("{n:06}"));
        all.find(|code| !near.contains(code)).expect("a wrong one")
    }
}
