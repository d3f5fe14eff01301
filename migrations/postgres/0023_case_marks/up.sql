-- What has changed of the case studies that stand in the library: the number of the last change of each. Processes keep the
-- library in memory and read what was changed since they last looked. Triggers note it, so that nothing that changes what is
-- shown to whom can go unnoticed, whoever changes it. A row stays when its case study goes: that is a change, too.
CREATE TABLE case_marks (
    post_id BIGINT PRIMARY KEY NOT NULL,
    changed BIGINT NOT NULL
);
CREATE UNIQUE INDEX case_marks_by_change ON case_marks (changed);
INSERT INTO case_marks (post_id, changed) SELECT post_id, ROW_NUMBER() OVER (ORDER BY post_id) FROM case_studies;

-- Numbers must become visible in their order, or a reader that has seen 7 would never look at a 6 that came later. Triggers
-- are deferred to the end of their transaction, and the lock is held from there until it is over: nobody waits long for
-- another, and nobody holds it who still waits for something else.
CREATE FUNCTION mark_case(post BIGINT) RETURNS void AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(4177230023);
    INSERT INTO case_marks (post_id, changed) VALUES (post, (SELECT COALESCE(MAX(changed), 0) + 1 FROM case_marks))
    ON CONFLICT (post_id) DO UPDATE SET changed = excluded.changed;
END $$ LANGUAGE plpgsql;
CREATE FUNCTION mark_own_case() RETURNS trigger AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN PERFORM mark_case(OLD.post_id); ELSE PERFORM mark_case(NEW.post_id); END IF;
    RETURN NULL;
END $$ LANGUAGE plpgsql;
CREATE FUNCTION mark_case_of_post() RETURNS trigger AS $$
BEGIN
    PERFORM mark_case(NEW.id);
    RETURN NULL;
END $$ LANGUAGE plpgsql;
CREATE FUNCTION mark_cases_of_account() RETURNS trigger AS $$
DECLARE
    author BIGINT;
BEGIN
    IF TG_OP = 'DELETE' THEN author := OLD.actor_id; ELSE author := NEW.actor_id; END IF;
    PERFORM mark_case(id) FROM posts WHERE actor_id = author AND kind = 'case_study';
    RETURN NULL;
END $$ LANGUAGE plpgsql;

CREATE CONSTRAINT TRIGGER case_studies_mark AFTER INSERT OR UPDATE OR DELETE ON case_studies
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mark_own_case();
CREATE CONSTRAINT TRIGGER case_places_mark AFTER INSERT OR UPDATE OR DELETE ON case_places
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mark_own_case();
CREATE CONSTRAINT TRIGGER posts_mark_case AFTER UPDATE OF actor_id, visibility, removed_at, vote_count ON posts
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'case_study') EXECUTE FUNCTION mark_case_of_post();
CREATE CONSTRAINT TRIGGER accounts_mark_cases AFTER UPDATE OF actor_id, level, level_until ON accounts
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.level IS DISTINCT FROM OLD.level OR NEW.level_until IS DISTINCT FROM OLD.level_until)
    EXECUTE FUNCTION mark_cases_of_account();
CREATE CONSTRAINT TRIGGER accounts_mark_cases_gone AFTER DELETE ON accounts
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mark_cases_of_account();
CREATE INDEX posts_cases_by_author ON posts (actor_id, id) WHERE kind = 'case_study';

-- The library is counted and sorted in memory now.
DROP INDEX case_studies_facets;
DROP INDEX case_studies_featured;
DROP INDEX case_studies_by_payback;
DROP INDEX posts_cases_top;
