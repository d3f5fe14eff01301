//! `/questions`: the questions of all forums, by how far they are.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;

use crate::app::App;
use crate::db::topics::TopicSort;
use crate::db::types::TopicKind;
use crate::domain::{questions, topics};
use crate::error::Result;
use crate::web::forms::{Form, Query};
use crate::web::page::{Flash, Page};
use crate::web::present::{cursor, topic_rows};
use crate::web::redirect::Redirect;
use crate::web::view::{Pager, TopicRow};
use crate::web::visitor::{Member, Visitor};
use crate::web::{filters, paths};

/// Which questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionTab {
    /// Without any answer.
    Unanswered,
    /// Open: without an accepted answer.
    Open,
    /// With an accepted answer.
    Accepted,
    /// All of them.
    All,
}

impl QuestionTab {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Unanswered, Self::Open, Self::Accepted, Self::All];

    /// The value of `?show=`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered",
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::All => "all",
        }
    }

    /// The key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unanswered => "questions-tab-unanswered",
            Self::Open => "questions-tab-open",
            Self::Accepted => "questions-tab-accepted",
            Self::All => "questions-tab-all",
        }
    }

    fn sort(self) -> TopicSort {
        match self {
            Self::Unanswered => TopicSort::Silent,
            Self::Open => TopicSort::Unanswered,
            Self::Accepted => TopicSort::Settled,
            Self::All => TopicSort::New,
        }
    }
}

/// `/questions`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/questions/index.html")]
pub struct QuestionsPage {
    /// Which are shown.
    pub tab: QuestionTab,
    /// The questions, newest first.
    pub topics: Vec<TopicRow>,
    /// Ways on.
    pub pager: Pager,
    /// Whether the viewer, if a member, is asked about questions of their field.
    pub wants_nudges: Option<bool>,
}

impl QuestionsPage {
    fn address(&self, tab: &QuestionTab) -> String {
        address(*tab)
    }
}

fn address(tab: QuestionTab) -> String {
    format!("{}?show={}", paths::QUESTIONS, tab.tag())
}

/// Which questions, from where.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Choice {
    #[serde(default)]
    show: String,
    #[serde(default)]
    after: String,
}

/// GET `/questions`.
pub(crate) async fn index(
    State(app): State<App>,
    visitor: Visitor,
    member: Option<Member>,
    Query(choice): Query<Choice>,
) -> Result<Page<QuestionsPage>> {
    let tab = QuestionTab::ALL.into_iter().find(|tab| tab.tag() == choice.show);
    let tab = tab.unwrap_or(QuestionTab::Unanswered);
    let after = cursor::read(&choice.after);
    let kind = Some(TopicKind::Question);
    let list = topics::list(&app.core, &visitor.viewer, None, kind, tab.sort(), after).await?;
    let wants_nudges = match member {
        Some(member) => Some(questions::wants_nudges(&app.core, &member.principal).await?),
        None => None,
    };
    let address = address(tab);
    let page = QuestionsPage {
        tab,
        topics: topic_rows(&list, visitor.language(), true),
        pager: Pager {
            next: list.next.map(|next| format!("{address}&after={}", cursor::write(next))),
            previous: after.map(|_| address),
        },
        wants_nudges,
    };
    Ok(Page::new(visitor.chrome(), page))
}

/// What the button says: `nudges=yes|no`.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    nudges: String,
}

/// POST `/questions/nudges`.
pub(crate) async fn set_nudges(State(app): State<App>, member: Member, Form(wish): Form<Wish>) -> Result<Redirect> {
    questions::set_wants_nudges(&app.core, &member.principal, wish.nudges != "no").await?;
    Ok(member.visitor.go(paths::QUESTIONS).saying(Flash::SAVED))
}
