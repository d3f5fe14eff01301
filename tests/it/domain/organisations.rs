//! Organisations: who enters them, who is let in, and that one of them always speaks for it.

use majlis::db::organisation_members::{self, Member};
use majlis::db::organisations::{Organisation, find_by_national_number};
use majlis::db::types::{MembershipState, OrganisationId, OrganisationRole};
use majlis::domain::organisations::{self, Decision, MEMBERSHIPS_MAX, OrganisationForm, Search, Standing};
use majlis::domain::validate::Problem;
use majlis::domain::{Denied, Error, Viewer};

use crate::support::{Person, TestApp};

const NUMBER: &str = "7001234567";

/// A factory of this name, as its owner enters it.
pub fn form(name: &str) -> OrganisationForm {
    OrganisationForm {
        kind: "factory".to_owned(),
        name_en: name.to_owned(),
        national_number: NUMBER.to_owned(),
        ..OrganisationForm::default()
    }
}

/// The factory of somebody.
pub async fn factory(test: &TestApp, owner: &Person) -> Organisation {
    organisations::create(test.core(), &owner.principal(), &form("Gulf Steel"))
        .await
        .expect("an organisation")
}

async fn place(test: &TestApp, id: OrganisationId, person: &Person) -> Option<Member> {
    let mut conn = test.core().db.read().await.expect("a connection");
    organisation_members::find(&mut conn, id, person.account.id)
        .await
        .expect("a place or none")
}

