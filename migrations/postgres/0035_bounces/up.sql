-- Addresses that mail does not reach: what came back, for the address that the account has.
CREATE TABLE mail_failures (
    account_id BIGINT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    email_normal TEXT NOT NULL,
    soft_count INTEGER NOT NULL,
    is_failing BOOLEAN NOT NULL,
    status TEXT NOT NULL,
    seen_at TIMESTAMP NOT NULL
);
