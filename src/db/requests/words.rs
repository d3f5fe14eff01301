//! What alike needs are found by. Only needs that are not at an end stand here, so that it stays small.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::Result;
use crate::conn::{Conn, on};
use crate::schema::request_words;
use crate::types::TrainingRequestId;

/// Replaces the words of a need.
pub async fn set(conn: &mut Conn, request: TrainingRequestId, words: &[String]) -> Result<()> {
    on!(&mut *conn, |c| diesel::delete(
        request_words::table.filter(request_words::request_id.eq(request))
    )
    .execute(c)
    .await)?;
    for word in words {
        on!(&mut *conn, |c| {
            diesel::insert_into(request_words::table)
                .values((request_words::word.eq(word), request_words::request_id.eq(request)))
                .on_conflict_do_nothing()
                .execute(c)
                .await
        })?;
    }
    Ok(())
}

/// Needs that have any of these words, once for each of them.
pub async fn find_alike(
    conn: &mut Conn,
    words: &[String],
    except: TrainingRequestId,
) -> Result<Vec<(String, TrainingRequestId)>> {
    if words.is_empty() {
        return Ok(Vec::new());
    }
    Ok(on!(conn, |c| request_words::table
        .filter(request_words::word.eq_any(words.iter()))
        .filter(request_words::request_id.ne(except))
        .select((request_words::word, request_words::request_id))
        .load(c)
        .await)?)
}
