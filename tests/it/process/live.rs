//! Two processes of one instance: what one does is heard at the other, with Redis, without it, and when it is back.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::{interval, timeout};

use super::instance::{Instance, forum, free_port};
use super::{PATIENCE, eventually};
use crate::live::line::Line;
use crate::support::Client;

/// A Redis of this test's own. Killed with it.
struct Redis {
    port: u16,
    process: Option<Child>,
}

impl Redis {
    fn new() -> Self {
        Self {
            port: free_port(),
            process: None,
        }
    }

    fn address(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    async fn start(&mut self) {
        let child = Command::new("redis-server")
            .args(["--bind", "127.0.0.1", "--port", &self.port.to_string()])
            .args(["--save", "", "--appendonly", "no"])
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server starts; `make setup-test` installs it");
        self.process = Some(child);
        let port = self.port;
        let up = async || TcpStream::connect(("127.0.0.1", port)).await.ok();
        eventually("Redis answers", up).await;
    }

    fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("it can be killed");
            process.wait().expect("it ends");
        }
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.kill();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reply_through_one_process_is_heard_at_the_other_whether_redis_is_there_or_not() {
    let mut redis = Redis::new();
    redis.start().await;
    let mut first = Instance::new().await.with("MAJLIS_LIVE__REDIS_URL", &redis.address());
    let mut second = first.twin();
    forum(&first.app().await).await;
    first.create_member("sara").await;
    first.start().await;
    second.start().await;

    let boss = first.sign_in("boss").await;
    let sara = first.sign_in("sara").await;
    let asked = [
        ("kind", "discussion"),
        ("title", "Which pump?"),
        ("body", "For water."),
        ("language", "en"),
    ];
    let page = sara.submit("/forums/maintenance/new", &asked).await;
    let topic = page.headers["location"].to_str().expect("an address").to_owned();
    let id = topic.rsplit('/').next().expect("an id");
    let mut line = Line::open(&second.host(), &sara, &format!("?thread={id}"), &first.base)
        .await
        .expect("it is open");

    for (what, answer) in [
        ("with Redis", "The small one."),
        ("without", "Or the large one."),
        ("again", "Any."),
    ] {
        match what {
            "without" => redis.kill(),
            "again" => redis.start().await,
            _ => {}
        }
        let sent = boss.submit(&topic, &[("body", answer)]).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let mut heard = line.next().await.unwrap_or_else(|| panic!("the line is open {what}"));
        while heard["event"] != "reply" {
            heard = line.next().await.unwrap_or_else(|| panic!("the line is open {what}"));
        }
        let page = sara.get(&topic).await;
        let post = heard["post"].as_str().expect("a post");
        assert!(page.body.contains(&format!("id=\"reply-{post}\"")), "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_writes_in_a_conversation_is_seen_through_another_process_while_redis_is_there() {
    let mut redis = Redis::new();
    redis.start().await;
    let mut first = Instance::new().await.with("MAJLIS_LIVE__REDIS_URL", &redis.address());
    let mut second = first.twin();
    forum(&first.app().await).await;
    first.create_member("sara").await;
    first.start().await;
    second.start().await;

    let (boss, sara) = (first.sign_in("boss").await, first.sign_in("sara").await);
    for member in [&boss, &sara] {
        let shows = [("from_whom", "everybody"), ("shows_presence", "yes")];
        let saved = member.submit("/settings/messages", &shows).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
    }
    let sent = boss.submit("/messages/new", &[("to", "sara"), ("body", "Hello")]).await;
    let talk = sent.headers["location"].to_str().expect("an address").to_owned();
    let talk = talk.split('#').next().expect("a path");
    let answered = sara.submit(talk, &[("body", "Hello back")]).await;
    assert_eq!(answered.status, 303, "{}", answered.body);
    let id = talk.rsplit('/').next().expect("an id");
    let query = format!("?conversation={id}");
    let open = async |at: &Instance, client: &Client| {
        let line = Line::open(&at.host(), client, &query, &first.base).await;
        line.expect("it is open")
    };
    let mut here = open(&first, &boss).await;
    let mut there = open(&second, &sara).await;
    // Processes listen to Redis a moment after they are up: who is there says so again, as pages do.
    let mut again = interval(Duration::from_secs(1));
    let heard = async {
        loop {
            tokio::select! {
                heard = there.next() => {
                    let heard = heard.expect("the line is open");
                    if heard["event"] == "presence" {
                        return heard;
                    }
                }
                _ = again.tick() => here.say(r#"{"state":"writing"}"#).await,
            }
        }
    };
    let heard = timeout(PATIENCE, heard).await.expect("it is heard");
    assert_eq!(heard["state"], "writing");
}
