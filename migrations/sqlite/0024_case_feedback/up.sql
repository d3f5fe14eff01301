-- What readers do with case studies: reports of those who did it too, searches they keep.

-- A reply to a case study that says how it went elsewhere. party is who it speaks for: 'organisation:ID', 'actor:ID', or
-- 'post:ID' once nobody is to be found by it. The marks say whether the figures that are shown count it as it is.
CREATE TABLE replications (
    post_id INTEGER PRIMARY KEY NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    case_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    party TEXT NOT NULL,
    adapted TEXT NOT NULL,
    story TEXT NOT NULL,
    result TEXT CHECK (result IN ('better', 'same', 'worse', 'failed')),
    payback_months INTEGER,
    region TEXT,
    size_class TEXT CHECK (size_class IN ('micro', 'small', 'medium', 'large')),
    is_open INTEGER NOT NULL,
    is_result_counted INTEGER NOT NULL,
    is_payback_counted INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX replications_by_party ON replications (case_id, party);

-- What is shown of all reports together, as it was when it last changed.
CREATE TABLE replication_figures (
    case_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    figure TEXT NOT NULL CHECK (figure IN ('result', 'payback')),
    in_first INTEGER NOT NULL,
    in_second INTEGER NOT NULL,
    in_third INTEGER NOT NULL,
    in_fourth INTEGER NOT NULL,
    median INTEGER,
    PRIMARY KEY (case_id, figure)
) STRICT;

-- A report that waits for a moderator.
ALTER TABLE held_posts ADD COLUMN replication TEXT;

-- Searches of the library that members keep. seen_id is the newest case study they were told of.
CREATE TABLE saved_searches (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    seen_id INTEGER NOT NULL,
    fresh INTEGER NOT NULL,
    checked_at TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX saved_searches_by_account ON saved_searches (account_id, name);

-- Case studies of one forum.
CREATE INDEX posts_forum_cases ON posts (forum_id, id DESC) WHERE kind = 'case_study' AND removed_at IS NULL;
