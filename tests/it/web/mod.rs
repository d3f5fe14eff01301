//! Pages, as a browser without script meets them.

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
mod organisations;
mod passkeys;
mod passwords;
mod people;
mod profiles;
mod providers;
mod providers_linking;
mod scope_matrix;
mod second_factors;
mod sessions;
mod staff;
mod taxonomy;
mod verification;
