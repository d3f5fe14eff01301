//! What members are told at once on their browsers: to whom, when, how often, and what happens when a push service does not take
//! it.

mod app;
mod browsers;
mod hours;
mod services;
mod words;

use majlis::config::Config;
use majlis::domain::forums::ForumView;
use serde_json::Value;

use crate::support::push_service::{Browser, PushService};
use crate::support::{Client, Person, TestApp};

/// An instance whose members have browsers at a push service of the test, two members and a forum.
struct Scene {
    service: PushService,
    test: TestApp,
    admin: Person,
    noura: Person,
    faisal: Person,
    forum: ForumView,
}

impl Scene {
    async fn new() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let service = PushService::start().await;
        let test = TestApp::with(|config| {
            // The push service of the test is on this machine.
            config.federation.allow_private = true;
            change(config);
        })
        .await;
        let admin = test.admin("majid").await;
        Self {
            forum: test.forum(&admin, "maintenance", "public").await,
            noura: test.member("noura").await,
            faisal: test.member("faisal").await,
            service,
            test,
            admin,
        }
    }

    /// A signed-in browser of a member that is told at once.
    async fn browser(&self, who: &Person) -> (Client, Browser) {
        let client = self.test.sign_in(who).await;
        let browser = self.service.browser();
        turn_on(&client, &browser).await;
        (client, browser)
    }

    /// Lets time pass and does what is due.
    async fn after(&self, minutes: i64) {
        self.test.advance(chrono::TimeDelta::minutes(minutes));
        self.test.run_jobs().await;
    }

    /// What a browser was told since this was asked last.
    fn told(&self, browser: &Browser) -> Vec<Value> {
        let received = self.service.received();
        received
            .iter()
            .filter(|one| browser.is_for(one))
            .map(|one| browser.open(one))
            .collect()
    }

    /// The titles of that.
    fn titles(&self, browser: &Browser) -> Vec<String> {
        let told = self.told(browser);
        told.iter()
            .map(|push| push["title"].as_str().expect("a title").to_owned())
            .collect()
    }

    /// How many browsers a member has told, as their page says.
    async fn count(&self, client: &Client) -> usize {
        client.get(PAGE).await.count("#browsers .session")
    }
}

const PAGE: &str = "/settings/notifications";

async fn turn_on(client: &Client, browser: &Browser) {
    let fields = browser.fields();
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = client.submit(PAGE, &fields).await;
    assert_eq!(page.status, 303, "{}", page.body);
}
