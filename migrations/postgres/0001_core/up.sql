-- Other servers, one row a host. Our own host has none.
CREATE TABLE instances (
    id BIGINT PRIMARY KEY NOT NULL,
    host TEXT NOT NULL UNIQUE,
    policy TEXT NOT NULL DEFAULT 'default' CHECK (policy IN ('default', 'allowed', 'blocked')),
    is_trusted BOOLEAN NOT NULL DEFAULT FALSE,
    software TEXT,
    software_version TEXT,
    note TEXT NOT NULL DEFAULT '',
    seen_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);

-- Every Person, Group and Application, ours and theirs. instance_id is NULL for ours.
CREATE TABLE actors (
    id BIGINT PRIMARY KEY NOT NULL,
    instance_id BIGINT REFERENCES instances (id),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'service', 'organization', 'group', 'application')),
    username TEXT NOT NULL,
    uri TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    inbox TEXT NOT NULL,
    shared_inbox TEXT,
    outbox TEXT,
    followers TEXT,
    featured TEXT,
    moderators TEXT,
    name TEXT NOT NULL,
    summary_html TEXT NOT NULL DEFAULT '',
    summary_source TEXT NOT NULL DEFAULT '',
    avatar_url TEXT,
    public_key TEXT NOT NULL DEFAULT '',
    private_key BYTEA,
    ed25519_public TEXT,
    ed25519_private BYTEA,
    is_locked BOOLEAN NOT NULL DEFAULT FALSE,
    is_discoverable BOOLEAN NOT NULL DEFAULT TRUE,
    follower_count BIGINT NOT NULL DEFAULT 0,
    following_count BIGINT NOT NULL DEFAULT 0,
    post_count BIGINT NOT NULL DEFAULT 0,
    fetched_at TIMESTAMP,
    published_at TIMESTAMP NOT NULL,
    deleted_at TIMESTAMP
);
-- One name space for people and forums of a host (S21); ours is host 0.
CREATE UNIQUE INDEX actors_by_handle ON actors (COALESCE(instance_id, 0), LOWER(username));

-- Local people: what never leaves this instance.
CREATE TABLE accounts (
    id BIGINT PRIMARY KEY NOT NULL,
    actor_id BIGINT NOT NULL UNIQUE REFERENCES actors (id),
    email TEXT NOT NULL,
    email_normal TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'moderator', 'admin')),
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'active', 'suspended')),
    language TEXT NOT NULL DEFAULT 'ar' CHECK (language IN ('ar', 'en')),
    confirmed_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE expertise (
    actor_id BIGINT NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (actor_id, tag)
);
CREATE INDEX expertise_by_tag ON expertise (tag, actor_id);

-- One-time links, stored hashed.
CREATE TABLE account_tokens (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('confirm_email', 'setup')),
    token_hash BYTEA NOT NULL UNIQUE,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);

CREATE TABLE sessions (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash BYTEA NOT NULL UNIQUE,
    user_agent TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE forums (
    id BIGINT PRIMARY KEY NOT NULL,
    actor_id BIGINT NOT NULL UNIQUE REFERENCES actors (id),
    is_local BOOLEAN NOT NULL,
    name_ar TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    description_ar TEXT NOT NULL DEFAULT '',
    description_en TEXT NOT NULL DEFAULT '',
    scope TEXT NOT NULL CHECK (scope IN ('instance', 'network', 'public')),
    posting TEXT NOT NULL DEFAULT 'members' CHECK (posting IN ('members', 'moderators')),
    position BIGINT NOT NULL DEFAULT 0,
    topic_count BIGINT NOT NULL DEFAULT 0,
    reply_count BIGINT NOT NULL DEFAULT 0,
    last_post_id BIGINT NOT NULL DEFAULT 0,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX forums_by_position ON forums (is_local, position, id);

CREATE TABLE forum_moderators (
    forum_id BIGINT NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    actor_id BIGINT NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (forum_id, actor_id)
);

CREATE TABLE follows (
    id BIGINT PRIMARY KEY NOT NULL,
    follower_id BIGINT NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    target_id BIGINT NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    uri TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'rejected')),
    created_at TIMESTAMP NOT NULL,
    UNIQUE (follower_id, target_id)
);
CREATE INDEX follows_by_target ON follows (target_id, state, id);

