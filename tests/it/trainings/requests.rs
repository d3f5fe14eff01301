//! The demand board: asking for a training, signing, offering, picking, until a training comes of it.

mod needs;
mod offers;
mod pages;
mod privacy;

use majlis::db::organisations::Organisation;
use majlis::db::requests::{RequestRow, offers as rows};
use majlis::db::types::{NeedState, NotificationKind, OfferState, PostId, TrainingOfferId, TrainingRequestId};
use majlis::db::{self, Keyset};
use majlis::domain::organisations::{self, Decision, OrganisationForm};
use majlis::domain::requests::{self as rules, DayForm, OfferForm, RequestForm, Search, SignatureForm, SortBy};
use majlis::domain::trainings::{self, drafts};
use majlis::domain::validate::Problem;
use majlis::domain::{Denied, Error, Result, Viewer};
use majlis::web::present::wording;

use crate::support::{Person, TestApp, training};

/// A need of five people for PLC basics.
pub(crate) fn need(title: &str) -> RequestForm {
    RequestForm {
        title: title.to_owned(),
        body: "Our technicians read ladder diagrams, and do not dare to change them.".to_owned(),
        language: "en".to_owned(),
        people: "5".to_owned(),
        mode: "onsite".to_owned(),
        region: "SA-04".to_owned(),
        languages: vec!["ar".to_owned(), "en".to_owned()],
        times: vec!["mornings".to_owned()],
        technologies: vec!["machine-vision".to_owned()],
        ..RequestForm::default()
    }
}

/// An offer of one day, good until two weeks after the test begins.
pub(crate) fn offer(provider: &Organisation) -> OfferForm {
    OfferForm {
        organisation: provider.id.to_string(),
        days: vec![DayForm {
            starts: "2027-02-03T09:00".to_owned(),
            ends: "2027-02-03T15:00".to_owned(),
        }],
        price: "1500".to_owned(),
        price_for: "seat".to_owned(),
        seats: "20".to_owned(),
        mode: "onsite".to_owned(),
        place: "Dammam, hall 2".to_owned(),
        words: "Hands on, with a rig for two.".to_owned(),
        valid_until: "2026-12-04".to_owned(),
    }
}

/// An organisation of this kind, and its owner.
pub(crate) async fn organisation(test: &TestApp, owner: &Person, kind: &str, name: &str) -> Organisation {
    let form = OrganisationForm {
        kind: kind.to_owned(),
        name_en: name.to_owned(),
        national_number: "7001234567".to_owned(),
        region: "SA-04".to_owned(),
        ..OrganisationForm::default()
    };
    organisations::create(test.core(), &owner.principal(), &form)
        .await
        .expect("an organisation")
}

/// Noura of a factory asks; Salem of another one is about to sign; two providers are about to offer.
pub(crate) struct Board {
    pub(crate) test: TestApp,
    pub(crate) admin: Person,
    pub(crate) noura: Person,
    pub(crate) salem: Person,
    pub(crate) teacher: Person,
    pub(crate) rival: Person,
    pub(crate) factory: Organisation,
    pub(crate) mill: Organisation,
    pub(crate) institute: Organisation,
    pub(crate) academy: Organisation,
}

impl Board {
    pub(crate) async fn new() -> Self {
        Self::on(TestApp::new().await).await
    }

    pub(crate) async fn on(test: TestApp) -> Self {
        let admin = test.admin("majid").await;
        test.forum(&admin, "training", "public").await;
        let (noura, salem) = (test.member("noura").await, test.member("salem").await);
        let (teacher, rival) = (test.member("teacher").await, test.member("rival").await);
        Self {
            factory: organisation(&test, &noura, "factory", "Gulf Steel").await,
            mill: organisation(&test, &salem, "factory", "Qassim Mill").await,
            institute: organisation(&test, &teacher, "provider", "Jubail Institute").await,
            academy: organisation(&test, &rival, "provider", "Rival Academy").await,
            test,
            admin,
            noura,
            salem,
            teacher,
            rival,
        }
    }

    pub(crate) async fn ask(&self, title: &str) -> TrainingRequestId {
        let form = RequestForm {
            organisation: self.factory.id.to_string(),
            forum: "training".to_owned(),
            ..need(title)
        };
        rules::ask(self.test.core(), &self.noura.principal(), &form)
            .await
            .expect("asked")
    }

    pub(crate) async fn sign(
        &self,
        who: &Person,
        id: TrainingRequestId,
        people: &str,
        firm: Option<&Organisation>,
    ) -> Result<()> {
        let form = SignatureForm {
            people: people.to_owned(),
            organisation: firm.map_or_else(String::new, |firm| firm.id.to_string()),
        };
        rules::sign(self.test.core(), &who.principal(), id, &form).await
    }

    pub(crate) async fn offer(&self, who: &Person, id: TrainingRequestId, of: &Organisation) -> Result<()> {
        rules::offer(self.test.core(), &who.principal(), id, &offer(of)).await
    }

    pub(crate) async fn row(&self, id: TrainingRequestId) -> RequestRow {
        let mut conn = self.test.core().db.read().await.expect("a connection");
        let found = db::requests::find(&mut conn, id).await.expect("a need or none");
        found.expect("a need").0
    }

    /// The offer of an organisation.
    pub(crate) async fn offered(&self, id: TrainingRequestId, of: &Organisation) -> (TrainingOfferId, OfferState) {
        let mut conn = self.test.core().db.read().await.expect("a connection");
        let found = rows::find_of(&mut conn, id, of.id).await.expect("an offer or none");
        let found = found.expect("an offer");
        (found.id, found.state)
    }

    pub(crate) async fn told(&self, who: &Person) -> Vec<NotificationKind> {
        let mut conn = self.test.core().db.read().await.expect("a connection");
        let told = db::notifications::list(&mut conn, who.account.id, Keyset::first(50))
            .await
            .expect("notices");
        told.into_iter().map(|(one, ..)| one.kind).collect()
    }

    /// The training of an offer that was picked, published by its provider.
    pub(crate) async fn publish(&self, offer: TrainingOfferId) -> PostId {
        let (core, by) = (self.test.core(), self.teacher.principal());
        let draft = rules::write_training(core, &by, offer).await.expect("a draft");
        drafts::publish(core, &by, draft, wording).await.expect("published").id
    }
}

/// What is wrong with a form.
fn fault(result: Result<impl Sized>, field: &str) -> Option<Problem> {
    match result {
        Err(Error::Invalid(problems)) => problems.of(field),
        _ => None,
    }
}

fn denied(result: Result<impl Sized>) -> Option<Denied> {
    match result {
        Err(Error::Forbidden(why)) => Some(why),
        _ => None,
    }
}
