//! `/trainings/{id}/materials`: links to slides, recordings and exercises, before and after a training.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::db::types::PostId;
use crate::domain::trainings::{self, MATERIALS_MAX, MaterialForm};
use crate::domain::validate::Problems;
use crate::domain::{self, Denied};
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::view::FieldView;
use crate::web::visitor::{Member, Rejected};
use crate::web::{filters, paths};

/// Empty rows below those that are filled.
const ROWS_MORE: usize = 3;

/// A row of the materials.
#[derive(Debug, Clone, Default)]
pub struct MaterialInput {
    /// Number of the row.
    pub number: usize,
    /// What it is.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// For those with a seat only.
    pub for_seats: bool,
}

/// `/trainings/{id}/materials`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/trainings/materials.html")]
pub struct TrainingMaterialsPage {
    /// The training.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Rows.
    pub rows: Vec<MaterialInput>,
    /// What is wrong with them.
    pub fault: FieldView,
}

async fn page(
    app: &App,
    member: &Member,
    id: i64,
    typed: Option<Vec<MaterialForm>>,
    problems: &Problems,
) -> Result<TrainingMaterialsPage> {
    let (post, _) = trainings::get(&app.core, &member.visitor.viewer, PostId(id)).await?;
    let inside = trainings::inside(&app.core, &member.visitor.viewer, &post).await?;
    if !inside.manages {
        return Err(domain::Error::Forbidden(Denied::NotAuthor).into());
    }
    let typed = typed.unwrap_or_else(|| {
        let rows = inside.materials.into_iter().map(|row| MaterialForm {
            title: row.title,
            url: row.url,
            for_seats: row.for_seats,
        });
        rows.collect()
    });
    let shown = (typed.len() + ROWS_MORE).min(MATERIALS_MAX.max(typed.len()));
    let row = |n: usize| {
        let typed = typed.get(n).cloned().unwrap_or_default();
        MaterialInput {
            number: n + 1,
            title: typed.title,
            url: typed.url,
            for_seats: typed.for_seats,
        }
    };
    Ok(TrainingMaterialsPage {
        id,
        title: post.title,
        rows: (0..shown).map(row).collect(),
        fault: kept(problems, "materials", ""),
    })
}

/// GET: the links there are, and room for more.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
) -> Result<Page<TrainingMaterialsPage>, Rejected> {
    let page = page(&app, &member, id, None, &Problems::default()).await?;
    Ok(Page::new(member.visitor.chrome(), page))
}

/// POST: puts these in their place.
pub(crate) async fn save(
    State(app): State<App>,
    member: Member,
    Path(id): Path<i64>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let typed = rows(&sent);
    match trainings::set_materials(&app.core, &member.principal, PostId(id), &typed).await {
        Ok(()) => Ok(member
            .visitor
            .go(paths::training(&id))
            .saying(Flash::SAVED)
            .into_response()),
        Err(error) => {
            let page = page(&app, &member, id, Some(typed), &problems(error)?).await?;
            Ok(Page::new(member.visitor.chrome(), page)
                .with_status(StatusCode::UNPROCESSABLE_ENTITY)
                .into_response())
        }
    }
}

/// The rows that were sent. A row is for those with a seat if its number was ticked.
fn rows(sent: &[(String, String)]) -> Vec<MaterialForm> {
    let all = |name: &str| -> Vec<&str> {
        let found = sent.iter().filter(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).take(MATERIALS_MAX + 1).collect()
    };
    let ticked = all("material_for_seats");
    let typed = all("material_title").into_iter().zip(all("material_url"));
    let typed = (1..).zip(typed).map(|(number, (title, url)): (usize, _)| MaterialForm {
        title: title.to_owned(),
        url: url.to_owned(),
        for_seats: ticked.contains(&number.to_string().as_str()),
    });
    typed
        .filter(|row| !row.title.trim().is_empty() || !row.url.trim().is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_keeps_its_own_tick_and_empty_ones_are_no_rows() {
        let sent: Vec<(String, String)> = [
            ("material_title", "Slides"),
            ("material_url", "https://files.example/1"),
            ("material_title", ""),
            ("material_url", " "),
            ("material_title", "Recording"),
            ("material_url", "https://files.example/2"),
            ("material_for_seats", "3"),
        ]
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
        let rows = rows(&sent);
        assert_eq!(rows.iter().map(|row| row.for_seats).collect::<Vec<_>>(), [false, true]);
    }
}
