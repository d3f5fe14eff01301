//! How a text became another one, word by word and paragraph by paragraph. Words are what stands between spaces, in every
//! script; which way they run is for each paragraph to find out.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

/// The longest two texts may be looked at. What is not found by then is shown as taken out and put in again.
const PATIENCE: Duration = Duration::from_millis(100);

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// They stayed.
    Same,
    /// They are new.
    Added,
    /// They are gone.
    Removed,
}

/// Words with the same fate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Their fate.
    pub change: Change,
    /// The words, with the spaces between them.
    pub text: String,
}

/// A line of the text.
pub type Paragraph = Vec<Piece>;

/// The differences between two texts.
pub fn words(before: &str, after: &str) -> Vec<Paragraph> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_words(before, after);
    let mut paragraphs = vec![Paragraph::new()];
    for change in diff.iter_all_changes() {
        let fate = match change.tag() {
            ChangeTag::Equal => Change::Same,
            ChangeTag::Insert => Change::Added,
            ChangeTag::Delete => Change::Removed,
        };
        push(&mut paragraphs, fate, change.value());
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// A text that is compared with nothing.
pub fn same(text: &str) -> Vec<Paragraph> {
    words(text, text)
}

fn push(paragraphs: &mut Vec<Paragraph>, change: Change, text: &str) {
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            paragraphs.push(Paragraph::new());
        }
        let line = line.trim_end_matches('\r');
        let Some(paragraph) = paragraphs.last_mut().filter(|_| !line.is_empty()) else {
            continue;
        };
        match paragraph.last_mut() {
            Some(last) if last.change == change => last.text.push_str(line),
            _ => paragraph.push(Piece {
                change,
                text: line.to_owned(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> String {
        let paragraphs = words(before, after);
        let line = |paragraph: &Paragraph| {
            let pieces = paragraph.iter().map(|piece| match piece.change {
                Change::Same => piece.text.clone(),
                Change::Added => format!("[+{}]", piece.text),
                Change::Removed => format!("[-{}]", piece.text),
            });
            pieces.collect::<String>()
        };
        paragraphs.iter().map(line).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_are_told_apart_in_both_directions_of_writing() {
        assert_eq!(told("check the seal", "check the new seal"), "check the [+new ]seal");
        assert_eq!(
            told("ارتفع الاهتزاز كثيرًا", "ارتفع الاهتزاز قليلًا"),
            "ارتفع الاهتزاز [-كثيرًا][+قليلًا]"
        );
    }

    #[test]
    fn paragraphs_stay_apart() {
        assert_eq!(told("one\n\ntwo", "one\n\nthree"), "one|[-two][+three]");
        assert_eq!(told("one", "one\nمضخة"), "one|[+مضخة]");
        assert_eq!(told("", ""), "");
    }
}
