-- Other servers, one row a host. Our own host has none.
CREATE TABLE instances (
    id INTEGER PRIMARY KEY NOT NULL,
    host TEXT NOT NULL UNIQUE,
    policy TEXT NOT NULL DEFAULT 'default' CHECK (policy IN ('default', 'allowed', 'blocked')),
    is_trusted INTEGER NOT NULL DEFAULT 0,
    software TEXT,
    software_version TEXT,
    note TEXT NOT NULL DEFAULT '',
    seen_at TEXT,
    created_at TEXT NOT NULL
) STRICT;

-- Every Person, Group and Application, ours and theirs. instance_id is NULL for ours.
CREATE TABLE actors (
    id INTEGER PRIMARY KEY NOT NULL,
    instance_id INTEGER REFERENCES instances (id),
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
    private_key BLOB,
    ed25519_public TEXT,
    ed25519_private BLOB,
    is_locked INTEGER NOT NULL DEFAULT 0,
    is_discoverable INTEGER NOT NULL DEFAULT 1,
    follower_count INTEGER NOT NULL DEFAULT 0,
    following_count INTEGER NOT NULL DEFAULT 0,
    post_count INTEGER NOT NULL DEFAULT 0,
    fetched_at TEXT,
    published_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;
-- One name space for people and forums of a host (S21); ours is host 0.
CREATE UNIQUE INDEX actors_by_handle ON actors (COALESCE(instance_id, 0), LOWER(username));

-- Local people: what never leaves this instance.
CREATE TABLE accounts (
    id INTEGER PRIMARY KEY NOT NULL,
    actor_id INTEGER NOT NULL UNIQUE REFERENCES actors (id),
    email TEXT NOT NULL,
    email_normal TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL DEFAULT 'member' CHECK (role IN ('member', 'moderator', 'admin')),
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'active', 'suspended')),
    language TEXT NOT NULL DEFAULT 'ar' CHECK (language IN ('ar', 'en')),
    confirmed_at TEXT,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE expertise (
    actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (actor_id, tag)
) STRICT;
CREATE INDEX expertise_by_tag ON expertise (tag, actor_id);

-- One-time links, stored hashed.
CREATE TABLE account_tokens (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('confirm_email', 'setup')),
    token_hash BLOB NOT NULL UNIQUE,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    user_agent TEXT NOT NULL,
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE forums (
    id INTEGER PRIMARY KEY NOT NULL,
    actor_id INTEGER NOT NULL UNIQUE REFERENCES actors (id),
    is_local INTEGER NOT NULL,
    name_ar TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    description_ar TEXT NOT NULL DEFAULT '',
    description_en TEXT NOT NULL DEFAULT '',
    scope TEXT NOT NULL CHECK (scope IN ('instance', 'network', 'public')),
    posting TEXT NOT NULL DEFAULT 'members' CHECK (posting IN ('members', 'moderators')),
    position INTEGER NOT NULL DEFAULT 0,
    topic_count INTEGER NOT NULL DEFAULT 0,
    reply_count INTEGER NOT NULL DEFAULT 0,
    last_post_id INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX forums_by_position ON forums (is_local, position, id);

CREATE TABLE forum_moderators (
    forum_id INTEGER NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    PRIMARY KEY (forum_id, actor_id)
) STRICT;

CREATE TABLE follows (
    id INTEGER PRIMARY KEY NOT NULL,
    follower_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    target_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    uri TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'rejected')),
    created_at TEXT NOT NULL,
    UNIQUE (follower_id, target_id)
) STRICT;
CREATE INDEX follows_by_target ON follows (target_id, state, id);

-- One table for topics, replies and, later, case studies and trainings.
CREATE TABLE posts (
    id INTEGER PRIMARY KEY NOT NULL,
    uri TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('topic', 'reply', 'note', 'case_study', 'training')),
    topic_kind TEXT CHECK (topic_kind IN ('discussion', 'question', 'announcement')),
    actor_id INTEGER NOT NULL REFERENCES actors (id),
    forum_id INTEGER REFERENCES forums (id),
    root_id INTEGER NOT NULL,
    branch_id INTEGER,
    parent_id INTEGER REFERENCES posts (id),
    depth INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL DEFAULT '',
    source TEXT,
    html TEXT NOT NULL,
    excerpt TEXT NOT NULL DEFAULT '',
    language TEXT,
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'network', 'instance')),
    is_local INTEGER NOT NULL,
    is_pinned INTEGER NOT NULL DEFAULT 0,
    is_locked INTEGER NOT NULL DEFAULT 0,
    accepted_id INTEGER,
    reply_count INTEGER NOT NULL DEFAULT 0,
    vote_count INTEGER NOT NULL DEFAULT 0,
    last_post_id INTEGER NOT NULL,
    announced_at TEXT,
    edited_at TEXT,
    removed_at TEXT,
    removed_by TEXT CHECK (removed_by IN ('author', 'moderator')),
    published_at TEXT NOT NULL
) STRICT;
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
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (post_id, tag)
) STRICT;
CREATE INDEX post_tags_by_tag ON post_tags (tag, post_id DESC);

CREATE TABLE mentions (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    PRIMARY KEY (post_id, actor_id)
) STRICT;

CREATE TABLE votes (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    uri TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    PRIMARY KEY (post_id, actor_id)
) STRICT;
CREATE INDEX votes_by_actor ON votes (actor_id, post_id DESC);

