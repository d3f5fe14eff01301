//! HTTP/1.1 over one kept connection with as little work as possible, so that what is measured is the server. It knows
//! only what our servers send: a length, or chunks; one answer to one request.

use std::net::SocketAddr;

use anyhow::{Context, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Room for one read.
const CHUNK: usize = 64 * 1024;
/// The largest answer taken.
const ANSWER_MAX: usize = 16 * 1024 * 1024;

/// A connection that is used again and again.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer, until the next request.
pub(crate) struct Answer<'a> {
    /// Status.
    pub(crate) status: u16,
    /// Status line and headers.
    pub(crate) head: &'a str,
    /// Body, with the marks of chunks if it came in chunks.
    pub(crate) body: &'a [u8],
}

/// A GET, ready to be sent.
pub(crate) fn get(host: &str, path: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    request("GET", host, path, headers, &[])
}

/// A POST, ready to be sent.
pub(crate) fn post(host: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let length = body.len().to_string();
    let mut all = vec![("content-length", length.as_str())];
    all.extend_from_slice(headers);
    request("POST", host, path, &all, body)
}

fn request(method: &str, host: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let lines: String = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    let mut bytes = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\n{lines}\r\n").into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

impl Connection {
    /// Connects.
    pub(crate) async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.with_context(|| address.to_string())?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(CHUNK),
        })
    }

    /// Sends a request and reads the answer to its end.
    pub(crate) async fn send(&mut self, request: &[u8]) -> anyhow::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = self.read_head().await?;
        let text = std::str::from_utf8(&self.buffer[..head])?;
        let status = text.get(9..12).context("no status line")?.parse()?;
        if header(text, "transfer-encoding").is_some() {
            while !self.buffer[head..].ends_with(b"0\r\n\r\n") {
                self.fill().await?;
            }
        } else {
            let length: usize = header(text, "content-length").map_or(Ok(0), str::parse)?;
            while self.buffer.len() < head + length {
                self.fill().await?;
            }
        }
        let (head, body) = self.buffer.split_at(head);
        Ok(Answer {
            status,
            head: std::str::from_utf8(head)?,
            body,
        })
    }

    /// Reads until the head is whole; its length.
    async fn read_head(&mut self) -> anyhow::Result<usize> {
        let mut seen = 0;
        loop {
            self.fill().await?;
            if let Some(end) = end_of_head(&self.buffer, seen) {
                return Ok(end);
            }
            seen = self.buffer.len();
        }
    }

    async fn fill(&mut self) -> anyhow::Result<()> {
        self.buffer.reserve(CHUNK);
        let count = self.stream.read_buf(&mut self.buffer).await?;
        ensure!(count > 0, "the connection was closed");
        ensure!(self.buffer.len() <= ANSWER_MAX, "the answer is too large");
        Ok(())
    }
}

/// Where the body begins, if the empty line is there; the first `seen` bytes do not hold it.
pub(crate) fn end_of_head(buffer: &[u8], seen: usize) -> Option<usize> {
    let from = seen.saturating_sub(3);
    let at = buffer[from..].windows(4).position(|window| window == b"\r\n\r\n")?;
    Some(from + at + 4)
}

/// The value of a header.
pub(crate) fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().skip(1).find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}
