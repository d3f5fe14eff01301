//! People who come to the address of a document are led to the page about it.

use axum::extract::Path;
use axum::response::Redirect;

use crate::error::{Failure, Result};

/// `/u/{name}`.
pub(super) async fn person(Path(name): Path<String>) -> Result<Redirect> {
    Ok(Redirect::to(&format!("/@{}", plain(&name)?)))
}

/// `/g/{name}`.
pub(super) async fn forum(Path(name): Path<String>) -> Result<Redirect> {
    Ok(Redirect::to(&format!("/forums/{}", plain(&name)?)))
}

/// A name that is one, and nothing that a browser would read as another address.
fn plain(name: &str) -> Result<&str> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '@');
    if !name.is_empty() && name.chars().all(fits) {
        Ok(name)
    } else {
        Err(Failure::not_found())
    }
}
