//! Files on posts, and those on their way to one.

use super::{FieldError, Stamp};

/// A picture as it is shown.
#[derive(Debug, Clone)]
pub struct PictureView {
    /// The small one.
    pub src: String,
    /// Pixels of the large one, if known: the page keeps the room free.
    pub sides: Option<(i32, i32)>,
}

/// Something that hangs on a post.
#[derive(Debug, Clone)]
pub struct FileView {
    /// Where it is: here, or on another server for what is no picture.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What it shows; empty if nobody said.
    pub alt: String,
    /// What it is, in short: `PDF`.
    pub kind: String,
    /// Its size; none for what another server has.
    pub kilobytes: Option<i64>,
    /// The server it is on, when it is not this one.
    pub host: Option<String>,
    /// Shown, not only named.
    pub picture: Option<PictureView>,
}

/// A file that was uploaded and will hang on the post that is being written.
#[derive(Debug, Clone)]
pub struct TrayItem {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it shows, as typed so far.
    pub alt: String,
    /// What it is, in short.
    pub kind: String,
    /// Its size.
    pub kilobytes: i64,
    /// The small picture.
    pub src: Option<String>,
}

/// The files of a composer, and what may be added.
#[derive(Debug, Clone, Default)]
pub struct Tray {
    /// The files so far.
    pub items: Vec<TrayItem>,
    /// Files that could not be taken: name and why.
    pub refused: Vec<(String, FieldError)>,
    /// What is wrong with all of them together.
    pub error: Option<FieldError>,
    /// Largest picture, in megabytes.
    pub image_megabytes: u16,
    /// Largest file of another kind, in megabytes.
    pub file_megabytes: u16,
    /// Most files of one post.
    pub most: usize,
}

impl Tray {
    /// Whether there is anything to be seen in it.
    #[must_use]
    pub fn is_used(&self) -> bool {
        !self.items.is_empty() || !self.refused.is_empty() || self.error.is_some()
    }

    /// The same without files, for another form on the page.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self {
            items: Vec::new(),
            refused: Vec::new(),
            error: None,
            ..self.clone()
        }
    }

    /// The ends of names that a file picker offers.
    #[must_use]
    pub fn accept(&self) -> String {
        let ends: Vec<String> = crate::media::KINDS
            .iter()
            .map(|kind| format!(".{}", kind.extension))
            .collect();
        ends.join(",")
    }
}

/// A file on the page of one's own.
#[derive(Debug, Clone)]
pub struct UploadLine {
    /// Its id.
    pub id: i64,
    /// Where it is.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What it is, in short.
    pub kind: String,
    /// Its size.
    pub kilobytes: i64,
    /// When it came.
    pub at: Stamp,
    /// The small picture.
    pub src: Option<String>,
    /// The page of the post it hangs on, and the beginning of what is said there.
    pub post: Option<(String, String)>,
    /// Its post waits for a moderator.
    pub is_waiting: bool,
    /// The draft that remembers it.
    pub draft: Option<String>,
}