-- One table for topics, replies and, later, case studies and trainings.
CREATE TABLE posts (
    id BIGINT PRIMARY KEY NOT NULL,
    uri TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('topic', 'reply', 'note', 'case_study', 'training')),
    topic_kind TEXT CHECK (topic_kind IN ('discussion', 'question', 'announcement')),
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    forum_id BIGINT REFERENCES forums (id),
    root_id BIGINT NOT NULL,
    branch_id BIGINT,
    parent_id BIGINT REFERENCES posts (id),
    depth INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL DEFAULT '',
    source TEXT,
    html TEXT NOT NULL,
    excerpt TEXT NOT NULL DEFAULT '',
    language TEXT,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'network', 'instance')),
    is_local BOOLEAN NOT NULL,
    is_pinned BOOLEAN NOT NULL DEFAULT FALSE,
    is_locked BOOLEAN NOT NULL DEFAULT FALSE,
    accepted_id BIGINT,
    reply_count BIGINT NOT NULL DEFAULT 0,
    vote_count BIGINT NOT NULL DEFAULT 0,
    last_post_id BIGINT NOT NULL,
    announced_at TIMESTAMP,
    edited_at TIMESTAMP,
    removed_at TIMESTAMP,
    removed_by TEXT CHECK (removed_by IN ('author', 'moderator')),
    published_at TIMESTAMP NOT NULL
);
CREATE INDEX posts_by_activity ON posts (forum_id, last_post_id DESC) WHERE kind = 'topic';
CREATE INDEX posts_by_age ON posts (forum_id, id DESC) WHERE kind = 'topic';
CREATE INDEX posts_by_votes ON posts (forum_id, vote_count DESC, id DESC) WHERE kind = 'topic';
CREATE INDEX posts_unanswered ON posts (forum_id, id DESC) WHERE topic_kind = 'question' AND accepted_id IS NULL AND removed_at IS NULL;
CREATE INDEX posts_answered ON posts (visibility, id DESC) WHERE accepted_id IS NOT NULL AND removed_at IS NULL;
CREATE INDEX posts_by_root ON posts (root_id, id);
CREATE INDEX posts_by_branch ON posts (branch_id, id);
CREATE INDEX posts_by_author ON posts (actor_id, id DESC);
CREATE INDEX posts_newest ON posts (visibility, id DESC);

CREATE TABLE post_tags (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (post_id, tag)
);
CREATE INDEX post_tags_by_tag ON post_tags (tag, post_id DESC);

CREATE TABLE mentions (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    actor_id BIGINT NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    PRIMARY KEY (post_id, actor_id)
);

CREATE TABLE votes (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    actor_id BIGINT NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    uri TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (post_id, actor_id)
);
CREATE INDEX votes_by_actor ON votes (actor_id, post_id DESC);

CREATE TABLE notifications (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('reply', 'mention', 'accepted', 'follow')),
    actor_id BIGINT NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    post_id BIGINT REFERENCES posts (id) ON DELETE CASCADE,
    read_at TIMESTAMP
);
CREATE INDEX notifications_by_account ON notifications (account_id, id DESC);
CREATE INDEX notifications_unread ON notifications (account_id) WHERE read_at IS NULL;

CREATE TABLE moderation_log (
    id BIGINT PRIMARY KEY NOT NULL,
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    action TEXT NOT NULL,
    forum_id BIGINT,
    post_id BIGINT,
    instance_id BIGINT,
    reason TEXT NOT NULL DEFAULT '',
    created_at TIMESTAMP NOT NULL
);

-- What happened, written with the change itself. federated_at is set once the
-- activities that follow from it stand in outbox_activities.
CREATE TABLE events (
    id BIGINT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    actor_id BIGINT NOT NULL,
    post_id BIGINT,
    target_id BIGINT,
    inbox_id BIGINT,
    data JSON NOT NULL,
    created_at TIMESTAMP NOT NULL,
    federated_at TIMESTAMP
);
CREATE INDEX events_open ON events (id) WHERE federated_at IS NULL;

-- Activities as they were accepted with 202, applied in order per origin.
CREATE TABLE inbox_activities (
    id BIGINT PRIMARY KEY NOT NULL,
    uri TEXT NOT NULL UNIQUE,
    host TEXT NOT NULL,
    actor_uri TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'parked', 'done', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    run_at TIMESTAMP NOT NULL,
    error TEXT,
    received_at TIMESTAMP NOT NULL
);
CREATE INDEX inbox_open ON inbox_activities (host, id) WHERE state = 'queued';
CREATE INDEX inbox_parked ON inbox_activities (run_at) WHERE state = 'parked';
CREATE INDEX inbox_by_age ON inbox_activities (received_at);

