//! Registering, confirming, signing in.

use chrono::TimeDelta;
use majlis::db::types::{AccountState, Language, Role};
use majlis::domain::accounts::{self, Agreement, Registration};
use majlis::domain::sessions;
use majlis::domain::validate::Problem;
use majlis::domain::{Denied, Error};

use crate::support::TestApp;
use crate::support::app::PASSWORD;

/// The shipped notice, and nothing more.
fn agreement() -> Agreement {
    Agreement {
        notice: Some(1),
        consents: Vec::new(),
    }
}

fn form() -> Registration {
    Registration {
        username: "noura".to_owned(),
        display_name: "نورة القحطاني".to_owned(),
        email: "Noura@Factory.example".to_owned(),
        password: PASSWORD.to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_opens_once_its_address_is_confirmed() {
    let test = TestApp::new().await;
    let admin = test.admin("boss").await;
    accounts::register(test.core(), &form(), &agreement(), Language::Ar)
        .await
        .expect("registered");

    let before = sessions::sign_in(test.core(), "noura@factory.example", PASSWORD, "").await;
    let account = majlis::db::accounts::find_by_email(
        &mut test.core().db.read().await.expect("a connection"),
        "noura@factory.example",
    )
    .await
    .expect("a query")
    .expect("the account");
    let token = accounts::new_confirmation(test.core(), account.id)
        .await
        .expect("a link");
    accounts::confirm(test.core(), &token).await.expect("confirmed");
    let after = sessions::sign_in(test.core(), "noura@factory.example", PASSWORD, "").await;

    assert!(matches!(before, Err(Error::Forbidden(Denied::Unconfirmed))));
    assert!(after.is_ok());
    assert_eq!(account.state, AccountState::Pending);
    assert_eq!(admin.account.role, Role::Admin);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmation_link_works_once_and_not_for_ever() {
    let test = TestApp::new().await;
    let person = test.member("noura").await;
    let used = accounts::new_confirmation(test.core(), person.account.id)
        .await
        .expect("a link");
    let stale = accounts::new_confirmation(test.core(), person.account.id)
        .await
        .expect("a link");

    accounts::confirm(test.core(), &used).await.expect("the first time");
    assert!(
        matches!(accounts::confirm(test.core(), &used).await, Err(Error::Invalid(p)) if p.of("token") == Some(Problem::Link))
    );
    test.advance(TimeDelta::hours(49));
    assert!(accounts::confirm(test.core(), &stale).await.is_err());
    assert!(accounts::confirm(test.core(), "made-up").await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn registering_tells_everything_that_is_wrong_at_once() {
    let test = TestApp::new().await;
    let wrong = Registration {
        username: "نورة".to_owned(),
        display_name: " ".to_owned(),
        email: "noura".to_owned(),
        password: "short".to_owned(),
    };

    let Err(Error::Invalid(problems)) = accounts::register(test.core(), &wrong, &agreement(), Language::Ar).await
    else {
        panic!("it must be refused");
    };

    assert_eq!(problems.of("username"), Some(Problem::Username));
    assert_eq!(problems.of("display_name"), Some(Problem::Required));
    assert_eq!(problems.of("email"), Some(Problem::Email));
    assert_eq!(problems.of("password"), Some(Problem::TooShort(10)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registered_address_looks_the_same_as_a_new_one() {
    let test = TestApp::new().await;
    accounts::register(test.core(), &form(), &agreement(), Language::Ar)
        .await
        .expect("the first time");

    let again = Registration {
        username: "somebody_else".to_owned(),
        ..form()
    };
    assert!(
        accounts::register(test.core(), &again, &agreement(), Language::Ar)
            .await
            .is_ok()
    );
    let taken = Registration {
        email: "other@factory.example".to_owned(),
        ..form()
    };
    assert!(
        matches!(accounts::register(test.core(), &taken, &agreement(), Language::Ar).await, Err(Error::Invalid(p)) if p.of("username") == Some(Problem::Taken))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_address_and_a_wrong_password_get_the_same_answer() {
    let test = TestApp::new().await;
    test.member("noura").await;

    for (email, password) in [
        ("noura@factory.example", "wrong-wrong-wrong"),
        ("nobody@factory.example", PASSWORD),
    ] {
        let answer = sessions::sign_in(test.core(), email, password, "").await;
        assert!(
            matches!(answer, Err(Error::Invalid(p)) if p.of("password") == Some(Problem::Credentials)),
            "{email}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_it_is_ended_and_when_its_time_is_over() {
    let test = TestApp::new().await;
    let person = test.member("noura").await;
    let ended = sessions::open(test.core(), person.account.id, "Firefox")
        .await
        .expect("a session");
    let kept = sessions::open(test.core(), person.account.id, "Safari")
        .await
        .expect("a session");
    let session = sessions::find(test.core(), &ended)
        .await
        .expect("a query")
        .expect("signed in")
        .session;

    sessions::end(test.core(), person.account.id, session.id)
        .await
        .expect("ended");
    assert!(sessions::find(test.core(), &ended).await.expect("a query").is_none());
    assert!(sessions::find(test.core(), &kept).await.expect("a query").is_some());
    test.advance(TimeDelta::days(31));
    assert!(sessions::find(test.core(), &kept).await.expect("a query").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_set_up_link_makes_one_admin_and_then_nothing() {
    let test = TestApp::new().await;
    let token = accounts::new_setup_token(test.core())
        .await
        .expect("a query")
        .expect("no admin yet");

    let (account, _) = accounts::set_up(test.core(), &token, &form(), Language::Ar)
        .await
        .expect("the admin");
    let other = Registration {
        username: "second".to_owned(),
        email: "second@factory.example".to_owned(),
        ..form()
    };

    assert_eq!(account.role, Role::Admin);
    assert!(matches!(
        accounts::set_up(test.core(), &token, &other, Language::Ar).await,
        Err(Error::NotFound)
    ));
    assert_eq!(accounts::new_setup_token(test.core()).await.expect("a query"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_taken_does_not_use_the_set_up_link_up() {
    let test = TestApp::new().await;
    let person = test.member("salem").await;
    let token = accounts::new_setup_token(test.core())
        .await
        .expect("a query")
        .expect("no admin yet");
    let taken = Registration {
        username: person.actor.username.clone(),
        ..form()
    };

    let refused = accounts::set_up(test.core(), &token, &taken, Language::Ar).await;
    assert!(matches!(refused, Err(Error::Invalid(_))));
    accounts::set_up(test.core(), &token, &form(), Language::Ar)
        .await
        .expect("the link still works");
}
