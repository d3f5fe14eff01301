//! Local verification: who may decide on what, what it is worth, when it ends, and that papers are destroyed.

use chrono::TimeDelta;
use majlis::db::organisations::Organisation;
use majlis::db::types::{CaseId, CaseState, Finding, Role};
use majlis::db::verification::{cases as rows, documents as files, facts};
use majlis::domain::organisations::{self, Decision, OrganisationForm};
use majlis::domain::posts::{self, TopicForm};
use majlis::domain::validate::Problem;
use majlis::domain::verification::documents::{self, Upload};
use majlis::domain::verification::numbers::ClaimsForm;
use majlis::domain::verification::review::{self, DecisionForm, Outcome};
use majlis::domain::verification::{cases, list, upkeep, verifiers};
use majlis::domain::{Denied, Error, Principal, Result, Viewer, accounts};

use crate::support::{Person, TestApp};

/// A paper that can be taken.
pub(crate) const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj <</Note (register certificate of Gulf Steel)>> endobj\ntrailer <<>>\n%%EOF\n";
const NUMBER: &str = "7001234567";

/// What verification is worth, as it is shipped.
pub(crate) async fn instance() -> TestApp {
    TestApp::with(|config| {
        config.verification = majlis::config::Verification::default();
    })
    .await
}

/// The account as it stands now.
async fn now(test: &TestApp, person: &Person) -> Principal {
    let (account, _) = accounts::get(test.core(), person.account.id).await.expect("an account");
    Principal::member(test.core(), &account).expect("in use")
}

async fn level(test: &TestApp, person: &Person) -> i32 {
    now(test, person).await.level
}

pub(crate) async fn factory(test: &TestApp, owner: &Person) -> Organisation {
    let form = OrganisationForm {
        kind: "factory".to_owned(),
        name_en: "Gulf Steel".to_owned(),
        national_number: NUMBER.to_owned(),
        ..OrganisationForm::default()
    };
    organisations::create(test.core(), &owner.principal(), &form)
        .await
        .expect("an organisation")
}

fn paper(kind: &str) -> Upload {
    Upload {
        kind: kind.to_owned(),
        name: "certificate.pdf".to_owned(),
        bytes: PDF.to_vec(),
    }
}

/// A case about identity, whole, not handed in.
async fn whole(test: &TestApp, owner: &Person, organisation: &Organisation) -> CaseId {
    let (core, by) = (test.core(), owner.principal());
    let id = cases::begin(core, &by, Some(organisation.id), 1).await.expect("begun");
    documents::add(core, &by, id, paper("register")).await.expect("taken");
    id
}

async fn handed_in(test: &TestApp, owner: &Person, organisation: &Organisation) -> CaseId {
    let id = whole(test, owner, organisation).await;
    cases::submit(test.core(), &owner.principal(), id)
        .await
        .expect("handed in");
    id
}

fn approve() -> DecisionForm {
    DecisionForm {
        act: "approve".to_owned(),
        until: "2027-11-20".to_owned(),
        ..DecisionForm::default()
    }
}

fn reject() -> DecisionForm {
    DecisionForm {
        act: "reject".to_owned(),
        reason: "reason-name-differs".to_owned(),
        note: "The certificate names another company.".to_owned(),
        ..DecisionForm::default()
    }
}

async fn verifier(test: &TestApp, admin: &Person, name: &str) -> Principal {
    let person = test.member(name).await;
    verifiers::set(test.core(), &admin.principal(), name, true)
        .await
        .expect("appointed");
    now(test, &person).await
}

async fn state(test: &TestApp, id: CaseId) -> CaseState {
    let mut conn = test.core().db.read().await.expect("a connection");
    rows::get(&mut conn, id).await.expect("the case").state
}

