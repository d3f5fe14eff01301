//! What tables need so that spreadsheets read them as they are meant. Knows nothing of what is in them.

use std::borrow::Cow;

/// Begins a table: by this mark alone spreadsheets take it for UTF-8, and read Arabic.
pub(super) const UTF8_MARK: &str = "\u{FEFF}";

/// A cell that no spreadsheet takes for a formula.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}
