//! Consents: free, one purpose each, withdrawn as easily as given, and with an effect.

use majlis::apub;
use majlis::config::FederationMode;
use majlis::db::types::{ConsentPurpose, FollowState, InstancePolicy};
use majlis::domain::own_profile::{self, ProfileForm};
use majlis::domain::privacy::consents;
use majlis::domain::{accounts, follows, instances};

use crate::support::{Network, TestApp};

async fn describe(test: &TestApp, person: &crate::support::Person) {
    let form = ProfileForm {
        display_name: "Noura".to_owned(),
        bio: "I balance rotors.".to_owned(),
        job_title: "Reliability engineer".to_owned(),
        expertise: "vibration".to_owned(),
        is_for_everybody: true,
        shares_bio: true,
        shares_job_title: true,
        shares_expertise: true,
        ..ProfileForm::default()
    };
    own_profile::save(test.core(), &person.principal(), &form)
        .await
        .expect("saved");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_word_about_a_consent_stands_in_the_ledger() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let client = test.sign_in(&noura).await;
    let ticked = |page: &crate::support::Page| page.attributes("#consents input[checked]", "name");
    let page = client.get("/settings/privacy").await;
    assert_eq!(ticked(&page), ["consent_profile", "consent_federation"]);
    // A form sends only what is ticked.
    let token = page.attribute("#consents input[name=csrf]", "value").expect("a token");
    let fields = [
        ("csrf", token.as_str()),
        ("consent_profile", "yes"),
        ("consent_digest", "yes"),
    ];
    assert_eq!(client.post("/settings/privacy/consents", &fields).await.status, 303);
    let page = client.get("/settings/privacy").await;
    assert_eq!(ticked(&page), ["consent_digest", "consent_profile"]);
    assert_eq!(client.post("/settings/privacy/consents", &fields).await.status, 303);
    let history = consents::history(test.core(), noura.account.id)
        .await
        .expect("the ledger");
    let said: Vec<_> = history
        .iter()
        .map(|consent| (consent.purpose, consent.is_given))
        .collect();
    assert_eq!(
        said,
        [
            (ConsentPurpose::FederationOutside, false),
            (ConsentPurpose::DigestMail, true),
            (ConsentPurpose::FederationOutside, true),
            (ConsentPurpose::PublicProfile, true),
        ],
        "what did not change is not written again, and nothing is ever taken out"
    );
    assert!(history.iter().all(|consent| consent.notice_version == 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_public_profile_strangers_see_the_name_alone() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    describe(&test, &noura).await;
    let member = test.sign_in(&test.member("salem").await).await;
    let json = test.guest().with_header("accept", "application/activity+json");
    let seen = async |wanted: bool| {
        let page = test.guest().get("/@noura").await;
        assert!(page.body.contains("Noura"));
        assert_eq!(page.body.contains("I balance rotors"), wanted, "the page");
        assert_eq!(page.body.contains("vibration"), wanted, "expertise");
        assert_eq!(page.body.contains("noindex"), !wanted);
        let document = json.get("/u/noura").await.body;
        for shared in ["I balance rotors", "Reliability engineer", "vibration"] {
            assert_eq!(document.contains(shared), wanted, "{shared} in the document");
        }
        let account = test.guest().get("/api/v1/accounts/lookup?acct=noura").await;
        assert_eq!(account.body.contains("I balance rotors"), wanted, "the API");
        assert!(member.get("/@noura").await.body.contains("I balance rotors"), "members");
    };
    seen(true).await;
    consents::set(test.core(), &noura.principal(), &[])
        .await
        .expect("withdrawn");
    apub::outbox::run_due(&test.app).await.expect("told");
    seen(false).await;
    consents::set(test.core(), &noura.principal(), &[ConsentPurpose::PublicProfile])
        .await
        .expect("given");
    apub::outbox::run_due(&test.app).await.expect("told");
    seen(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawing_federation_lets_go_followers_outside_the_network_and_refuses_new_ones() {
    let network = Network::new(2).await;
    let [home, away] = [&network.nodes[0], &network.nodes[1]];
    let (boss, noura) = (home.admin("boss").await, home.member("noura").await);
    let ali = away.member("ali").await;
    let address = format!("@noura@{}", home.host());
    let found = apub::resolve::resolve(&away.app, &ali.viewer(), &address)
        .await
        .expect("noura is found");
    let follow = async || {
        follows::follow(away.core(), &ali.principal(), found.actor.id)
            .await
            .expect("asked");
        network.settle().await;
        follows::state(away.core(), ali.actor.id, found.actor.id)
            .await
            .expect("a query")
    };
    assert_eq!(follow().await, Some(FollowState::Accepted));

    consents::set(home.core(), &noura.principal(), &[])
        .await
        .expect("withdrawn");
    network.settle().await;
    let followers = accounts::get(home.core(), noura.account.id)
        .await
        .expect("noura")
        .1
        .follower_count;
    assert_eq!(followers, 0, "let go");
    let state = follows::state(away.core(), ali.actor.id, found.actor.id)
        .await
        .expect("a query");
    assert_ne!(state, Some(FollowState::Accepted), "and told");
    assert_ne!(follow().await, Some(FollowState::Accepted), "new ones are refused");

    instances::set_mode(home.core(), &boss.principal(), FederationMode::Open)
        .await
        .expect("open");
    instances::set_policy(
        home.core(),
        &boss.principal(),
        &away.host(),
        InstancePolicy::Allowed,
        true,
        "",
    )
    .await
    .expect("trusted");
    assert_eq!(
        follow().await,
        Some(FollowState::Accepted),
        "the trusted network is inside"
    );
}
