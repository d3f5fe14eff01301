-- Composer and questions: former versions of posts, drafts, what waits before it goes out, words of titles, what questions
-- have that other topics have not.

-- What a post said before it was changed.
CREATE TABLE post_revisions (
    id INTEGER PRIMARY KEY NOT NULL,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    source TEXT,
    html TEXT NOT NULL,
    language TEXT,
    written_at TEXT NOT NULL
) STRICT;
CREATE INDEX post_revisions_by_post ON post_revisions (post_id, id DESC);

-- What members have begun to write. place_id is a forum, a topic or a post; it is no reference, because a text outlives
-- the place it was meant for.
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('topic', 'reply', 'edit')),
    place_id INTEGER NOT NULL,
    parent_id INTEGER,
    topic_kind TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    language TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX drafts_by_place ON drafts (account_id, kind, place_id);
CREATE INDEX drafts_by_age ON drafts (updated_at);

-- Until when an event waits, so that its author can take it back before anybody hears of it.
ALTER TABLE events ADD COLUMN not_before TEXT;
CREATE INDEX events_held ON events (post_id) WHERE not_before IS NOT NULL AND federated_at IS NULL;

-- Titles as searched: folded words (see domain/fold.rs).
CREATE TABLE topic_words (
    word TEXT NOT NULL,
    topic_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    PRIMARY KEY (word, topic_id)
) STRICT;
CREATE INDEX topic_words_by_topic ON topic_words (topic_id);

-- What a question has beside its post; no row while nothing of it happened.
CREATE TABLE questions (
    topic_id INTEGER PRIMARY KEY NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    accepted_by INTEGER REFERENCES actors (id) ON DELETE SET NULL,
    closed_as TEXT CHECK (closed_as IN ('duplicate', 'stale')),
    duplicate_of INTEGER REFERENCES posts (id) ON DELETE SET NULL,
    closed_at TEXT,
    reminded_at TEXT,
    nudged_at TEXT
) STRICT;
CREATE INDEX questions_by_original ON questions (duplicate_of);

-- Members who have the same problem.
CREATE TABLE same_problems (
    topic_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    PRIMARY KEY (topic_id, account_id)
) STRICT;
CREATE INDEX same_problems_by_account ON same_problems (account_id, topic_id);

-- Who was asked to look at which unanswered question, and who does not want to be.
CREATE TABLE nudges (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    PRIMARY KEY (account_id, topic_id)
) STRICT;
CREATE INDEX nudges_by_topic ON nudges (topic_id);
CREATE TABLE nudge_refusals (
    account_id INTEGER PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL
) STRICT;

-- Lists of questions across forums.
CREATE INDEX posts_questions ON posts (id DESC) WHERE topic_kind = 'question' AND removed_at IS NULL;
CREATE INDEX posts_waiting ON posts (id DESC) WHERE topic_kind = 'question' AND accepted_id IS NULL AND removed_at IS NULL;
CREATE INDEX notifications_by_post ON notifications (post_id);
