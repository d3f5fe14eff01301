//! `/`: the landing page of a guest, the home of a member.

pub(crate) mod show;

use askama::Template;

use crate::web::{
    filters, paths,
    view::{Byline, CaseCard, ForumLine, MapView, Pager, TopicRow, TrainingCard},
};

/// What the landing page counts.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    /// Organisations that are verified.
    pub verified: u32,
    /// Case studies.
    pub cases: i64,
    /// Questions with an accepted answer.
    pub answered: u32,
}

/// A question and its accepted answer, shown as proof.
#[derive(Debug, Clone)]
pub struct Showcase {
    /// The topic's id.
    pub id: i64,
    /// The question's title.
    pub title: String,
    /// Language of title and answer; empty when unknown.
    pub lang: String,
    /// Who asked.
    pub asker: Byline,
    /// The beginning of the answer, plain text.
    pub answer: String,
    /// Who answered.
    pub answerer: Byline,
}

/// `/` for a guest.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/home/landing.html")]
pub struct LandingPage {
    /// What this instance counts.
    pub figures: Figures,
    /// A question and its answer, when there is a public one.
    pub showcase: Option<Showcase>,
    /// Where case studies come from.
    pub map: MapView,
    /// The newest of them.
    pub cases: Vec<CaseCard>,
    /// The next trainings.
    pub trainings: Vec<TrainingCard>,
    /// Newest questions without an answer.
    pub unanswered: Vec<TopicRow>,
    /// Hosts of the latest servers it talks with.
    pub peers: Vec<String>,
    /// How many there are beside those.
    pub more_peers: u32,
}

/// `/` for a member.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/home/index.html")]
pub struct HomePage {
    /// Topics of followed forums, last activity first.
    pub topics: Vec<TopicRow>,
    /// Ways on.
    pub pager: Pager,
    /// Forums the viewer follows.
    pub followed: Vec<ForumLine>,
    /// The trainings of the next seven days.
    pub trainings: Vec<TrainingCard>,
    /// A few questions without an answer.
    pub unanswered: Vec<TopicRow>,
    /// What the people whom the viewer follows wrote lately outside forums.
    pub notes: Vec<TopicRow>,
}
