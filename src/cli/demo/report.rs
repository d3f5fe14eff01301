//! What the command tells people (on stderr, so that scripts can read stdout) and programs.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use serde_json::{Value, json};

use super::content::Place;
use super::seed::{PASSWORD, email};

/// One running sample instance.
pub(super) struct Running<'a> {
    /// Its sample.
    pub(super) place: &'a Place,
    /// Name of its folder and of its e-mail domain.
    pub(super) slug: &'static str,
    /// Its address.
    pub(super) url: String,
    /// The folder of its letters.
    pub(super) mail: PathBuf,
}

/// A line of progress.
pub(super) fn say(line: &str) {
    // Nobody may be listening any more; that is no reason to stop.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// The line for programs.
pub(super) fn print_json(running: &[Running<'_>]) -> std::io::Result<()> {
    let instances: Vec<Value> = running.iter().map(describe).collect();
    let line = json!({ "ready": true, "instances": instances });
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

fn describe(running: &Running<'_>) -> Value {
    let members: Vec<Value> = running
        .place
        .members
        .iter()
        .map(|member| {
            json!({
                "user": member.username,
                "email": email(&member.username, running.slug),
                "password": PASSWORD,
                "name": member.name,
            })
        })
        .collect();
    let forums: Vec<&str> = running
        .place
        .forums
        .iter()
        .map(|forum| forum.username.as_str())
        .collect();
    json!({
        "name": running.place.name_en,
        "url": running.url,
        "mail": running.mail,
        "admin": members.first(),
        "members": members.get(1..).unwrap_or_default(),
        "forums": forums,
    })
}

/// The table for people.
pub(super) fn print_table(running: &[Running<'_>]) {
    let (bold, plain) = if std::io::stderr().is_terminal() {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    for instance in running {
        let place = instance.place;
        say(&format!("\n  {bold}{} · {}{plain}", place.name_en, place.name_ar));
        say(&format!("  {bold}{}{plain}", instance.url));
        for member in &place.members {
            let role = member.role().to_string();
            let address = email(&member.username, instance.slug);
            say(&format!("    {address:<26} {PASSWORD:<18} {role:<10} {}", member.name));
        }
    }
    say("\n  Sign in with the e-mail address and the password beside it. Ctrl-C stops both.\n");
}
