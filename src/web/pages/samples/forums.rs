//! Pages of forums and topics.

use crate::domain::diff;
use crate::web::i18n::Locale;
use crate::web::pages::{forums, questions, topics};
use crate::web::samples;
use crate::web::view::{
    DraftView, FieldError, FieldView, IndexTab, Level, NearTopic, Pager, QuestionView, ReplyForm, SelectOption, Sort,
    TopicKind, TopicTab,
};

use super::{Pages, chrome, pager, put, viewer};

pub(super) fn forum_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let index = forums::ForumIndexPage {
        tab: IndexTab::Local,
        forums: samples::forums(),
        pager: pager(),
    };
    put(pages, "forums", &member("/forums"), &index);
    for (name, tab) in [
        ("forums-none", IndexTab::Local),
        ("forums-followed", IndexTab::Followed),
        ("forums-discover", IndexTab::Discover),
    ] {
        put(
            pages,
            name,
            &member("/forums"),
            &forums::ForumIndexPage {
                tab,
                forums: vec![],
                pager: Pager::default(),
            },
        );
    }
    let forum = forums::ForumPage {
        forum: samples::forum(),
        tab: TopicTab::All,
        sort: Sort::Active,
        topics: samples::topics(),
        pager: pager(),
        level: Some(Level::Normal),
        any_unread: true,
        tags: vec![("اهتزازات".into(), 14), ("OEE".into(), 3)],
        sector: Some(("28".into(), "صنع الآلات والمعدات".into())),
        sectors: vec![SelectOption {
            value: "28".into(),
            name: "صنع الآلات والمعدات".into(),
        }],
    };
    put(pages, "forum", &member("/forums/maintenance"), &forum);
    put(
        pages,
        "forum-guest",
        &chrome(locale, "/forums/maintenance", None),
        &forum,
    );
    put(
        pages,
        "forum-empty",
        &member("/forums/maintenance"),
        &forums::ForumPage {
            topics: vec![],
            ..forum.clone()
        },
    );
    put(
        pages,
        "forum-unanswered",
        &member("/forums/maintenance"),
        &forums::ForumPage {
            topics: vec![],
            sort: Sort::Unanswered,
            ..forum
        },
    );

    question_pages(locale, pages);
    put(pages, "topic", &member("/topics/2"), &topic_page());
    let mut guest = topics::TopicPage {
        may_reply: false,
        ..topic_page()
    };
    guest.topic.vote.allowed = false;
    guest.topic.may_edit = false;
    guest.topic.may_delete = false;
    guest.topic.may_moderate = false;
    put(pages, "topic-guest", &chrome(locale, "/topics/2", None), &guest);
    let mut locked = topics::TopicPage {
        replies: vec![],
        accepted: None,
        reply_count: 0,
        may_reply: false,
        ..topic_page()
    };
    locked.topic.locked = true;
    put(pages, "topic-locked", &member("/topics/2"), &locked);
    let form = ReplyForm {
        parent: Some(12),
        body: FieldView::default().wrong(FieldError::new("problem-required")),
        lang: "ar".into(),
        preview_html: Some("<p>معاينة</p>".into()),
        draft: DraftView::default(),
        files: samples::tray(),
    };
    put(
        pages,
        "topic-wrong-reply",
        &member("/topics/2"),
        &topics::TopicPage { form, ..topic_page() },
    );
    let delete = topics::DeletePostPage {
        id: 2,
        title: samples::post().title,
        is_reply: true,
        excerpt: "انتبهوا إلى أن الشرائح الرخيصة تنضغط.".into(),
        replies: 3,
        back: "/topics/2".into(),
    };
    put(pages, "delete", &member("/posts/2/delete"), &delete);
    put(
        pages,
        "delete-topic",
        &member("/posts/2/delete"),
        &topics::DeletePostPage {
            is_reply: false,
            replies: 0,
            ..delete
        },
    );
}

pub(super) fn topic_page() -> topics::TopicPage {
    topics::TopicPage {
        forum: samples::forum(),
        topic: samples::post(),
        accepted: Some(samples::answer()),
        accepted_by: Some("سارة القحطاني".into()),
        replies: samples::replies(),
        reply_count: 6,
        pager: pager(),
        may_reply: true,
        needs_level: false,
        form: ReplyForm {
            lang: "ar".into(),
            ..Default::default()
        },
        question: Some(QuestionView {
            same: 3,
            may_say_same: true,
            may_close: true,
            ..QuestionView::default()
        }),
        level: Some(Level::Watch),
        first_new: Some(14),
        may_make_case: true,
        near: vec![NearTopic {
            id: 3,
            title: "Energy baseline of a bottling line at night: what is normal?".into(),
            lang: "en".into(),
            kind: TopicKind::Question,
            replies: 4,
        }],
    }
}

/// Questions in every state, and what a post said before.
fn question_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let list = questions::QuestionsPage {
        tab: questions::QuestionTab::Unanswered,
        topics: samples::topics(),
        pager: pager(),
        wants_nudges: Some(true),
    };
    put(pages, "questions", &member("/questions"), &list);
    let none = questions::QuestionsPage {
        topics: vec![],
        wants_nudges: None,
        ..list
    };
    put(pages, "questions-none", &chrome(locale, "/questions", None), &none);
    let mut closed = topic_page();
    closed.accepted = None;
    closed.replies = vec![];
    closed.topic.kind = TopicKind::Duplicate;
    closed.topic.undo_until = Some(samples::LATER);
    closed.question = Some(QuestionView {
        original: Some((7, samples::post().title)),
        may_close: true,
        ..QuestionView::default()
    });
    put(pages, "topic-duplicate", &member("/topics/2"), &closed);
    closed.topic.kind = TopicKind::Stale;
    put(pages, "topic-stale", &chrome(locale, "/topics/2", None), &closed);
    let version = |before: &str, after: &str, is_current| topics::VersionView {
        at: samples::LATER,
        is_current,
        is_first: before == after,
        lang: "ar".into(),
        title: diff::words(before, after).into_iter().next(),
        text: diff::words(before, after),
    };
    let history = topics::HistoryPage {
        title: samples::post().title,
        back: "/topics/2".into(),
        versions: vec![
            version("ارتفع الاهتزاز كثيرًا", "ارتفع الاهتزاز إلى 6.8 mm/s", true),
            version("ارتفع الاهتزاز كثيرًا", "ارتفع الاهتزاز كثيرًا", false),
        ],
        pager: pager(),
    };
    put(pages, "history", &member("/posts/2/history"), &history);
}
