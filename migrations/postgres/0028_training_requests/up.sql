-- The demand board: trainings that members need, who needs them, too, and who offers to give them. Nothing of it leaves.

-- A training that is needed. Counts are kept by the transactions that change who signs.
CREATE TABLE training_requests (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    forum_id BIGINT REFERENCES forums (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    body_html TEXT NOT NULL,
    language TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('onsite', 'online', 'hybrid')),
    region TEXT,
    languages TEXT NOT NULL,
    times TEXT NOT NULL,
    months TEXT NOT NULL,
    technologies TEXT NOT NULL,
    level TEXT CHECK (level IN ('beginner', 'intermediate', 'advanced')),
    state TEXT NOT NULL CHECK (state IN ('open', 'offered', 'matched', 'closed', 'merged')),
    merged_into_id BIGINT REFERENCES training_requests (id) ON DELETE CASCADE,
    training_id BIGINT REFERENCES posts (id) ON DELETE SET NULL,
    provider_id BIGINT REFERENCES organisations (id) ON DELETE SET NULL,
    people BIGINT NOT NULL CHECK (people >= 0),
    firms BIGINT NOT NULL CHECK (firms >= 0),
    created_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP
);
CREATE INDEX training_requests_by_people ON training_requests (people, id);
CREATE INDEX training_requests_by_account ON training_requests (account_id, id);
-- None by forum: SQLite would collect the needs of every forum by it and sort them, rather than read them in their order.
CREATE INDEX training_requests_by_merged ON training_requests (merged_into_id);
CREATE INDEX training_requests_by_training ON training_requests (training_id);
CREATE INDEX training_requests_by_provider ON training_requests (provider_id);
CREATE INDEX training_requests_by_end ON training_requests (settled_at);

-- Who needs it, with how many people: the author and everybody who signed, each account once.
CREATE TABLE request_signatures (
    request_id BIGINT NOT NULL REFERENCES training_requests (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    organisation_id BIGINT REFERENCES organisations (id) ON DELETE SET NULL,
    people BIGINT NOT NULL CHECK (people > 0),
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (request_id, account_id)
);
CREATE INDEX request_signatures_in_order ON request_signatures (request_id, created_at, account_id);
CREATE INDEX request_signatures_by_account ON request_signatures (account_id, request_id);
CREATE INDEX request_signatures_by_organisation ON request_signatures (organisation_id);

-- What a provider would give it for. `days` holds days and hours as typed, in the zone of the Kingdom.
CREATE TABLE training_offers (
    id BIGINT PRIMARY KEY NOT NULL,
    request_id BIGINT NOT NULL REFERENCES training_requests (id) ON DELETE CASCADE,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('open', 'picked', 'matched', 'declined', 'withdrawn')),
    days JSON NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    price BIGINT NOT NULL CHECK (price >= 0),
    price_for TEXT NOT NULL CHECK (price_for IN ('seat', 'all')),
    seats BIGINT NOT NULL CHECK (seats > 0),
    mode TEXT NOT NULL CHECK (mode IN ('onsite', 'online', 'hybrid')),
    place TEXT NOT NULL,
    words TEXT NOT NULL,
    valid_until TIMESTAMP NOT NULL,
    draft_id BIGINT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX training_offers_by_request ON training_offers (request_id, organisation_id);
CREATE UNIQUE INDEX training_offers_picked ON training_offers (request_id) WHERE state IN ('picked', 'matched');
CREATE UNIQUE INDEX training_offers_by_draft ON training_offers (draft_id);
CREATE INDEX training_offers_by_organisation ON training_offers (organisation_id, id);
CREATE INDEX training_offers_by_account ON training_offers (account_id);

-- Folded words of titles, and technologies with a # before their code: what alike ones are found by.
CREATE TABLE request_words (
    word TEXT NOT NULL,
    request_id BIGINT NOT NULL REFERENCES training_requests (id) ON DELETE CASCADE,
    PRIMARY KEY (word, request_id)
);
CREATE INDEX request_words_by_request ON request_words (request_id);

-- Which request a notification is about.
CREATE TABLE request_notices (
    notification_id BIGINT PRIMARY KEY NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
    request_id BIGINT NOT NULL REFERENCES training_requests (id) ON DELETE CASCADE
);
CREATE INDEX request_notices_by_request ON request_notices (request_id);

-- Organisations that gave trainings or offered to.
CREATE TABLE training_providers (
    organisation_id BIGINT PRIMARY KEY NOT NULL REFERENCES organisations (id) ON DELETE CASCADE
);
INSERT INTO training_providers (organisation_id)
SELECT DISTINCT provider_id FROM trainings WHERE provider_id IS NOT NULL;
