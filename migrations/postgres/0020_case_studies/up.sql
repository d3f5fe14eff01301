-- Case studies: what a factory did, with what, what it cost and what it gained.

-- What a case study has beside its post. Region, city and locality are what may be shown of its place; codes of elsewhere that
-- we do not know are kept as they came.
CREATE TABLE case_studies (
    post_id BIGINT PRIMARY KEY NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('published', 'featured', 'archived')),
    instance_id BIGINT REFERENCES instances (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    summary TEXT NOT NULL,
    problem TEXT NOT NULL,
    problem_html TEXT NOT NULL,
    solution TEXT NOT NULL,
    solution_html TEXT NOT NULL,
    lessons TEXT NOT NULL,
    lessons_html TEXT NOT NULL,
    sector TEXT,
    size_class TEXT CHECK (size_class IN ('micro', 'small', 'medium', 'large')),
    region TEXT,
    city TEXT,
    locality TEXT NOT NULL,
    cost_amount BIGINT,
    cost_band TEXT CHECK (cost_band IN ('under_100k', 'to_500k', 'to_2m', 'to_10m', 'over_10m')),
    payback_months BIGINT,
    technologies TEXT NOT NULL,
    organisation_id BIGINT REFERENCES organisations (id) ON DELETE SET NULL,
    organisation TEXT NOT NULL,
    contact TEXT NOT NULL CHECK (contact IN ('replies', 'profile', 'none')),
    source_topic_id BIGINT REFERENCES posts (id) ON DELETE SET NULL,
    original_id BIGINT NOT NULL
);
CREATE INDEX case_studies_facets ON case_studies (
    state, sector, region, city, size_class, cost_band, payback_months, language, instance_id, technologies, post_id
);
CREATE INDEX case_studies_featured ON case_studies (post_id DESC) WHERE state NOT IN ('published', 'archived');
CREATE INDEX case_studies_by_original ON case_studies (original_id);
CREATE INDEX case_studies_by_organisation ON case_studies (organisation_id);
CREATE INDEX case_studies_by_topic ON case_studies (source_topic_id);

-- Where it is, as its author said it; only one function of the domain reads it. No row for one of elsewhere: what came may
-- be shown.
CREATE TABLE case_places (
    post_id BIGINT PRIMARY KEY NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    precision TEXT NOT NULL CHECK (precision IN ('exact', 'city', 'region', 'hidden')),
    region TEXT,
    city TEXT,
    locality TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION
);

CREATE TABLE case_technologies (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
);
CREATE INDEX case_technologies_by_code ON case_technologies (code, post_id);

CREATE TABLE case_vendors (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
);

CREATE TABLE case_metrics (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    before DOUBLE PRECISION,
    after DOUBLE PRECISION,
    period TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
);

-- Dimensions of the Smart Industry Readiness Index that moved, with their bands from 0 to 5.
CREATE TABLE case_dimensions (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    dimension TEXT NOT NULL,
    before BIGINT,
    after BIGINT,
    PRIMARY KEY (post_id, dimension)
);

-- What happened when; a month as 2026-03.
CREATE TABLE case_milestones (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    month TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
);

-- Case studies being written or changed, as typed. Nothing of it is a post until it is published.
CREATE TABLE case_drafts (
    id BIGINT PRIMARY KEY NOT NULL,
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    case_id BIGINT REFERENCES posts (id) ON DELETE CASCADE,
    source_topic_id BIGINT REFERENCES posts (id) ON DELETE SET NULL,
    original_id BIGINT REFERENCES posts (id) ON DELETE SET NULL,
    forum_id BIGINT REFERENCES forums (id) ON DELETE SET NULL,
    title TEXT NOT NULL,
    typed JSON NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned')),
    note TEXT NOT NULL,
    version BIGINT NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX case_drafts_by_account ON case_drafts (account_id, updated_at);
CREATE UNIQUE INDEX case_drafts_by_case ON case_drafts (case_id);
CREATE INDEX case_drafts_submitted ON case_drafts (id) WHERE state = 'submitted';
CREATE INDEX case_drafts_by_age ON case_drafts (updated_at);
CREATE INDEX case_drafts_by_topic ON case_drafts (source_topic_id);
CREATE INDEX case_drafts_by_original ON case_drafts (original_id);
CREATE INDEX case_drafts_by_forum ON case_drafts (forum_id);

-- Lists of case studies.
CREATE INDEX posts_cases ON posts (id DESC, visibility) WHERE kind = 'case_study' AND removed_at IS NULL;
CREATE INDEX posts_cases_top ON posts (vote_count DESC, id DESC) WHERE kind = 'case_study' AND removed_at IS NULL;
CREATE INDEX case_studies_by_payback ON case_studies (payback_months, post_id DESC);
