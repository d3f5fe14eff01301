-- Files of members and what hangs on posts. The bytes are objects in a store, named by their SHA-256.

-- A file of a member. `token` stands in its address; `pending` while the store does not have it yet.
CREATE TABLE media (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL,
    media_type TEXT NOT NULL,
    name TEXT NOT NULL,
    alt TEXT NOT NULL,
    size BIGINT NOT NULL,
    width INTEGER,
    height INTEGER,
    blurhash TEXT,
    state TEXT NOT NULL CHECK (state IN ('pending', 'ready')),
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX media_by_account ON media (account_id, id DESC);
CREATE INDEX media_by_hash ON media (hash);
CREATE INDEX media_by_state ON media (state, created_at);

-- What hangs on a post, in its order: a file of ours, or the address of one on another server with what that server says of it.
CREATE TABLE attachments (
    id BIGINT PRIMARY KEY NOT NULL,
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    media_id BIGINT UNIQUE REFERENCES media (id) ON DELETE CASCADE,
    url TEXT,
    media_type TEXT NOT NULL,
    alt TEXT NOT NULL,
    width INTEGER,
    height INTEGER,
    blurhash TEXT
);
CREATE INDEX attachments_by_post ON attachments (post_id, position);

-- Objects that no row names any more. Whoever deletes one claims it first, so that nobody relies on it meanwhile.
CREATE TABLE media_garbage (
    hash TEXT PRIMARY KEY NOT NULL,
    claimed_at TIMESTAMP
);

-- Pictures of other servers that somebody here looked at.
CREATE TABLE proxied_media (
    hash TEXT PRIMARY KEY NOT NULL,
    size BIGINT NOT NULL,
    fetched_at TIMESTAMP NOT NULL
);
CREATE INDEX proxied_media_by_time ON proxied_media (fetched_at, hash);
