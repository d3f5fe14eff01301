-- Trainings: what is taught where and when, by whom, and for how many.

-- What a training has beside its post. Moments are UTC; `timezone` says in which zone they were meant.
CREATE TABLE trainings (
    post_id BIGINT PRIMARY KEY NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('tentative', 'scheduled', 'cancelled')),
    instance_id BIGINT REFERENCES instances (id) ON DELETE CASCADE,
    series_id BIGINT NOT NULL,
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
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    timezone TEXT NOT NULL,
    price BIGINT,
    certificate TEXT NOT NULL CHECK (certificate IN ('none', 'attendance', 'exam')),
    trainer TEXT NOT NULL,
    provider_id BIGINT REFERENCES organisations (id) ON DELETE SET NULL,
    provider TEXT NOT NULL,
    joining TEXT NOT NULL CHECK (joining IN ('open', 'approval', 'external', 'none')),
    external_url TEXT NOT NULL,
    change_number BIGINT NOT NULL
);
CREATE INDEX trainings_by_start ON trainings (starts_at, post_id);
CREATE INDEX trainings_by_end ON trainings (ends_at, post_id);
CREATE INDEX trainings_by_series ON trainings (series_id, starts_at, post_id);
CREATE INDEX trainings_by_provider ON trainings (provider_id, starts_at);
CREATE INDEX trainings_by_instance ON trainings (instance_id);

-- How many may come, and how many do. Counts are kept by the same statements that give seats away.
CREATE TABLE training_seating (
    post_id BIGINT PRIMARY KEY NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    opens_at TIMESTAMP,
    closes_at TIMESTAMP,
    capacity BIGINT CHECK (capacity > 0),
    seats_per_organisation BIGINT CHECK (seats_per_organisation > 0),
    has_waiting_list BOOLEAN NOT NULL,
    confirm_hours BIGINT NOT NULL CHECK (confirm_hours > 0),
    taken BIGINT NOT NULL CHECK (taken >= 0),
    waiting BIGINT NOT NULL CHECK (waiting >= 0),
    interested BIGINT NOT NULL CHECK (interested >= 0)
);

-- What only those with a seat may know; one function of the domain reads it.
CREATE TABLE training_access (
    post_id BIGINT PRIMARY KEY NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    online_link TEXT NOT NULL,
    directions TEXT NOT NULL
);

-- The meetings of a training of more than one; a seat is for all of them.
CREATE TABLE training_sessions (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    topic TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
);

-- Links to slides, recordings and exercises.
CREATE TABLE training_materials (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
);

-- Trainings being written or changed, as typed. Nothing of it is a post until it is published.
CREATE TABLE training_drafts (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    training_id BIGINT REFERENCES posts (id) ON DELETE CASCADE,
    series_id BIGINT REFERENCES posts (id) ON DELETE SET NULL,
    forum_id BIGINT REFERENCES forums (id) ON DELETE SET NULL,
    title TEXT NOT NULL,
    typed JSON NOT NULL,
    version BIGINT NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX training_drafts_by_account ON training_drafts (account_id, updated_at);
CREATE UNIQUE INDEX training_drafts_by_training ON training_drafts (training_id);
CREATE INDEX training_drafts_by_age ON training_drafts (updated_at);
CREATE INDEX training_drafts_by_series ON training_drafts (series_id);
CREATE INDEX training_drafts_by_forum ON training_drafts (forum_id);
