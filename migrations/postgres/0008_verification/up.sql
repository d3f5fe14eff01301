-- Forums for verified members only, to read or to write in.
ALTER TABLE forums DROP CONSTRAINT forums_scope_check;
ALTER TABLE forums ADD CONSTRAINT forums_scope_check CHECK (scope IN ('verified', 'instance', 'network', 'public'));
ALTER TABLE forums DROP CONSTRAINT forums_posting_check;
ALTER TABLE forums ADD CONSTRAINT forums_posting_check CHECK (posting IN ('members', 'verified', 'moderators'));
ALTER TABLE posts DROP CONSTRAINT posts_visibility_check;
ALTER TABLE posts ADD CONSTRAINT posts_visibility_check CHECK (visibility IN ('public', 'network', 'instance', 'verified'));

-- What a person's verifications come to, so that no page has to add them up. It counts until `level_until`.
ALTER TABLE accounts ADD COLUMN level INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN level_until TIMESTAMP;
ALTER TABLE accounts ADD COLUMN is_verifier BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX accounts_by_level_end ON accounts (level_until) WHERE level > 0;

-- What somebody hands in to be verified, and what came of it. About an organisation, or, without one, about a person.
-- Numbers and documents are wiped once they have served; the decision stays.
CREATE TABLE verification_cases (
    id BIGINT PRIMARY KEY NOT NULL,
    organisation_id BIGINT REFERENCES organisations (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    is_renewal BOOLEAN NOT NULL DEFAULT FALSE,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'rejected', 'withdrawn')),
    national_number TEXT NOT NULL DEFAULT '',
    register_number TEXT NOT NULL DEFAULT '',
    vat_number TEXT NOT NULL DEFAULT '',
    licence_number TEXT NOT NULL DEFAULT '',
    licence_expires TEXT NOT NULL DEFAULT '',
    chamber_number TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    finding TEXT NOT NULL DEFAULT 'unknown' CHECK (finding IN ('unknown', 'known', 'confirmed')),
    first_approval_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    appealed_from BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    is_appeal BOOLEAN NOT NULL DEFAULT FALSE,
    reason TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    decided_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    created_at TIMESTAMP NOT NULL,
    submitted_at TIMESTAMP,
    due_at TIMESTAMP,
    decided_at TIMESTAMP,
    wiped_at TIMESTAMP
);
CREATE INDEX verification_cases_by_state ON verification_cases (state, id);
CREATE INDEX verification_cases_by_account ON verification_cases (account_id, id);
CREATE INDEX verification_cases_by_organisation ON verification_cases (organisation_id, id);
CREATE INDEX verification_cases_by_number ON verification_cases (national_number);
CREATE INDEX verification_cases_to_wipe ON verification_cases (decided_at);
-- One open case for each organisation and, without one, for each person.
CREATE UNIQUE INDEX verification_cases_open
    ON verification_cases (COALESCE(organisation_id, 0), (CASE WHEN organisation_id IS NULL THEN account_id ELSE 0 END))
    WHERE state IN ('draft', 'submitted', 'returned');

-- The papers of a case. Each is sealed with a key of its own, which is itself sealed with the instance's secret.
CREATE TABLE verification_documents (
    id BIGINT PRIMARY KEY NOT NULL,
    case_id BIGINT NOT NULL REFERENCES verification_cases (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('register', 'vat', 'chamber', 'licence', 'lease', 'size', 'authority', 'accreditation')),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sealed_key BYTEA NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX verification_documents_by_case ON verification_documents (case_id, id);

-- Their sealed bytes, apart, so that lists do not carry them.
CREATE TABLE verification_files (
    document_id BIGINT PRIMARY KEY NOT NULL REFERENCES verification_documents (id) ON DELETE CASCADE,
    sealed BYTEA NOT NULL
);

-- Everything that was done with a case, each look at a document included. Only ever added to.
CREATE TABLE verification_log (
    id BIGINT PRIMARY KEY NOT NULL,
    case_id BIGINT NOT NULL REFERENCES verification_cases (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX verification_log_by_case ON verification_log (case_id, id);

-- The fact that was established: this organisation, or this person, has this level until then.
CREATE TABLE verifications (
    id BIGINT PRIMARY KEY NOT NULL,
    organisation_id BIGINT REFERENCES organisations (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    method TEXT NOT NULL CHECK (method IN ('documents', 'list', 'vouch')),
    case_id BIGINT REFERENCES verification_cases (id) ON DELETE SET NULL,
    verified_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    verified_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    reminded_days INTEGER,
    ended_at TIMESTAMP,
    CHECK ((organisation_id IS NULL) <> (account_id IS NULL))
);
CREATE INDEX verifications_by_organisation ON verifications (organisation_id, expires_at);
CREATE INDEX verifications_by_account ON verifications (account_id, expires_at);
CREATE INDEX verifications_by_end ON verifications (expires_at);

-- Remote people for whom somebody here vouches. It counts here and nowhere else.
CREATE TABLE vouches (
    actor_id BIGINT PRIMARY KEY NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    note TEXT NOT NULL DEFAULT '',
    vouched_by BIGINT REFERENCES accounts (id) ON DELETE SET NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);

-- The members of the chamber, as it knows them: what the list verifier asks.
CREATE TABLE verification_list (
    national_number TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    email_domain TEXT NOT NULL DEFAULT '',
    valid_until TIMESTAMP
);