-- Objects deleted before we ever saw them: a late Create must not revive them.
CREATE TABLE graves (
    uri TEXT PRIMARY KEY NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE outbox_activities (
    id BIGINT PRIMARY KEY NOT NULL,
    uri TEXT NOT NULL UNIQUE,
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    is_public BOOLEAN NOT NULL,
    post_id BIGINT,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX outbox_by_actor ON outbox_activities (actor_id, id DESC) WHERE is_public;

CREATE TABLE delivery_targets (
    activity_id BIGINT NOT NULL REFERENCES outbox_activities (id) ON DELETE CASCADE,
    instance_id BIGINT NOT NULL REFERENCES instances (id),
    stream TEXT NOT NULL CHECK (stream IN ('normal', 'priority')),
    inbox TEXT NOT NULL,
    PRIMARY KEY (activity_id, inbox)
);
CREATE INDEX delivery_targets_by_peer ON delivery_targets (instance_id, stream, activity_id);

-- How far each peer has been served, one row a stream.
CREATE TABLE delivery_cursors (
    instance_id BIGINT NOT NULL REFERENCES instances (id),
    stream TEXT NOT NULL CHECK (stream IN ('normal', 'priority')),
    state TEXT NOT NULL DEFAULT 'ok' CHECK (state IN ('ok', 'failing', 'dormant', 'dead')),
    scheme TEXT NOT NULL DEFAULT 'cavage' CHECK (scheme IN ('cavage', 'rfc9421')),
    last_id BIGINT NOT NULL DEFAULT 0,
    fail_count INTEGER NOT NULL DEFAULT 0,
    item_fail_count INTEGER NOT NULL DEFAULT 0,
    failing_since TIMESTAMP,
    succeeded_at TIMESTAMP,
    run_at TIMESTAMP NOT NULL,
    error TEXT,
    lease TEXT,
    lease_until TIMESTAMP,
    PRIMARY KEY (instance_id, stream)
);
CREATE INDEX delivery_cursors_due ON delivery_cursors (run_at);

CREATE TABLE dead_letters (
    id BIGINT PRIMARY KEY NOT NULL,
    activity_id BIGINT NOT NULL,
    instance_id BIGINT NOT NULL REFERENCES instances (id),
    inbox TEXT NOT NULL,
    status INTEGER,
    error TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE jobs (
    id BIGINT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    payload JSON NOT NULL,
    dedup_key TEXT UNIQUE,
    attempts INTEGER NOT NULL DEFAULT 0,
    run_at TIMESTAMP NOT NULL,
    lease TEXT,
    lease_until TIMESTAMP,
    error TEXT,
    failed_at TIMESTAMP
);
CREATE INDEX jobs_due ON jobs (run_at) WHERE failed_at IS NULL;

-- Short exclusive claims on work that one process at a time may do.
CREATE TABLE leases (
    name TEXT PRIMARY KEY NOT NULL,
    holder TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL
);

CREATE TABLE settings (
    key TEXT PRIMARY KEY NOT NULL,
    value JSON NOT NULL,
    updated_at TIMESTAMP NOT NULL
);

CREATE TABLE oauth_apps (
    id BIGINT PRIMARY KEY NOT NULL,
    client_id TEXT NOT NULL UNIQUE,
    secret_hash BYTEA NOT NULL,
    name TEXT NOT NULL,
    website TEXT,
    redirect_uris TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);

CREATE TABLE oauth_codes (
    code_hash BYTEA PRIMARY KEY NOT NULL,
    app_id BIGINT NOT NULL REFERENCES oauth_apps (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL,
    challenge TEXT,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);

CREATE TABLE oauth_tokens (
    id BIGINT PRIMARY KEY NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    app_id BIGINT NOT NULL REFERENCES oauth_apps (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
    code_hash BYTEA,
    scopes TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);
CREATE INDEX oauth_tokens_by_code ON oauth_tokens (code_hash);
CREATE INDEX oauth_tokens_by_account ON oauth_tokens (account_id);
