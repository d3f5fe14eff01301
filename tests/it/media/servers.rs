//! Servers that keep objects, each behind a door that a test may shut.

use std::any::Any;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::support::wire::{forward, http_client};

/// The bucket or container of the tests.
pub(super) const BUCKET: &str = "majlis";
pub(super) const S3_SECRET: &str = "a-secret-of-the-test";
/// The account that Azurite knows, and its published key.
pub(super) const AZURE_ACCOUNT: &str = "devstoreaccount1";
pub(super) const AZURE_KEY: &str =
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
/// The signature, by that key, of the one request that makes the container. Azurite does not mind its age.
const AZURE_DATE: &str = "Fri, 26 Jun 2015 23:39:12 GMT";
const AZURE_VERSION: &str = "2021-08-06";
const AZURE_SIGNATURE: &str = "b3ShHfPbzMW3UeTf0MapMMJ287fbYDd2uEIVkR7qRNw=";

/// A server of objects.
pub(super) struct Server {
    /// Where it listens on loopback.
    pub(super) port: u16,
    stop: CancellationToken,
    is_down: Arc<AtomicBool>,
    _kept: Box<dyn Any + Send + Sync>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Server {
    /// Makes it answer nobody, or everybody again.
    pub(super) fn set_down(&self, is_down: bool) {
        self.is_down.store(is_down, Ordering::SeqCst);
    }

    /// Opens a door to `inside`; what `kept` holds lives as long.
    async fn before(inside: Router, kept: impl Any + Send + Sync) -> Self {
        let is_down = Arc::new(AtomicBool::new(false));
        let down = is_down.clone();
        let door = Router::new().fallback(move |request: Request| {
            let (inside, is_down) = (inside.clone(), down.load(Ordering::SeqCst));
            async move {
                if is_down {
                    return StatusCode::SERVICE_UNAVAILABLE.into_response();
                }
                inside.oneshot(request).await.into_response()
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let stop = CancellationToken::new();
        let stopped = stop.clone().cancelled_owned();
        tokio::spawn(async move {
            axum::serve(listener, door)
                .with_graceful_shutdown(stopped)
                .await
                .expect("it serves");
        });
        Self {
            port,
            stop,
            is_down,
            _kept: Box::new(kept),
        }
    }
}

/// A server that speaks the S3 protocol.
pub(super) async fn s3() -> Server {
    let folder = TempDir::new().expect("a folder");
    std::fs::create_dir(folder.path().join(BUCKET)).expect("a bucket");
    let files = FileSystem::new(folder.path()).expect("a file system");
    let mut builder = S3ServiceBuilder::new(files);
    builder.set_auth(SimpleAuth::from_single("majlis", S3_SECRET));
    let service = builder.build();
    let inside = Router::new().fallback(move |request: Request| {
        let service = service.clone();
        async move { answer(service.oneshot(request).await.map(|whole| whole.map(Body::new)).ok()) }
    });
    Server::before(inside, folder).await
}

fn answer(response: Option<Response>) -> Response {
    response.unwrap_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Azurite, Microsoft's own stand-in for Azure Blob Storage, with an empty container. It keeps everything in memory and
/// calls nobody.
pub(super) async fn azure() -> Server {
    let (process, base) = Azurite::start();
    let http = http_client();
    let made = http
        .put(format!("{base}/{AZURE_ACCOUNT}/{BUCKET}?restype=container"))
        .header("x-ms-date", AZURE_DATE)
        .header("x-ms-version", AZURE_VERSION)
        .header("content-length", "0")
        .header("authorization", format!("SharedKey {AZURE_ACCOUNT}:{AZURE_SIGNATURE}"))
        .send();
    let made = made.await.expect("Azurite answers");
    assert_eq!(made.status(), reqwest::StatusCode::CREATED, "the container");
    let inside = Router::new().fallback(move |request: Request| {
        let (http, base) = (http.clone(), base.clone());
        async move { forward(&http, &base, request).await }
    });
    Server::before(inside, process).await
}

/// The process, gone with the test, and the pipe that it writes to.
struct Azurite {
    process: Child,
    _said: Lines<BufReader<ChildStdout>>,
}

impl Drop for Azurite {
    fn drop(&mut self) {
        let _gone = self.process.kill().and_then(|()| self.process.wait());
    }
}

impl Azurite {
    fn start() -> (Self, String) {
        let program =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/azure/node_modules/azurite/dist/src/blob/main.js");
        assert!(program.is_file(), "Azurite is not installed; `make setup-test` does it");
        let mut process = Command::new("node")
            .arg(program)
            .args(["--inMemoryPersistence", "--disableTelemetry", "--silent"])
            .args(["--skipApiVersionCheck", "--blobPort", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node starts");
        let said = BufReader::new(process.stdout.take().expect("what it says"));
        let mut lines = said.lines();
        let base = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(format!("http://{}", line.split_once("listens on http://")?.1)));
        let started = Self { process, _said: lines };
        (started, base.expect("Azurite says where it listens"))
    }
}
