//! Pages, as a browser without script meets them.

mod admin;
mod forum_conversation;
mod forum_forms;
mod forum_lists;
mod forum_scope;
mod guards;
mod languages;
pub mod letters;
mod newcomers;
mod passwords;
mod profiles;
mod sessions;
