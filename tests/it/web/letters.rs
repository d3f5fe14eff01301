//! The letters in the folder, for tests that follow their links.

use majlis::app::App;

use crate::support::TestApp;

/// Every letter written so far, without the line breaks of its encoding.
pub fn all(app: &App) -> Vec<String> {
    let folder = std::fs::read_dir(app.core.config.mail_folder()).expect("the folder of letters");
    let files = folder.map(|file| file.expect("a letter").path());
    files
        .filter(|path| path.extension().is_some_and(|kind| kind == "eml"))
        .map(|path| std::fs::read_to_string(path).expect("a readable letter"))
        .map(|letter| letter.replace("=\r\n", ""))
        .collect()
}

/// The path of the confirmation link in the letter to `email`.
pub fn confirmation(test: &TestApp, email: &str) -> String {
    path(test, email, "/confirm/").unwrap_or_else(|| panic!("no confirmation to {email}"))
}

/// The path of the link that begins with `start` in a letter to `email`, if there is one.
pub fn path(test: &TestApp, email: &str, start: &str) -> Option<String> {
    let letters = all(&test.app);
    // One without a name goes to the bare address.
    let is_to = |letter: &str| {
        let to = letter.lines().find_map(|line| line.strip_prefix("To: "));
        to.is_some_and(|to| to.trim_end_matches('>').ends_with(email))
    };
    let letter = letters.iter().find(|letter| is_to(letter) && letter.contains(start))?;
    let (_, rest) = letter.split_once(&format!("https://majlis.example{start}"))?;
    let token: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Some(format!("{start}{token}"))
}
