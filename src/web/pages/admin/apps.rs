//! `/admin/apps`: the tools of the house that sign in with this instance.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::oauth::OauthApp;
use crate::db::types::{AppKind, OauthAppId};
use crate::domain::oauth::tools::{self, NewTool};
use crate::domain::validate::Problems;
use crate::error::Result;
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::present::stamp;
use crate::web::redirect::Redirect;
use crate::web::view::{FieldView, Stamp};
use crate::web::visitor::Admin;
use crate::web::{filters, paths};

/// A tool in the list.
#[derive(Debug, Clone)]
pub struct AppRow {
    /// Its id, for removing it.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Its name in the protocol.
    pub client_id: String,
    /// Where it may send people back to.
    pub redirect_uris: Vec<String>,
    /// It keeps no secret.
    pub is_public: bool,
    /// Members are not asked.
    pub is_trusted: bool,
    /// When it was registered.
    pub created_at: Stamp,
}

/// `/admin/apps`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/apps.html")]
pub struct AdminAppsPage {
    /// Where tools find out everything else about this provider.
    pub issuer: String,
    /// The tools, oldest first.
    pub apps: Vec<AppRow>,
}

/// `/admin/apps/new`. The form sends `name`, `website`, `redirect_uris`, `kind` = `tool` or `public_tool`, `trusted` = `yes`.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/admin/app_new.html")]
pub struct AdminAppPage {
    /// Name.
    pub name: FieldView,
    /// Its own site.
    pub website: FieldView,
    /// Addresses, one a line.
    pub redirect_uris: FieldView,
    /// Whether it keeps a secret.
    pub kind: FieldView,
    /// Whether members are not asked.
    pub trusted: FieldView,
}

/// What a tool needs to be set up; the secret is shown this once.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/admin/app_made.html")]
pub struct AdminAppMadePage {
    /// Name.
    pub name: String,
    /// Where the tool finds out everything else.
    pub issuer: String,
    /// Its name in the protocol.
    pub client_id: String,
    /// Its secret; empty for one that keeps none.
    pub client_secret: String,
}

/// The form of a new tool.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct NewForm {
    name: String,
    website: String,
    redirect_uris: String,
    kind: String,
    trusted: String,
}

impl NewForm {
    fn tool(&self) -> NewTool {
        NewTool {
            name: self.name.clone(),
            website: self.website.clone(),
            redirect_uris: self.redirect_uris.clone(),
            is_public: self.kind == AppKind::PublicTool.as_str(),
            is_trusted: self.trusted == "yes",
        }
    }

    fn page(self, problems: &Problems) -> AdminAppPage {
        AdminAppPage {
            name: kept(problems, "name", self.name),
            website: kept(problems, "website", self.website),
            redirect_uris: kept(problems, "redirect_uris", self.redirect_uris),
            kind: kept(problems, "kind", self.kind),
            trusted: kept(problems, "trusted", self.trusted),
        }
    }
}

/// GET `/admin/apps`.
pub(crate) async fn apps(State(app): State<App>, Admin(admin): Admin) -> Result<Page<AdminAppsPage>> {
    let tools = tools::list(&app.core, &admin.principal).await?;
    let page = AdminAppsPage {
        issuer: app.core.config.base(),
        apps: tools.into_iter().map(row).collect(),
    };
    Ok(Page::new(admin.visitor.chrome(), page))
}

fn row(tool: OauthApp) -> AppRow {
    AppRow {
        id: tool.id.0,
        redirect_uris: tool.redirect_uris.lines().map(ToOwned::to_owned).collect(),
        name: tool.name,
        client_id: tool.client_id,
        is_public: tool.kind == AppKind::PublicTool,
        is_trusted: tool.is_trusted,
        created_at: stamp(tool.created_at),
    }
}

/// GET `/admin/apps/new`.
pub(crate) async fn new_app(Admin(admin): Admin) -> Page<AdminAppPage> {
    let page = AdminAppPage {
        kind: FieldView::of(AppKind::Tool.as_str()),
        ..AdminAppPage::default()
    };
    Page::new(admin.visitor.chrome(), page)
}

/// POST `/admin/apps/new`: registers it and shows its secret, this once. There is no going back to the page, so nothing is
/// redirected to.
pub(crate) async fn create_app(
    State(app): State<App>,
    Admin(admin): Admin,
    Form(form): Form<NewForm>,
) -> Result<Response> {
    let chrome = admin.visitor.chrome();
    let registered = match tools::register(&app.core, &admin.principal, &form.tool()).await {
        Ok(registered) => registered,
        Err(error) => {
            let page = Page::new(chrome, form.page(&problems(error)?));
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
        }
    };
    let keeps_secret = registered.app.kind == AppKind::Tool;
    let page = AdminAppMadePage {
        name: registered.app.name,
        issuer: app.core.config.base(),
        client_id: registered.app.client_id,
        client_secret: if keeps_secret { registered.secret } else { String::new() },
    };
    let mut response = Page::new(chrome, page).into_response();
    let no_store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, no_store);
    Ok(response)
}

/// POST `/admin/apps/{id}/remove`.
pub(crate) async fn remove_app(State(app): State<App>, Admin(admin): Admin, Path(id): Path<i64>) -> Result<Redirect> {
    tools::remove(&app.core, &admin.principal, OauthAppId(id)).await?;
    Ok(admin.visitor.go(paths::ADMIN_APPS).saying(Flash::APP_REMOVED))
}
