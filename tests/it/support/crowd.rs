//! Forums and topics of a size that no test could write post by post: statements, in SQL that both engines understand,
//! which multiply what is there. The benchmarks use them, too.

/// Room between the ids of what is there and of what is added: more than anybody wrote in one test, less than it matters.
pub(crate) const GAP: i64 = 1_000_000;

/// What a copied post takes over from its original; everything else is said by [`topics`] and [`replies`].
const KEPT: &str = "actor_id, forum_id, title, source, html, excerpt, language, visibility, is_local, is_pinned, \
                    is_locked, announced_at, published_at";

/// Statements that add `count` topics like the topic `original` to its forum, all of them older: every third a question,
/// nearly all with replies and without votes, none with a best answer, as forums are; a tag and the words of a title with
/// each.
pub(crate) fn topics(original: i64, count: usize) -> Vec<String> {
    let id = format!("p.id - {GAP} - n.i");
    let added = format!("id BETWEEN {original} - {GAP} - {count} AND {original} - {GAP} - 1");
    vec![
        format!(
            "{} INSERT INTO posts (id, uri, url, kind, topic_kind, root_id, depth, reply_count, vote_count, last_post_id, \
             {KEPT}) SELECT {id}, p.uri || '-t' || n.i, p.url || '-t' || n.i, 'topic', \
             CASE n.i % 3 WHEN 0 THEN 'question' ELSE 'discussion' END, {id}, 0, \
             CASE n.i % 1000 WHEN 0 THEN 0 ELSE 2 END, CASE n.i % 100 WHEN 0 THEN 1 + n.i % 7 ELSE 0 END, {id}, {} \
             FROM n JOIN posts p ON p.id = {original}",
            numbers(count),
            kept_of("p")
        ),
        format!("INSERT INTO post_tags (post_id, tag, name) SELECT id, 'crowd', 'Crowd' FROM posts WHERE {added}"),
        format!("INSERT INTO topic_words (word, topic_id) SELECT 'compressor', id FROM posts WHERE {added}"),
        format!(
            "UPDATE forums SET topic_count = topic_count + {count} \
             WHERE id = (SELECT forum_id FROM posts WHERE id = {original})"
        ),
    ]
}

/// Statements that add `count` replies like the reply `original` (a direct one) to its topic, all of them newer: every
/// second answers the topic, the one after it answers that answer.
pub(crate) fn replies(original: i64, count: usize) -> Vec<String> {
    let id = format!("p.id + {GAP} + n.i");
    let before = format!("p.id + {GAP} + n.i - 1");
    vec![
        format!(
            "{} INSERT INTO posts (id, uri, url, kind, root_id, parent_id, branch_id, depth, vote_count, last_post_id, {KEPT}) \
             SELECT {id}, p.uri || '-r' || n.i, p.url || '-r' || n.i, 'reply', p.root_id, \
             CASE n.i % 2 WHEN 1 THEN p.root_id ELSE {before} END, CASE n.i % 2 WHEN 1 THEN {id} ELSE {before} END, \
             2 - n.i % 2, 0, {id}, {} FROM n JOIN posts p ON p.id = {original} ORDER BY n.i",
            numbers(count),
            kept_of("p")
        ),
        format!(
            "UPDATE posts SET reply_count = reply_count + {count}, last_post_id = {original} + {GAP} + {count} \
             WHERE id = (SELECT root_id FROM posts WHERE id = {original})"
        ),
    ]
}

/// Makes the numbers from 1 to `count` a table `n(i)`.
fn numbers(count: usize) -> String {
    format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})")
}

fn kept_of(table: &str) -> String {
    KEPT.split(", ")
        .map(|column| format!("{table}.{}", column.trim()))
        .collect::<Vec<_>>()
        .join(", ")
}
