//! Case studies: writing one step by step, what may be seen of it, the library, and who decides.

mod composer;
mod feedback;
mod large;
mod library;
mod map;
mod place;
mod plain;
mod replications;
mod review;
mod travel;

use majlis::db::posts::Post;
use majlis::domain::cases::drafts::{self, Origin};
use majlis::domain::cases::{self, Step};
use majlis::domain::forums::ForumView;
use majlis::web::present::wording;

use crate::support::{Client, Person, TestApp};

/// What a step sends.
type Fields<'a> = &'a [(&'a str, &'a str)];

/// A forum and those who write in it.
struct Scene {
    test: TestApp,
    admin: Person,
    noura: Person,
    ali: Person,
    forum: ForumView,
}

/// The steps of a whole case study.
const STORY: [(Step, Fields<'static>); 5] = [
    (
        Step::Basics,
        &[
            ("title", "Scrap down 18% with in-line vision"),
            ("summary", "A moulder added camera checks."),
            ("language", "en"),
            ("forum", "quality"),
            ("sector", "22"),
            ("size", "medium"),
        ],
    ),
    (
        Step::Story,
        &[
            ("problem", "Short shots left the line unseen, **every night**."),
            ("solution", "Four cameras over the presses and a reject flap."),
            ("lessons", "Light matters more than the camera."),
        ],
    ),
    (
        Step::Means,
        &[
            ("technologies", "machine-vision"),
            ("technologies", "ai"),
            ("vendors", "Basira Vision\nGulf Automation"),
            ("cost", "٤٥٠٬٠٠٠"),
            ("payback", "٩"),
            ("milestone_month", "2026-03"),
            ("milestone_words", "First camera"),
        ],
    ),
    (
        Step::Results,
        &[
            ("metric_name", "Scrap"),
            ("metric_unit", "%"),
            ("metric_before", "٦٫١"),
            ("metric_after", "5"),
            ("metric_period", "six months"),
            ("dimension", "intelligence-shop-floor"),
            ("dimension_before", "1"),
            ("dimension_after", "3"),
        ],
    ),
    (
        Step::Place,
        &[
            ("region", "SA-01"),
            ("city", "riyadh-2"),
            ("locality", "Al-Kharj road"),
            ("latitude", "24.5441"),
            ("longitude", "46.8983"),
            ("precision", "city"),
            ("contact", "replies"),
        ],
    ),
];

fn owned(fields: Fields<'_>) -> Vec<(String, String)> {
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

/// A published case study of somebody's in one of the forums.
pub async fn published(test: &TestApp, by: &Person, forum: &str, title: &str) -> Post {
    let (core, by) = (test.core(), by.principal());
    let draft = drafts::begin(core, &by, Origin::Nothing, title, "en")
        .await
        .expect("a draft");
    for (step, fields) in STORY {
        let mut sent = owned(fields);
        for (name, value) in &mut sent {
            match name.as_str() {
                "forum" => forum.clone_into(value),
                "title" => title.clone_into(value),
                _ => {}
            }
        }
        drafts::save(core, &by, draft.id, step, &sent, None)
            .await
            .expect("kept");
    }
    cases::publish(core, &by, draft.id, wording).await.expect("published")
}

impl Scene {
    async fn new() -> Self {
        Self::of(TestApp::new().await, "public").await
    }

    async fn of(test: TestApp, scope: &str) -> Self {
        let admin = test.admin("majid").await;
        Self {
            forum: test.forum(&admin, "quality", scope).await,
            noura: test.member("noura").await,
            ali: test.member("ali").await,
            admin,
            test,
        }
    }

    /// A draft of somebody's with everything in it, except what is said otherwise.
    async fn draft(&self, by: &Person, otherwise: &[(Step, Fields<'_>)]) -> majlis::db::types::CaseDraftId {
        let (core, by) = (self.test.core(), by.principal());
        let draft = drafts::begin(core, &by, Origin::Nothing, "", "en")
            .await
            .expect("a draft");
        for (step, fields) in STORY {
            let other = otherwise.iter().find(|(other, _)| *other == step);
            let fields = other.map_or(fields, |(_, fields)| fields);
            drafts::save(core, &by, draft.id, step, &owned(fields), None)
                .await
                .expect("kept");
        }
        draft.id
    }

    /// A published case study of somebody's.
    async fn publish(&self, by: &Person, otherwise: &[(Step, Fields<'_>)]) -> Post {
        self.test.advance(chrono::TimeDelta::seconds(1));
        let draft = self.draft(by, otherwise).await;
        cases::publish(self.test.core(), &by.principal(), draft, wording)
            .await
            .expect("published")
    }

    async fn browser(&self, person: &Person) -> Client {
        self.test.sign_in(person).await.with_header("accept-language", "en")
    }

    fn guest(&self) -> Client {
        self.test.guest().with_header("accept-language", "en")
    }
}