fn is_denied<T: std::fmt::Debug>(result: Result<T>, why: Denied) {
    match result {
        Err(Error::Forbidden(denied)) => assert_eq!(denied, why),
        other => panic!("denied as {why:?}, not {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verified_factory_verifies_everybody_who_works_there_until_its_day() {
    let test = instance().await;
    let (admin, noura, salem) = (
        test.admin("majid").await,
        test.member("noura").await,
        test.member("salem").await,
    );
    let made = factory(&test, &noura).await;
    let id = handed_in(&test, &noura, &made).await;
    let vera = verifier(&test, &admin, "vera").await;
    let outcome = review::decide(test.core(), &vera, id, &approve())
        .await
        .expect("decided");
    assert_eq!(outcome, Outcome::Decided);
    assert_eq!(level(&test, &noura).await, 1);

    organisations::join(test.core(), &salem.principal(), made.id, "")
        .await
        .expect("asked");
    assert_eq!(level(&test, &salem).await, 0, "asking is not belonging");
    organisations::decide(
        test.core(),
        &noura.principal(),
        made.id,
        salem.account.id,
        Decision::Accept,
    )
    .await
    .expect("let in");
    assert_eq!(level(&test, &salem).await, 1);
    organisations::leave(test.core(), &salem.principal(), made.id)
        .await
        .expect("left");
    assert_eq!(level(&test, &salem).await, 0, "who leaves takes nothing along");

    test.advance(TimeDelta::days(364));
    assert_eq!(level(&test, &noura).await, 0, "it ends on its day, before any job ran");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_level_one_reads_and_finishes_own_threads_only() {
    let test = instance().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let forum = test.forum(&admin, "maintenance", "public").await;
    let form = TopicForm {
        kind: "question".to_owned(),
        title: "Bearing noise".to_owned(),
        body: "It began after the last change.".to_owned(),
        language: "en".to_owned(),
    };
    let core = test.core();
    is_denied(
        posts::write_topic(core, &noura.principal(), forum.forum.id, &form).await,
        Denied::Unverified,
    );
    let others = test.topic(&admin, &forum, "question", "A question of mine").await;
    is_denied(
        posts::write_reply(core, &noura.principal(), others.id, "Try this.", "en").await,
        Denied::Unverified,
    );

    let made = factory(&test, &noura).await;
    let id = handed_in(&test, &noura, &made).await;
    review::decide(core, &admin.principal(), id, &approve())
        .await
        .expect("decided");
    let own = posts::write_topic(core, &now(&test, &noura).await, forum.forum.id, &form)
        .await
        .expect("a topic");
    test.advance(TimeDelta::days(400));
    let lapsed = now(&test, &noura).await;
    posts::write_reply(core, &lapsed, own.id, "It was the seal.", "en")
        .await
        .expect("one's own thread can be finished");
    is_denied(
        posts::write_reply(core, &lapsed, others.id, "Try this.", "en").await,
        Denied::Unverified,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn forums_of_verified_members_are_there_for_them_alone() {
    let test = instance().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let forum = test.forum(&admin, "prices", "verified").await;
    let topic = test
        .topic(&admin, &forum, "discussion", "Between verified members")
        .await;
    let may_read = |viewer: Viewer| viewer.may_read(&topic);
    assert!(!may_read(noura.viewer()) && !may_read(Viewer::Guest));
    let found = majlis::domain::forums::find(test.core(), &noura.viewer(), "prices").await;
    assert!(matches!(found, Err(Error::NotFound)), "not even its name");

    let made = factory(&test, &noura).await;
    let id = handed_in(&test, &noura, &made).await;
    review::decide(test.core(), &admin.principal(), id, &approve())
        .await
        .expect("decided");
    let (account, _) = accounts::get(test.core(), noura.account.id).await.expect("an account");
    assert!(may_read(Viewer::of(test.core(), &account)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_named_when_a_case_is_handed_in() {
    let test = instance().await;
    let noura = test.member("noura").await;
    let made = factory(&test, &noura).await;
    let (core, by) = (test.core(), noura.principal());
    let id = cases::begin(core, &by, Some(made.id), 2).await.expect("begun");
    let again = cases::begin(core, &by, Some(made.id), 1).await.expect("gone on with");
    assert_eq!(again, id, "one open case for each organisation");
    let Err(Error::Invalid(problems)) = cases::submit(core, &by, id).await else {
        panic!("an empty case is refused");
    };
    for field in ["licence_number", "licence_expires", "document"] {
        assert_eq!(problems.of(field), Some(Problem::Required), "{field}");
    }
    let claims = ClaimsForm {
        national_number: NUMBER.to_owned(),
        licence_number: "IL-4412".to_owned(),
        licence_expires: "2026-11-01".to_owned(),
        ..ClaimsForm::default()
    };
    cases::save(core, &by, id, &claims).await.expect("kept");
    for kind in ["register", "licence"] {
        documents::add(core, &by, id, paper(kind)).await.expect("taken");
    }
    let Err(Error::Invalid(problems)) = cases::submit(core, &by, id).await else {
        panic!("a licence that ran out is refused");
    };
    assert_eq!(problems.of("licence_expires"), Some(Problem::Past));
    assert_eq!(state(&test, id).await, CaseState::Draft);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_that_is_none_leaves_nothing_behind() {
    let test = instance().await;
    let noura = test.member("noura").await;
    let made = factory(&test, &noura).await;
    let (core, by) = (test.core(), noura.principal());
    let id = cases::begin(core, &by, Some(made.id), 1).await.expect("begun");
    for (bytes, problem) in [
        (b"MZ\x90 a program".to_vec(), Problem::FileType),
        (
            b"%PDF-1.4\ntrailer <</Encrypt 1 0 R>>\n%%EOF".to_vec(),
            Problem::FileLocked,
        ),
        (PDF[..40].to_vec(), Problem::FileDamaged),
        (
            [PDF, &vec![b' '; 8_000_001], b"%%EOF"].concat(),
            Problem::FileTooLarge(8),
        ),
    ] {
        let upload = Upload {
            bytes,
            ..paper("register")
        };
        let Err(Error::Invalid(problems)) = documents::add(core, &by, id, upload).await else {
            panic!("{problem:?} is refused");
        };
        assert_eq!(problems.of("document"), Some(problem));
    }
    let mut conn = core.db.read().await.expect("a connection");
    assert!(files::list(&mut conn, id).await.expect("a list").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_stand_sealed_in_the_database_and_open_for_applicant_and_verifier_only() {
    let test = instance().await;
    let (admin, noura, salem) = (
        test.admin("majid").await,
        test.member("noura").await,
        test.member("salem").await,
    );
    let made = factory(&test, &noura).await;
    let id = whole(&test, &noura, &made).await;
    let core = test.core();
    let mut conn = core.db.read().await.expect("a connection");
    let document = files::list(&mut conn, id).await.expect("a list").remove(0);
    let sealed = files::get_sealed(&mut conn, document.id).await.expect("its bytes");
    drop(conn);
    assert!(!sealed.windows(10).any(|window| window == &PDF[20..30]), "unreadable");

    let open = async |by: &Principal| documents::open(core, by, id, document.id).await;
    assert_eq!(open(&noura.principal()).await.expect("opened").1, PDF);
    assert!(matches!(open(&salem.principal()).await, Err(Error::NotFound)));
    let early = open(&admin.principal()).await;
    assert!(matches!(early, Err(Error::NotFound)), "a draft is nobody's business");
    cases::submit(core, &noura.principal(), id).await.expect("handed in");
    assert_eq!(open(&admin.principal()).await.expect("opened").1, PDF);
    let seen = review::review(core, &admin.principal(), id).await.expect("a page");
    let looks = seen.log.iter().filter(|(line, _)| line.action == "document-viewed");
    let who: Vec<_> = looks.filter_map(|(line, _)| line.account_id).collect();
    assert_eq!(who, [noura.account.id, admin.account.id], "each look is written down");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_decides_on_their_own_company_nor_without_being_a_verifier() {
    let test = instance().await;
    let (admin, noura, salem) = (
        test.admin("majid").await,
        test.member("noura").await,
        test.member("salem").await,
    );
    let made = factory(&test, &noura).await;
    let id = handed_in(&test, &noura, &made).await;
    let core = test.core();
    is_denied(
        review::decide(core, &salem.principal(), id, &approve()).await,
        Denied::NotVerifier,
    );
    is_denied(
        review::review(core, &salem.principal(), id).await.map(|_| ()),
        Denied::NotVerifier,
    );
    verifiers::set(core, &admin.principal(), "noura", true)
        .await
        .expect("appointed");
    is_denied(
        review::decide(core, &now(&test, &noura).await, id, &approve()).await,
        Denied::OwnCase,
    );
    verifiers::set(core, &admin.principal(), "salem", true)
        .await
        .expect("appointed");
    organisations::join(core, &salem.principal(), made.id, "")
        .await
        .expect("asked");
    is_denied(
        review::decide(core, &now(&test, &salem).await, id, &approve()).await,
        Denied::OwnCase,
    );
    assert_eq!(state(&test, id).await, CaseState::Submitted);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_decide_at_once_one_finds_it_decided() {
    let test = instance().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let made = factory(&test, &noura).await;
    for round in 0..5 {
        let id = handed_in(&test, &noura, &made).await;
        let one = verifier(&test, &admin, &format!("vera{round}")).await;
        let other = verifier(&test, &admin, &format!("omar{round}")).await;
        let core = test.core();
        let (yes, no) = (approve(), reject());
        let (first, second) = tokio::join!(
            review::decide(core, &one, id, &yes),
            review::decide(core, &other, id, &no)
        );
        assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        let mut conn = core.db.read().await.expect("a connection");
        let log = rows::list_log(&mut conn, id).await.expect("a log");
        let decided = log
            .iter()
            .filter(|line| ["approved", "rejected"].contains(&line.action.as_str()));
        assert_eq!(decided.count(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn four_eyes_are_those_of_two_people() {
    let test = TestApp::with(|config| config.verification.four_eyes = true).await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let made = factory(&test, &noura).await;
    let id = handed_in(&test, &noura, &made).await;
    let vera = verifier(&test, &admin, "vera").await;
    let core = test.core();
    let first = review::decide(core, &vera, id, &approve()).await.expect("noted");
    assert_eq!(first, Outcome::FirstOfTwo);
    assert_eq!(level(&test, &noura).await, 0);
    is_denied(review::decide(core, &vera, id, &approve()).await, Denied::OwnCase);
    let second = review::decide(core, &admin.principal(), id, &approve())
        .await
        .expect("decided");
    assert_eq!(second, Outcome::Decided);
    assert_eq!(level(&test, &noura).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_appeal_goes_to_somebody_else_once_and_in_time() {
    let test = instance().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let made = factory(&test, &noura).await;
    let id = handed_in(&test, &noura, &made).await;
    let (vera, omar) = (
        verifier(&test, &admin, "vera").await,
        verifier(&test, &admin, "omar").await,
    );
    let core = test.core();
    review::decide(core, &vera, id, &reject()).await.expect("decided");
    let words = "The company changed its name last month.";
    cases::appeal(core, &noura.principal(), id, words)
        .await
        .expect("asked again");
    is_denied(review::decide(core, &vera, id, &approve()).await, Denied::OwnCase);
    review::decide(core, &omar, id, &reject()).await.expect("decided");
    is_denied(
        cases::appeal(core, &noura.principal(), id, words).await,
        Denied::Decided,
    );

    let late = handed_in(&test, &noura, &made).await;
    review::decide(core, &vera, late, &reject()).await.expect("decided");
    test.advance(TimeDelta::days(15));
    is_denied(
        cases::appeal(core, &noura.principal(), late, words).await,
        Denied::Decided,
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn papers_and_numbers_are_destroyed_after_their_time_and_the_decision_stays() {
    let test = instance().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let made = factory(&test, &noura).await;
    let id = handed_in(&test, &noura, &made).await;
    let core = test.core();
    review::decide(core, &admin.principal(), id, &approve())
        .await
        .expect("decided");
    test.advance(TimeDelta::days(29));
    upkeep::run(core).await.expect("nothing due");
    let mut conn = core.db.read().await.expect("a connection");
    assert_eq!(files::list(&mut conn, id).await.expect("a list").len(), 1);
    drop(conn);
    test.advance(TimeDelta::days(2));
    upkeep::run(core).await.expect("destroyed");
    upkeep::run(core).await.expect("twice is the same as once");
    let mut conn = core.db.read().await.expect("a connection");
    assert!(files::list(&mut conn, id).await.expect("a list").is_empty());
    let case = rows::get(&mut conn, id).await.expect("the case");
    assert_eq!((case.national_number.as_str(), case.state), ("", CaseState::Approved));
    assert_eq!(case.decided_by, Some(admin.account.id));
    let wiped = rows::list_log(&mut conn, id).await.expect("a log");
    assert_eq!(wiped.iter().filter(|line| line.action == "wiped").count(), 1);
    drop(conn);
    assert_eq!(level(&test, &noura).await, 1, "the fact stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_reminder_is_sent_once_and_what_is_left_counts_afterwards() {
    let test = instance().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let made = factory(&test, &noura).await;
    let id = handed_in(&test, &noura, &made).await;
    let core = test.core();
    review::decide(core, &admin.principal(), id, &approve())
        .await
        .expect("decided");
    majlis::jobs::run_due(&test.app).await.expect("letters");
    let about = |word: &str| {
        let letters = crate::web::letters::all(&test.app);
        letters.iter().filter(|letter| letter.contains(word)).count()
    };
    // From 22 November 2026 to the end of 20 November 2027 it is 363 days and a half.
    let mut day = 0;
    for (next, reminders) in [(320, 0), (334, 1), (340, 1), (357, 2), (362, 2), (363, 3)] {
        test.advance(TimeDelta::days(next - day));
        day = next;
        upkeep::run(core).await.expect("reminded");
        majlis::jobs::run_due(&test.app).await.expect("letters");
        assert_eq!(about("Confirming it again"), reminders, "day {day}");
    }
    test.advance(TimeDelta::days(3));
    upkeep::run(core).await.expect("ended");
    upkeep::run(core).await.expect("ended");
    majlis::jobs::run_due(&test.app).await.expect("letters");
    assert_eq!(about("has ended"), 1);
    assert_eq!(level(&test, &noura).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_confirms_only_who_writes_from_the_listed_domain() {
    let test = instance().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let core = test.core();
    let csv = format!("national_number,name,email_domain\n{NUMBER},Gulf Steel,elsewhere.example\n");
    is_denied(list::replace(core, &noura.principal(), &csv).await, Denied::NotAdmin);
    list::replace(core, &admin.principal(), &csv).await.expect("a list");
    let made = factory(&test, &noura).await;
    let id = handed_in(&test, &noura, &made).await;
    let mut conn = core.db.read().await.expect("a connection");
    assert_eq!(
        rows::get(&mut conn, id).await.expect("the case").finding,
        Finding::Known
    );
    drop(conn);
    cases::withdraw(core, &noura.principal(), id).await.expect("taken back");

    let csv = csv.replace("elsewhere.example", "@Factory.example");
    list::replace(core, &admin.principal(), &csv).await.expect("a list");
    let id = handed_in(&test, &noura, &made).await;
    assert_eq!(state(&test, id).await, CaseState::Approved);
    assert_eq!(level(&test, &noura).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_name_or_number_ends_what_was_proven() {
    let test = instance().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let made = factory(&test, &noura).await;
    let id = handed_in(&test, &noura, &made).await;
    let core = test.core();
    review::decide(core, &admin.principal(), id, &approve())
        .await
        .expect("decided");
    let mut form = OrganisationForm {
        kind: "factory".to_owned(),
        name_en: "Gulf Steel".to_owned(),
        national_number: NUMBER.to_owned(),
        products: "Rebar".to_owned(),
        ..OrganisationForm::default()
    };
    organisations::edit(core, &noura.principal(), made.id, &form)
        .await
        .expect("edited");
    assert_eq!(level(&test, &noura).await, 1, "what it makes may change");
    form.name_en = "Ministry of Industry".to_owned();
    organisations::edit(core, &noura.principal(), made.id, &form)
        .await
        .expect("edited");
    assert_eq!(level(&test, &noura).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_verification_can_be_taken_back() {
    let test = instance().await;
    let (admin, noura) = (test.admin("majid").await, test.member("noura").await);
    let made = factory(&test, &noura).await;
    let id = handed_in(&test, &noura, &made).await;
    let core = test.core();
    review::decide(core, &admin.principal(), id, &approve())
        .await
        .expect("decided");
    is_denied(
        review::end(core, &noura.principal(), id, "reason-other").await,
        Denied::NotVerifier,
    );
    review::end(core, &admin.principal(), id, "reason-out-of-date")
        .await
        .expect("taken back");
    assert_eq!(level(&test, &noura).await, 0);
    let mut conn = core.db.read().await.expect("a connection");
    let subject = facts::Subject::Organisation(made.id);
    let left = facts::list_current(&mut conn, subject, core.clock.now())
        .await
        .expect("a list");
    assert!(left.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_run_the_instance_need_no_papers() {
    let test = instance().await;
    for role in [Role::Moderator, Role::Admin] {
        let person = test.person(&format!("{role}1"), role).await;
        assert_eq!(person.principal().level, 3, "{role}");
    }
}