CREATE TABLE notifications (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('reply', 'mention', 'accepted', 'follow')),
    actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    post_id INTEGER REFERENCES posts (id) ON DELETE CASCADE,
    read_at TEXT
) STRICT;
CREATE INDEX notifications_by_account ON notifications (account_id, id DESC);
CREATE INDEX notifications_unread ON notifications (account_id) WHERE read_at IS NULL;

CREATE TABLE moderation_log (
    id INTEGER PRIMARY KEY NOT NULL,
    actor_id INTEGER NOT NULL REFERENCES actors (id),
    action TEXT NOT NULL,
    forum_id INTEGER,
    post_id INTEGER,
    instance_id INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT;

-- What happened, written with the change itself. federated_at is set once the
-- activities that follow from it stand in outbox_activities.
CREATE TABLE events (
    id INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    actor_id INTEGER NOT NULL,
    post_id INTEGER,
    target_id INTEGER,
    inbox_id INTEGER,
    data TEXT NOT NULL,
    created_at TEXT NOT NULL,
    federated_at TEXT
) STRICT;
CREATE INDEX events_open ON events (id) WHERE federated_at IS NULL;

-- Activities as they were accepted with 202, applied in order per origin.
CREATE TABLE inbox_activities (
    id INTEGER PRIMARY KEY NOT NULL,
    uri TEXT NOT NULL UNIQUE,
    host TEXT NOT NULL,
    actor_uri TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'parked', 'done', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    run_at TEXT NOT NULL,
    error TEXT,
    received_at TEXT NOT NULL
) STRICT;
CREATE INDEX inbox_open ON inbox_activities (host, id) WHERE state = 'queued';
CREATE INDEX inbox_parked ON inbox_activities (run_at) WHERE state = 'parked';
CREATE INDEX inbox_by_age ON inbox_activities (received_at);

-- Objects deleted before we ever saw them: a late Create must not revive them.
CREATE TABLE graves (
    uri TEXT PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE outbox_activities (
    id INTEGER PRIMARY KEY NOT NULL,
    uri TEXT NOT NULL UNIQUE,
    actor_id INTEGER NOT NULL REFERENCES actors (id),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    is_public INTEGER NOT NULL,
    post_id INTEGER,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_by_actor ON outbox_activities (actor_id, id DESC) WHERE is_public;

CREATE TABLE delivery_targets (
    activity_id INTEGER NOT NULL REFERENCES outbox_activities (id) ON DELETE CASCADE,
    instance_id INTEGER NOT NULL REFERENCES instances (id),
    stream TEXT NOT NULL CHECK (stream IN ('normal', 'priority')),
    inbox TEXT NOT NULL,
    PRIMARY KEY (activity_id, inbox)
) STRICT;
CREATE INDEX delivery_targets_by_peer ON delivery_targets (instance_id, stream, activity_id);

-- How far each peer has been served, one row a stream.
CREATE TABLE delivery_cursors (
    instance_id INTEGER NOT NULL REFERENCES instances (id),
    stream TEXT NOT NULL CHECK (stream IN ('normal', 'priority')),
    state TEXT NOT NULL DEFAULT 'ok' CHECK (state IN ('ok', 'failing', 'dormant', 'dead')),
    scheme TEXT NOT NULL DEFAULT 'cavage' CHECK (scheme IN ('cavage', 'rfc9421')),
    last_id INTEGER NOT NULL DEFAULT 0,
    fail_count INTEGER NOT NULL DEFAULT 0,
    item_fail_count INTEGER NOT NULL DEFAULT 0,
    failing_since TEXT,
    succeeded_at TEXT,
    run_at TEXT NOT NULL,
    error TEXT,
    lease TEXT,
    lease_until TEXT,
    PRIMARY KEY (instance_id, stream)
) STRICT;
CREATE INDEX delivery_cursors_due ON delivery_cursors (run_at);

CREATE TABLE dead_letters (
    id INTEGER PRIMARY KEY NOT NULL,
    activity_id INTEGER NOT NULL,
    instance_id INTEGER NOT NULL REFERENCES instances (id),
    inbox TEXT NOT NULL,
    status INTEGER,
    error TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    dedup_key TEXT UNIQUE,
    attempts INTEGER NOT NULL DEFAULT 0,
    run_at TEXT NOT NULL,
    lease TEXT,
    lease_until TEXT,
    error TEXT,
    failed_at TEXT
) STRICT;
CREATE INDEX jobs_due ON jobs (run_at) WHERE failed_at IS NULL;

-- Short exclusive claims on work that one process at a time may do.
CREATE TABLE leases (
    name TEXT PRIMARY KEY NOT NULL,
    holder TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE oauth_apps (
    id INTEGER PRIMARY KEY NOT NULL,
    client_id TEXT NOT NULL UNIQUE,
    secret_hash BLOB NOT NULL,
    name TEXT NOT NULL,
    website TEXT,
    redirect_uris TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE oauth_codes (
    code_hash BLOB PRIMARY KEY NOT NULL,
    app_id INTEGER NOT NULL REFERENCES oauth_apps (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL,
    challenge TEXT,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;

CREATE TABLE oauth_tokens (
    id INTEGER PRIMARY KEY NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    app_id INTEGER NOT NULL REFERENCES oauth_apps (id) ON DELETE CASCADE,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    code_hash BLOB,
    scopes TEXT NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT
) STRICT;
CREATE INDEX oauth_tokens_by_code ON oauth_tokens (code_hash);
CREATE INDEX oauth_tokens_by_account ON oauth_tokens (account_id);
