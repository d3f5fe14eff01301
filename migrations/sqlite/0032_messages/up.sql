-- Private messages. They stand apart from posts, so that no list, feed or search of posts can ever come upon one.

-- A conversation. Between two people there is one, which `pair_key` keeps so: both actors, the lower id first. `circle` names
-- everybody in a group that began elsewhere, by which it is found again.
CREATE TABLE conversations (
    id INTEGER PRIMARY KEY NOT NULL,
    pair_key TEXT,
    circle TEXT,
    title TEXT NOT NULL,
    last_number INTEGER NOT NULL CHECK (last_number >= 0),
    created_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX conversations_by_pair ON conversations (pair_key);
CREATE INDEX conversations_by_circle ON conversations (circle);

-- Who is in it, here or elsewhere. Messages after `from_number` are theirs to read.
CREATE TABLE conversation_members (
    conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    state TEXT NOT NULL CHECK (state IN ('accepted', 'requested', 'declined', 'left')),
    invited_by INTEGER REFERENCES actors (id) ON DELETE SET NULL,
    is_muted INTEGER NOT NULL,
    shows_read INTEGER NOT NULL,
    from_number INTEGER NOT NULL,
    read_number INTEGER NOT NULL,
    unread INTEGER NOT NULL CHECK (unread >= 0),
    last_message_id INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (conversation_id, actor_id)
) STRICT;
CREATE INDEX conversation_members_in_order ON conversation_members (account_id, state, last_message_id);
CREATE INDEX conversation_members_unread ON conversation_members (account_id, state, unread);
CREATE INDEX conversation_members_by_actor ON conversation_members (actor_id);
CREATE INDEX conversation_members_by_inviter ON conversation_members (invited_by, created_at);

-- What was said, or happened in a group. A withheld one is its author's alone to see.
CREATE TABLE messages (
    id INTEGER PRIMARY KEY NOT NULL,
    conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'added', 'left', 'renamed')),
    author_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    target_id INTEGER REFERENCES actors (id) ON DELETE SET NULL,
    uri TEXT NOT NULL,
    in_reply_to_id INTEGER REFERENCES messages (id) ON DELETE SET NULL,
    source TEXT,
    html TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    is_withheld INTEGER NOT NULL,
    sent_at TEXT NOT NULL,
    edited_at TEXT,
    deleted_at TEXT
) STRICT;
CREATE UNIQUE INDEX messages_in_order ON messages (conversation_id, number);
CREATE UNIQUE INDEX messages_by_uri ON messages (uri);
CREATE INDEX messages_by_author ON messages (author_id, id);
CREATE INDEX messages_by_target ON messages (target_id);
CREATE INDEX messages_by_reply ON messages (in_reply_to_id);

-- What became of a message on its way to somebody elsewhere. Each gets an object of their own, with an id of its own.
CREATE TABLE message_deliveries (
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    instance_id INTEGER NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
    uri TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sent', 'delivered', 'refused', 'lost')),
    outbox_id INTEGER,
    PRIMARY KEY (message_id, actor_id)
) STRICT;
CREATE UNIQUE INDEX message_deliveries_by_uri ON message_deliveries (uri);
CREATE INDEX message_deliveries_by_outbox ON message_deliveries (outbox_id);
CREATE INDEX message_deliveries_by_instance ON message_deliveries (instance_id, state);
CREATE INDEX message_deliveries_by_actor ON message_deliveries (actor_id);

-- What hangs on a message: a file of ours, or the address of one elsewhere.
CREATE TABLE message_files (
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    media_id INTEGER REFERENCES media (id) ON DELETE CASCADE,
    url TEXT,
    media_type TEXT NOT NULL,
    alt TEXT NOT NULL,
    width INTEGER,
    height INTEGER,
    PRIMARY KEY (message_id, position)
) STRICT;
CREATE UNIQUE INDEX message_files_by_media ON message_files (media_id);

-- Folded words, for members to find what stands in their own conversations.
CREATE TABLE message_words (
    word TEXT NOT NULL,
    conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    PRIMARY KEY (word, conversation_id, message_id)
) STRICT;
CREATE INDEX message_words_by_message ON message_words (message_id);
CREATE INDEX message_words_by_conversation ON message_words (conversation_id);

-- Which conversation a notification is about.
CREATE TABLE message_notices (
    notification_id INTEGER PRIMARY KEY NOT NULL REFERENCES notifications (id) ON DELETE CASCADE,
    conversation_id INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX message_notices_by_conversation ON message_notices (conversation_id);

-- Who may write to a member, and whether they show what they have read. Without a row: everybody, and no.
CREATE TABLE message_settings (
    account_id INTEGER PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    from_whom TEXT NOT NULL CHECK (from_whom IN ('everybody', 'known', 'nobody')),
    shows_read INTEGER NOT NULL
) STRICT;

-- Who wants no messages of whom. Nobody but the blocker learns of it.
CREATE TABLE person_blocks (
    blocker_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    blocked_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id)
) STRICT;
CREATE INDEX person_blocks_by_blocked ON person_blocks (blocked_id);

-- The messages that somebody chose to show to moderators, as they stood then.
CREATE TABLE reported_messages (
    report_id INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    message_id INTEGER NOT NULL,
    author_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    html TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    PRIMARY KEY (report_id, message_id)
) STRICT;
CREATE INDEX reported_messages_by_author ON reported_messages (author_id);
