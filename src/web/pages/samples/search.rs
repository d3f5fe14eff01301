//! Pages of search: found, narrowed, nothing found.

use crate::web::i18n::Locale;
use crate::web::pages::search::{Chip, Facet, SearchPage, Tab, TabLine};
use crate::web::samples;
use crate::web::view::{ForumLine, HitRow, Marked, SelectOption, TopicKind};

use super::{Pages, chrome, pager, put, viewer};

pub(super) fn search_pages(locale: Locale, pages: &mut Pages) {
    let at = |viewer| chrome(locale, "/search", viewer);
    put(pages, "search-empty", &at(None), &SearchPage::default());
    put(pages, "search", &at(Some(viewer())), &found());
    let none = SearchPage {
        hits: Vec::new(),
        ask_in: vec![("/forums/energy/new?title=x".into(), "الطاقة".into())],
        is_cut: true,
        ..found()
    };
    put(pages, "search-none", &at(Some(viewer())), &none);
    let forums = SearchPage {
        tab: Tab::Forums,
        hits: Vec::new(),
        chips: Vec::new(),
        forums: samples::forums(),
        ..found()
    };
    put(pages, "search-forums", &at(None), &forums);
    let lonely = SearchPage {
        is_asked: true,
        needs_word: true,
        ..SearchPage::default()
    };
    put(pages, "search-needs-word", &at(None), &lonely);
}

fn found() -> SearchPage {
    let tab = |tab: Tab, count, is_more| TabLine {
        tab,
        count,
        is_more,
        href: "/search?q=x".into(),
    };
    let chip = |key, value: &str, is_key| Chip {
        key,
        value: value.into(),
        is_key,
        href: "/search?q=x".into(),
    };
    let option = SelectOption {
        value: "energy".into(),
        name: "الطاقة (12)".into(),
    };
    SearchPage {
        q: "اهتزاز \"cooling pump\" -oil".into(),
        is_asked: true,
        tabs: vec![
            tab(Tab::Topics, 100, true),
            tab(Tab::Replies, 12, false),
            tab(Tab::Forums, 1, false),
            tab(Tab::People, 20, true),
            tab(Tab::Organisations, 3, false),
        ],
        chips: vec![
            chip("search-forum", "energy@industrial-cluster.jubail.example", false),
            chip("search-state", "search-is-solved", true),
        ],
        forum: Facet {
            options: vec![option],
            chosen: "energy".into(),
        },
        state: "solved".into(),
        this_order: "/search?q=x".into(),
        other_order: "/search?q=x&sort=newest".into(),
        hits: vec![hit(false), hit(true)],
        pager: pager(),
        feed: "/search/feed?q=x".into(),
        ..SearchPage::default()
    }
}

fn hit(is_reply: bool) -> HitRow {
    let piece = |text: &str, is_hit| Marked {
        text: text.into(),
        is_hit,
    };
    HitRow {
        href: "/topics/2".into(),
        title: vec![
            piece("اهتزاز", true),
            piece(" مضخة التبريد عند 1480 دورة في الدقيقة بعد تغيير المحمل", false),
        ],
        excerpt: vec![
            piece("… after the overhaul the ", false),
            piece("cooling pump", true),
            piece(" went to <7.1 mm/s …", false),
        ],
        lang: "en".into(),
        title_lang: "ar".into(),
        kind: TopicKind::Answered,
        is_reply,
        is_accepted: is_reply,
        author: if is_reply {
            samples::long_name()
        } else {
            samples::sara()
        },
        forum: Some(ForumLine {
            name: "maintenance".into(),
            title: "الصيانة والموثوقية".into(),
            origin: None,
            unread: 0,
        }),
        replies: 14,
    }
}
