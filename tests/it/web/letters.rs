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
    let letters = all(&test.app);
    let to = format!("{email}>");
    let letter = letters
        .iter()
        .find(|letter| letter.contains(&to) && letter.contains("/confirm/"))
        .unwrap_or_else(|| panic!("no confirmation to {email} in {letters:?}"));
    let (_, rest) = letter.split_once("https://majlis.example/confirm/").expect("a link");
    let token: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    format!("/confirm/{token}")
}
