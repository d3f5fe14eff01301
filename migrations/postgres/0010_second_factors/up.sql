-- What stands beside the password. Secrets of authenticator applications are sealed, codes and tokens are hashes.
CREATE TABLE totp_secrets (
    account_id BIGINT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    secret BYTEA NOT NULL,
    created_at TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP,
    last_step BIGINT NOT NULL
);

CREATE TABLE recovery_codes (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    used_at TIMESTAMP,
    PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE passkeys (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    credential_id BYTEA NOT NULL UNIQUE,
    public_key BYTEA NOT NULL,
    sign_count BIGINT NOT NULL,
    name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX passkeys_by_account ON passkeys (account_id, id);

-- What a browser was asked to sign. `account_id` is who adds a passkey; none for signing in.
CREATE TABLE passkey_challenges (
    challenge_hash BYTEA PRIMARY KEY NOT NULL,
    account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX passkey_challenges_by_account ON passkey_challenges (account_id);
CREATE INDEX passkey_challenges_by_end ON passkey_challenges (expires_at);

-- Who gave the right password and has not shown the second factor yet.
CREATE TABLE half_sign_ins (
    token_hash BYTEA PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    tries_left INTEGER NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX half_sign_ins_by_account ON half_sign_ins (account_id);
CREATE INDEX half_sign_ins_by_end ON half_sign_ins (expires_at);

-- Tries that did not succeed yet, by a keyed hash of what they try.
CREATE TABLE sign_in_tries (
    subject TEXT PRIMARY KEY NOT NULL,
    account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
    tries INTEGER NOT NULL,
    since TIMESTAMP NOT NULL,
    locked_until TIMESTAMP
);
CREATE INDEX sign_in_tries_by_account ON sign_in_tries (account_id);
CREATE INDEX sign_in_tries_by_start ON sign_in_tries (since);

CREATE TABLE email_changes (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    old_email TEXT NOT NULL,
    new_email TEXT NOT NULL,
    token_hash BYTEA UNIQUE,
    expires_at TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP,
    undo_hash BYTEA UNIQUE,
    undo_until TIMESTAMP,
    undone_at TIMESTAMP
);
CREATE INDEX email_changes_by_account ON email_changes (account_id);

-- When somebody last showed in this browser who they are.
ALTER TABLE sessions ADD COLUMN proven_at TIMESTAMP;
