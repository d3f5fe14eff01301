//! Every letter with made-up content, for those who run the instance: whatever kind there is, in both languages.

mod samples;

use crate::domain::letters::LetterKind;
use crate::web::i18n::Locale;
use crate::web::page::Chrome;

use super::Letter;

/// A letter in each language.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Its name in addresses.
    pub name: String,
    /// The letter.
    pub in_languages: Vec<(Locale, Letter)>,
}

/// Every letter of every kind; `chrome` is what stands around it. A letter that cannot be written is not there.
pub fn all(chrome: impl Fn(Locale) -> Chrome) -> Vec<(LetterKind, Vec<Preview>)> {
    let chromes: Vec<Chrome> = Locale::ALL.into_iter().map(chrome).collect();
    let of = |kind: &LetterKind| {
        let mut previews: Vec<Preview> = Vec::new();
        for chrome in &chromes {
            for (name, letter) in samples::of(*kind, chrome) {
                let Ok(letter) = letter else { continue };
                let written = (chrome.locale, letter);
                match previews.iter_mut().find(|preview| preview.name == name) {
                    Some(preview) => preview.in_languages.push(written),
                    None => previews.push(Preview {
                        name,
                        in_languages: vec![written],
                    }),
                }
            }
        }
        (*kind, previews)
    };
    LetterKind::ALL.iter().map(of).collect()
}
