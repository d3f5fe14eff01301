//! Pages of lists: one row more than fits is asked for, to know whether another page follows.

/// Cuts off the row that is more than `limit`, and says whether it was there.
pub(super) fn cut_page<T>(rows: &mut Vec<T>, limit: i64) -> bool {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    more
}
