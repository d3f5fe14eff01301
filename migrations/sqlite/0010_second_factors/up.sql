-- What stands beside the password. Secrets of authenticator applications are sealed, codes and tokens are hashes.
CREATE TABLE totp_secrets (
    account_id INTEGER PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    created_at TEXT NOT NULL,
    confirmed_at TEXT,
    last_step INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_codes (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    used_at TEXT,
    PRIMARY KEY (account_id, code_hash)
) STRICT;

CREATE TABLE passkeys (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    credential_id BLOB NOT NULL UNIQUE,
    public_key BLOB NOT NULL,
    sign_count INTEGER NOT NULL,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE INDEX passkeys_by_account ON passkeys (account_id, id);

-- What a browser was asked to sign. `account_id` is who adds a passkey; none for signing in.
CREATE TABLE passkey_challenges (
    challenge_hash BLOB PRIMARY KEY NOT NULL,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX passkey_challenges_by_account ON passkey_challenges (account_id);
CREATE INDEX passkey_challenges_by_end ON passkey_challenges (expires_at);

-- Who gave the right password and has not shown the second factor yet.
CREATE TABLE half_sign_ins (
    token_hash BLOB PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    tries_left INTEGER NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX half_sign_ins_by_account ON half_sign_ins (account_id);
CREATE INDEX half_sign_ins_by_end ON half_sign_ins (expires_at);

-- Tries that did not succeed yet, by a keyed hash of what they try.
CREATE TABLE sign_in_tries (
    subject TEXT PRIMARY KEY NOT NULL,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    tries INTEGER NOT NULL,
    since TEXT NOT NULL,
    locked_until TEXT
) STRICT;
CREATE INDEX sign_in_tries_by_account ON sign_in_tries (account_id);
CREATE INDEX sign_in_tries_by_start ON sign_in_tries (since);

CREATE TABLE email_changes (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    old_email TEXT NOT NULL,
    new_email TEXT NOT NULL,
    token_hash BLOB UNIQUE,
    expires_at TEXT NOT NULL,
    confirmed_at TEXT,
    undo_hash BLOB UNIQUE,
    undo_until TEXT,
    undone_at TEXT
) STRICT;
CREATE INDEX email_changes_by_account ON email_changes (account_id);

-- When somebody last showed in this browser who they are.
ALTER TABLE sessions ADD COLUMN proven_at TEXT;
