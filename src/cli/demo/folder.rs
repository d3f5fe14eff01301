//! The folders of the sample instances, and what was already done in them.
//!
//! `demo.json` says that a folder is filled and for which ports; `filling` that filling it was begun. A folder with
//! anything else in it belongs to somebody and is left alone.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Progress {
    /// The ports that the addresses of the two instances hold.
    pub(super) ports: [u16; 2],
    /// Whether the conversation between the two took place.
    pub(super) is_connected: bool,
}

/// The folder of the sample network.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// Opens the folder; with `fresh`, or where filling it was not finished, what is in it is thrown away first.
    ///
    /// # Errors
    /// If the folder holds something that is not of this command, or cannot be written.
    pub(super) fn open(path: &Path, fresh: bool) -> anyhow::Result<(Self, Option<Progress>)> {
        let folder = Self(path.to_owned());
        let is_ours = folder.marker().is_file() || folder.begun().is_file();
        let is_empty = fs::read_dir(path).map_or(true, |mut entries| entries.next().is_none());
        if !is_ours && !is_empty {
            bail!(
                "{} holds something else; name another folder with --data-dir",
                path.display()
            );
        }
        if fresh || folder.begun().is_file() {
            folder.clear()?;
        }
        fs::create_dir_all(path).with_context(|| format!("data folder {}", path.display()))?;
        let progress = match fs::read_to_string(folder.marker()) {
            Ok(text) => Some(serde_json::from_str(&text).context("demo.json; start again with --fresh")?),
            Err(_) => None,
        };
        if progress.is_none() {
            fs::write(folder.begun(), "").with_context(|| format!("data folder {}", path.display()))?;
        }
        Ok((folder, progress))
    }

    /// Where one of the two instances keeps its data.
    pub(super) fn instance(&self, slug: &str) -> PathBuf {
        self.0.join(slug)
    }

    /// Writes down what is done.
    pub(super) fn note(&self, progress: &Progress) -> anyhow::Result<()> {
        fs::write(self.marker(), serde_json::to_string(progress)?)?;
        if self.begun().is_file() {
            fs::remove_file(self.begun())?;
        }
        Ok(())
    }

    fn marker(&self) -> PathBuf {
        self.0.join("demo.json")
    }

    fn begun(&self) -> PathBuf {
        self.0.join("filling")
    }

    fn clear(&self) -> anyhow::Result<()> {
        match fs::remove_dir_all(&self.0) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("{} could not be cleared", self.0.display()))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_remembered_until_it_is_thrown_away() {
        let outside = tempfile::tempdir().expect("a folder");
        let path = outside.path().join("demo");
        let progress = Progress {
            ports: [7401, 7402],
            is_connected: true,
        };
        let (folder, none) = Folder::open(&path, false).expect("a new folder");
        assert_eq!(none, None);
        folder.note(&progress).expect("writable");
        assert_eq!(Folder::open(&path, false).expect("known").1, Some(progress));
        assert_eq!(Folder::open(&path, true).expect("known").1, None);
    }

    #[test]
    fn what_was_begun_and_not_finished_begins_anew() {
        let outside = tempfile::tempdir().expect("a folder");
        let path = outside.path().join("demo");
        Folder::open(&path, false).expect("a new folder");
        fs::write(path.join("half"), "").expect("writable");
        Folder::open(&path, false).expect("ours");
        assert!(!path.join("half").exists());
    }

    #[test]
    fn a_folder_of_somebody_else_is_left_alone() {
        let outside = tempfile::tempdir().expect("a folder");
        fs::write(outside.path().join("thesis.txt"), "years").expect("writable");
        assert!(Folder::open(outside.path(), true).is_err());
        assert!(outside.path().join("thesis.txt").is_file());
    }
}
