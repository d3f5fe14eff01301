//! An identity opens the account it was linked to: by its owner, signed in, and by nobody else.

use majlis::db::types::AccountState;
use majlis::domain::identities::{self, External};
use majlis::domain::validate::Problem;
use majlis::domain::{Denied, Error, Principal};
use serde_json::json;

use super::letters;
use super::providers::{BACK, House, START, is_inside, registered, salem};
use crate::support::{Client, PASSWORD, Page, Passkey, Person, Signed};

const IDENTITIES: &str = "/settings/identities";

/// Somebody at the provider with the address of `person`.
fn same_address(person: &Person) -> serde_json::Value {
    json!({ "sub": "77", "name": "N", "email": person.account.email, "email_verified": true })
}

fn external(subject: &str) -> External {
    External {
        provider: "chamber".to_owned(),
        subject: subject.to_owned(),
        email: "x@chamber.example".to_owned(),
        is_email_verified: true,
        name: String::new(),
        username: String::new(),
    }
}

/// Comes back from the provider to link.
async fn vouched(house: &House, browser: &Client, claims: serde_json::Value) -> Page {
    let start = format!("{IDENTITIES}/chamber/link");
    let query = house.granted(browser, &start, claims, Signed::Right).await;
    browser.get(&format!("{BACK}?{query}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_equal_address_opens_nothing_before_its_owner_links_it() {
    let house = House::new().await;
    let noura = house.app.member("noura").await;
    let stranger = house.app.guest();
    let page = house.come(&stranger, same_address(&noura)).await;
    assert_eq!((page.status, page.header("location")), (403, ""), "{}", page.body);
    assert!(
        page.text("h1")
            .is_some_and(|text| text.contains("You have an account here"))
    );
    assert!(!is_inside(&stranger).await);
    assert_eq!(stranger.get("/sign-in/openid/new").await.header("location"), "/sign-in");

    let browser = house.app.sign_in(&noura).await;
    let page = vouched(&house, &browser, same_address(&noura)).await;
    assert_eq!(
        (page.status, page.header("location")),
        (303, "/settings/identities/confirm"),
        "{}",
        page.body
    );
    assert!(!is_inside_by(&house, &noura).await, "not before the button");
    let confirm = browser.get("/settings/identities/confirm").await;
    assert!(confirm.body.contains("noura@factory.example"), "says who it is there");
    let linked = browser.submit("/settings/identities/confirm", &[("act", "link")]).await;
    assert_eq!((linked.status, linked.header("location")), (303, IDENTITIES));
    assert_eq!(browser.get(IDENTITIES).await.count(".badge-success"), 1);
    house.app.run_jobs().await;
    assert!(
        letters::path(&house.app, &noura.account.email, IDENTITIES).is_some(),
        "and a letter tells of it"
    );
    assert!(is_inside_by(&house, &noura).await);

    let unlinked = browser.submit(IDENTITIES, &[("act", "unlink")]).await;
    assert_eq!(unlinked.header("location"), IDENTITIES);
    assert!(!is_inside_by(&house, &noura).await);
}

async fn is_inside_by(house: &House, person: &Person) -> bool {
    let browser = house.app.guest();
    house.come(&browser, same_address(person)).await;
    is_inside(&browser).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unverified_address_does_not_tell_who_has_an_account() {
    let house = House::new().await;
    let noura = house.app.member("noura").await;
    let page_for = async |email: &str| {
        let claims = json!({ "sub": email, "email": email, "email_verified": false });
        house.come(&house.app.guest(), claims).await
    };
    let (known, unknown) = (
        page_for(&noura.account.email).await,
        page_for("nobody@factory.example").await,
    );
    assert_eq!(
        (known.status, known.text("main")),
        (unknown.status, unknown.text("main"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_links_for_somebody_else() {
    let house = House::new().await;
    let (noura, ali) = (house.app.member("noura").await, house.app.member("ali").await);
    let browser = house.app.sign_in(&noura).await;
    vouched(&house, &browser, same_address(&noura)).await;
    let forged = browser.post("/settings/identities/confirm", &[("act", "link")]).await;
    assert_eq!(forged.status, 403, "without the page's token");
    // Another account in the same browser: what came back was for the first.
    let held = browser.cookies();
    let other = house.app.sign_in(&ali).await;
    other.set_cookie("__Host-majlis-openid", &held["__Host-majlis-openid"]);
    let page = other.get("/settings/identities/confirm").await;
    assert_eq!((page.status, page.header("location")), (303, IDENTITIES));
    // And what came back to sign in is not for linking, nor the other way round.
    let guest = house.app.guest();
    guest.set_cookie("__Host-majlis-openid", &held["__Host-majlis-openid"]);
    let made = guest.get("/sign-in/openid/new").await;
    assert_eq!(made.status, 303, "{}", made.body);
    assert_eq!(
        house
            .app
            .guest()
            .get(&format!("{IDENTITIES}/chamber/link"))
            .await
            .status,
        401
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identity_has_one_account_and_an_account_one_identity_of_a_provider() {
    let house = House::new().await;
    let (noura, ali) = (house.app.member("noura").await, house.app.member("ali").await);
    let core = house.app.core();
    identities::link(core, &noura.principal(), &external("1"))
        .await
        .expect("linked");
    for (person, subject) in [(&ali, "1"), (&noura, "2"), (&noura, "1")] {
        let refused = identities::link(core, &person.principal(), &external(subject)).await;
        let taken =
            matches!(&refused, Err(Error::Invalid(problems)) if problems.of("identity") == Some(Problem::Taken));
        assert!(taken, "{subject}: {refused:?}");
    }
    let (ali, three, four) = (ali.principal(), external("3"), external("4"));
    let (one, other) = tokio::join!(
        identities::link(core, &ali, &three),
        identities::link(core, &ali, &four),
    );
    assert!(one.is_ok() != other.is_ok(), "of two at once one wins");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_way_in_stays() {
    let house = House::new().await;
    let browser = registered(&house).await;
    let page = browser.submit(IDENTITIES, &[("act", "unlink")]).await;
    assert_eq!(page.header("location"), IDENTITIES);
    assert_eq!(browser.get(IDENTITIES).await.count(".badge-success"), 1, "still linked");
    let guest = house.app.guest();
    for password in ["", PASSWORD] {
        let fields = [("email", "salem@chamber.example"), ("password", password)];
        assert_ne!(
            guest.submit("/sign-in", &fields).await.status,
            303,
            "there is no password"
        );
    }
    let again = house.app.guest();
    house.come(&again, salem()).await;
    assert!(is_inside(&again).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_a_way_in_and_the_last_one_stays() {
    let house = House::new().await;
    let browser = registered(&house).await;
    let (mut passkey, _) = Passkey::add(&browser, "key").await;
    let unlinked = browser.submit(IDENTITIES, &[("act", "unlink")]).await;
    assert_eq!((unlinked.status, unlinked.header("location")), (303, IDENTITIES));
    assert_eq!(browser.get(IDENTITIES).await.count(".badge-success"), 0, "let go");
    let page = browser.get("/settings/security").await;
    let remove = page
        .attribute("form[action^='/settings/security/passkeys/']", "action")
        .expect("a form");
    let token = page.attribute("input[name=csrf]", "value").expect("a token");
    assert_eq!(browser.post(&remove, &[("csrf", &token)]).await.status, 303);
    let guest = house.app.guest();
    assert_eq!(passkey.sign_in(&guest).await.status, 303, "it stays");
    assert!(is_inside(&guest).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_ways_taken_away_at_once_one_stays() {
    let house = House::with(|config| {
        let second = config.openid.providers["chamber"].clone();
        config.openid.providers.insert("second".to_owned(), second);
    })
    .await;
    registered(&house).await;
    let core = house.app.core();
    let mut conn = core.db.read().await.expect("a connection");
    let account = majlis::db::accounts::find_by_email(&mut conn, "salem@chamber.example").await;
    let account = account.expect("a database").expect("the account");
    drop(conn);
    let salem = Principal::member(core, &account).expect("a member");
    let second = External {
        provider: "second".to_owned(),
        ..external("9")
    };
    identities::link(core, &salem, &second).await.expect("linked");
    let (one, other) = tokio::join!(
        identities::unlink(core, &salem, "chamber"),
        identities::unlink(core, &salem, "second"),
    );
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert_eq!(identities::list(core, &salem).await.expect("a list").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suspended_member_comes_in_by_no_provider() {
    let house = House::new().await;
    let noura = house.app.member("noura").await;
    let core = house.app.core();
    identities::link(core, &noura.principal(), &external("248289761001"))
        .await
        .expect("linked");
    let mut conn = core.db.write().await.expect("a connection");
    majlis::db::accounts::set_state(&mut conn, noura.account.id, AccountState::Suspended)
        .await
        .expect("suspended");
    drop(conn);
    let browser = house.app.guest();
    assert_eq!(house.come(&browser, salem()).await.status, 403);
    assert!(!is_inside(&browser).await);
    let entered = identities::enter(core, &external("248289761001")).await;
    assert!(matches!(entered, Err(Error::Forbidden(Denied::Suspended))));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_offer_providers_only_where_there_are_some() {
    let house = House::new().await;
    assert_eq!(
        house
            .app
            .guest()
            .get("/sign-in")
            .await
            .count(&format!("a[href^='{START}']")),
        1
    );
    let without = crate::support::TestApp::new().await;
    let noura = without.member("noura").await;
    assert_eq!(
        without
            .guest()
            .get("/sign-in")
            .await
            .count("a[href^='/sign-in/openid']"),
        0
    );
    let browser = without.sign_in(&noura).await;
    assert_eq!(
        browser
            .get("/settings/profile")
            .await
            .count(&format!("a[href='{IDENTITIES}']")),
        0
    );
}
