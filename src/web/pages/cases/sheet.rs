//! `/cases/{id}/sheet`: a case study on one sheet of paper, with the way back to it and words to cite it by.

use askama::Template;
use axum::extract::State;

use crate::app::App;
use crate::db::types::PostId;
use crate::domain::cases;
use crate::domain::taxonomy::Taxonomy;
use crate::domain::text;
use crate::error::Result;
use crate::web::forms::Path;
use crate::web::page::Page;
use crate::web::present::{byline, case_view};
use crate::web::qr::{self, QrPicture};
use crate::web::view::{Byline, CaseView, MetricView};
use crate::web::visitor::Visitor;
use crate::web::{filters, paths};

/// Characters of problem, solution and lessons that fit on the sheet.
const PART: usize = 620;
/// Figures that fit on it.
const METRICS: usize = 5;

/// `/cases/{id}/sheet`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/cases/sheet.html")]
pub struct SheetPage {
    /// Its id.
    pub id: i64,
    /// Title.
    pub title: String,
    /// Who wrote it.
    pub author: Byline,
    /// The case study.
    pub case: CaseView,
    /// Its first figures.
    pub metrics: Vec<MetricView>,
    /// The beginnings of problem, solution and lessons, with the keys of their heads.
    pub parts: Vec<(&'static str, String)>,
    /// Its address.
    pub address: String,
    /// The same as a picture.
    pub picture: QrPicture,
    /// Year of publication.
    pub year: String,
    /// Words for programs that keep references.
    pub bibtex: String,
    /// The same for others.
    pub ris: String,
}

/// GET `/cases/{id}/sheet`.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor, Path(id): Path<i64>) -> Result<Page<SheetPage>> {
    let terms = Taxonomy::load(&app.core).await?;
    let (post, case) = cases::get(&app.core, &visitor.viewer, PostId(id), &terms).await?;
    let shown = cases::with_author(&app.core, &visitor.viewer, post.clone()).await?;
    let lang = post.language.clone().unwrap_or_default();
    let view = case_view(&case, &lang, &terms, visitor.language(), false);
    let part = |key: &'static str, html: &str| (key, beginning(html));
    let parts = [
        part("case-problem", &view.problem),
        part("case-solution", &view.solution),
        part("case-lessons", &view.lessons),
    ];
    let (author, chrome) = (byline(&post, &shown, &[]), visitor.chrome());
    let day = post.published_at.utc().format("%Y-%m-%d").to_string();
    let year = post.published_at.utc().format("%Y").to_string();
    let source = Source {
        id,
        author: &author.name,
        title: &post.title,
        site: &chrome.site.name,
        day: &day,
        year: &year,
        address: &post.url,
        lang: &lang,
    };
    let page = SheetPage {
        id,
        title: post.title.clone(),
        metrics: view.metrics.iter().take(METRICS).cloned().collect(),
        parts: parts.into_iter().filter(|(_, text)| !text.is_empty()).collect(),
        picture: qr::picture(&post.url)?,
        bibtex: source.bibtex(),
        ris: source.ris(),
        address: post.url.clone(),
        year: year.clone(),
        author: author.clone(),
        case: view,
    };
    Ok(Page::new(chrome, page))
}

fn beginning(html: &str) -> String {
    let plain = text::plain(html);
    let cut = text::cut(plain.trim(), PART);
    cut.trim_end().to_owned()
}

/// What a reference says.
struct Source<'a> {
    id: i64,
    author: &'a str,
    title: &'a str,
    site: &'a str,
    day: &'a str,
    year: &'a str,
    address: &'a str,
    lang: &'a str,
}

impl Source<'_> {
    fn bibtex(&self) -> String {
        let safe = |text: &str| -> String { text.chars().filter(|c| !matches!(c, '{' | '}' | '\\')).collect() };
        format!(
            "@misc{{majlis{id},\n  author = {{{author}}},\n  title = {{{title}}},\n  howpublished = {{{site}}},\n  year = {{{year}}},\n  \
             url = {{{address}}},\n  language = {{{lang}}}\n}}",
            id = self.id,
            author = safe(self.author),
            title = safe(self.title),
            site = safe(self.site),
            year = self.year,
            address = self.address,
            lang = safe(self.lang),
        )
    }

    fn ris(&self) -> String {
        let line = |text: &str| text.replace(['\n', '\r'], " ");
        format!(
            "TY  - ELEC\nAU  - {}\nTI  - {}\nPB  - {}\nPY  - {}\nDA  - {}\nUR  - {}\nLA  - {}\nER  - ",
            line(self.author),
            line(self.title),
            line(self.site),
            self.year,
            self.day.replace('-', "/"),
            self.address,
            line(self.lang),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_break_out_of_a_reference() {
        let source = Source {
            id: 7,
            author: "Noura",
            title: "Scrap} url={evil\nAU  - Mallory",
            site: "Riyadh Chamber",
            day: "2026-11-22",
            year: "2026",
            address: "https://riyadh.example/cases/7",
            lang: "en",
        };
        assert_eq!(
            source.ris().lines().filter(|line| line.starts_with("AU  - ")).count(),
            1
        );
        assert_eq!(source.bibtex().matches("url = {").count(), 1);
        assert_eq!(
            source.bibtex().matches('{').count(),
            source.bibtex().matches('}').count()
        );
    }
}
