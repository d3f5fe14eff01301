//! `/admin/forums`: the forums of this instance.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::db::types::{Posting, Scope};
use crate::domain::forums::{self, ForumForm, ForumView};
use crate::domain::validate::Problems;
use crate::domain::{Viewer, instances};
use crate::error::{Failure, Result};
use crate::web::forms::{Form, Path, kept, problems};
use crate::web::page::{Flash, Page};
use crate::web::paths;
use crate::web::present::{forum_card, person_line};
use crate::web::view::{FieldView, PersonLine};
use crate::web::visitor::Admin;

use super::{AdminForumPage, AdminForumsPage};

/// The form of a forum.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EditForm {
    username: String,
    name_ar: String,
    name_en: String,
    description_ar: String,
    description_en: String,
    scope: String,
    posting: String,
}

impl EditForm {
    /// As the rules take it, keeping its place in the index.
    fn forum(&self, position: i64) -> ForumForm {
        ForumForm {
            username: self.username.clone(),
            name_ar: self.name_ar.clone(),
            name_en: self.name_en.clone(),
            description_ar: self.description_ar.clone(),
            description_en: self.description_en.clone(),
            scope: self.scope.clone(),
            posting: self.posting.clone(),
            position,
        }
    }

    fn page(self, problems: &Problems) -> AdminForumPage {
        AdminForumPage {
            username: kept(problems, "username", self.username),
            name_ar: kept(problems, "name_ar", self.name_ar),
            name_en: kept(problems, "name_en", self.name_en),
            description_ar: kept(problems, "description_ar", self.description_ar),
            description_en: kept(problems, "description_en", self.description_en),
            scope: kept(problems, "scope", self.scope),
            posting: kept(problems, "posting", self.posting),
            ..AdminForumPage::default()
        }
    }
}

/// GET `/admin/forums`.
pub(crate) async fn forums(State(app): State<App>, Admin(admin): Admin) -> Result<Page<AdminForumsPage>> {
    let (local, _) = forums::index(&app.core, &admin.visitor.viewer).await?;
    let language = admin.visitor.language();
    let forums = local.iter().map(|forum| forum_card(forum, language, false)).collect();
    Ok(Page::new(admin.visitor.chrome(), AdminForumsPage { forums }))
}

/// GET `/admin/forums/new`.
pub(crate) async fn new_forum(Admin(admin): Admin) -> Page<AdminForumPage> {
    let page = AdminForumPage {
        scope: FieldView::of(Scope::Public.as_str()),
        posting: FieldView::of(Posting::Members.as_str()),
        ..AdminForumPage::default()
    };
    Page::new(admin.visitor.chrome(), page)
}

/// POST `/admin/forums/new`.
pub(crate) async fn create_forum(
    State(app): State<App>,
    Admin(admin): Admin,
    Form(form): Form<EditForm>,
) -> Result<Response> {
    match forums::create(&app.core, &admin.principal, &form.forum(0)).await {
        Ok(_) => Ok(admin
            .visitor
            .go(paths::ADMIN_FORUMS)
            .saying(Flash::SAVED)
            .into_response()),
        Err(error) => {
            let page = form.page(&problems(error)?);
            let page = Page::new(admin.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}

/// The local forum with this name.
pub(super) async fn local(app: &App, viewer: &Viewer, name: &str) -> Result<ForumView> {
    let forum = forums::find(&app.core, viewer, name).await?;
    if forum.forum.is_local {
        Ok(forum)
    } else {
        Err(Failure::not_found())
    }
}

/// GET `/admin/forums/{name}`.
pub(crate) async fn edit_forum(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(name): Path<String>,
) -> Result<Page<AdminForumPage>> {
    let forum = local(&app, &admin.visitor.viewer, &name).await?;
    let page = stored(&app, &forum).await?;
    Ok(Page::new(admin.visitor.chrome(), page))
}

/// The forum as it stands.
pub(super) async fn stored(app: &App, view: &ForumView) -> Result<AdminForumPage> {
    let ForumView { forum, actor, .. } = view;
    Ok(AdminForumPage {
        editing: Some(actor.username.clone()),
        username: FieldView::of(&actor.username),
        name_ar: FieldView::of(&forum.name_ar),
        name_en: FieldView::of(&forum.name_en),
        description_ar: FieldView::of(&forum.description_ar),
        description_en: FieldView::of(&forum.description_en),
        scope: FieldView::of(forum.scope.as_str()),
        posting: FieldView::of(forum.posting.as_str()),
        moderators: moderators(app, view).await?,
        moderator: FieldView::default(),
    })
}

async fn moderators(app: &App, forum: &ForumView) -> Result<Vec<PersonLine>> {
    let people = forums::moderators(&app.core, forum.forum.id).await?;
    let ids: Vec<_> = people.iter().filter_map(|actor| actor.instance_id).collect();
    let hosts = instances::hosts(&app.core, &ids).await?;
    let lines = people.iter().map(|actor| {
        let host = hosts.iter().find(|(id, _)| Some(*id) == actor.instance_id);
        person_line(actor, host.map(|(_, host)| host.as_str()))
    });
    Ok(lines.collect())
}

/// POST `/admin/forums/{name}`.
pub(crate) async fn save_forum(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(name): Path<String>,
    Form(form): Form<EditForm>,
) -> Result<Response> {
    let view = local(&app, &admin.visitor.viewer, &name).await?;
    let changes = form.forum(view.forum.position);
    match forums::edit(&app.core, &admin.principal, view.forum.id, &changes).await {
        Ok(()) => Ok(admin
            .visitor
            .go(paths::ADMIN_FORUMS)
            .saying(Flash::SAVED)
            .into_response()),
        Err(error) => {
            let page = AdminForumPage {
                editing: Some(view.actor.username.clone()),
                moderators: moderators(&app, &view).await?,
                ..form.page(&problems(error)?)
            };
            let page = Page::new(admin.visitor.chrome(), page);
            Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
        }
    }
}
