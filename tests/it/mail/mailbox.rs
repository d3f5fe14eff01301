//! Letters that came back, read from a folder that the mail server writes.

use std::fs;
use std::path::PathBuf;

use majlis::db::queue;
use majlis::domain::letters::bounces;
use majlis::domain::passwords;
use tempfile::TempDir;

use super::bounces::report;
use super::{Read, Scene};

/// An instance with a bounce mailbox.
struct Mailbox {
    scene: Scene,
    folder: TempDir,
}

impl Mailbox {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["new", "cur", "tmp"] {
            fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        let scene = Scene::with(|config| config.mail.bounce_maildir = folder.path().to_owned()).await;
        let core = scene.test.core();
        let mut conn = core.db.write().await.expect("a connection");
        let (id, kind, now) = (core.ids.next(), "bounce_mailbox", core.clock.now());
        queue::insert(&mut conn, id, kind, &serde_json::json!({}), None, now)
            .await
            .expect("a job");
        drop(conn);
        Self { scene, folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path("new").join(name), text).expect("a letter");
    }

    /// The names of what lies in a folder.
    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
            .collect();
        names.sort();
        names
    }

    /// Lets a minute pass, after which the folder is read again.
    async fn read(&self) {
        self.scene.after(1).await;
    }

    async fn is_failing(&self) -> bool {
        let by = self.scene.noura.principal();
        bounces::is_failing(self.scene.test.core(), &by)
            .await
            .expect("an answer")
    }

    /// A report that names Noura's address.
    fn about_noura(&self, status: &str) -> String {
        report("<none@elsewhere.example>", &self.scene.noura.account.email, status)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_in_the_folder_marks_the_address_and_is_moved_away() {
    let mailbox = Mailbox::new().await;
    let scene = &mailbox.scene;
    passwords::ask_reset(scene.test.core(), &scene.noura.account.email)
        .await
        .expect("asked");
    scene.test.run_jobs().await;
    let sent = Read::of(&scene.letters(&scene.noura)[0]);
    let text = report(sent.header("message-id"), &scene.noura.account.email, "5.1.1");
    mailbox.put("1700000000.M1P1.mx", text);
    mailbox.read().await;
    assert!(mailbox.is_failing().await);
    assert!(mailbox.names("new").is_empty());
    assert_eq!(mailbox.names("cur"), ["1700000000.M1P1.mx:2,S"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_report_or_none_of_ours_changes_nothing_and_is_kept() {
    let mailbox = Mailbox::new().await;
    let noura = mailbox.scene.noura.account.email.clone();
    mailbox.put("1.mx", "Subject: I am on holiday\r\n\r\nUntil Sunday.\r\n");
    mailbox.put(
        "2.mx",
        report("<a@elsewhere.example>", "nobody@elsewhere.example", "5.1.1"),
    );
    mailbox.put("3.mx", [0xff, 0x00, 0x1b, 0x80].repeat(5_000));
    let whole = report("<a@b>", &noura, "5.1.1");
    let cut = whole.find("Final-Recipient").expect("a recipient");
    mailbox.put("4.mx", &whole[..cut]);
    mailbox.put("5.mx", report("<a@b>", &format!("{noura}\0"), "5.1.1"));
    mailbox.put("6.mx", report("<a@b>", &noura, "five"));
    mailbox.put("7.mx", "");
    mailbox.read().await;
    assert!(!mailbox.is_failing().await);
    assert!(mailbox.names("new").is_empty());
    assert_eq!(mailbox.names("cur").len(), 7, "nothing is lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn five_thousand_letters_and_a_large_one_hold_up_nothing() {
    let mailbox = Mailbox::new().await;
    for n in 0..5_000 {
        mailbox.put(&format!("{n:04}.mx"), "Subject: Hello\r\n\r\nHello.\r\n");
    }
    let large = fs::File::create(mailbox.path("new").join("5000.mx")).expect("a letter");
    large.set_len(20 * 1024 * 1024).expect("room");
    mailbox.put("5001.mx", mailbox.about_noura("5.1.1"));
    mailbox.read().await;
    assert!(mailbox.is_failing().await, "the last one was read");
    assert!(mailbox.names("new").is_empty());
    assert_eq!(mailbox.names("cur").len(), 5_002);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn what_may_not_be_read_is_moved_and_what_is_no_file_is_left_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let mailbox = Mailbox::new().await;
    let secret = mailbox.path("secret");
    fs::write(&secret, mailbox.about_noura("5.1.1")).expect("a file");
    symlink(&secret, mailbox.path("new").join("1.mx")).expect("a link");
    fs::create_dir(mailbox.path("new").join("2.mx")).expect("a folder");
    mailbox.put("3.mx", "Hello");
    let closed = fs::Permissions::from_mode(0o000);
    fs::set_permissions(mailbox.path("new").join("3.mx"), closed).expect("permissions");
    mailbox.put("4.mx", "Hello");
    mailbox.read().await;
    assert!(!mailbox.is_failing().await, "a link is not followed");
    assert_eq!(mailbox.names("new"), ["1.mx", "2.mx"]);
    assert_eq!(mailbox.names("cur"), ["3.mx:2,S", "4.mx:2,S"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_missing_for_a_while_is_read_when_it_is_back() {
    let mailbox = Mailbox::new().await;
    let (new, away) = (mailbox.path("new"), mailbox.path("away"));
    mailbox.put("1.mx", mailbox.about_noura("5.1.1"));
    fs::rename(&new, &away).expect("away");
    for _ in 0..20 {
        mailbox.read().await;
    }
    assert!(!mailbox.is_failing().await);
    fs::rename(&away, &new).expect("back");
    mailbox.read().await;
    assert!(mailbox.is_failing().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_was_noted_and_not_moved_counts_once() {
    let mailbox = Mailbox::new().await;
    for _ in 0..8 {
        // As a process leaves it that was killed between the two.
        mailbox.put("1.mx", mailbox.about_noura("4.2.2"));
        mailbox.read().await;
    }
    assert!(!mailbox.is_failing().await, "that was one");
    for n in 2..=5 {
        assert!(!mailbox.is_failing().await, "{n}");
        mailbox.put(&format!("{n}.mx"), mailbox.about_noura("4.2.2"));
        mailbox.read().await;
    }
    assert!(mailbox.is_failing().await, "five are too many");
}
