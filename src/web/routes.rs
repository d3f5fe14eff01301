//! Every path of the site, in one place.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::app::App;

use super::pages::{
    about, account, admin, compose, connect, design, health, home, notifications, oauth, openid, settings, tags, topics,
};
use super::pages::{forums as forum_pages, people as people_pages};
use super::{assets, csrf, preferences};

/// Routes of the pages. Whatever is named in [`pages`] is guarded against forged forms.
pub fn routes(app: &App) -> Router<App> {
    let pages = pages()
        .route_layer(from_fn_with_state(app.clone(), preferences::remember))
        .route_layer(from_fn_with_state(app.clone(), csrf::protect));
    Router::new()
        .merge(pages)
        .merge(assets::routes())
        .route("/health", get(health::show))
}

fn pages() -> Router<App> {
    Router::new().merge(people()).merge(forums()).merge(apps())
}

/// Coming in, being a member, running the instance.
fn people() -> Router<App> {
    Router::new()
        .route("/about", get(about::about))
        .route("/design", get(design::show))
        .route("/sign-in", get(account::sign_in_form).post(account::sign_in))
        .route("/sign-out", post(account::sign_out))
        .merge(providers())
        .route("/register", get(account::registration).post(account::register))
        .route("/check-mail", get(account::check_mail).post(account::resend))
        .route("/confirm/{token}", get(account::ask_confirm).post(account::confirm))
        .route(
            "/forgot-password",
            get(account::forgot_password).post(account::send_reset),
        )
        .route(
            "/reset-password/{token}",
            get(account::new_password).post(account::reset_password),
        )
        .route("/set-up/{token}", get(account::set_up).post(account::first_admin))
        .route("/@{handle}", get(people_pages::show))
        .route("/@{handle}/follow", post(people_pages::follow))
        .route(
            "/notifications",
            get(notifications::index).post(notifications::read_all),
        )
        .route("/settings/profile", get(settings::profile).post(settings::save_profile))
        .route(
            "/settings/password",
            get(settings::password).post(settings::change_password),
        )
        .route("/settings/sessions", get(settings::sessions))
        .route("/settings/sessions/end-others", post(settings::end_others))
        .route("/settings/sessions/{id}/end", post(settings::end_session))
        .route("/admin/forums", get(admin::forums))
        .route("/admin/forums/new", get(admin::new_forum).post(admin::create_forum))
        .route("/admin/forums/{name}", get(admin::edit_forum).post(admin::save_forum))
        .route("/admin/forums/{name}/moderators", post(admin::set_moderator))
        .route("/admin/federation", get(admin::federation).post(admin::decide))
        .route("/admin/apps", get(admin::apps))
        .route("/admin/apps/new", get(admin::new_app).post(admin::create_app))
        .route("/admin/apps/{id}/remove", post(admin::remove_app))
}

/// Coming in by other providers.
fn providers() -> Router<App> {
    Router::new()
        .route("/sign-in/openid/new", get(openid::new_person).post(openid::register))
        .route("/sign-in/openid/{provider}", get(openid::start))
        .route("/sign-in/openid/{provider}/callback", get(openid::callback))
        .route("/settings/identities", get(openid::identities))
        .route("/settings/identities/confirm", get(openid::ask_link).post(openid::link))
        .route("/settings/identities/{provider}/link", get(openid::start_link))
        .route("/settings/identities/{provider}/unlink", post(openid::unlink))
}

/// Reading and writing in forums.
fn forums() -> Router<App> {
    Router::new()
        .route("/", get(home::show::start))
        .route("/home", get(home::show::show))
        .route("/forums", get(forum_pages::index::index))
        .route("/forums/{name}", get(forum_pages::show::show))
        .route("/forums/{name}/follow", post(forum_pages::show::follow))
        .route(
            "/forums/{name}/new",
            get(compose::new::show).post(compose::new::publish),
        )
        .route("/topics/{id}", get(topics::show::show))
        .route("/topics/{id}/replies", post(topics::reply::publish))
        .route("/replies/{id}", get(topics::show::reply))
        .route("/posts/{id}/edit", get(compose::edit::show).post(compose::edit::save))
        .route(
            "/posts/{id}/delete",
            get(topics::delete::ask).post(topics::delete::delete),
        )
        .route("/posts/{id}/vote", post(topics::acts::vote))
        .route("/posts/{id}/accept", post(topics::acts::accept))
        .route("/posts/{id}/pin", post(topics::acts::pin))
        .route("/posts/{id}/lock", post(topics::acts::lock))
        .route("/tags/{tag}", get(tags::show))
        .route("/connect", get(connect::show::show))
}

/// Letting an app in. Some clients write a slash at the end.
fn apps() -> Router<App> {
    Router::new()
        .route("/oauth/authorize", get(oauth::ask).post(oauth::decide))
        .route("/oauth/authorize/", get(oauth::ask))
        .route("/oauth/authorize/again", post(oauth::sign_in_again))
        .route("/oauth/authorize/native", get(oauth::native))
}
