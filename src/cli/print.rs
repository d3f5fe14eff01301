//! What commands say to the person at the terminal; the log goes to standard error, this to standard output.

use std::io::{self, Write};

/// Prints one line.
///
/// # Errors
/// If nobody reads any more.
pub(super) fn line(text: impl std::fmt::Display) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{text}")
}
