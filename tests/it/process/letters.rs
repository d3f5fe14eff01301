//! Killed two hundred times while people write to one another and their letters go out: every notice and every letter once.
//!
//! A mail server may have taken a letter whose taking was not written down any more; then it gets it again, with the same
//! `Message-ID`, by which mail programs know the two as one. So letters are counted by that.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use majlis::db::letters::{self, Letter};
use majlis::db::types::{AccountId, LetterState, NotificationKind, Pace, PostId};
use majlis::db::{Conn, Keyset, notices, notifications};
use majlis::domain::Principal;
use majlis::domain::notifications::letter::Told;
use majlis::domain::notifications::settings as wishes;
use majlis::domain::posts::{self as writing, TopicForm};
use majlis::id::random_bytes;
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;

use super::eventually;
use super::instance::{Instance, forum};
use crate::mail::Read;
use crate::support::Client;
use crate::support::smtp::Smtp;

/// How often the process is killed.
const KILLS: u32 = 200;
/// Those who are written to; each has topics.
const READERS: [&str; 3] = ["noura", "sami", "huda"];
/// Those who write.
const WRITERS: [&str; 3] = ["faisal", "ali", "mona"];
/// Topics of each reader. A letter tells five things of one and how many more there are, so none may have more before its
/// letter goes, however slow the machine is: each gets the next one after 80 seconds.
const TOPICS: usize = 100;
/// Between two posts of a writer, in milliseconds.
const PACE: u64 = 800;

/// Somebody who is written to.
struct Reader {
    name: &'static str,
    account: AccountId,
    email: String,
    topics: Vec<PostId>,
}

/// What a writer wrote.
#[derive(Debug, Clone)]
struct Post {
    /// Words that no other post has.
    mark: String,
    /// Whose topic it answers.
    to: usize,
    /// Whom else it names.
    names: usize,
    /// Whether the writer was told that it is published.
    is_answered: bool,
}

/// Members, topics, and how they wish to hear: at any hour.
async fn prepare(instance: &Instance) -> Vec<Reader> {
    let app = instance.app().await;
    let (_, forum) = forum(&app).await;
    for writer in WRITERS {
        instance.create_member(writer).await;
    }
    let mut readers = Vec::new();
    for name in READERS {
        let account = instance.create_member(name).await;
        let by = Principal::member(&app.core, &account).expect("an active account");
        let mut form = crate::mail::wishes("answers", Pace::Now);
        form.is_quiet = false;
        wishes::save(&app.core, &by, &form).await.expect("wishes");
        let mut topics = Vec::new();
        for n in 0..TOPICS {
            let form = TopicForm {
                kind: "discussion".to_owned(),
                title: format!("Shift report {n} of {name}"),
                body: "Nothing unusual on the line.".to_owned(),
                language: "en".to_owned(),
            };
            let topic = writing::write_topic(&app.core, &by, forum.forum.id, &form).await;
            topics.push(topic.expect("a topic").id);
        }
        readers.push(Reader {
            name,
            account: account.id,
            email: account.email,
            topics,
        });
    }
    readers
}

/// Writes replies that name somebody, through the page's form, until told to stop, and keeps what it wrote.
async fn write(
    (index, writer): (usize, &'static str),
    browser: Client,
    readers: Arc<Vec<Reader>>,
    written: Arc<Mutex<Vec<Post>>>,
    mut stop: watch::Receiver<bool>,
) {
    let page = browser.get("/forums/maintenance").await;
    let token = page.attribute("input[name=csrf]", "value").expect("a token");
    let mut pace = tokio::time::interval(Duration::from_millis(PACE));
    pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    for n in 0_usize.. {
        tokio::select! {
            _ = pace.tick() => {}
            _ = stop.changed() => return,
        }
        // No two write in the same topic at the same time.
        let turn = n / readers.len() + index * TOPICS / WRITERS.len();
        let (to, topic) = (n % readers.len(), turn % TOPICS);
        let names = (to + 1) % readers.len();
        let mark = format!("Reading {n} by {writer}.");
        let body = format!("{mark} What do you say, @{}?", readers[names].name);
        let fields = [
            ("csrf", token.as_str()),
            ("body", &body),
            ("language", "en"),
            ("intent", "publish"),
        ];
        let path = format!("/topics/{}/replies", readers[to].topics[topic]);
        let answer = browser.post(&path, &fields).await;
        assert!(
            [303, 502].contains(&answer.status),
            "{}: {}",
            answer.status,
            answer.body
        );
        let is_answered = answer.status == 303;
        written.lock().await.push(Post {
            mark,
            to,
            names,
            is_answered,
        });
    }
}

/// Moments, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, most: u64) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        Duration::from_millis(self.0 % most)
    }
}

