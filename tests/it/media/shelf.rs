//! Where files live in a test.

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

/// An application and the store of its files.
pub(crate) struct Shelf {
    /// The application.
    pub(crate) test: TestApp,
    _s3: Option<S3>,
}

/// A server that speaks the S3 protocol.
struct S3 {
    port: u16,
    stop: CancellationToken,
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
        Self {
            test: TestApp::new().await,
            _s3: None,
        }
    }

    /// On a server that speaks S3.
    pub(crate) async fn s3() -> Self {
        let s3 = S3::start().await;
        let port = s3.port;
        let test = TestApp::with(|config| point(config, port)).await;
        Self { test, _s3: Some(s3) }
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
        let router = Router::new().fallback(move |request: Request| {
            let service = service.clone();
            async move {
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
            _folder: folder,
        }
    }
}

fn answer(response: Option<Response>) -> Response {
    response.unwrap_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}
