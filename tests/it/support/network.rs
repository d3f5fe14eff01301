//! Several instances in one process, talking to each other over real loopback sockets.

use std::ops::Deref;

use majlis::app;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::app::TestApp;

/// A network of instances. Their workers do not run by themselves; [`Network::settle`] runs them.
pub struct Network {
    /// The instances, in order.
    pub nodes: Vec<Node>,
}

/// An instance that listens on a socket.
pub struct Node {
    test: TestApp,
    stop: CancellationToken,
}

impl Deref for Node {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.test
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Network {
    /// `count` instances, each at an address of its own.
    pub async fn new(count: usize) -> Self {
        let mut nodes = Vec::new();
        for _ in 0..count {
            nodes.push(Node::start().await);
        }
        Self { nodes }
    }
}

impl Node {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let test = TestApp::with(|config| {
            config.instance.url = format!("http://localhost:{port}").parse().expect("an address");
            config.federation.allow_private = true;
        })
        .await;
        let stop = CancellationToken::new();
        let (app, stopped) = (test.app.clone(), stop.clone());
        tokio::spawn(async move { app::serve(&app, listener, stopped).await.expect("it serves") });
        Self { test, stop }
    }
}
