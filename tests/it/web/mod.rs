//! Pages, as a browser without script meets them.

mod admin;
mod apps;
mod email_changes;
mod forum_conversation;
mod forum_forms;
mod forum_lists;
mod forum_scope;
mod guards;
mod languages;
mod letters;
mod newcomers;
mod passkeys;
mod passwords;
mod profiles;
mod second_factors;
mod sessions;
mod staff;
