//! A mail server in the test's own process that does as it is told: takes letters, refuses some, is slow, or is not there.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How the server behaves.
#[derive(Debug, Default)]
struct Orders {
    /// Recipients whom it refuses for ever, with the code.
    refused: Vec<(String, u16)>,
    /// Answers nothing.
    is_silent: bool,
    /// Takes letters and does not say so.
    is_absent_minded: bool,
    /// Letters taken: recipient and text.
    taken: Vec<(String, String)>,
    /// Connections so far.
    calls: usize,
}

/// The server; gone when dropped.
pub struct Smtp {
    address: SocketAddr,
    orders: Arc<Mutex<Orders>>,
    task: JoinHandle<()>,
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Smtp {
    /// A server that takes everything.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        Self::on(listener, Arc::default())
    }

    fn on(listener: TcpListener, orders: Arc<Mutex<Orders>>) -> Self {
        let address = listener.local_addr().expect("an address");
        let known = Arc::clone(&orders);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                known.lock().expect("orders").calls += 1;
                tokio::spawn(talk(stream, Arc::clone(&known)));
            }
        });
        Self { address, orders, task }
    }

    /// As the configuration names it.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Refuses this recipient with a code.
    pub fn refuse(&self, to: &str, code: u16) {
        self.orders.lock().expect("orders").refused.push((to.to_owned(), code));
    }

    /// Takes everybody again.
    pub fn take_all(&self) {
        self.orders.lock().expect("orders").refused.clear();
    }

    /// Says nothing from now on, or speaks again.
    pub fn set_silent(&self, is_silent: bool) {
        self.orders.lock().expect("orders").is_silent = is_silent;
    }

    /// Takes letters from now on without saying so, or says so again.
    pub fn set_absent_minded(&self, is_absent_minded: bool) {
        self.orders.lock().expect("orders").is_absent_minded = is_absent_minded;
    }

    /// The letters to an address.
    pub fn to(&self, address: &str) -> Vec<String> {
        let orders = self.orders.lock().expect("orders");
        let own = orders.taken.iter().filter(|(to, _)| to == address);
        own.map(|(_, letter)| letter.clone()).collect()
    }

    /// Every letter it took, with its recipient.
    pub fn all(&self) -> Vec<(String, String)> {
        self.orders.lock().expect("orders").taken.clone()
    }

    /// How often it was called.
    pub fn calls(&self) -> usize {
        self.orders.lock().expect("orders").calls
    }

    /// Closes the door; gives what is needed to open it again.
    pub async fn stop(self) -> Stopped {
        self.task.abort();
        // The port is free when the task is gone.
        while !self.task.is_finished() {
            tokio::task::yield_now().await;
        }
        Stopped {
            address: self.address,
            orders: Arc::clone(&self.orders),
        }
    }
}

/// A server that is down.
pub struct Stopped {
    address: SocketAddr,
    orders: Arc<Mutex<Orders>>,
}

impl Stopped {
    /// Comes back at the same address.
    pub async fn start(self) -> Smtp {
        let listener = TcpListener::bind(self.address).await.expect("the same port");
        Smtp::on(listener, self.orders)
    }
}

async fn talk(stream: TcpStream, orders: Arc<Mutex<Orders>>) {
    let mut stream = BufReader::new(stream);
    if orders.lock().expect("orders").is_silent {
        hold(&mut stream).await;
        return;
    }
    let mut to = String::new();
    say(&mut stream, "220 mx.example ready").await;
    let mut line = String::new();
    loop {
        line.clear();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let command = line.trim_end().to_ascii_uppercase();
        if command.starts_with("EHLO") {
            say(&mut stream, "250 mx.example").await;
        } else if command.starts_with("RCPT") {
            to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
            let code = {
                let orders = orders.lock().expect("orders");
                let found = orders.refused.iter().find(|(known, _)| *known == to);
                found.map(|(_, code)| *code)
            };
            match code {
                Some(code) => say(&mut stream, &format!("{code} no")).await,
                None => say(&mut stream, "250 ok").await,
            }
        } else if command.starts_with("DATA") {
            say(&mut stream, "354 go on").await;
            // Half a letter is none.
            let Some(letter) = data(&mut stream).await else {
                return;
            };
            let is_absent_minded = {
                let mut orders = orders.lock().expect("orders");
                orders.taken.push((to.clone(), letter));
                orders.is_absent_minded
            };
            if is_absent_minded {
                hold(&mut stream).await;
                return;
            }
            say(&mut stream, "250 taken").await;
        } else if command.starts_with("QUIT") {
            say(&mut stream, "221 bye").await;
            return;
        } else {
            say(&mut stream, "250 ok").await;
        }
    }
}

/// Holds the line until the caller has enough.
async fn hold(stream: &mut BufReader<TcpStream>) {
    let mut line = String::new();
    while stream.read_line(&mut line).await.is_ok_and(|read| read > 0) {}
}

async fn data(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut letter = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            return None;
        }
        if line == ".\r\n" {
            return Some(letter);
        }
        letter.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

async fn say(stream: &mut BufReader<TcpStream>, words: &str) {
    // Whoever has hung up hears nothing.
    let _ = stream.get_mut().write_all(format!("{words}\r\n").as_bytes()).await;
}
