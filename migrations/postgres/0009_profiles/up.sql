-- What members say of themselves. Nothing here leaves this instance, nor do guests see it, unless the member says so; what
-- they share is copied to the actor.
CREATE TABLE profiles (
    account_id BIGINT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    job_title TEXT NOT NULL DEFAULT '',
    bio_source TEXT NOT NULL DEFAULT '',
    bio_html TEXT NOT NULL DEFAULT '',
    region TEXT,
    sector TEXT,
    shares_bio BOOLEAN NOT NULL DEFAULT FALSE,
    shares_job_title BOOLEAN NOT NULL DEFAULT FALSE,
    shares_expertise BOOLEAN NOT NULL DEFAULT FALSE
);

-- What a member speaks, by language tag.
CREATE TABLE spoken_languages (
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    PRIMARY KEY (account_id, language)
);
CREATE INDEX spoken_languages_by_language ON spoken_languages (language, account_id);

-- Names as searched: folded words (see domain/fold.rs), found by their beginning.
CREATE TABLE person_words (
    word TEXT COLLATE "C" NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (word, account_id)
);
CREATE INDEX person_words_by_account ON person_words (account_id);
CREATE TABLE organisation_words (
    word TEXT COLLATE "C" NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    PRIMARY KEY (word, organisation_id)
);
CREATE INDEX organisation_words_by_organisation ON organisation_words (organisation_id);

-- Lists of organisations are shown newest first.
CREATE INDEX organisations_by_kind ON organisations (kind, id);
CREATE INDEX organisations_by_sector ON organisations (sector, id);
CREATE INDEX organisations_by_region ON organisations (region, id);

-- When whoever holds a link that no longer works asked for a new one: owners hear of it once.
ALTER TABLE organisation_invitations ADD COLUMN asked_at TIMESTAMP;

-- Structured parts of a profile that its owner shares with other servers.
ALTER TABLE actors ADD COLUMN shared_profile JSON;

-- Until now every bio went to other servers; from now on it goes where its owner says.
INSERT INTO profiles (account_id, bio_source, bio_html)
    SELECT accounts.id, actors.summary_source, actors.summary_html FROM accounts JOIN actors ON actors.id = accounts.actor_id;
UPDATE actors SET summary_source = '', summary_html = '' WHERE id IN (SELECT actor_id FROM accounts);
-- Whole names; they are split into words when their owner saves the profile.
INSERT INTO person_words (word, account_id)
    SELECT SUBSTR(LOWER(actors.name), 1, 60), accounts.id FROM accounts JOIN actors ON actors.id = accounts.actor_id
    WHERE actors.name <> ''
    UNION SELECT LOWER(actors.username), accounts.id FROM accounts JOIN actors ON actors.id = accounts.actor_id;
