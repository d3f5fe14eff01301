//! `/design`: every component beside the others, for those who build the site. Development only.

use askama::Template;

use crate::web::{
    filters, paths, samples,
    view::{FieldError, FieldView, ForumCard, Pager, ReplyView, Scope, TopicKind, TopicRow},
};

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
