//! Every path of the site, in one place.

mod installed;
mod talk;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn_with_state, map_response};
use axum::routing::{get, post};

use crate::app::App;
use crate::domain::media::ATTACHMENTS_MAX;

use super::pages::{
    about, account, admin, bookmarks, cases, compose, connect, design, drafts, feeds, health, home, hooks, invitations,
    media, moderation, notifications, oauth, openid, organisations, privacy, questions, regions, requests, search,
    sectors, settings, tags, topics, trainings, unsubscribe, verification, watching,
};
use super::pages::{forums as forum_pages, people as people_pages};
use super::{assets, csrf, preferences};

/// Routes of the pages. Whatever is named in [`pages`] is guarded against forged forms.
pub fn routes(app: &App) -> Router<App> {
    let pages = pages()
        .merge(trust(app))
        .merge(writing(app))
        .merge(uploads())
        .merge(talk::private(app))
        .route_layer(from_fn_with_state(app.clone(), preferences::remember))
        .route_layer(from_fn_with_state(app.clone(), csrf::protect));
    Router::new()
        .merge(pages)
        .merge(assets::routes())
        .merge(installed::app())
        .route("/health", get(health::show))
        // Mail programs end letters by themselves, and have no token of a form.
        .route("/unsubscribe/{token}", get(unsubscribe::ask).post(unsubscribe::leave))
        .route("/hooks/mail/bounce", post(hooks::bounce))
}

fn pages() -> Router<App> {
    Router::new()
        .merge(people())
        .merge(directory())
        .merge(security())
        .merge(forums())
        .merge(order())
        .merge(apps())
        .merge(personal_data())
        .merge(duties())
        .merge(reading())
        .merge(case_studies())
        .merge(calendars())
        .merge(trainings_offered())
        .merge(demand())
        .merge(seats())
        .merge(talk::notices())
        .merge(installed::browsers())
}

/// Trainings that are needed, and who gives trainings.
fn demand() -> Router<App> {
    Router::new()
        .route("/requests", get(requests::index))
        .route("/requests/new", get(requests::start).post(requests::ask))
        .route("/requests/{id}", get(requests::show))
        .route("/requests/{id}/edit", get(requests::change).post(requests::save))
        .route("/requests/{id}/sign", post(requests::sign))
        .route("/requests/{id}/merge", post(requests::merge))
        .route("/requests/{id}/close", post(requests::close))
        .route("/requests/{id}/remove", post(requests::remove))
        .route("/requests/{id}/offer", get(requests::begin_offer).post(requests::offer))
        .route("/requests/{id}/offers/{offer}", post(requests::answer))
        .route("/complete/requests", get(requests::complete))
        .route("/providers", get(requests::providers))
}

/// Who is here: people and their organisations.
fn directory() -> Router<App> {
    Router::new()
        .route("/people", get(people_pages::index))
        .route("/admin/taxonomy", get(admin::taxonomy))
        .route("/admin/taxonomy/{kind}/new", get(admin::new_term).post(admin::add_term))
        .route(
            "/admin/taxonomy/{kind}/{code}",
            get(admin::edit_term).post(admin::save_term),
        )
        .route("/organisations", get(organisations::index))
        .route(
            "/organisations/new",
            get(organisations::ask_number).post(organisations::enter),
        )
        .route("/organisations/{id}", get(organisations::show))
        .route(
            "/organisations/{id}/edit",
            get(organisations::edit).post(organisations::save),
        )
        .route("/organisations/{id}/join", post(organisations::join))
        .route("/organisations/{id}/leave", post(organisations::leave))
        .route("/organisations/{id}/members", post(organisations::manage))
        .route(
            "/organisations/{id}/invitations",
            get(invitations::index).post(invitations::invite),
        )
        .route("/organisations/{id}/invitations/{invitation}", post(invitations::act))
        .route("/invitations/{token}", get(invitations::show).post(invitations::answer))
}

