//! Pages of reading: what is kept, watched, and gathered by sector.

use crate::web::i18n::Locale;
use crate::web::pages::{bookmarks, sectors, watching};
use crate::web::samples;
use crate::web::view::{FieldError, FieldView, ForumLine, Level, Pager, SelectOption};

use super::{Pages, chrome, pager, put, viewer};

pub(super) fn reading_pages(locale: Locale, pages: &mut Pages) {
    bookmark_pages(locale, pages);
    watching_pages(locale, pages);
    sector_pages(locale, pages);
}

fn bookmark_pages(locale: Locale, pages: &mut Pages) {
    let member = |path| chrome(locale, path, Some(viewer()));
    let folders = vec![(1, "الضواغط".to_owned()), (2, "To try on line 3".to_owned())];
    let rows = samples::topics()
        .into_iter()
        .enumerate()
        .map(|(n, post)| bookmarks::KeptRow {
            href: format!("/topics/{}", post.id),
            is_gone: n == 2,
            note: if n == 1 {
                "جرّبها في الخط الثالث\nقبل الصيانة السنوية".into()
            } else {
                String::new()
            },
            folder: folders.get(n).cloned(),
            post,
        });
    let page = bookmarks::BookmarksPage {
        rows: rows.collect(),
        open: folders.first().cloned(),
        folders,
        pager: pager(),
    };
    put(pages, "bookmarks", &member("/bookmarks"), &page);
    let none = bookmarks::BookmarksPage {
        folders: vec![],
        open: None,
        rows: vec![],
        pager: Pager::default(),
    };
    put(pages, "bookmarks-none", &member("/bookmarks"), &none);
    let edit = bookmarks::BookmarkPage {
        id: 2,
        title: samples::post().title,
        note: FieldView::of("x").wrong(FieldError::with_limit("problem-too-long", 1000)),
        folder: FieldView::of("1"),
        new_folder: FieldView::default(),
        folders: vec![SelectOption {
            value: "1".into(),
            name: "الضواغط".into(),
        }],
    };
    put(pages, "bookmark-wrong", &member("/bookmarks/2"), &edit);
}

fn lines() -> Vec<ForumLine> {
    let forums = samples::forums().into_iter();
    forums
        .map(|forum| ForumLine {
            name: forum.name,
            title: forum.title,
            origin: forum.origin,
            unread: forum.unread,
        })
        .collect()
}

fn watching_pages(locale: Locale, pages: &mut Pages) {
    let member = chrome(locale, "/settings/watching", Some(viewer()));
    let page = watching::WatchingPage {
        forums: Level::ALL.into_iter().zip(lines()).collect(),
        topics: samples::topics()
            .into_iter()
            .map(|topic| watching::TopicLevel {
                id: topic.id,
                title: topic.title,
                lang: topic.lang,
                level: Level::Mute,
            })
            .collect(),
        pager: pager(),
    };
    put(pages, "watching", &member, &page);
    put(pages, "watching-none", &member, &watching::WatchingPage::default());
}

fn sector_pages(locale: Locale, pages: &mut Pages) {
    let guest = |path| chrome(locale, path, None);
    let line = |code: &str, forums| sectors::SectorLine {
        code: code.into(),
        name: "صنع منتجات المعادن المشكّلة، باستثناء الآلات والمعدات".into(),
        forums,
        topics: forums * 12,
    };
    let index = sectors::SectorsPage {
        used: vec![line("25", 3)],
        unused: vec![line("28", 0)],
    };
    put(pages, "sectors", &guest("/sectors"), &index);
    let none = sectors::SectorsPage {
        used: vec![],
        unused: vec![],
    };
    put(pages, "sectors-none", &guest("/sectors"), &none);
    let page = sectors::SectorPage {
        code: "25".into(),
        name: "صنع منتجات المعادن المشكّلة".into(),
        forums: lines(),
        topics: samples::topics(),
        trainings: vec![super::calendar::card(1)],
        pager: pager(),
    };
    put(pages, "sector", &guest("/sectors/25"), &page);
}
