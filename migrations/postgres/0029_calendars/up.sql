-- Calendars: on which days something is taught, and the secret addresses at which members read theirs.

-- One row for each day of each meeting, by the days of the instance; cut from `trainings` and `training_sessions`
-- whenever those change, so that a day, a month and a forum are ranges of an index.
CREATE TABLE training_days (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    forum_id BIGINT REFERENCES forums (id) ON DELETE SET NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    previous_at TIMESTAMP,
    next_at TIMESTAMP,
    PRIMARY KEY (post_id, position)
);
CREATE INDEX training_days_by_start ON training_days (starts_at, post_id);
CREATE INDEX training_days_by_forum ON training_days (forum_id, starts_at, post_id);

-- What one finds a training by, folded: words with a space before each.
CREATE TABLE training_words (
    post_id BIGINT PRIMARY KEY NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    words TEXT NOT NULL,
    provider TEXT NOT NULL
);

-- The address of a member's own calendar; whoever knows the secret reads it.
CREATE TABLE calendar_addresses (
    account_id BIGINT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    secret_hash BYTEA NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX calendar_addresses_by_secret ON calendar_addresses (secret_hash);
