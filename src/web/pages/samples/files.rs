//! The page of one's own files.

use crate::web::i18n::Locale;
use crate::web::pages::media::UploadsPage;
use crate::web::samples;
use crate::web::view::{Pager, UploadLine};

use super::{Pages, chrome, pager, put, viewer};

pub(super) fn file_pages(locale: Locale, pages: &mut Pages) {
    let at = chrome(locale, "/settings/uploads", Some(viewer()));
    let line = |id, name: &str, post: Option<(&str, &str)>| UploadLine {
        id,
        href: "/media/spectrum".into(),
        name: name.into(),
        kind: "WEBP".into(),
        kilobytes: 214,
        at: samples::THEN,
        src: (id == 7).then(|| "/media/spectrum/small".into()),
        post: post.map(|(address, words)| (address.into(), words.into())),
        is_waiting: id == 9,
        draft: (id == 11).then(|| "/drafts/5".into()),
    };
    let page = UploadsPage {
        files: vec![
            line(7, "طيف الاهتزاز.webp", Some(("/topics/2", "اهتزاز مضخة التبريد"))),
            line(8, "readings-of-the-cooling-pump-before-and-after-the-change.csv", None),
            line(9, "مخطط.dwg", None),
            line(10, "hidden.pdf", Some(("/topics/3", ""))),
            line(11, "محاذاة.pdf", None),
        ],
        used: 870,
        quota: 1_000,
        days: 7,
        pager: pager(),
    };
    put(pages, "uploads", &at, &page);
    let empty = UploadsPage {
        files: vec![],
        used: 0,
        pager: Pager::default(),
        ..page
    };
    put(pages, "uploads-empty", &at, &empty);
}
