//! Pages, as a browser without script meets them.

mod forum_conversation;
mod forum_forms;
mod forum_lists;
mod forum_scope;
