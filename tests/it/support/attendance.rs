//! Many trainings, and many people who want to come. What `crowd` makes is also wanted by the load program, this is not.

use super::crowd::{GAP, KEPT, kept_of, numbers, of};

/// Statements that add `count` trainings like the training `original` to its forum, ten to a day, half of them before it and half
/// after it. How days are added to a column each engine says in its own way.
pub(crate) fn trainings(original: i64, count: usize, plus_days: &dyn Fn(&str, &str) -> String) -> Vec<String> {
    let id = format!("p.post_id - {GAP} - n.i");
    let ahead = format!("(n.i - {count} / 2) / 10");
    let (starts, ends) = (plus_days("p.starts_at", &ahead), plus_days("p.ends_at", &ahead));
    let kept = "languages, summary, programme, programme_html, technologies, mode, venue, address, region, locality, timezone, price, \
                certificate, trainer, provider, joining, external_url, change_number, level";
    let seating = "has_waiting_list, confirm_hours, taken, waiting, interested, capacity";
    vec![
        format!(
            "{} INSERT INTO posts (id, uri, url, kind, root_id, depth, vote_count, last_post_id, {KEPT}) \
             SELECT {own}, p.uri || '-e' || n.i, p.url || '-e' || n.i, 'training', {own}, 0, 0, {own}, {} \
             FROM n JOIN posts p ON p.id = {original}",
            numbers(count),
            kept_of("p"),
            own = format!("p.id - {GAP} - n.i"),
        ),
        format!(
            "{} INSERT INTO trainings (post_id, state, series_id, starts_at, ends_at, {kept}) \
             SELECT {id}, 'scheduled', {id}, {starts}, {ends}, {} FROM n JOIN trainings p ON p.post_id = {original}",
            numbers(count),
            of("p", kept)
        ),
        format!(
            "{} INSERT INTO training_seating (post_id, {seating}) SELECT {id}, {} \
             FROM n JOIN training_seating p ON p.post_id = {original}",
            numbers(count),
            of("p", seating)
        ),
        format!(
            "{} INSERT INTO training_words (post_id, words, provider) SELECT {id}, p.words, p.provider \
             FROM n JOIN training_words p ON p.post_id = {original}",
            numbers(count)
        ),
        format!(
            "{} INSERT INTO training_days (post_id, position, forum_id, starts_at, ends_at) \
             SELECT {id}, 0, p.forum_id, {starts}, {ends} FROM n JOIN training_days p ON p.post_id = {original}",
            numbers(count)
        ),
    ]
}

/// Statements that add `count` members like the one whose actor and account these are, all of them older.
pub(crate) fn people(actor: i64, account: i64, count: usize) -> Vec<String> {
    vec![
        format!(
            "{} INSERT INTO actors (id, kind, username, uri, url, inbox, name, published_at) \
             SELECT a.id - {GAP} - n.i, a.kind, a.username || n.i, a.uri || n.i, a.url || n.i, a.inbox, a.username || n.i, \
             a.published_at FROM n JOIN actors a ON a.id = {actor}",
            numbers(count)
        ),
        format!(
            "{} INSERT INTO accounts (id, actor_id, email, email_normal, password_hash, state, created_at) \
             SELECT a.id - {GAP} - n.i, a.actor_id - {GAP} - n.i, n.i || a.email, n.i || a.email_normal, '', a.state, \
             a.created_at FROM n JOIN accounts a ON a.id = {account}",
            numbers(count)
        ),
    ]
}
