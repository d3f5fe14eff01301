//! `/bookmarks`: what a member keeps, in folders and with notes.

mod edit;
mod index;

pub(crate) use edit::{edit, save};
pub(crate) use index::{index, keep, remove_folder};

use askama::Template;

use crate::web::{
    filters, paths,
    view::{FieldView, Pager, SelectOption, TopicRow},
};

/// A post that a member keeps.
#[derive(Debug, Clone)]
pub struct KeptRow {
    /// The post.
    pub post: TopicRow,
    /// Where it is read.
    pub href: String,
    /// Only its place is left.
    pub is_gone: bool,
    /// What they wrote beside it; may be empty.
    pub note: String,
    /// The folder it lies in: id and name.
    pub folder: Option<(i64, String)>,
}

/// `/bookmarks`.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/bookmarks/index.html")]
pub struct BookmarksPage {
    /// The folders: id and name.
    pub folders: Vec<(i64, String)>,
    /// The folder that is open.
    pub open: Option<(i64, String)>,
    /// What is kept, latest first.
    pub rows: Vec<KeptRow>,
    /// Ways on.
    pub pager: Pager,
}

/// `/bookmarks/{post}`: folder and note.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/bookmarks/edit.html")]
pub struct BookmarkPage {
    /// The post.
    pub id: i64,
    /// Its title, or the beginning of its text.
    pub title: String,
    /// The note.
    pub note: FieldView,
    /// The folder.
    pub folder: FieldView,
    /// A folder to be made.
    pub new_folder: FieldView,
    /// Folders to choose from.
    pub folders: Vec<SelectOption>,
}
