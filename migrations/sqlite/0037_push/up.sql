-- Pushes: browsers that a member has told at once, and what each of them still has to be told.

-- When a notification is to be pushed, while it waits for that, and what it is pushed together with, once it was handed on.
ALTER TABLE notifications ADD COLUMN push_at TEXT;
ALTER TABLE notifications ADD COLUMN push_key TEXT;
CREATE INDEX notifications_to_push ON notifications (push_at, account_id) WHERE push_at IS NOT NULL;
CREATE INDEX notifications_waiting_push ON notifications (account_id) WHERE push_at IS NOT NULL;
CREATE INDEX notifications_pushed ON notifications (account_id, push_key) WHERE push_key IS NOT NULL AND read_at IS NULL;

-- A browser belongs to the session in which it was added, and ends with it. `endpoint` is a secret: whoever has it may push.
CREATE TABLE push_subscriptions (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    session_id INTEGER NOT NULL UNIQUE REFERENCES sessions (id) ON DELETE CASCADE,
    endpoint TEXT NOT NULL UNIQUE,
    p256dh BLOB NOT NULL,
    auth BLOB NOT NULL,
    failures INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    ok_at TEXT
) STRICT;
CREATE INDEX push_subscriptions_by_account ON push_subscriptions (account_id, id);

-- One row for what a browser is told together: while `due_at` is set it waits, `sent_at` is when the last one went. `version`
-- changes with what is to be told, so that something new is told even if it comes while the last push is on its way.
CREATE TABLE pushes (
    id INTEGER PRIMARY KEY NOT NULL,
    subscription_id INTEGER NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE,
    push_key TEXT NOT NULL,
    version INTEGER NOT NULL,
    due_at TEXT,
    since TEXT NOT NULL,
    tries INTEGER NOT NULL,
    sent_at TEXT,
    lease TEXT,
    lease_until TEXT,
    UNIQUE (subscription_id, push_key)
) STRICT;
CREATE INDEX pushes_due ON pushes (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX pushes_leased ON pushes (lease_until, subscription_id) WHERE lease_until IS NOT NULL;
