CREATE TABLE account_tokens_old (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('confirm_email', 'setup')),
    token_hash BLOB NOT NULL UNIQUE,
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
INSERT INTO account_tokens_old (id, account_id, purpose, token_hash, expires_at, used_at)
    SELECT id, account_id, purpose, token_hash, expires_at, used_at FROM account_tokens WHERE purpose <> 'reset_password';
DROP TABLE account_tokens;
ALTER TABLE account_tokens_old RENAME TO account_tokens;
