//! Where files live in a test.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use majlis::config::{Config, MediaStore};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::support::TestApp;

/// Each of these tests once for each store.
macro_rules! on_both_stores {
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
    };
}
pub(crate) use on_both_stores;

/// An application and the store of its files.
pub(crate) struct Shelf {
    /// The application.
    pub(crate) test: TestApp,
    s3: Option<S3>,
}

/// A server that speaks the S3 protocol.
struct S3 {
    port: u16,
    stop: CancellationToken,
    is_down: Arc<AtomicBool>,
    _folder: TempDir,
}

impl Drop for S3 {
    fn drop(&mut self) {
        self.stop.cancel();
    }
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
            s3: None,
        }
    }

    /// On a server that speaks S3.
    pub(crate) async fn s3() -> Self {
        let s3 = S3::start().await;
        let port = s3.port;
        let test = TestApp::with(|config| point(config, port)).await;
        Self { test, s3: Some(s3) }
    }

    /// Makes the store fail, or work again.
    pub(crate) fn set_down(&self, is_down: bool) {
        if let Some(s3) = &self.s3 {
            s3.is_down.store(is_down, Ordering::SeqCst);
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
    media.bucket = "majlis".to_owned();
    media.endpoint = format!("http://127.0.0.1:{port}");
    media.access_key = "majlis".to_owned();
    media.secret_key = "a-secret-of-the-test".to_owned();
}

impl S3 {
    async fn start() -> Self {
        let folder = TempDir::new().expect("a folder");
        std::fs::create_dir(folder.path().join("majlis")).expect("a bucket");
        let files = FileSystem::new(folder.path()).expect("a file system");
        let mut builder = S3ServiceBuilder::new(files);
        builder.set_auth(SimpleAuth::from_single("majlis", "a-secret-of-the-test"));
        let service = builder.build();
        let is_down = Arc::new(AtomicBool::new(false));
        let down = is_down.clone();
        let router = Router::new().fallback(move |request: Request| {
            let service = service.clone();
            let is_down = down.load(Ordering::SeqCst);
            async move {
                if is_down {
                    return StatusCode::SERVICE_UNAVAILABLE.into_response();
                }
                answer(
                    service
                        .oneshot(request)
                        .await
                        .map(|response| response.map(Body::new))
                        .ok(),
                )
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let stop = CancellationToken::new();
        let stopped = stop.clone().cancelled_owned();
        tokio::spawn(async move {
            axum::serve(listener, router)
                .with_graceful_shutdown(stopped)
                .await
                .expect("it serves");
        });
        Self {
            port,
            stop,
            is_down,
            _folder: folder,
        }
    }
}

fn answer(response: Option<Response>) -> Response {
    response.unwrap_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}
