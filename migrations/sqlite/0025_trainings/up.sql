-- Trainings: what is taught where and when, by whom, and for how many.

-- What a training has beside its post. Moments are UTC; `timezone` says in which zone they were meant.
CREATE TABLE trainings (
    post_id INTEGER PRIMARY KEY NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('tentative', 'scheduled', 'cancelled')),
    instance_id INTEGER REFERENCES instances (id) ON DELETE CASCADE,
    series_id INTEGER NOT NULL,
    languages TEXT NOT NULL,
    summary TEXT NOT NULL,
    programme TEXT NOT NULL,
    programme_html TEXT NOT NULL,
    level TEXT CHECK (level IN ('beginner', 'intermediate', 'advanced')),
    technologies TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('onsite', 'online', 'hybrid')),
    venue TEXT NOT NULL,
    address TEXT NOT NULL,
    region TEXT,
    city TEXT,
    locality TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    timezone TEXT NOT NULL,
    price INTEGER,
    certificate TEXT NOT NULL CHECK (certificate IN ('none', 'attendance', 'exam')),
    trainer TEXT NOT NULL,
    provider_id INTEGER REFERENCES organisations (id) ON DELETE SET NULL,
    provider TEXT NOT NULL,
    joining TEXT NOT NULL CHECK (joining IN ('open', 'approval', 'external', 'none')),
    external_url TEXT NOT NULL,
    change_number INTEGER NOT NULL
) STRICT;
CREATE INDEX trainings_by_start ON trainings (starts_at, post_id);
CREATE INDEX trainings_by_end ON trainings (ends_at, post_id);
CREATE INDEX trainings_by_series ON trainings (series_id, starts_at, post_id);
CREATE INDEX trainings_by_provider ON trainings (provider_id, starts_at);
CREATE INDEX trainings_by_instance ON trainings (instance_id);

-- How many may come, and how many do. Counts are kept by the same statements that give seats away.
CREATE TABLE training_seating (
    post_id INTEGER PRIMARY KEY NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    opens_at TEXT,
    closes_at TEXT,
    capacity INTEGER CHECK (capacity > 0),
    seats_per_organisation INTEGER CHECK (seats_per_organisation > 0),
    has_waiting_list INTEGER NOT NULL,
    confirm_hours INTEGER NOT NULL CHECK (confirm_hours > 0),
    taken INTEGER NOT NULL CHECK (taken >= 0),
    waiting INTEGER NOT NULL CHECK (waiting >= 0),
    interested INTEGER NOT NULL CHECK (interested >= 0)
) STRICT;

-- What only those with a seat may know; one function of the domain reads it.
CREATE TABLE training_access (
    post_id INTEGER PRIMARY KEY NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    online_link TEXT NOT NULL,
    directions TEXT NOT NULL
) STRICT;

-- The meetings of a training of more than one; a seat is for all of them.
CREATE TABLE training_sessions (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    topic TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
) STRICT;

-- Links to slides, recordings and exercises.
CREATE TABLE training_materials (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
) STRICT;

-- Trainings being written or changed, as typed. Nothing of it is a post until it is published.
CREATE TABLE training_drafts (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    training_id INTEGER REFERENCES posts (id) ON DELETE CASCADE,
    series_id INTEGER REFERENCES posts (id) ON DELETE SET NULL,
    forum_id INTEGER REFERENCES forums (id) ON DELETE SET NULL,
    title TEXT NOT NULL,
    typed TEXT NOT NULL,
    version INTEGER NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX training_drafts_by_account ON training_drafts (account_id, updated_at);
CREATE UNIQUE INDEX training_drafts_by_training ON training_drafts (training_id);
CREATE INDEX training_drafts_by_age ON training_drafts (updated_at);
CREATE INDEX training_drafts_by_series ON training_drafts (series_id);
CREATE INDEX training_drafts_by_forum ON training_drafts (forum_id);
