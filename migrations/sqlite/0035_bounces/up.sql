-- Addresses that mail does not reach: what came back, for the address that the account has.
CREATE TABLE mail_failures (
    account_id INTEGER PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    email_normal TEXT NOT NULL,
    soft_count INTEGER NOT NULL,
    is_failing INTEGER NOT NULL,
    status TEXT NOT NULL,
    seen_at TEXT NOT NULL
) STRICT;
