//! A folder of mail as Postfix and Dovecot write it (Maildir): a new letter is a file in `new`; what was seen lies in `cur` under
//! its name and `:2,S`. Only plain files with plain names are touched, nothing is written into them, and nothing is deleted.
//! Knows nothing of what letters say.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Largest letter that is read; what comes back of ours is far smaller.
const LETTER_MAX: u64 = 1024 * 1024;
/// Longest name of a file.
const NAME_MAX: usize = 200;
/// What stands behind the name of a letter that was seen.
const SEEN: &str = ":2,S";

/// The folder.
#[derive(Debug, Clone)]
pub struct Maildir(PathBuf);

/// Why a letter was not read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// The system did not let us.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is no plain file.
    #[error("it is no plain file")]
    Strange,
    /// It is too large.
    #[error("it is larger than {LETTER_MAX} bytes")]
    Large,
}

impl Maildir {
    /// The folder at `path`, which holds `new` and `cur`.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The names of new letters, at most so many, the first by name first: names begin with the time. What is no plain file or
    /// has an odd name is none.
    ///
    /// # Errors
    /// If the folder is not there or cannot be read.
    pub fn list(&self, most: usize) -> io::Result<Vec<String>> {
        let mut names = BTreeSet::new();
        for entry in fs::read_dir(self.0.join("new"))? {
            let entry = entry?;
            // Of the entry itself: a link is not followed.
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            let Some(name) = entry
                .file_name()
                .to_str()
                .filter(|name| is_file && is_plain(name))
                .map(str::to_owned)
            else {
                continue;
            };
            names.insert(name);
            if names.len() > most {
                names.pop_last();
            }
        }
        Ok(names.into_iter().collect())
    }

    /// A new letter.
    ///
    /// # Errors
    /// [`Unread`].
    pub fn read(&self, name: &str) -> Result<Vec<u8>, Unread> {
        let path = self.0.join("new").join(name);
        let known = fs::symlink_metadata(&path)?;
        if !is_plain(name) || !known.is_file() {
            return Err(Unread::Strange);
        }
        if known.len() > LETTER_MAX {
            return Err(Unread::Large);
        }
        let mut letter = Vec::new();
        // It may have grown meanwhile.
        let read = fs::File::open(&path)?.take(LETTER_MAX + 1).read_to_end(&mut letter)?;
        if u64::try_from(read).is_ok_and(|read| read > LETTER_MAX) {
            return Err(Unread::Large);
        }
        Ok(letter)
    }

    /// Puts a new letter among those that were seen. Nothing that lies there is overwritten.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub fn set_seen(&self, name: &str) -> io::Result<()> {
        let cur = self.0.join("cur");
        fs::create_dir_all(&cur)?;
        let base = name.split(":2,").next().unwrap_or(name);
        let free = (0..).map(|n| match n {
            0 => cur.join(format!("{base}{SEEN}")),
            n => cur.join(format!("{base}.{n}{SEEN}")),
        });
        let place = free.into_iter().find(|place| fs::symlink_metadata(place).is_err());
        fs::rename(self.0.join("new").join(name), place.unwrap_or_default())
    }
}

/// A name as mail servers give them.
fn is_plain(name: &str) -> bool {
    let is_short = (1..=NAME_MAX).contains(&name.len());
    is_short
        && !name.starts_with('.')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'/' && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Maildir) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("new")).expect("new");
        let maildir = Maildir::at(folder.path());
        (folder, maildir)
    }

    fn put(folder: &tempfile::TempDir, name: &str, text: &str) {
        fs::write(folder.path().join("new").join(name), text).expect("a letter");
    }

    #[test]
    fn the_oldest_letters_come_first_and_no_more_than_asked_for() {
        let (folder, maildir) = folder();
        for name in ["3.a.mx", "1.a.mx", "2.a.mx"] {
            put(&folder, name, "Hello");
        }
        assert_eq!(maildir.list(2).expect("names"), ["1.a.mx", "2.a.mx"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_folders_and_odd_names_are_left_alone() {
        let (folder, maildir) = folder();
        let new = folder.path().join("new");
        put(&folder, ".hidden", "Hello");
        put(&folder, "with space", "Hello");
        put(&folder, "with\nline", "Hello");
        fs::create_dir(new.join("folder")).expect("a folder");
        std::os::unix::fs::symlink("/etc/passwd", new.join("1.link.mx")).expect("a link");
        assert!(maildir.list(10).expect("names").is_empty());
        assert!(matches!(maildir.read("1.link.mx"), Err(Unread::Strange)));
        assert!(maildir.read("../../etc/passwd").is_err());
    }

    #[test]
    fn what_was_seen_overwrites_nothing() {
        let (folder, maildir) = folder();
        for text in ["first", "second"] {
            put(&folder, "1.a.mx", text);
            maildir.set_seen("1.a.mx").expect("moved");
        }
        let read = |name: &str| fs::read_to_string(folder.path().join("cur").join(name)).expect("a letter");
        assert_eq!(read("1.a.mx:2,S"), "first");
        assert_eq!(read("1.a.mx.1:2,S"), "second");
        assert!(maildir.list(10).expect("names").is_empty());
    }

    #[test]
    fn what_is_too_large_is_not_read() {
        let (folder, maildir) = folder();
        let file = fs::File::create(folder.path().join("new").join("1.a.mx")).expect("a letter");
        file.set_len(20 * LETTER_MAX).expect("room");
        assert!(matches!(maildir.read("1.a.mx"), Err(Unread::Large)));
    }
}
