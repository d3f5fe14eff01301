//! Needs that may be the same: those that share technologies or words of the title, the more the likelier. The words and the
//! ranking are those of topics, see [`crate::domain::similar`]; a technology counts as a tag does there.

use crate::db::Conn;
use crate::db::reading::merged::FoundBy;
use crate::db::requests::{self, RequestRow, words as index};
use crate::db::types::TrainingRequestId;
use crate::domain::error::Result;
use crate::domain::{Core, Viewer, similar};

/// What a need is found by: its words, and its technologies with a sign that no folded word has.
fn words_of(title: &str, technologies: &[String]) -> Vec<String> {
    let mut words = similar::words(title);
    words.extend(technologies.iter().map(|code| format!("#{code}")));
    words
}

/// Puts a need that is looked for into the index.
pub(super) async fn enter(conn: &mut Conn, id: TrainingRequestId, title: &str, technologies: &[String]) -> Result<()> {
    Ok(index::set(conn, id, &words_of(title, technologies)).await?)
}

/// The same for one that is looked for again.
pub(super) async fn enter_again(conn: &mut Conn, need: &RequestRow) -> Result<()> {
    let technologies: Vec<String> = need.technologies.split_whitespace().map(str::to_owned).collect();
    enter(conn, need.id, &need.title, &technologies).await
}

/// Takes a need that is at an end out of the index.
pub(super) async fn leave(conn: &mut Conn, id: TrainingRequestId) -> Result<()> {
    Ok(index::set(conn, id, &[]).await?)
}

/// Needs like what is being written, the likeliest first.
///
/// # Errors
/// If the database fails.
pub async fn to_words(core: &Core, viewer: &Viewer, title: &str, technologies: &[String]) -> Result<Vec<RequestRow>> {
    let mut conn = core.db.read().await?;
    likeliest(&mut conn, viewer, (title, technologies), TrainingRequestId(0)).await
}

/// Needs like this one, the likeliest first.
///
/// # Errors
/// If the database fails.
pub async fn to_need(core: &Core, viewer: &Viewer, need: &RequestRow) -> Result<Vec<RequestRow>> {
    let technologies: Vec<String> = need.technologies.split_whitespace().map(str::to_owned).collect();
    let mut conn = core.db.read().await?;
    likeliest(&mut conn, viewer, (&need.title, &technologies), need.id).await
}

async fn likeliest(
    conn: &mut Conn,
    viewer: &Viewer,
    (title, technologies): (&str, &[String]),
    except: TrainingRequestId,
) -> Result<Vec<RequestRow>> {
    let mut wanted = similar::telling(title);
    let asked = wanted.len();
    wanted.extend(technologies.iter().map(|code| format!("#{code}")));
    let found = index::find_alike(conn, &wanted, except).await?;
    let by = |word: &str| {
        if word.starts_with('#') {
            FoundBy::Tag
        } else {
            FoundBy::Word
        }
    };
    let found = found.into_iter().map(|(word, id)| (by(&word), id)).collect();
    let ids = similar::rank(found, asked);
    let mut rows = requests::list_by_ids(conn, &ids, viewer.scopes()).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}
