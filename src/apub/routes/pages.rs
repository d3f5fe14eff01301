//! People who come to the address of a document are led to the page about it.

use axum::extract::{Path, State};
use axum::response::Redirect;

use crate::app::App;
use crate::db::posts;
use crate::db::types::{PostId, PostKind};
use crate::error::{Failure, Result};

/// `/u/{name}`.
pub(super) async fn person(Path(name): Path<String>) -> Result<Redirect> {
    Ok(Redirect::to(&format!("/@{}", plain(&name)?)))
}

/// `/g/{name}`.
pub(super) async fn forum(Path(name): Path<String>) -> Result<Redirect> {
    Ok(Redirect::to(&format!("/forums/{}", plain(&name)?)))
}

/// `/replies/{id}`: its place in its topic. Whether the visitor may read it is for that page to decide.
pub(super) async fn reply(State(app): State<App>, Path(id): Path<String>) -> Result<Redirect> {
    let id: PostId = id.parse().map_err(|_| Failure::not_found())?;
    let post = posts::get(&mut app.core.db.read().await?, id).await?;
    if post.kind != PostKind::Reply {
        return Err(Failure::not_found());
    }
    Ok(Redirect::to(&format!("/topics/{}#reply-{}", post.root_id, post.id)))
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
