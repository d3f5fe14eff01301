-- Somebody tells moderators of a post or a person. `uri` is the id of the Flag, ours or theirs.
CREATE TABLE reports (
    id INTEGER PRIMARY KEY NOT NULL,
    uri TEXT NOT NULL UNIQUE,
    reporter_id INTEGER NOT NULL REFERENCES actors (id),
    subject_id INTEGER NOT NULL REFERENCES actors (id),
    post_id INTEGER REFERENCES posts (id) ON DELETE CASCADE,
    forum_id INTEGER REFERENCES forums (id) ON DELETE CASCADE,
    category TEXT NOT NULL CHECK (category IN ('spam', 'abuse', 'illegal', 'personal_data', 'off_topic', 'other')),
    words TEXT NOT NULL DEFAULT '',
    is_forwarded INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'actioned', 'dismissed')),
    handler_id INTEGER REFERENCES actors (id),
    note TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    closed_at TEXT
) STRICT;
CREATE INDEX reports_open ON reports (id DESC) WHERE closed_at IS NULL;
CREATE INDEX reports_by_forum ON reports (forum_id, state, id DESC);
CREATE INDEX reports_by_post ON reports (post_id);
CREATE INDEX reports_by_reporter ON reports (reporter_id, post_id);

-- What a moderator hid: kept for staff until it is restored or its time is over. The post itself is a tombstone.
CREATE TABLE hidden_posts (
    post_id INTEGER PRIMARY KEY NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    category TEXT NOT NULL CHECK (category IN ('spam', 'abuse', 'illegal', 'personal_data', 'off_topic', 'other')),
    reason TEXT NOT NULL,
    title TEXT NOT NULL,
    source TEXT,
    html TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    tags TEXT NOT NULL,
    mentions TEXT NOT NULL,
    hidden_at TEXT NOT NULL,
    wiped_at TEXT
) STRICT;
CREATE INDEX hidden_posts_by_age ON hidden_posts (hidden_at) WHERE wiped_at IS NULL;

-- Who may not write where: in one forum, in the forums of another server, or (neither) in ours. Lifting one deletes its row.
CREATE TABLE bans (
    id INTEGER PRIMARY KEY NOT NULL,
    uri TEXT NOT NULL UNIQUE,
    actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    forum_id INTEGER REFERENCES forums (id) ON DELETE CASCADE,
    instance_id INTEGER REFERENCES instances (id),
    by_id INTEGER NOT NULL REFERENCES actors (id),
    reason TEXT NOT NULL,
    until TEXT,
    with_posts INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX bans_by_actor ON bans (actor_id, COALESCE(forum_id, 0), COALESCE(instance_id, 0));
CREATE INDEX bans_by_forum ON bans (forum_id, id DESC);

-- What a forum asks of those who write in it; none for the usual.
CREATE TABLE forum_rules (
    forum_id INTEGER PRIMARY KEY NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    slow_seconds INTEGER NOT NULL DEFAULT 0,
    holds_first INTEGER NOT NULL
) STRICT;

-- Words that are refused, held or reported; in one forum or, without one, everywhere here.
CREATE TABLE word_rules (
    id INTEGER PRIMARY KEY NOT NULL,
    forum_id INTEGER REFERENCES forums (id) ON DELETE CASCADE,
    phrase TEXT NOT NULL,
    folded TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('block', 'hold', 'flag')),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX word_rules_by_forum ON word_rules (forum_id, id);

-- What waits for a moderator before it appears.
CREATE TABLE held_posts (
    id INTEGER PRIMARY KEY NOT NULL,
    actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    forum_id INTEGER NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    parent_id INTEGER REFERENCES posts (id) ON DELETE CASCADE,
    topic_kind TEXT CHECK (topic_kind IN ('discussion', 'question', 'announcement')),
    title TEXT NOT NULL,
    source TEXT,
    html TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    language TEXT,
    tags TEXT NOT NULL,
    mentions TEXT NOT NULL,
    remote TEXT,
    inbox_id INTEGER,
    cause TEXT NOT NULL CHECK (cause IN ('first', 'word')),
    phrase TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('waiting', 'approved', 'refused')),
    post_id INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    decided_at TEXT
) STRICT;
CREATE INDEX held_posts_by_state ON held_posts (state, id);
CREATE INDEX held_posts_by_actor ON held_posts (actor_id, id DESC);

-- What is to hang on it: a file of its author's, or one on another server. They stay out of other posts and out of the sweep.
CREATE TABLE held_files (
    held_id INTEGER NOT NULL REFERENCES held_posts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    media_id INTEGER REFERENCES media (id) ON DELETE CASCADE,
    remote TEXT,
    PRIMARY KEY (held_id, position)
) STRICT;
CREATE INDEX held_files_by_media ON held_files (media_id);

CREATE INDEX forum_moderators_by_actor ON forum_moderators (actor_id, forum_id);

ALTER TABLE moderation_log ADD COLUMN target_id INTEGER;
ALTER TABLE moderation_log ADD COLUMN category TEXT NOT NULL DEFAULT '';
CREATE INDEX moderation_log_by_forum ON moderation_log (forum_id, id DESC);

-- Nobody rewrites the log, not even a fault of ours.
CREATE TRIGGER moderation_log_stays BEFORE UPDATE ON moderation_log
    BEGIN SELECT RAISE(ABORT, 'the moderation log is append-only'); END;
CREATE TRIGGER moderation_log_keeps BEFORE DELETE ON moderation_log
    BEGIN SELECT RAISE(ABORT, 'the moderation log is append-only'); END;

-- Members hear of what moderators did.
ALTER TABLE notifications ADD COLUMN log_id INTEGER;
