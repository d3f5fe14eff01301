//! Pages to write on, and what is found by tag.

use crate::web::i18n::Locale;
use crate::web::pages::{compose, tags};
use crate::web::samples;
use crate::web::view::{FieldError, FieldView, Pager};

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
    };
    put(pages, "compose", &member("/forums/maintenance/new"), &compose);
    let wrong = compose::NewTopicPage {
        title: FieldView::of("اهتزاز").wrong(FieldError::with_limit("problem-too-short", 10)),
        body: FieldView::of("بعد استبدال المحمل **SKF 6312** ارتفع الاهتزاز.")
            .wrong(FieldError::with_limit("problem-too-short", 30)),
        preview_html: Some("<p>بعد استبدال المحمل <strong>SKF 6312</strong> ارتفع الاهتزاز.</p>".into()),
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
        back: "/topics/2".into(),
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