/// The privacy notice, members' own data, and the duties of staff towards it.
fn personal_data() -> Router<App> {
    Router::new()
        .route("/privacy", get(privacy::show))
        .route("/privacy/accept", get(privacy::ask).post(privacy::accept))
        .route("/privacy/{version}", get(privacy::show_version))
        .route("/settings/privacy", get(settings::privacy))
        .route("/settings/privacy/consents", post(settings::save_consents))
        .route(
            "/settings/privacy/delete",
            get(settings::delete_account).post(settings::ask_erasure),
        )
        .route("/settings/privacy/request", post(settings::file_request))
        .route("/settings/privacy/export", post(settings::ask_export))
        .route("/settings/privacy/exports/{id}", get(settings::download_export))
        .route("/keep-account/{token}", get(privacy::may_keep).post(privacy::keep))
        .route(
            "/admin/privacy/erasures",
            get(admin::privacy::erasures).post(admin::privacy::erase),
        )
        .route("/admin/privacy", get(admin::privacy::overview))
        .route(
            "/admin/privacy/notice",
            get(admin::privacy::notice).post(admin::privacy::publish),
        )
}

/// Coming in, being a member, running the instance.
fn people() -> Router<App> {
    Router::new()
        .route("/about", get(about::about))
        .route("/design", get(design::show))
        .route("/sign-in", get(account::sign_in_form).post(account::sign_in))
        .route(
            "/sign-in/second-factor",
            get(account::second_factor).post(account::show_second_factor),
        )
        .route(
            "/sign-in/passkey",
            get(account::passkey).post(account::sign_in_by_passkey),
        )
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

/// Being verified, and verifying.
fn trust(app: &App) -> Router<App> {
    let megabytes = usize::from(app.core.config.verification.document_megabytes);
    let papers = post(verification::add).layer(DefaultBodyLimit::max((megabytes + 1) * 1_000_000));
    Router::new()
        .route("/verification", get(verification::index).post(verification::begin))
        .route("/verification/{id}", get(verification::show).post(verification::save))
        .route("/verification/{id}/submit", post(verification::submit))
        .route("/verification/{id}/withdraw", post(verification::withdraw))
        .route("/verification/{id}/appeal", post(verification::appeal))
        .route("/verification/{id}/documents", papers)
        .route("/verification/{id}/documents/{document}", get(verification::open))
        .route(
            "/verification/{id}/documents/{document}/remove",
            post(verification::remove),
        )
        .route("/admin/verification", get(admin::verification::queue))
        .route("/admin/verification/verifiers", post(admin::verification::set_verifier))
        .route(
            "/admin/verification/list",
            get(admin::verification::list).post(admin::verification::replace_list),
        )
        .route(
            "/admin/verification/{id}",
            get(admin::verification::review).post(admin::verification::decide),
        )
        .route("/admin/verification/{id}/end", post(admin::verification::end))
        .route("/@{handle}/vouch", post(people_pages::vouch))
}

/// How members show who they are.
fn security() -> Router<App> {
    Router::new()
        .route("/settings/email", get(settings::email).post(settings::change_email))
        .route(
            "/confirm-email/{token}",
            get(settings::ask_confirm_email).post(settings::confirm_email),
        )
        .route(
            "/undo-email/{token}",
            get(settings::ask_undo_email).post(settings::undo_email),
        )
        .route("/settings/apps", get(settings::apps))
        .route("/settings/apps/{id}/end", post(settings::end_app))
        .route("/settings/security", get(settings::security::show))
        .route(
            "/settings/security/confirm",
            get(settings::security::confirmation).post(settings::security::confirm),
        )
        .route(
            "/settings/security/app",
            get(settings::security::app).post(settings::security::confirm_app),
        )
        .route(
            "/settings/security/app/off",
            get(settings::security::ask_app_off).post(settings::security::app_off),
        )
        .route(
            "/settings/security/codes",
            get(settings::security::ask_codes).post(settings::security::renew_codes),
        )
        .route(
            "/settings/security/passkeys",
            get(settings::security::new_passkey).post(settings::security::add_passkey),
        )
        .route(
            "/settings/security/passkeys/{id}/remove",
            post(settings::security::remove_passkey),
        )
}

/// The duties of staff towards personal data.
fn duties() -> Router<App> {
    use admin::privacy as staff;
    Router::new()
        .route(
            "/admin/privacy/requests",
            get(staff::requests).post(staff::enter_request),
        )
        .route(
            "/admin/privacy/requests/{id}",
            get(staff::request).post(staff::act_on_request),
        )
        .route("/admin/privacy/breaches", get(staff::breaches))
        .route(
            "/admin/privacy/breaches/new",
            get(staff::new_breach).post(staff::enter_breach),
        )
        .route(
            "/admin/privacy/breaches/{id}",
            get(staff::breach).post(staff::change_breach),
        )
        .route("/admin/privacy/processing", get(staff::processing))
        .route(
            "/admin/privacy/processing/new",
            get(staff::new_processing).post(staff::add_processing),
        )
        .route(
            "/admin/privacy/processing/{id}",
            get(staff::processing_row).post(staff::change_processing),
        )
        .route("/admin/privacy/retention", get(staff::retention))
}

/// Posts and their files. A form may bring as many files as a post holds.
fn writing(app: &App) -> Router<App> {
    let megabytes = usize::from(app.core.config.media.file_megabytes) * (ATTACHMENTS_MAX + 1);
    Router::new()
        .route(
            "/forums/{name}/new",
            get(compose::new::show).post(compose::new::publish),
        )
        .route("/topics/{id}/replies", post(topics::reply::publish))
        .route("/posts/{id}/edit", get(compose::edit::show).post(compose::edit::save))
        .route("/drafts", get(drafts::index).post(drafts::save))
        .route(
            "/cases/{id}/edit/{step}",
            get(cases::compose::show).post(cases::compose::save),
        )
        .route("/uploads", post(media::add))
        .route("/settings/uploads", get(media::index))
        .route("/settings/uploads/{id}/delete", post(media::delete))
        .route("/media/{token}", get(media::large))
        .route("/media/{token}/small", get(media::small))
        .route("/proxy/{signature}/{address}", get(media::picture))
        .layer(DefaultBodyLimit::max(megabytes * 1_000_000))
}

/// Large files in parts.
fn uploads() -> Router<App> {
    use media::resumable as parts;
    Router::new()
        .route("/media/uploads", post(parts::begin).options(parts::offer))
        .route(
            "/media/uploads/{token}",
            get(parts::show)
                .head(parts::ask)
                .patch(parts::go_on)
                .delete(parts::cancel)
                .post(parts::overridden),
        )
        .route_layer(map_response(parts::speak))
}

/// Reading in forums, and what is done to posts.
fn forums() -> Router<App> {
    Router::new()
        .route("/", get(home::show::start))
        .route("/home", get(home::show::show))
        .route("/forums", get(forum_pages::index::index))
        .route("/forums/{name}", get(forum_pages::show::show))
        .route("/forums/{name}/follow", post(forum_pages::show::follow))
        .route("/topics/{id}", get(topics::show::show))
        .route("/replies/{id}", get(topics::show::reply))
        .route(
            "/posts/{id}/delete",
            get(topics::delete::ask).post(topics::delete::delete),
        )
        .merge(drafting())
        .route("/posts/{id}/vote", post(topics::acts::vote))
        .route("/posts/{id}/accept", post(topics::acts::accept))
        .route("/posts/{id}/send-again", post(topics::acts::send_again))
        .route("/posts/{id}/pin", post(topics::acts::pin))
        .route("/posts/{id}/lock", post(topics::acts::lock))
        .route("/tags/{tag}", get(tags::show))
        .route("/search", get(search::show))
        .route("/search/feed", get(search::feed))
        .route("/connect", get(connect::show::show))
}

/// Second thoughts, drafts, former versions, and what questions have beside that.
fn drafting() -> Router<App> {
    Router::new()
        .route("/posts/{id}/undo", post(topics::undo::undo))
        .route("/posts/{id}/history", get(topics::history::show))
        .route("/posts/{id}/same", post(topics::acts::same))
        .route("/posts/{id}/close", post(topics::acts::close))
        .route("/drafts/{id}", get(drafts::show))
        .route("/drafts/{id}/delete", post(drafts::delete))
        .route("/questions", get(questions::index))
        .route("/questions/nudges", post(questions::set_nudges))
        .route("/complete/similar", get(compose::complete::similar))
        .route("/complete/people", get(compose::complete::people))
        .route("/complete/tags", get(compose::complete::tags))
}

/// Keeping order.
fn order() -> Router<App> {
    use moderation as pages;
    Router::new()
        .route("/posts/{id}/report", get(pages::report::ask).post(pages::report::file))
        .route(
            "/@{handle}/report",
            get(pages::report::ask_person).post(pages::report::file_person),
        )
        .route("/posts/{id}/hide", get(pages::hide::ask).post(pages::hide::hide))
        .route("/posts/{id}/restore", post(pages::hide::restore))
        .route(
            "/posts/{id}/arrange",
            get(pages::arrange::show).post(pages::arrange::change),
        )
        .route("/@{handle}/ban", get(pages::ban::show).post(pages::ban::change))
        .route("/moderation", get(pages::queue::index))
        .route(
            "/moderation/reports/{id}",
            get(pages::queue::show).post(pages::queue::handle),
        )
        .route("/moderation/held", get(pages::held::index))
        .route("/moderation/held/{id}", post(pages::held::decide))
        .route("/moderation/log", get(pages::log::all))
        .route("/moderation/words", get(pages::rules::words).post(pages::rules::watch))
        .route("/waiting", get(pages::held::mine))
        .route("/forums/{name}/log", get(pages::log::of_forum))
        .route("/forums/{name}/rules", get(pages::rules::show).post(pages::rules::save))
}

/// How far one has read, what one watches and keeps, and feeds.
fn reading() -> Router<App> {
    Router::new()
        .route("/bookmarks", get(bookmarks::index))
        .route("/bookmarks/{id}", get(bookmarks::edit).post(bookmarks::save))
        .route("/bookmarks/folders/{id}/remove", post(bookmarks::remove_folder))
        .route("/posts/{id}/bookmark", post(bookmarks::keep))
        .route("/settings/watching", get(watching::index))
        .route("/forums/{name}/level", post(watching::set_forum))
        .route("/forums/{name}/read", post(watching::mark_read))
        .route("/topics/{id}/level", post(watching::set_topic))
        .route("/topics/{id}/load", post(watching::load))
        .route("/topics/{id}/unread", get(topics::show::unread))
        .route("/sectors", get(sectors::index))
        .route("/sectors/{code}", get(sectors::show))
        .route("/admin/forums/{name}/sector", post(sectors::set))
        .route("/forums/{name}/feed", get(feeds::forum))
        .route("/tags/{tag}/feed", get(feeds::tag))
        .route("/sectors/{code}/feed", get(feeds::sector))
        .route("/@{handle}/feed", get(feeds::person))
}

/// Case studies: the library, each of them, and how they come to be.
fn case_studies() -> Router<App> {
    Router::new()
        .route("/cases", get(cases::library::index))
        .route("/cases/table.csv", get(cases::table::show))
        .route("/cases/map.json", get(cases::map::data))
        .route("/regions/{code}", get(regions::show))
        .route("/cases/feed", get(feeds::cases))
        .route("/cases/new", get(cases::compose::ask).post(cases::compose::begin))
        .route("/cases/review", get(cases::review::queue))
        .route("/cases/compare", get(cases::compare::show))
        .route(
            "/cases/searches",
            get(cases::searches::index).post(cases::searches::keep),
        )
        .route(
            "/cases/searches/{id}",
            get(cases::searches::open).post(cases::searches::rename),
        )
        .route("/cases/searches/{id}/delete", post(cases::searches::forget))
        .route("/cases/{id}/sheet", get(cases::sheet::show))
        .route("/forums/{name}/cases", get(forum_pages::cases::show))
        .route("/cases/{id}", get(cases::show::show))
        .route("/cases/{id}/edit", post(cases::show::change))
        .route(
            "/cases/{id}/replicate",
            get(cases::replicate::ask).post(cases::replicate::write),
        )
        .route("/cases/{id}/standing", post(cases::show::set_standing))
        .route("/cases/{id}/discard", post(cases::compose::discard))
        .route(
            "/cases/{id}/review",
            get(cases::review::show).post(cases::review::decide),
        )
}

/// Trainings: each of them, and how they come to be.
fn trainings_offered() -> Router<App> {
    Router::new()
        .route(
            "/trainings/new",
            get(trainings::compose::ask).post(trainings::compose::begin),
        )
        .route(
            "/trainings/drafts/{id}/{step}",
            get(trainings::compose::show).post(trainings::compose::save),
        )
        .route("/trainings/drafts/{id}/discard", post(trainings::compose::discard))
        .route("/trainings/{id}", get(trainings::show::show))
        .route("/trainings/{id}/edit", post(trainings::show::change))
        .route("/trainings/{id}/again", post(trainings::show::again))
        .route(
            "/trainings/{id}/cancel",
            get(trainings::cancel::ask).post(trainings::cancel::cancel),
        )
        .route(
            "/trainings/{id}/materials",
            get(trainings::materials::show).post(trainings::materials::save),
        )
}

/// The calendar of trainings, and what programs read of it.
fn calendars() -> Router<App> {
    Router::new()
        .route("/trainings", get(trainings::agenda::index))
        .route(
            "/trainings/import",
            get(trainings::import::ask).post(trainings::import::preview),
        )
        .route("/trainings/import/take", post(trainings::import::take))
        .route("/trainings.ics", get(trainings::feeds::agenda))
        .route("/trainings/feed", get(feeds::trainings))
        .route("/trainings/{id}/calendar.ics", get(trainings::feeds::training))
        .route("/forums/{name}/trainings", get(trainings::forum::show))
        .route("/forums/{name}/trainings.ics", get(trainings::feeds::forum))
        .route("/calendar/{secret}", get(trainings::feeds::own))
        .route(
            "/settings/calendar",
            get(settings::calendar).post(settings::renew_calendar),
        )
        .route("/settings/calendar/revoke", post(settings::revoke_calendar))
}

/// Letting an app in. Some clients write a slash at the end.
fn apps() -> Router<App> {
    Router::new()
        .route("/oauth/authorize", get(oauth::ask).post(oauth::decide))
        .route("/oauth/authorize/", get(oauth::ask))
        .route("/oauth/authorize/again", post(oauth::sign_in_again))
        .route("/oauth/authorize/native", get(oauth::native))
}

fn seats() -> Router<App> {
    use super::pages::trainings::{
        mine, seat_after, seat_certificate, seat_colleagues, seat_desk, seat_room, seats as seat,
    };

    Router::new()
        .route("/trainings/mine", get(mine::show))
        .route("/trainings/{id}/seat", get(seat::show).post(seat::change))
        .route(
            "/trainings/{id}/colleagues",
            get(seat_colleagues::ask).post(seat_colleagues::book),
        )
        .route("/trainings/{id}/seats", get(seat_desk::show))
        .route("/trainings/{id}/seats/table.csv", get(seat_desk::table))
        .route("/trainings/{id}/seats/list", get(seat_desk::list))
        .route("/trainings/{id}/seats/{seat}", post(seat_desk::decide))
        .route("/trainings/{id}/seats/{seat}/confirm", post(seat::confirm))
        .route("/trainings/{id}/seats/{seat}/cancel", post(seat::cancel))
        .route("/trainings/{id}/code", get(seat_room::show).post(seat_room::renew))
        .route("/trainings/{id}/attend", get(seat_room::ask).post(seat_room::attend))
        .route(
            "/trainings/{id}/evaluation",
            get(seat_after::ask).post(seat_after::write),
        )
        .route("/trainings/{id}/results", get(seat_after::results))
        .route("/certificates/{code}", get(seat_certificate::show))
        .route("/certificates/{code}/file", get(seat_certificate::file))
}
