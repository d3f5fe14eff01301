//! `[media]`: where files live, and how large they may be.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use std::path::PathBuf;

/// Where files of members live, and how large they may be.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Media {
    /// `disk`, `s3` or `azure`.
    pub store: MediaStore,
    /// Folder for `disk`; empty for `media` in the data folder.
    pub folder: PathBuf,
    /// Bucket (S3) or container (Azure).
    pub bucket: String,
    /// Region (S3).
    pub region: String,
    /// Address of an S3-compatible server or of an Azure emulator; empty for the provider's own.
    pub endpoint: String,
    /// Access key (S3) or storage account (Azure).
    pub access_key: String,
    /// Secret key (S3) or account key (Azure).
    pub secret_key: String,
    /// Origin that serves files and nothing else, such as `https://files.example`; empty for the instance's own.
    pub origin: String,
    /// Largest picture, in megabytes.
    pub image_megabytes: u16,
    /// Most megapixels of a picture.
    pub image_megapixels: u16,
    /// Largest file of another kind, in megabytes.
    pub file_megabytes: u16,
    /// What one member may keep here, in megabytes.
    pub quota_megabytes: u32,
    /// Days after which an upload that hangs on no post is deleted.
    pub unused_days: u16,
    /// Days that pictures of other servers are kept.
    pub proxy_days: u16,
    /// Most megabytes of pictures of other servers.
    pub proxy_megabytes: u32,
}

/// Kinds of store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaStore {
    /// A folder.
    Disk,
    /// A server that speaks the S3 protocol.
    S3,
    /// Azure Blob Storage.
    Azure,
}

impl Default for Media {
    fn default() -> Self {
        Self {
            store: MediaStore::Disk,
            folder: PathBuf::new(),
            bucket: String::new(),
            region: "us-east-1".to_owned(),
            endpoint: String::new(),
            access_key: String::new(),
            secret_key: String::new(),
            origin: String::new(),
            image_megabytes: 10,
            image_megapixels: 50,
            file_megabytes: 40,
            quota_megabytes: 1_000,
            unused_days: 7,
            proxy_days: 14,
            proxy_megabytes: 1_000,
        }
    }
}

impl fmt::Debug for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Media")
            .field("store", &self.store)
            .field("folder", &self.folder)
            .field("bucket", &self.bucket)
            .field("region", &self.region)
            .field("endpoint", &self.endpoint)
            .field("access_key", &self.access_key)
            .field("secret_key", &if self.secret_key.is_empty() { "" } else { "…" })
            .finish_non_exhaustive()
    }
}

impl Media {
    /// The origin of files without a slash at the end; none if they are served by the instance's own.
    pub fn origin(&self) -> Option<&str> {
        Some(self.origin.trim_end_matches('/')).filter(|origin| !origin.is_empty())
    }

    /// What requests to that origin name as their host.
    pub fn origin_host(&self) -> Option<&str> {
        Some(self.origin()?.split_once("://")?.1)
    }

    /// What is wrong with the origin of files, beside that of the instance.
    pub(super) fn origin_fault(&self, instance: &Url) -> Option<(&'static str, &'static str)> {
        let origin = self.origin()?;
        let is_origin = Url::parse(origin).is_ok_and(|url| url.origin().ascii_serialization() == origin);
        if !is_origin || !origin.starts_with("http") {
            return Some((
                "media.origin",
                "must be an origin such as https://files.example, without a path",
            ));
        }
        if origin.starts_with("http://") && instance.scheme() == "https" {
            return Some(("media.origin", "must be https like the instance"));
        }
        let same =
            Url::parse(origin).is_ok_and(|url| url.host_str() == instance.host_str() && url.port() == instance.port());
        same.then_some(("media.origin", "must be another host than that of the instance"))
    }

    /// What cannot be: the key and what is wrong with it.
    pub(super) fn fault(&self) -> Option<(&'static str, &'static str)> {
        if self.store != MediaStore::Disk && self.bucket.is_empty() {
            return Some(("media.bucket", "is needed where files live elsewhere than on disk"));
        }
        if self.store == MediaStore::Azure && self.access_key.is_empty() {
            return Some(("media.access_key", "is needed: the name of the storage account"));
        }
        if !self.endpoint.is_empty() && Url::parse(&self.endpoint).is_err() {
            return Some(("media.endpoint", "must be an address such as https://s3.example"));
        }
        if self.image_megabytes == 0 || self.file_megabytes == 0 || self.image_megapixels == 0 {
            return Some(("media", "a size of zero lets nobody upload anything"));
        }
        None
    }
}
