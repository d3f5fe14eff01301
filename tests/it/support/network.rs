//! Several instances in one process, talking to each other over real loopback sockets.

use std::ops::Deref;
use std::sync::Mutex;

use futures::future::BoxFuture;
use majlis::app;
use majlis::apub::{delivery, inbox, outbox};
use majlis::jobs;
use tokio::net::{TcpListener, TcpStream};
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
    port: u16,
    stop: Mutex<CancellationToken>,
}

impl Deref for Node {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.test
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.stop.lock().expect("no panic while it was held").cancel();
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

    /// Lets everything happen that follows from what was done: events become activities, activities travel and are
    /// applied, until nothing is left to do anywhere. Boxed, because a test that waits for it many times would carry all
    /// the work of a server on its stack as often.
    pub fn settle(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {
            for _ in 0..100 {
                let mut done = 0;
                for node in &self.nodes {
                    done += node.work().await;
                }
                if done == 0 {
                    return;
                }
            }
            panic!("the network does not come to rest");
        })
    }
}

impl Node {
    /// Does the background work that is due now; says how much there was.
    pub async fn work(&self) -> usize {
        let app = &self.test.app;
        let told = outbox::run_due(app).await.expect("the events can be read");
        let sent = delivery::run_due(app).await.expect("the cursors can be read");
        let applied = inbox::run_due(app).await.expect("the log can be read");
        let jobs = jobs::run_due(app).await.expect("the queue can be read");
        told + sent + applied + jobs
    }

    /// Host and port, as handles name it.
    pub fn host(&self) -> String {
        self.test.core().config.host()
    }

    /// Nobody reaches it any more. What waits in it stays.
    pub async fn go_down(&self) {
        self.stop.lock().expect("no panic while it was held").cancel();
        // The socket closes in a task of its own.
        while TcpStream::connect(("127.0.0.1", self.port)).await.is_ok() {
            tokio::task::yield_now().await;
        }
    }

    /// It is reached again, at the same address.
    pub async fn come_back(&self) {
        let listener = loop {
            match TcpListener::bind(("127.0.0.1", self.port)).await {
                Ok(listener) => break listener,
                Err(_) => tokio::task::yield_now().await,
            }
        };
        *self.stop.lock().expect("no panic while it was held") = serve(&self.test, listener);
    }

    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let test = TestApp::with(|config| {
            config.instance.url = format!("http://localhost:{port}").parse().expect("an address");
            config.federation.allow_private = true;
        })
        .await;
        let stop = Mutex::new(serve(&test, listener));
        Self { test, port, stop }
    }
}

/// Answers until what is given back is cancelled.
fn serve(test: &TestApp, listener: TcpListener) -> CancellationToken {
    let stop = CancellationToken::new();
    let (app, stopped) = (test.app.clone(), stop.clone());
    tokio::spawn(async move { app::serve(&app, listener, stopped).await.expect("it serves") });
    stop
}
