//! Forums and topics of a size that no test could write post by post: statements, in SQL that both engines understand,
//! which multiply what is there. The benchmarks use them, too.

/// Room between the ids of what is there and of what is added: more than anybody wrote in one test, less than it matters.
pub(crate) const GAP: i64 = 1_000_000;

/// What a copied post takes over from its original; everything else is said by [`topics`] and [`replies`].
pub(super) const KEPT: &str = "actor_id, forum_id, title, source, html, excerpt, language, visibility, is_local, is_pinned, \
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

/// Statements that add `count` case studies like the case study `original`, all of them older: of all regions, sectors, sizes,
/// costs and paybacks, with two technologies each, every tenth of them with a place of its own and every hundredth featured.
pub(crate) fn cases(original: i64, count: usize) -> Vec<String> {
    let id = format!("p.id - {GAP} - n.i");
    let added = format!("id BETWEEN {original} - {GAP} - {count} AND {original} - {GAP} - 1");
    let texts = "language, summary, problem, problem_html, solution, solution_html, lessons, lessons_html, locality, \
                 organisation, contact";
    let regions = "'SA-0' || (1 + n.i % 9)";
    let pick = |column: &str, values: &[&str]| {
        let cases = values.iter().enumerate();
        let cases: String = cases.map(|(at, value)| format!(" WHEN {at} THEN '{value}'")).collect();
        format!("CASE (n.i / 3) % {} {cases} END AS {column}", values.len())
    };
    vec![
        format!(
            "{} INSERT INTO posts (id, uri, url, kind, root_id, depth, vote_count, last_post_id, {KEPT}) \
             SELECT {id}, p.uri || '-c' || n.i, p.url || '-c' || n.i, 'case_study', {id}, 0, n.i % 7, {id}, {} \
             FROM n JOIN posts p ON p.id = {original}",
            numbers(count),
            kept_of("p")
        ),
        format!(
            "{} INSERT INTO case_studies (post_id, state, sector, size_class, region, city, cost_band, payback_months, \
             technologies, original_id, {texts}) \
             SELECT {}, CASE n.i % 100 WHEN 0 THEN 'featured' ELSE 'published' END, CAST(10 + n.i % 24 AS TEXT), {}, \
             {regions}, {}, {}, n.i % 60, ' ai iiot ', {}, {} FROM n JOIN case_studies p ON p.post_id = {original}",
            numbers(count),
            id.replace("p.id", "p.post_id"),
            pick("size_class", &["micro", "small", "medium", "large"]),
            pick("city", &["riyadh-2", "jubail", "yanbu", "dammam-2", "jeddah-1"]),
            pick("cost_band", &["under_100k", "to_500k", "to_2m", "to_10m", "over_10m"]),
            id.replace("p.id", "p.post_id"),
            texts
                .split(", ")
                .map(|column| format!("p.{}", column.trim()))
                .collect::<Vec<_>>()
                .join(", ")
        ),
        format!(
            "{} INSERT INTO case_places (post_id, precision, region, city, locality, latitude, longitude) \
             SELECT {original} - {GAP} - n.i, 'exact', 'SA-01', NULL, '', 17.5 + (n.i % 1300) * 0.01, \
             37.0 + (n.i % 1700) * 0.01 FROM n WHERE n.i % 10 = 0",
            numbers(count)
        ),
        format!("INSERT INTO case_technologies (post_id, position, code) SELECT id, 0, 'ai' FROM posts WHERE {added}"),
    ]
}

/// Makes the numbers from 1 to `count` a table `n(i)`.
pub(super) fn numbers(count: usize) -> String {
    format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})")
}

pub(super) fn kept_of(table: &str) -> String {
    of(table, KEPT)
}

/// These columns of a table.
pub(super) fn of(table: &str, columns: &str) -> String {
    columns
        .split(", ")
        .map(|column| format!("{table}.{}", column.trim()))
        .collect::<Vec<_>>()
        .join(", ")
}
