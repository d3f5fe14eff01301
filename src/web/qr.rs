//! QR codes, drawn here: they are seen without script, and nobody else learns of them.

use qrcodegen::{QrCode, QrCodeEcc};

use crate::domain::Error;

/// Modules around a QR code that stay empty, as its standard wants.
const QUIET: i32 = 4;

/// A QR code as the inside of an SVG.
#[derive(Debug, Clone, Default)]
pub struct QrPicture {
    /// Modules to a side, quiet zone included.
    pub side: i32,
    /// The dark modules, as the path of an SVG.
    pub path: String,
}

/// The QR code of an address.
///
/// # Errors
/// If it is too long for one.
pub(in crate::web) fn picture(url: &str) -> Result<QrPicture, Error> {
    let code = QrCode::encode_text(url, QrCodeEcc::Medium).map_err(|error| Error::Internal(error.to_string()))?;
    let side = 0..code.size();
    let dark = side.clone().flat_map(|y| side.clone().map(move |x| (x, y)));
    let path = dark
        .filter(|(x, y)| code.get_module(*x, *y))
        .map(|(x, y)| format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET))
        .collect();
    Ok(QrPicture {
        side: code.size() + 2 * QUIET,
        path,
    })
}
