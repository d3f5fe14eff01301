-- OpenID Connect. Applications that an admin registered are tools of the house: they alone may ask who somebody is.
ALTER TABLE oauth_apps ADD COLUMN kind TEXT NOT NULL DEFAULT 'app' CHECK (kind IN ('app', 'tool', 'public_tool'));
ALTER TABLE oauth_apps ADD COLUMN is_trusted BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX oauth_apps_by_kind ON oauth_apps (kind, id);

-- What an id_token repeats of the request, and when the person had signed in.
ALTER TABLE oauth_codes ADD COLUMN nonce TEXT;
ALTER TABLE oauth_codes ADD COLUMN signed_in_at TIMESTAMP;

-- Tokens of tools end; those of Mastodon applications do not.
ALTER TABLE oauth_tokens ADD COLUMN expires_at TIMESTAMP;

-- Keys that sign id_tokens. One is in use; a retired one is still published for what it has signed.
CREATE TABLE openid_keys (
    kid TEXT PRIMARY KEY NOT NULL,
    algorithm TEXT NOT NULL CHECK (algorithm IN ('RS256')),
    private_key BYTEA NOT NULL,
    modulus TEXT NOT NULL,
    exponent TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    retired_at TIMESTAMP
);
CREATE UNIQUE INDEX openid_keys_in_use ON openid_keys (algorithm) WHERE retired_at IS NULL;

-- Under which name tools know a person: random, the same for good.
CREATE TABLE openid_subjects (
    account_id BIGINT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    subject TEXT NOT NULL UNIQUE
);

-- With which identities at other providers a person signs in. `email` is what the provider said, shown to its owner.
CREATE TABLE external_identities (
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP NOT NULL,
    PRIMARY KEY (provider, subject)
);
CREATE UNIQUE INDEX external_identities_by_account ON external_identities (account_id, provider);