/// Somebody who works there.
pub async fn staff(test: &TestApp, organisation: &Organisation, owner: &Person, person: &Person) {
    let (core, id) = (test.core(), organisation.id);
    organisations::join(core, &person.principal(), id, "")
        .await
        .expect("asked");
    let decided = organisations::decide(core, &owner.principal(), id, person.account.id, Decision::Accept).await;
    assert!(decided.expect("decided"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_enters_an_organisation_speaks_for_it() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let made = factory(&test, &noura).await;
    let view = organisations::view(test.core(), &noura.viewer(), made.id)
        .await
        .expect("a page");
    assert_eq!((view.standing, view.may_manage), (Standing::Owner, true));
    assert_eq!(view.organisation.national_number.as_deref(), Some(NUMBER));

    let seen = organisations::view(test.core(), &salem.viewer(), made.id)
        .await
        .expect("a page");
    assert_eq!((seen.standing, seen.may_manage), (Standing::None, false));
    assert_eq!(seen.organisation.national_number, None, "for owners only");
    let guest = organisations::view(test.core(), &Viewer::Guest, made.id).await;
    assert!(matches!(guest, Err(Error::Forbidden(Denied::SignIn))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_may_be_claimed_by_two() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let (one, other) = (factory(&test, &noura).await, factory(&test, &salem).await);
    let mut conn = test.core().db.read().await.expect("a connection");
    let claimed = find_by_national_number(&mut conn, NUMBER).await.expect("a list");
    assert_eq!(claimed.iter().map(|o| o.id).collect::<Vec<_>>(), [one.id, other.id]);
    let found = organisations::find_by_number(test.core(), &salem.principal(), "٧٠٠ ١٢٣ ٤٥٦٧").await;
    assert_eq!(found.expect("a list").len(), 2);
    let wrong = organisations::find_by_number(test.core(), &salem.principal(), "1010123456").await;
    match wrong {
        Err(Error::Invalid(problems)) => {
            assert_eq!(problems.of("national_number"), Some(Problem::NationalNumber));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_owners_change_let_in_and_send_away() {
    let test = TestApp::new().await;
    let (noura, salem, eve) = (
        test.member("noura").await,
        test.member("salem").await,
        test.member("eve").await,
    );
    let admin = test.admin("boss").await;
    let made = factory(&test, &noura).await;
    staff(&test, &made, &noura, &salem).await;
    organisations::join(test.core(), &eve.principal(), made.id, "Let me in")
        .await
        .expect("asked");
    for stranger in [&salem, &eve, &admin] {
        let (core, by) = (test.core(), stranger.principal());
        let refused = [
            organisations::edit(core, &by, made.id, &form("Mine")).await,
            organisations::decide(core, &by, made.id, eve.account.id, Decision::Accept)
                .await
                .map(drop),
            organisations::remove(core, &by, made.id, noura.account.id).await,
            organisations::set_role(core, &by, made.id, stranger.account.id, OrganisationRole::Owner).await,
            organisations::get_for_owner(core, &by, made.id).await.map(drop),
        ];
        for outcome in refused {
            assert!(
                matches!(outcome, Err(Error::Forbidden(Denied::NotOwner))),
                "{outcome:?}"
            );
        }
    }
    assert_eq!(
        place(&test, made.id, &eve).await.expect("a place").state,
        MembershipState::Pending
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_owner_hands_over_before_leaving() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    let made = factory(&test, &noura).await;
    staff(&test, &made, &noura, &salem).await;
    let (core, by) = (test.core(), noura.principal());
    let last = [
        organisations::leave(core, &by, made.id).await,
        organisations::remove(core, &by, made.id, noura.account.id).await,
        organisations::set_role(core, &by, made.id, noura.account.id, OrganisationRole::Staff).await,
    ];
    for outcome in last {
        assert!(
            matches!(outcome, Err(Error::Forbidden(Denied::LastOwner))),
            "{outcome:?}"
        );
    }
    organisations::set_role(core, &by, made.id, salem.account.id, OrganisationRole::Owner)
        .await
        .expect("handed over");
    organisations::leave(core, &by, made.id).await.expect("left");
    assert!(place(&test, made.id, &noura).await.is_none());
    let view = organisations::view(core, &salem.viewer(), made.id)
        .await
        .expect("a page");
    assert_eq!((view.standing, view.staff.len()), (Standing::Owner, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_owners_leaving_at_once_one_stays() {
    let test = TestApp::new().await;
    let (noura, salem) = (test.member("noura").await, test.member("salem").await);
    for _ in 0..5 {
        let made = factory(&test, &noura).await;
        staff(&test, &made, &noura, &salem).await;
        let (core, id) = (test.core().clone(), made.id);
        organisations::set_role(&core, &noura.principal(), id, salem.account.id, OrganisationRole::Owner)
            .await
            .expect("an owner");
        let leaving = [&noura, &salem].map(|owner| {
            let (core, by) = (core.clone(), owner.principal());
            tokio::spawn(async move { organisations::leave(&core, &by, id).await })
        });
        let outcomes = futures::future::join_all(leaving).await;
        let left = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Ok(())))).count();
        assert_eq!(left, 1, "{outcomes:?}");
        let mut conn = core.db.read().await.expect("a connection");
        assert_eq!(
            organisation_members::owners(&mut conn, id).await.expect("owners").len(),
            1
        );
        drop(conn);
        for owner in [&noura, &salem] {
            // Whoever is left hands nothing over; the next round begins with another organisation.
            assert!(place(&test, id, owner).await.is_some() || left == 1);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_owners_at_once_give_one_decision() {
    let test = TestApp::new().await;
    let (noura, salem, asker) = (
        test.member("noura").await,
        test.member("salem").await,
        test.member("asker").await,
    );
    let made = factory(&test, &noura).await;
    staff(&test, &made, &noura, &salem).await;
    let (core, id) = (test.core().clone(), made.id);
    organisations::set_role(&core, &noura.principal(), id, salem.account.id, OrganisationRole::Owner)
        .await
        .expect("an owner");
    organisations::join(&core, &asker.principal(), id, "")
        .await
        .expect("asked");
    let deciding = [(&noura, Decision::Accept), (&salem, Decision::Refuse)].map(|(owner, decision)| {
        let (core, by, asker) = (core.clone(), owner.principal(), asker.account.id);
        tokio::spawn(async move { organisations::decide(&core, &by, id, asker, decision).await })
    });
    let outcomes: Vec<bool> = futures::future::join_all(deciding)
        .await
        .into_iter()
        .map(|outcome| outcome.expect("no panic").expect("an answer"))
        .collect();
    assert_eq!(outcomes.iter().filter(|decided| **decided).count(), 1);
    assert_eq!(place(&test, id, &asker).await.is_some(), outcomes[0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_at_once_asks_once_and_only_so_often() {
    let test = TestApp::new().await;
    let (noura, asker) = (test.member("noura").await, test.member("asker").await);
    let made = factory(&test, &noura).await;
    let asking = (0..6).map(|_| {
        let (core, by, id) = (test.core().clone(), asker.principal(), made.id);
        tokio::spawn(async move { organisations::join(&core, &by, id, "").await })
    });
    for outcome in futures::future::join_all(asking).await {
        outcome.expect("no panic").expect("asked");
    }
    assert_eq!(
        organisations::mine(test.core(), &asker.principal())
            .await
            .expect("a list")
            .len(),
        1
    );
    for n in 1..MEMBERSHIPS_MAX {
        organisations::create(test.core(), &asker.principal(), &form(&format!("Plant {n}")))
            .await
            .expect("one more");
    }
    let too_many = organisations::create(test.core(), &asker.principal(), &form("One too many")).await;
    assert!(matches!(too_many, Err(Error::Invalid(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_helps_where_no_owner_is_left() {
    let test = TestApp::new().await;
    let (noura, salem, admin) = (
        test.member("noura").await,
        test.member("salem").await,
        test.admin("boss").await,
    );
    let made = factory(&test, &noura).await;
    staff(&test, &made, &noura, &salem).await;
    {
        let mut conn = test.core().db.write().await.expect("a connection");
        organisation_members::delete(&mut conn, made.id, noura.account.id, MembershipState::Active)
            .await
            .expect("gone");
    }
    let by = admin.principal();
    organisations::set_role(test.core(), &by, made.id, salem.account.id, OrganisationRole::Owner)
        .await
        .expect("an owner again");
    let again = organisations::remove(test.core(), &by, made.id, salem.account.id).await;
    assert!(matches!(again, Err(Error::Forbidden(Denied::NotOwner))));
}

#[tokio::test(flavor = "multi_thread")]
async fn organisations_are_found_by_the_words_of_their_names() {
    let test = TestApp::new().await;
    let noura = test.member("noura").await;
    let arabic = OrganisationForm {
        name_ar: "مصنع الصناعات الغذائيّة".to_owned(),
        name_en: "Food Industries".to_owned(),
        sector: "10".to_owned(),
        region: "SA-01".to_owned(),
        ..form("")
    };
    let food = organisations::create(test.core(), &noura.principal(), &arabic)
        .await
        .expect("made");
    let steel = factory(&test, &noura).await;
    let find = async |search: Search| {
        let (rows, _) = organisations::list(test.core(), &noura.viewer(), &search, None)
            .await
            .expect("a list");
        assert!(rows.iter().all(|row| row.national_number.is_none()));
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let text = |text: &str| Search {
        text: text.to_owned(),
        ..Search::default()
    };
    assert_eq!(find(Search::default()).await, [steel.id, food.id]);
    assert_eq!(find(text("صناعات غذائيه")).await, [food.id]);
    assert_eq!(find(text("STEEL")).await, [steel.id]);
    assert_eq!(find(text("steel food")).await, []);
    let sector = Search {
        sector: "10".to_owned(),
        ..Search::default()
    };
    assert_eq!(find(sector).await, [food.id]);
}
