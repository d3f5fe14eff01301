//! Pages, as a browser without script meets them.

/// The places that list paths; read here so that no new route is forgotten.
pub(crate) const ROUTES: &str = concat!(
    include_str!("../../../src/web/routes.rs"),
    include_str!("../../../src/web/routes/talk.rs"),
    include_str!("../../../src/web/routes/installed.rs")
);

mod access;
mod admin;
mod apps;
mod email_changes;
mod forum_conversation;
mod forum_forms;
mod forum_lists;
mod forum_scope;
mod guards;
mod invitations;
mod languages;
pub mod letters;
mod newcomers;
mod notifications;
mod organisations;
mod passkeys;
mod passwords;
mod people;
mod profiles;
mod providers;
mod providers_linking;
mod reading;
mod scope_matrix;
mod second_factors;
mod sessions;
mod staff;
mod taxonomy;
mod verification;
