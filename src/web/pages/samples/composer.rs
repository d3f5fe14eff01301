//! Pages to write on, and what is found by tag.

use crate::web::i18n::Locale;
use crate::web::pages::{compose, drafts, tags};
use crate::web::samples;
use crate::web::view::{DraftLine, DraftView, FieldError, FieldView, Pager};

use super::{Pages, chrome, pager, put, viewer};

pub(super) fn composer_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let compose = compose::NewTopicPage {
        forum: samples::forum(),
        kind: FieldView::of("question"),
        may_announce: true,
        title: FieldView::default(),
        body: FieldView::default(),
        language: FieldView::of("ar"),
        preview_html: None,
        similar: Vec::new(),
        draft: drafting(),
        files: samples::tray().emptied(),
    };
    put(pages, "compose", &member("/forums/maintenance/new"), &compose);
    let wrong = compose::NewTopicPage {
        title: FieldView::of("اهتزاز").wrong(FieldError::with_limit("problem-too-short", 10)),
        body: FieldView::of("بعد استبدال المحمل **SKF 6312** ارتفع الاهتزاز.")
            .wrong(FieldError::with_limit("problem-too-short", 30)),
        preview_html: Some("<p>بعد استبدال المحمل <strong>SKF 6312</strong> ارتفع الاهتزاز.</p>".into()),
        similar: vec![compose::SimilarTopic {
            title: samples::post().title,
            href: "/topics/2".into(),
            lang: "ar".into(),
            is_settled: true,
            replies: 4,
        }],
        ..compose
    };
    put(pages, "compose-wrong", &member("/forums/maintenance/new"), &wrong);
    let edit = compose::EditPostPage {
        id: 2,
        title: Some(FieldView::of(samples::post().title)),
        topic_title: samples::post().title,
        body: FieldView::of("بعد استبدال المحمل"),
        language: FieldView::of("ar"),
        preview_html: None,
        files: samples::tray(),
        back: "/topics/2".into(),
        draft: DraftView::default(),
    };
    put(pages, "edit", &member("/posts/2/edit"), &edit);
    put(
        pages,
        "edit-reply",
        &member("/posts/2/edit"),
        &compose::EditPostPage { title: None, ..edit },
    );
    let kept = compose::KeptPage {
        reason: "denied-locked".into(),
        is_signed_out: true,
        title: samples::post().title,
        body: "أرخِ كل قدم على حدة مع ساعة قياس.".into(),
        back: "/topics/2".into(),
        next: "%2Ftopics%2F2".into(),
    };
    put(pages, "kept", &chrome(locale, "/topics/2/replies", None), &kept);
    draft_pages(locale, pages);
    let tag = tags::TagPage {
        tag: "صيانة_تنبؤية".into(),
        forum: Some(("maintenance".into(), "الصيانة التنبؤية".into())),
        is_open: true,
        topics: samples::topics(),
        pager: pager(),
    };
    put(pages, "tag", &chrome(locale, "/tags/x", None), &tag);
    put(
        pages,
        "tag-empty",
        &chrome(locale, "/tags/x", None),
        &tags::TagPage {
            topics: vec![],
            forum: None,
            pager: Pager::default(),
            ..tag
        },
    );
}

fn draft_line() -> DraftLine {
    DraftLine {
        id: 5,
        words: "كيف نقيس فعالية المعدات دون حساسات؟".into(),
        kind: "draft-topic",
        at: samples::LATER,
        href: Some("/drafts/5".into()),
    }
}

fn drafting() -> DraftView {
    DraftView {
        kind: "topic",
        place: 1,
        offers: vec![draft_line()],
        ..DraftView::default()
    }
}

fn draft_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let list = drafts::DraftsPage {
        drafts: vec![
            draft_line(),
            DraftLine {
                id: 6,
                words: String::new(),
                kind: "draft-reply",
                ..draft_line()
            },
        ],
        days: 90,
    };
    put(pages, "drafts", &member("/drafts"), &list);
    let none = drafts::DraftsPage { drafts: vec![], ..list };
    put(pages, "drafts-none", &member("/drafts"), &none);
    let homeless = drafts::DraftPage {
        id: 5,
        title: samples::post().title,
        body: "أرخِ كل قدم على حدة مع ساعة قياس.".into(),
        files: samples::files(),
    };
    put(pages, "draft", &member("/drafts/5"), &homeless);
}
