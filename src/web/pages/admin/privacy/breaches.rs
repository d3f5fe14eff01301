//! The breach register.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::privacy::breaches::Breach;
use crate::db::types::{BreachId, UtcTime};
use crate::domain::privacy::breaches::{self, BreachForm};
use crate::domain::privacy::typed_moment;
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::stamp;
use crate::web::visitor::{Admin, Member};

use super::{BreachLine, BreachPage, BreachesPage};

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    title: String,
    discovered_at: String,
    circumstances: String,
    affected: String,
    risks: String,
    measures: String,
    authority_told_at: String,
    people_told_at: String,
    closed: String,
}

impl Typed {
    fn of(breach: Breach) -> Self {
        let moment = |at: Option<UtcTime>| at.map(typed_moment).unwrap_or_default();
        Self {
            discovered_at: typed_moment(breach.discovered_at),
            authority_told_at: moment(breach.authority_told_at),
            people_told_at: moment(breach.people_told_at),
            closed: breach.closed_at.map_or("", |_| "yes").to_owned(),
            title: breach.title,
            circumstances: breach.circumstances,
            affected: breach.affected,
            risks: breach.risks,
            measures: breach.measures,
        }
    }

    fn form(&self) -> BreachForm {
        let Self {
            title,
            discovered_at,
            circumstances,
            affected,
            risks,
            measures,
            authority_told_at,
            people_told_at,
            closed,
        } = self.clone();
        BreachForm {
            title,
            discovered_at,
            circumstances,
            affected,
            risks,
            measures,
            authority_told_at,
            people_told_at,
            is_closed: closed == "yes",
        }
    }

    fn page(self, id: Option<i64>, problems: &Problems) -> BreachPage {
        BreachPage {
            id,
            title: kept(problems, "title", self.title),
            discovered_at: kept(problems, "discovered_at", self.discovered_at),
            circumstances: kept(problems, "circumstances", self.circumstances),
            affected: kept(problems, "affected", self.affected),
            risks: kept(problems, "risks", self.risks),
            measures: kept(problems, "measures", self.measures),
            authority_told_at: kept(problems, "authority_told_at", self.authority_told_at),
            people_told_at: kept(problems, "people_told_at", self.people_told_at),
            is_closed: self.closed == "yes",
        }
    }
}

/// GET `/admin/privacy/breaches`.
pub(crate) async fn breaches(State(app): State<App>, Admin(admin): Admin) -> Result<Page<BreachesPage>> {
    let now = app.core.clock.now();
    let known = breaches::list(&app.core, &admin.principal).await?;
    let line = |breach: &Breach| BreachLine {
        id: breach.id.0,
        title: breach.title.clone(),
        discovered_at: stamp(breach.discovered_at),
        deadline: stamp(breaches::deadline(breach)),
        hours_left: (breaches::deadline(breach).millis() - now.millis()).div_euclid(3_600_000),
        authority_told_at: breach.authority_told_at.map(stamp),
        people_told_at: breach.people_told_at.map(stamp),
        is_closed: breach.closed_at.is_some(),
        is_overdue: breaches::is_overdue(breach, now),
    };
    let page = BreachesPage {
        breaches: known.iter().map(line).collect(),
    };
    Ok(Page::new(admin.visitor.chrome(), page))
}

/// GET `/admin/privacy/breaches/new`.
pub(crate) async fn new_breach(State(app): State<App>, Admin(admin): Admin) -> Page<BreachPage> {
    let typed = Typed {
        discovered_at: typed_moment(app.core.clock.now()),
        ..Typed::default()
    };
    Page::new(admin.visitor.chrome(), typed.page(None, &Problems::default()))
}

/// GET `/admin/privacy/breaches/{id}`.
pub(crate) async fn breach(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(id): Path<i64>,
) -> Result<Page<BreachPage>> {
    let breach = breaches::get(&app.core, &admin.principal, BreachId(id)).await?;
    let page = Typed::of(breach).page(Some(id), &Problems::default());
    Ok(Page::new(admin.visitor.chrome(), page))
}

/// POST `/admin/privacy/breaches/new`.
pub(crate) async fn enter_breach(
    State(app): State<App>,
    Admin(admin): Admin,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    save(&app, &admin, None, typed).await
}

/// POST `/admin/privacy/breaches/{id}`.
pub(crate) async fn change_breach(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(id): Path<i64>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    save(&app, &admin, Some(id), typed).await
}

async fn save(app: &App, admin: &Member, id: Option<i64>, typed: Typed) -> Result<Response> {
    match breaches::save(&app.core, &admin.principal, id.map(BreachId), &typed.form()).await {
        Ok(_) => {
            let next = admin.visitor.go(paths::ADMIN_BREACHES);
            Ok(next.saying(Flash::SAVED).into_response())
        }
        Err(error) => {
            let page = typed.page(id, &problems(error)?);
            let page = Page::new(admin.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
