//! Pages of forums and topics.

use crate::web::i18n::Locale;
use crate::web::pages::{forums, topics};
use crate::web::samples;
use crate::web::view::{
    FieldError, FieldView, IndexTab, Level, NearTopic, Pager, ReplyForm, SelectOption, Sort, TopicKind, TopicTab,
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

fn topic_page() -> topics::TopicPage {
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
        level: Some(Level::Watch),
        first_new: Some(14),
        near: vec![NearTopic {
            id: 3,
            title: "Energy baseline of a bottling line at night: what is normal?".into(),
            lang: "en".into(),
            kind: TopicKind::Question,
            replies: 4,
        }],
    }
}
