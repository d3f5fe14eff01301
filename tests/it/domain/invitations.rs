//! Invitations: who sends them, who may use one, and how often.

use majlis::db::organisation_members;
use majlis::db::types::{ConsentPurpose, InvitationId, Language, MembershipState, OrganisationId};
use majlis::domain::accounts::{Agreement, Registration};
use majlis::domain::invitations::{self, Progress};
use majlis::domain::privacy::consents;
use majlis::domain::validate::Problem;
use majlis::domain::{Denied, Error, organisations};

use crate::support::{PASSWORD, Person, TestApp};

use super::organisations::form;

struct Scene {
    test: TestApp,
    noura: Person,
    id: OrganisationId,
}

impl Scene {
    async fn new() -> Self {
        let test = TestApp::with(|config| config.instance.registration = false).await;
        let noura = test.member("noura").await;
        let made = organisations::create(test.core(), &noura.principal(), &form("Gulf Steel"))
            .await
            .expect("an organisation");
        Self {
            test,
            noura,
            id: made.id,
        }
    }

    /// Invites an address; gives the invitation and a link's token.
    async fn invite(&self, email: &str) -> (InvitationId, String) {
        let (core, by) = (self.test.core(), self.noura.principal());
        invitations::invite(core, &by, self.id, email).await.expect("invited");
        let (rows, _) = invitations::list(core, &by, self.id, None).await.expect("a list");
        let (invitation, _) = rows.iter().find(|(row, _)| row.email == email).expect("the invitation");
        let (token, _) = invitations::new_link(core, invitation.id)
            .await
            .expect("a link")
            .expect("it is open");
        (invitation.id, token)
    }

    async fn belongs(&self, person: &Person) -> bool {
        let mut conn = self.test.core().db.read().await.expect("a connection");
        let found = organisation_members::find(&mut conn, self.id, person.account.id).await;
        found
            .expect("a place or none")
            .is_some_and(|place| place.state == MembershipState::Active)
    }
}

fn newcomer(username: &str) -> Registration {
    Registration {
        username: username.to_owned(),
        display_name: username.to_owned(),
        email: "another@elsewhere.example".to_owned(),
        password: PASSWORD.to_owned(),
    }
}

fn problem<T: std::fmt::Debug>(outcome: Result<T, Error>, field: &str) -> Option<Problem> {
    match outcome {
        Err(Error::Invalid(problems)) => problems.of(field),
        other => panic!("{other:?}"),
    }
}

