//! Every page renders in both languages and keeps what the frame promises.

use scraper::{Html, Selector};

use super::samples;
use crate::web::i18n::Locale;

fn each(check: impl Fn(&str, &str, &Html)) {
    for locale in Locale::ALL {
        for (name, html) in samples::all(locale) {
            check(&format!("{name} in {locale}"), &html, &Html::parse_document(&html));
        }
    }
}

fn count(page: &Html, selector: &str) -> usize {
    Selector::parse(selector)
        .map(|s| page.select(&s).count())
        .unwrap_or_default()
}

fn attributes(page: &Html, selector: &str, attribute: &str) -> Vec<String> {
    let Ok(selector) = Selector::parse(selector) else {
        return Vec::new();
    };
    page.select(&selector)
        .filter_map(|element| element.attr(attribute))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_page_renders_in_both_languages() {
    each(|name, html, page| {
        assert!(html.trim_end().ends_with("</html>"), "{name} is cut short: {html}");
        assert_eq!(
            count(page, "html[lang][dir]"),
            1,
            "{name} says its language and direction"
        );
    });
}

#[test]
fn every_page_has_one_heading_and_its_landmarks() {
    each(|name, _, page| {
        assert_eq!(count(page, "h1"), 1, "{name} has one h1");
        for landmark in [
            "header.site-header",
            "main#main",
            "footer.site-footer",
            "a.skip-link[href='#main']",
        ] {
            assert_eq!(count(page, landmark), 1, "{name} has one {landmark}");
        }
    });
}

#[test]
fn every_form_that_posts_carries_the_token() {
    each(|name, _, page| {
        let forms = count(page, "form[method='post']");
        assert_eq!(
            count(page, "form[method='post'] input[name='csrf'][value='token']"),
            forms,
            "{name}"
        );
    });
}

#[test]
fn every_id_is_there_once_and_every_reference_leads_to_one() {
    each(|name, _, page| {
        let ids = attributes(page, "[id]", "id");
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "{name}: #{id}");
        }
        let mut wanted = attributes(page, "label[for]", "for");
        for attribute in ["aria-describedby", "aria-labelledby"] {
            for list in attributes(page, &format!("[{attribute}]"), attribute) {
                wanted.extend(list.split_whitespace().map(str::to_owned));
            }
        }
        for id in wanted {
            assert!(ids.contains(&id), "{name}: nothing is called {id}");
        }
    });
}

#[test]
fn no_page_carries_inline_style_or_script() {
    each(|name, html, page| {
        // What holds data runs nothing.
        let inline = "[style], style, script:not([src]):not([type='application/ld+json'])";
        assert_eq!(count(page, inline), 0, "{name}");
        assert!(!html.contains(" onclick="), "{name}");
    });
}

#[test]
fn a_wrong_form_says_so_beside_the_field_and_in_the_summary() {
    for (name, html) in samples::all(Locale::En)
        .into_iter()
        .filter(|(name, _)| ["register-wrong", "compose-wrong"].contains(name))
    {
        let page = Html::parse_document(&html);
        assert_eq!(count(&page, ".error-summary[role='alert']"), 1, "{name}");
        assert_eq!(
            count(&page, ".error-summary li"),
            count(&page, ".field-error"),
            "{name}"
        );
        assert!(count(&page, "[aria-invalid='true'][aria-describedby]") > 0, "{name}");
    }
}
