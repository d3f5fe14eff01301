//! Where files live in a test.

use majlis::config::{Config, MediaStore};

use super::servers::{self, Server};
use crate::support::TestApp;

/// Each of these tests once for each store.
macro_rules! on_every_store {
    ($($name:ident,)+) => {
        mod on_disk {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(super::Shelf::disk().await).await;
            })+
        }
        mod on_s3 {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(super::Shelf::s3().await).await;
            })+
        }
        mod on_azure {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(super::Shelf::azure().await).await;
            })+
        }
    };
}
pub(crate) use on_every_store;

/// An application and the store of its files.
pub(crate) struct Shelf {
    /// The application.
    pub(crate) test: TestApp,
    server: Option<Server>,
}

impl Shelf {
    /// On this machine's disk.
    pub(crate) async fn disk() -> Self {
        Self::with(|_| {}).await
    }

    /// The same, configured otherwise.
    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        Self {
            test: TestApp::with(change).await,
            server: None,
        }
    }

    /// On a server that speaks S3.
    pub(crate) async fn s3() -> Self {
        let server = servers::s3().await;
        let port = server.port;
        Self {
            test: TestApp::with(|config| point(config, port)).await,
            server: Some(server),
        }
    }

    /// On a server that speaks as Azure Blob Storage does.
    pub(crate) async fn azure() -> Self {
        let server = servers::azure().await;
        let port = server.port;
        Self {
            test: TestApp::with(|config| point_to_azure(config, port)).await,
            server: Some(server),
        }
    }

    /// Makes the store fail, or work again.
    pub(crate) fn set_down(&self, is_down: bool) {
        if let Some(server) = &self.server {
            server.set_down(is_down);
            return;
        }
        // A file where the folder should be: as good as a full disk, for every user of the machine.
        let folder = self.test.core().config.media_folder();
        let aside = folder.with_extension("aside");
        if is_down {
            std::fs::rename(&folder, &aside).expect("moved aside");
            std::fs::write(&folder, b"in the way").expect("a file");
        } else {
            std::fs::remove_file(&folder).expect("out of the way");
            std::fs::rename(&aside, &folder).expect("moved back");
        }
    }

    /// The names of everything in the store.
    pub(crate) async fn objects(&self) -> Vec<String> {
        self.test.core().media.list(None).await.expect("a list")
    }
}

/// Has files live on the S3 server at this port.
pub(crate) fn point(config: &mut Config, port: u16) {
    let media = &mut config.media;
    media.store = MediaStore::S3;
    servers::BUCKET.clone_into(&mut media.bucket);
    media.endpoint = format!("http://127.0.0.1:{port}");
    "majlis".clone_into(&mut media.access_key);
    servers::S3_SECRET.clone_into(&mut media.secret_key);
}

fn point_to_azure(config: &mut Config, port: u16) {
    let media = &mut config.media;
    media.store = MediaStore::Azure;
    servers::BUCKET.clone_into(&mut media.bucket);
    media.endpoint = format!("http://127.0.0.1:{port}/{}", servers::AZURE_ACCOUNT);
    servers::AZURE_ACCOUNT.clone_into(&mut media.access_key);
    servers::AZURE_KEY.clone_into(&mut media.secret_key);
}
