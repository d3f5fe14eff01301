-- What the law on personal data asks of those who run an instance: notices, consents, copies, erasures, requests, breaches.

-- Versions of the privacy notice, Markdown. A version that was published is never changed.
CREATE TABLE privacy_notices (
    version INTEGER PRIMARY KEY NOT NULL,
    text_ar TEXT NOT NULL,
    text_en TEXT NOT NULL,
    requires_acceptance INTEGER NOT NULL,
    published_by INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    published_at TEXT NOT NULL
) STRICT;

CREATE TABLE notice_acceptances (
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    version INTEGER NOT NULL REFERENCES privacy_notices (version),
    accepted_at TEXT NOT NULL,
    PRIMARY KEY (account_id, version)
) STRICT;

-- The consent ledger: rows are added, never changed. The newest row of a purpose counts.
CREATE TABLE consents (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('digest_mail', 'public_profile', 'federation_outside', 'transfer_abroad')),
    is_given INTEGER NOT NULL,
    notice_version INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('registration', 'settings', 'operator')),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX consents_by_account ON consents (account_id, purpose, id DESC);

-- Copies of their data that members asked for. `file` is a name below the folder of exports.
CREATE TABLE exports (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'expired')),
    file TEXT,
    size INTEGER NOT NULL DEFAULT 0,
    requested_at TEXT NOT NULL,
    ready_at TEXT,
    expires_at TEXT
) STRICT;
CREATE INDEX exports_by_account ON exports (account_id, id DESC);
CREATE UNIQUE INDEX exports_waiting ON exports (account_id) WHERE state = 'waiting';
CREATE INDEX exports_by_expiry ON exports (expires_at) WHERE state = 'ready';

-- Accounts to be erased, and those that were. Names nobody: the account is gone, its number stays. `address` is where the
-- last letter goes, sealed, and is emptied with it.
CREATE TABLE erasures (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL,
    actor_id INTEGER NOT NULL REFERENCES actors (id),
    mode TEXT NOT NULL CHECK (mode IN ('anonymise', 'remove')),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'cancelled', 'telling', 'done')),
    language TEXT NOT NULL CHECK (language IN ('ar', 'en')),
    token_hash BLOB UNIQUE,
    address BLOB,
    is_by_staff INTEGER NOT NULL DEFAULT 0,
    post_count INTEGER NOT NULL DEFAULT 0,
    notice_version INTEGER,
    requested_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    erased_at TEXT,
    finished_at TEXT
) STRICT;
CREATE INDEX erasures_by_account ON erasures (account_id, id DESC);
CREATE UNIQUE INDEX erasures_waiting ON erasures (account_id) WHERE state = 'waiting';

-- What each server said when it was told to forget somebody.
CREATE TABLE erasure_receipts (
    erasure_id INTEGER NOT NULL REFERENCES erasures (id) ON DELETE CASCADE,
    instance_id INTEGER NOT NULL REFERENCES instances (id),
    activity_id INTEGER,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'accepted', 'refused', 'failed', 'skipped')),
    sent_at TEXT,
    answered_at TEXT,
    PRIMARY KEY (erasure_id, instance_id)
) STRICT;
CREATE INDEX erasure_receipts_by_activity ON erasure_receipts (activity_id, instance_id);

-- Names of erased members, as keyed hashes: nobody else may take them, and nobody can read them.
CREATE TABLE reserved_names (
    name_hash TEXT PRIMARY KEY NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- Requests for access, correction, destruction and objection, with the day by which the law wants an answer.
CREATE TABLE data_requests (
    id INTEGER PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('access', 'correction', 'erasure', 'objection')),
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    requester TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused')),
    is_identified INTEGER NOT NULL DEFAULT 0,
    is_extended INTEGER NOT NULL DEFAULT 0,
    extension_reason TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    answer TEXT NOT NULL DEFAULT '',
    received_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    closed_at TEXT
) STRICT;
CREATE INDEX data_requests_by_account ON data_requests (account_id, id DESC);
CREATE INDEX data_requests_by_due ON data_requests (due_at, id) WHERE state = 'open';
CREATE INDEX data_requests_closed ON data_requests (id DESC) WHERE state <> 'open';

-- Breaches of personal data, with the clock of 72 hours.
CREATE TABLE breaches (
    id INTEGER PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    discovered_at TEXT NOT NULL,
    circumstances TEXT NOT NULL DEFAULT '',
    affected TEXT NOT NULL DEFAULT '',
    risks TEXT NOT NULL DEFAULT '',
    measures TEXT NOT NULL DEFAULT '',
    authority_told_at TEXT,
    people_told_at TEXT,
    closed_at TEXT,
    created_at TEXT NOT NULL
) STRICT;

-- The record of processing. Shipped filled in; staff edit it.
CREATE TABLE processing_records (
    id INTEGER PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    purpose_ar TEXT NOT NULL,
    purpose_en TEXT NOT NULL,
    data_ar TEXT NOT NULL,
    data_en TEXT NOT NULL,
    people_ar TEXT NOT NULL,
    people_en TEXT NOT NULL,
    recipients_ar TEXT NOT NULL,
    recipients_en TEXT NOT NULL,
    transfer_ar TEXT NOT NULL,
    transfer_en TEXT NOT NULL,
    retention_ar TEXT NOT NULL,
    retention_en TEXT NOT NULL,
    basis_ar TEXT NOT NULL,
    basis_en TEXT NOT NULL,
    measures_ar TEXT NOT NULL,
    measures_en TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

-- Who of the staff did what about personal data. Append-only; names records by number, never people.
CREATE TABLE privacy_log (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER REFERENCES accounts (id) ON DELETE SET NULL,
    action TEXT NOT NULL,
    subject_id INTEGER,
    created_at TEXT NOT NULL
) STRICT;

-- What was destroyed because its time was over.
CREATE TABLE retention_runs (
    id INTEGER PRIMARY KEY NOT NULL,
    rule TEXT NOT NULL,
    destroyed INTEGER NOT NULL,
    ran_at TEXT NOT NULL
) STRICT;

-- Nobody was asked so far whether their profile may be public.
UPDATE actors SET is_discoverable = 0 WHERE instance_id IS NULL AND kind = 'person';