fn agreed() -> Agreement {
    Agreement {
        notice: Some(1),
        consents: vec![ConsentPurpose::DigestMail],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_registers_with_the_address_of_the_letter_only() {
    let scene = Scene::new().await;
    let (_, token) = scene.invite("salem@factory.example").await;
    let core = scene.test.core();
    let silent = invitations::register(core, &token, &newcomer("salem"), &Agreement::default(), Language::Ar).await;
    assert_eq!(problem(silent, "accept_notice"), Some(Problem::Notice));
    let (account, id) = invitations::register(core, &token, &newcomer("salem"), &agreed(), Language::Ar)
        .await
        .expect("registered, although registration is closed");
    assert_eq!((account.email.as_str(), id), ("salem@factory.example", scene.id));
    assert!(
        account.confirmed_at.is_some(),
        "the link shows that the address is theirs"
    );
    let said = consents::history(core, account.id).await.expect("what was said");
    assert_eq!(consents::given(&said), [ConsentPurpose::DigestMail]);
    let again = invitations::register(core, &token, &newcomer("salem2"), &agreed(), Language::Ar).await;
    assert_eq!(problem(again, "token"), Some(Problem::Link));
    assert_eq!(
        invitations::look(core, &token).await.expect("known").progress,
        Progress::Used
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_with_another_address_is_asked_first() {
    let scene = Scene::new().await;
    let (_, token) = scene.invite("work@factory.example").await;
    let (core, salem) = (scene.test.core(), scene.test.member("salem").await);
    let unsure = invitations::accept(core, &salem.principal(), &token, false).await;
    assert_eq!(problem(unsure, "sure"), Some(Problem::Choice));
    assert!(!scene.belongs(&salem).await);
    invitations::accept(core, &salem.principal(), &token, true)
        .await
        .expect("accepted");
    assert!(scene.belongs(&salem).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_accepted_once_however_many_try() {
    let scene = Scene::new().await;
    for round in 0..3 {
        let (_, token) = scene.invite(&format!("round{round}@factory.example")).await;
        let mut people = Vec::new();
        for n in 0..4 {
            people.push(scene.test.member(&format!("racer{round}{n}")).await);
        }
        let tries = people.iter().map(|person| {
            let (core, by, token) = (scene.test.core().clone(), person.principal(), token.clone());
            tokio::spawn(async move { invitations::accept(&core, &by, &token, true).await })
        });
        let outcomes = futures::future::join_all(tries).await;
        let mut inside = 0;
        for (outcome, person) in outcomes.into_iter().zip(&people) {
            let accepted = outcome.expect("no panic").is_ok();
            assert_eq!(accepted, scene.belongs(person).await);
            inside += usize::from(accepted);
        }
        assert_eq!(inside, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_revoking_and_accepting_at_once_one_happens() {
    let scene = Scene::new().await;
    for round in 0..5 {
        let (id, token) = scene.invite(&format!("round{round}@factory.example")).await;
        let salem = scene.test.member(&format!("salem{round}")).await;
        let (core, owner, by) = (scene.test.core().clone(), scene.noura.principal(), salem.principal());
        let revoking = {
            let (core, organisation) = (core.clone(), scene.id);
            tokio::spawn(async move { invitations::revoke(&core, &owner, organisation, id).await })
        };
        let accepting = tokio::spawn(async move { invitations::accept(&core, &by, &token, true).await });
        let revoked = revoking.await.expect("no panic").expect("an answer");
        let accepted = accepting.await.expect("no panic").is_ok();
        assert_ne!(revoked, accepted, "round {round}");
        assert_eq!(scene.belongs(&salem).await, accepted);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_or_revoked_link_does_not_work_and_a_new_one_may_be_asked_for() {
    let scene = Scene::new().await;
    let (core, salem) = (scene.test.core(), scene.test.member("salem").await);
    let (id, token) = scene.invite("salem@factory.example").await;
    scene.test.advance(chrono::TimeDelta::days(15));
    let late = invitations::accept(core, &salem.principal(), &token, false).await;
    assert_eq!(problem(late, "token"), Some(Problem::Link));
    for _ in 0..3 {
        invitations::ask_again(core, &token).await.expect("asked");
    }
    scene.test.run_jobs().await;
    let letters = std::fs::read_dir(core.config.mail_folder()).expect("letters").count();
    assert_eq!(
        letters, 1,
        "owners hear of it once; the invitation's own letter was too old to be sent"
    );

    let by = scene.noura.principal();
    assert!(invitations::resend(core, &by, scene.id, id).await.expect("sent again"));
    let at_once = invitations::resend(core, &by, scene.id, id).await;
    assert!(matches!(at_once, Err(Error::Limited(1..))), "{at_once:?}");
    let (fresh, _) = invitations::new_link(core, id)
        .await
        .expect("a link")
        .expect("it is open");
    assert!(invitations::revoke(core, &by, scene.id, id).await.expect("revoked"));
    let revoked = invitations::accept(core, &salem.principal(), &fresh, false).await;
    assert_eq!(problem(revoked, "token"), Some(Problem::Link));
    let replaced = invitations::look(core, &token).await;
    assert!(matches!(replaced, Err(Error::NotFound)), "an earlier link is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_owners_invite_and_all_addresses_or_none() {
    let scene = Scene::new().await;
    let (core, eve) = (scene.test.core(), scene.test.member("eve").await);
    let refused = invitations::invite(core, &eve.principal(), scene.id, "x@factory.example").await;
    assert!(matches!(refused, Err(Error::Forbidden(Denied::NotOwner))));
    let seen = invitations::list(core, &eve.principal(), scene.id, None).await;
    assert!(matches!(seen, Err(Error::Forbidden(Denied::NotOwner))));
    let by = scene.noura.principal();
    let wrong = invitations::invite(core, &by, scene.id, "a@factory.example, nonsense").await;
    assert_eq!(problem(wrong, "emails"), Some(Problem::Email));
    assert!(
        invitations::list(core, &by, scene.id, None)
            .await
            .expect("a list")
            .0
            .is_empty()
    );
    for _ in 0..2 {
        let sent = invitations::invite(core, &by, scene.id, "a@factory.example b@factory.example").await;
        assert_eq!(sent.expect("invited"), 2);
    }
    let (rows, _) = invitations::list(core, &by, scene.id, None).await.expect("a list");
    assert_eq!(rows.len(), 2, "an open invitation is sent again, not doubled");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_does_not_write_to_the_whole_world() {
    let scene = Scene::new().await;
    let (core, by) = (scene.test.core(), scene.noura.principal());
    let batch = |n: usize| {
        (0..30)
            .map(|m| format!("x{n}-{m}@factory.example "))
            .collect::<String>()
    };
    for n in 0..3 {
        invitations::invite(core, &by, scene.id, &batch(n))
            .await
            .expect("invited");
    }
    let (rows, _) = invitations::list(core, &by, scene.id, None).await.expect("a list");
    invitations::revoke(core, &by, scene.id, rows[0].0.id)
        .await
        .expect("revoked");
    let more = invitations::invite(core, &by, scene.id, &batch(3)).await;
    assert_eq!(problem(more, "emails"), Some(Problem::TooMany(100)));
    scene.test.advance(chrono::TimeDelta::hours(25));
    invitations::invite(core, &by, scene.id, &batch(3))
        .await
        .expect("the next day");
}
