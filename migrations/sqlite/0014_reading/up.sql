-- How far members have read, what they watch and mute, and what they keep. Everything goes with their account.

-- The newest post of a topic that was shown to a member. Ids are time-ordered.
CREATE TABLE topic_reads (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    last_id INTEGER NOT NULL,
    PRIMARY KEY (account_id, topic_id)
) STRICT;
CREATE INDEX topic_reads_by_topic ON topic_reads (topic_id);

-- Up to here a member has called a forum read.
CREATE TABLE forum_reads (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    forum_id INTEGER NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    last_id INTEGER NOT NULL,
    PRIMARY KEY (account_id, forum_id)
) STRICT;

-- Forums and topics that a member watches or mutes. A topic's own level counts before its forum's; 'normal' is kept only
-- where it says something else than the forum does.
CREATE TABLE forum_levels (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    forum_id INTEGER NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    level TEXT NOT NULL CHECK (level IN ('watch', 'normal', 'mute')),
    PRIMARY KEY (account_id, forum_id)
) STRICT;
CREATE INDEX forum_levels_by_forum ON forum_levels (forum_id, level, account_id);

CREATE TABLE topic_levels (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    level TEXT NOT NULL CHECK (level IN ('watch', 'normal', 'mute')),
    PRIMARY KEY (account_id, topic_id)
) STRICT;
CREATE INDEX topic_levels_by_topic ON topic_levels (topic_id, level, account_id);

CREATE TABLE bookmark_folders (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    UNIQUE (account_id, name)
) STRICT;

CREATE TABLE bookmarks (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    folder_id INTEGER REFERENCES bookmark_folders (id) ON DELETE SET NULL,
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (account_id, post_id)
) STRICT;
CREATE INDEX bookmarks_by_account ON bookmarks (account_id, id DESC);
CREATE INDEX bookmarks_by_folder ON bookmarks (folder_id, id DESC);
CREATE INDEX bookmarks_by_post ON bookmarks (post_id);

-- Which topics members had fetched anew from their home server, to keep them from asking too often.
CREATE TABLE topic_loads (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX topic_loads_by_account ON topic_loads (account_id, id);
CREATE INDEX topic_loads_by_topic ON topic_loads (topic_id, id);

-- What a forum is about, by the code of a sector of the taxonomy. Remote forums get theirs from our admins.
ALTER TABLE forums ADD COLUMN sector TEXT;
CREATE INDEX forums_by_sector ON forums (sector, id) WHERE sector IS NOT NULL;

-- There are to be more kinds of notification; which there are, the program knows. SQLite drops no CHECK without its column.
ALTER TABLE notifications ADD COLUMN told TEXT NOT NULL DEFAULT 'reply';
UPDATE notifications SET told = kind;
ALTER TABLE notifications DROP COLUMN kind;
ALTER TABLE notifications RENAME COLUMN told TO kind;

-- Topics of one kind, in each order of a forum's list.
CREATE INDEX posts_kind_by_activity ON posts (forum_id, topic_kind, last_post_id DESC) WHERE kind = 'topic';
CREATE INDEX posts_kind_by_age ON posts (forum_id, topic_kind, id DESC) WHERE kind = 'topic';
CREATE INDEX posts_kind_by_votes ON posts (forum_id, topic_kind, vote_count DESC, id DESC) WHERE kind = 'topic';
