-- Forums for verified members only, to read or to write in. SQLite changes no CHECK; what it allows is rewritten in the
-- schema itself, as its documentation describes for changes that leave the rows as they are.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'scope IN (''instance'', ''network'', ''public'')', 'scope IN (''verified'', ''instance'', ''network'', ''public'')')
    WHERE type = 'table' AND name = 'forums';
UPDATE sqlite_schema SET sql = replace(sql, 'posting IN (''members'', ''moderators'')', 'posting IN (''members'', ''verified'', ''moderators'')')
    WHERE type = 'table' AND name = 'forums';
UPDATE sqlite_schema SET sql = replace(sql, 'visibility IN (''public'', ''network'', ''instance'')', 'visibility IN (''public'', ''network'', ''instance'', ''verified'')')
    WHERE type = 'table' AND name = 'posts';
PRAGMA writable_schema = RESET;

-- What a person's verifications come to, so that no page has to add them up. It counts until `level_until`.
ALTER TABLE accounts ADD COLUMN level INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN level_until TEXT;
ALTER TABLE accounts ADD COLUMN is_verifier INTEGER NOT NULL DEFAULT 0;
CREATE INDEX accounts_by_level_end ON accounts (level_until) WHERE level > 0;

-- What somebody hands in to be verified, and what came of it. About an organisation, or, without one, about a person.
-- Numbers and documents are wiped once they have served; the decision stays.
CREATE TABLE verification_cases (
    id INTEGER PRIMARY KEY NOT NULL,
    organisation_id INTEGER REFERENCES organisations (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    is_renewal INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'rejected', 'withdrawn')),
    national_number TEXT NOT NULL DEFAULT '',
    register_number TEXT NOT NULL DEFAULT '',
    vat_number TEXT NOT NULL DEFAULT '',
    licence_number TEXT NOT NULL DEFAULT '',
    licence_expires TEXT NOT NULL DEFAULT '',
    chamber_number TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    finding TEXT NOT NULL DEFAULT 'unknown' CHECK (finding IN ('unknown', 'known', 'confirmed')),
    first_approval_by INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    appealed_from INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    is_appeal INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    decided_by INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    submitted_at TEXT,
    due_at TEXT,
    decided_at TEXT,
    wiped_at TEXT
) STRICT;
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
    id INTEGER PRIMARY KEY NOT NULL,
    case_id INTEGER NOT NULL REFERENCES verification_cases (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('register', 'vat', 'chamber', 'licence', 'lease', 'size', 'authority', 'accreditation')),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sealed_key BLOB NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX verification_documents_by_case ON verification_documents (case_id, id);

-- Their sealed bytes, apart, so that lists do not carry them.
CREATE TABLE verification_files (
    document_id INTEGER PRIMARY KEY NOT NULL REFERENCES verification_documents (id) ON DELETE CASCADE,
    sealed BLOB NOT NULL
) STRICT;

-- Everything that was done with a case, each look at a document included. Only ever added to.
CREATE TABLE verification_log (
    id INTEGER PRIMARY KEY NOT NULL,
    case_id INTEGER NOT NULL REFERENCES verification_cases (id) ON DELETE CASCADE,
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX verification_log_by_case ON verification_log (case_id, id);

-- The fact that was established: this organisation, or this person, has this level until then.
CREATE TABLE verifications (
    id INTEGER PRIMARY KEY NOT NULL,
    organisation_id INTEGER REFERENCES organisations (id) ON DELETE CASCADE,
    account_id INTEGER REFERENCES accounts (id) ON DELETE CASCADE,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    method TEXT NOT NULL CHECK (method IN ('documents', 'list', 'vouch')),
    case_id INTEGER REFERENCES verification_cases (id) ON DELETE SET NULL,
    verified_by INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    verified_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    reminded_days INTEGER,
    ended_at TEXT,
    CHECK ((organisation_id IS NULL) <> (account_id IS NULL))
) STRICT;
CREATE INDEX verifications_by_organisation ON verifications (organisation_id, expires_at);
CREATE INDEX verifications_by_account ON verifications (account_id, expires_at);
CREATE INDEX verifications_by_end ON verifications (expires_at);

-- Remote people for whom somebody here vouches. It counts here and nowhere else.
CREATE TABLE vouches (
    actor_id INTEGER PRIMARY KEY NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 3),
    note TEXT NOT NULL DEFAULT '',
    vouched_by INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;

-- The members of the chamber, as it knows them: what the list verifier asks.
CREATE TABLE verification_list (
    national_number TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    email_domain TEXT NOT NULL DEFAULT '',
    valid_until TEXT
) STRICT;
