//! `/design`: every component beside the others, for those who build the site. Development only.

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::error::{Failure, Result};
use crate::web::page::Page;
use crate::web::visitor::Visitor;
use crate::web::{
    filters, paths, samples,
    view::{FieldError, FieldView, ForumCard, Pager, ReplyView, Scope, TopicKind, TopicRow},
};

/// GET `/design`.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Page<DesignPage>> {
    if !app.web.site(visitor.locale()).development {
        return Err(Failure::not_found());
    }
    Ok(Page::new(visitor.chrome(), DesignPage::sample()))
}

/// The page of components.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/design/index.html")]
pub struct DesignPage {
    topics: Vec<TopicRow>,
    forums: Vec<ForumCard>,
    replies: Vec<ReplyView>,
    plain: FieldView,
    wrong: FieldView,
    pager: Pager,
}

impl DesignPage {
    const KINDS: [TopicKind; 4] = [
        TopicKind::Question,
        TopicKind::Answered,
        TopicKind::Discussion,
        TopicKind::Announcement,
    ];

    /// The page, filled with made-up content.
    #[must_use]
    pub fn sample() -> Self {
        Self {
            topics: samples::topics(),
            forums: samples::forums(),
            replies: samples::replies(),
            plain: FieldView::of("سارة القحطاني"),
            wrong: FieldView::of("sara at riyadh").wrong(FieldError::new("problem-email")),
            pager: Pager {
                previous: Some("#previous".into()),
                next: Some("#next".into()),
            },
        }
    }
}
