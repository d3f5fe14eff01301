//! A file on its way in: in a file of its own outside the store, so that one that breaks off was never there.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use aws_lc_rs::digest::{Context, SHA256};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::id::random_token;

use super::MediaError;

/// As much of the beginning as is looked at to know what it is.
const HEAD: usize = 4_096;

/// Some bytes, more to come. Dropping it deletes them.
pub struct Incoming {
    path: PathBuf,
    file: File,
    hash: Context,
    head: Vec<u8>,
    size: u64,
}

impl Incoming {
    /// Begins one in `folder`.
    ///
    /// # Errors
    /// [`MediaError::Unavailable`] if the disk is full or cannot be written.
    pub async fn begin(folder: &Path) -> Result<Self, MediaError> {
        tokio::fs::create_dir_all(folder).await?;
        let path = folder.join(random_token());
        let mut options = tokio::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        options.mode(0o600);
        Ok(Self {
            file: options.open(&path).await?,
            path,
            hash: Context::new(&SHA256),
            head: Vec::new(),
            size: 0,
        })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// [`MediaError::Unavailable`] if the disk is full.
    pub async fn push(&mut self, bytes: &[u8]) -> Result<(), MediaError> {
        self.file.write_all(bytes).await?;
        self.hash.update(bytes);
        let missing = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..missing]);
        self.size += bytes.len() as u64;
        Ok(())
    }

    /// That everything came.
    ///
    /// # Errors
    /// [`MediaError::Unavailable`] if the disk is full.
    pub async fn close(&mut self) -> Result<(), MediaError> {
        Ok(self.file.flush().await?)
    }

    /// Bytes so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The beginning.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// SHA-256 of what came so far, in hexadecimal digits.
    pub fn hash(&self) -> String {
        hex::encode(self.hash.clone().finish())
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        // What cannot be deleted now is swept later.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Deletes what a killed process left in `folder`; `now` and the files' own times are compared.
///
/// # Errors
/// [`MediaError::Unavailable`].
pub async fn sweep(folder: &Path, now: SystemTime, age: Duration) -> Result<usize, MediaError> {
    let Ok(mut entries) = tokio::fs::read_dir(folder).await else {
        return Ok(0);
    };
    let mut count = 0;
    while let Some(entry) = entries.next_entry().await? {
        let written = entry.metadata().await?.modified()?;
        if now.duration_since(written).is_ok_and(|lain| lain > age) {
            tokio::fs::remove_file(entry.path()).await?;
            count += 1;
        }
    }
    Ok(count)
}

/// SHA-256 in hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    hex::encode(aws_lc_rs::digest::digest(&SHA256, bytes))
}
