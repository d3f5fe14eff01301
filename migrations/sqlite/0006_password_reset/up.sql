-- One-time links that let somebody choose a new password. SQLite changes no CHECK; the table is made anew.
CREATE TABLE account_tokens_new (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('confirm_email', 'setup', 'reset_password')),
    token_hash BLOB NOT NULL UNIQUE,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
INSERT INTO account_tokens_new (id, account_id, purpose, token_hash, expires_at, used_at)
    SELECT id, account_id, purpose, token_hash, expires_at, used_at FROM account_tokens;
DROP TABLE account_tokens;
ALTER TABLE account_tokens_new RENAME TO account_tokens;
CREATE INDEX account_tokens_by_account ON account_tokens (account_id);
