//! Pages, as a browser without script meets them.

mod admin;
mod forum_conversation;
mod forum_forms;
mod forum_lists;
mod forum_scope;
mod guards;
mod languages;
mod letters;
mod newcomers;
mod passwords;
mod profiles;
mod providers;
mod providers_linking;
mod sessions;
