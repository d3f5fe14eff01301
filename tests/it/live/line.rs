//! A browser's connection to the live stream of an instance that listens on a socket.

use std::time::Duration;

use futures::{SinkExt, StreamExt};
use majlis::live::{Tail, run_due};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::support::Client;
use crate::support::network::{Network, Node};

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// An instance with what makes its pages live, run by hand.
pub(super) struct Stage {
    pub(super) network: Network,
    tail: Tail,
}

impl Stage {
    pub(super) async fn new() -> Self {
        let network = Network::new(1).await;
        let tail = Tail::new(&network.nodes[0].app).await.expect("a tail");
        Self { network, tail }
    }

    pub(super) fn node(&self) -> &Node {
        &self.network.nodes[0]
    }

    /// Lets everything happen that follows from what was done, and hands out what is new.
    pub(super) async fn settle(&mut self) {
        self.network.settle().await;
        let app = self.node().app.clone();
        run_due(&app, &mut self.tail).await.expect("what is new can be read");
    }
}

/// An open WebSocket.
pub(crate) struct Line(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Line {
    /// Opens it at `host` as the browser behind `client` would from a page at `origin`; the status, if it is refused.
    pub(crate) async fn open(host: &str, client: &Client, query: &str, origin: &str) -> Result<Self, u16> {
        let address = format!("ws://{host}/live{query}");
        let mut request = address.into_client_request().expect("an address");
        let headers = request.headers_mut();
        headers.insert("origin", origin.parse().expect("a header"));
        let cookies: Vec<String> = client
            .cookies()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        headers.insert("cookie", cookies.join("; ").parse().expect("a header"));
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(error) => panic!("no connection: {error}"),
        }
    }

    /// The same from a page of the instance.
    pub(super) async fn own(node: &Node, client: &Client, query: &str) -> Self {
        let host = node.host();
        let opened = Self::open(&host, client, query, &format!("http://{host}")).await;
        opened.expect("it is open")
    }

    /// Says something.
    pub(crate) async fn say(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.expect("the line is open");
    }

    /// What is said next; none if the other side hung up.
    pub(crate) async fn next(&mut self) -> Option<Value> {
        loop {
            let message = tokio::time::timeout(PATIENCE, self.0.next())
                .await
                .expect("something is said");
            match message {
                Some(Ok(Message::Text(text))) => return Some(serde_json::from_str(&text).expect("JSON")),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }
}