/// Lets so much time pass.
async fn pass(time: Duration) {
    let _ = tokio::time::timeout(time, std::future::pending::<()>()).await;
}

/// Every letter in the queue.
async fn queue(conn: &mut Conn) -> Vec<Letter> {
    let page = Keyset {
        after: None,
        limit: 1_000_000,
    };
    let mut all = Vec::new();
    for state in LetterState::ALL {
        let rows = letters::list(conn, *state, page).await.expect("letters");
        all.extend(rows.into_iter().map(|(letter, _)| letter));
    }
    all
}

/// What somebody was told, and what of it no letter tells yet.
async fn told(conn: &mut Conn, reader: &Reader) -> (Vec<Told>, usize) {
    let page = Keyset {
        after: None,
        limit: 1_000_000,
    };
    let told = notifications::list(conn, reader.account, page).await.expect("notices");
    let waiting = notices::list_waiting(conn, reader.account, Pace::Now).await;
    (told, waiting.expect("notices").len())
}

/// Whether every post is told and every letter sent.
async fn is_settled(conn: &mut Conn, readers: &[Reader]) -> Option<()> {
    let (mut count, mut replies) = (0, 0);
    for reader in readers {
        let (told, waiting) = told(conn, reader).await;
        if waiting > 0 {
            return None;
        }
        count += told.len();
        for topic in &reader.topics {
            let topic = majlis::db::posts::get(conn, *topic).await.expect("a topic");
            replies += usize::try_from(topic.reply_count).expect("few");
        }
    }
    let is_open = |letter: &Letter| matches!(letter.state, LetterState::Queued | LetterState::Sending);
    let is_open = queue(conn).await.iter().any(is_open);
    (!is_open && count >= 2 * replies).then_some(())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_kills_between_commit_and_sending_lose_nothing_and_tell_nothing_twice() {
    let seed = u64::from_le_bytes(random_bytes::<8>()) | 1;
    let mut dice = Dice(seed);
    let smtp = Smtp::start().await;
    let mut instance = Instance::new()
        .await
        .with("MAJLIS_MAIL__TRANSPORT", "smtp")
        .with("MAJLIS_MAIL__SMTP_URL", &smtp.url())
        .with("MAJLIS_MAIL__COLLECT_SECONDS", "1")
        .with("MAJLIS_MAIL__PER_HOUR", "100000")
        .with("MAJLIS_COMPOSER__UNDO_SECONDS", "1")
        .with("MAJLIS_MODERATION__NEWCOMER_DAYS", "0");
    let readers = Arc::new(prepare(&instance).await);
    let begun = std::time::Instant::now();
    instance.start().await;
    // Kills come while it starts, too, and up to as long after.
    let most = u64::try_from(begun.elapsed().as_millis()).expect("short") * 2;

    let (written, stop) = (Arc::default(), watch::Sender::new(false));
    let mut writers: Vec<JoinHandle<()>> = Vec::new();
    for (index, writer) in WRITERS.into_iter().enumerate() {
        let browser = instance.sign_in(writer).await;
        let (readers, written) = (Arc::clone(&readers), Arc::clone(&written));
        let writing = write((index, writer), browser, readers, written, stop.subscribe());
        writers.push(tokio::spawn(writing));
    }
    for _ in 0..KILLS {
        pass(dice.roll(most)).await;
        instance.kill();
        instance.launch();
    }
    stop.send_replace(true);
    for writer in writers {
        writer.await.expect("a writer");
    }
    let db = instance.database.open().await;
    let mut conn = db.read().await.expect("a connection");
    let told = format!("everything is told, seed {seed}");
    eventually(&told, async || is_settled(&mut conn, &readers).await).await;
    let written = written.lock().await;
    let standing = check_notices(&mut conn, &readers, &written, seed).await;
    check_letters(&mut conn, &readers, &standing, &smtp.all(), seed).await;
}

/// Who is told of a post, and as what.
fn tellings(post: &Post) -> [(usize, NotificationKind); 2] {
    [
        (post.to, NotificationKind::Reply),
        (post.names, NotificationKind::Mention),
    ]
}

/// What was answered stands, and whatever stands is told once to both; gives what stands.
async fn check_notices(conn: &mut Conn, readers: &[Reader], written: &[Post], seed: u64) -> Vec<Post> {
    let mut counts: BTreeMap<(String, usize, &str), usize> = BTreeMap::new();
    for (n, reader) in readers.iter().enumerate() {
        for (notice, _, post) in told(conn, reader).await.0 {
            let text = post.expect("a post").excerpt;
            let mark = text.split_once(" What").expect("our words").0.to_owned();
            *counts.entry((mark, n, notice.kind.as_str())).or_default() += 1;
        }
    }
    let mut standing = Vec::new();
    for post in written {
        let [reply, mention] = tellings(post).map(|(reader, kind)| {
            let found = counts.get(&(post.mark.clone(), reader, kind.as_str()));
            found.copied().unwrap_or_default()
        });
        assert_eq!(reply, mention, "{post:?} was told to one only; seed {seed}");
        assert!(reply <= 1, "{post:?} was told {reply} times; seed {seed}");
        assert!(
            reply == 1 || !post.is_answered,
            "{post:?} was published and lost; seed {seed}"
        );
        if reply == 1 {
            standing.push(post.clone());
        }
    }
    let total: usize = counts.values().sum();
    assert_eq!(
        total,
        2 * standing.len(),
        "somebody was told of what nobody wrote; seed {seed}"
    );
    standing
}

/// Every notice was told by one letter, and every letter that is sent was taken: by `Message-ID`, no more and no less.
async fn check_letters(conn: &mut Conn, readers: &[Reader], standing: &[Post], taken: &[(String, String)], seed: u64) {
    let own = |(to, _): &&(String, String)| readers.iter().any(|reader| reader.email == *to);
    let taken: Vec<(&str, Read)> = taken
        .iter()
        .filter(own)
        .map(|(to, letter)| (to.as_str(), Read::of(letter)))
        .collect();
    let ids: BTreeSet<&str> = taken.iter().map(|(_, letter)| letter.header("message-id")).collect();
    let queue = queue(conn).await;
    let is_own = |letter: &&Letter| readers.iter().any(|reader| Some(reader.account) == letter.account_id);
    let sent = queue
        .iter()
        .filter(is_own)
        .filter(|letter| letter.state == LetterState::Sent);
    let sent: BTreeSet<&str> = sent.map(|letter| letter.message_id.as_str()).collect();
    assert_eq!(ids, sent, "what is written down as sent is what was taken; seed {seed}");

    let mut texts: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for (to, letter) in &taken {
        let known = texts.insert((*to, letter.header("message-id")), &letter.text);
        assert!(
            known.is_none_or(|known| known == letter.text),
            "one letter has one text; seed {seed}"
        );
    }
    for post in standing {
        for (reader, _) in tellings(post) {
            let reader = &readers[reader];
            let tells = |((to, _), text): &(&(&str, &str), &&str)| *to == reader.email && text.contains(&post.mark);
            let count = texts.iter().filter(tells).count();
            assert_eq!(
                count, 1,
                "{post:?} is told to {} by {count} letters; seed {seed}",
                reader.name
            );
        }
    }
}
