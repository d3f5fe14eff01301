-- What has changed of the case studies that stand in the library: the number of the last change of each. Processes keep the
-- library in memory and read what was changed since they last looked. Triggers note it, so that nothing that changes what is
-- shown to whom can go unnoticed, whoever changes it. A row stays when its case study goes: that is a change, too.
CREATE TABLE case_marks (
    post_id INTEGER PRIMARY KEY NOT NULL,
    changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX case_marks_by_change ON case_marks (changed);
INSERT INTO case_marks (post_id, changed) SELECT post_id, ROW_NUMBER() OVER (ORDER BY post_id) FROM case_studies;

CREATE TRIGGER case_studies_mark_insert AFTER INSERT ON case_studies BEGIN
    INSERT INTO case_marks (post_id, changed) VALUES (NEW.post_id, (SELECT COALESCE(MAX(changed), 0) + 1 FROM case_marks))
    ON CONFLICT (post_id) DO UPDATE SET changed = excluded.changed;
END;
CREATE TRIGGER case_studies_mark_update AFTER UPDATE ON case_studies BEGIN
    INSERT INTO case_marks (post_id, changed) VALUES (NEW.post_id, (SELECT COALESCE(MAX(changed), 0) + 1 FROM case_marks))
    ON CONFLICT (post_id) DO UPDATE SET changed = excluded.changed;
END;
CREATE TRIGGER case_studies_mark_delete AFTER DELETE ON case_studies BEGIN
    INSERT INTO case_marks (post_id, changed) VALUES (OLD.post_id, (SELECT COALESCE(MAX(changed), 0) + 1 FROM case_marks))
    ON CONFLICT (post_id) DO UPDATE SET changed = excluded.changed;
END;
CREATE TRIGGER case_places_mark_insert AFTER INSERT ON case_places BEGIN
    INSERT INTO case_marks (post_id, changed) VALUES (NEW.post_id, (SELECT COALESCE(MAX(changed), 0) + 1 FROM case_marks))
    ON CONFLICT (post_id) DO UPDATE SET changed = excluded.changed;
END;
CREATE TRIGGER case_places_mark_update AFTER UPDATE ON case_places BEGIN
    INSERT INTO case_marks (post_id, changed) VALUES (NEW.post_id, (SELECT COALESCE(MAX(changed), 0) + 1 FROM case_marks))
    ON CONFLICT (post_id) DO UPDATE SET changed = excluded.changed;
END;
CREATE TRIGGER case_places_mark_delete AFTER DELETE ON case_places BEGIN
    INSERT INTO case_marks (post_id, changed) VALUES (OLD.post_id, (SELECT COALESCE(MAX(changed), 0) + 1 FROM case_marks))
    ON CONFLICT (post_id) DO UPDATE SET changed = excluded.changed;
END;
CREATE TRIGGER posts_mark_case AFTER UPDATE OF actor_id, visibility, removed_at, vote_count ON posts
WHEN NEW.kind = 'case_study' BEGIN
    INSERT INTO case_marks (post_id, changed) VALUES (NEW.id, (SELECT COALESCE(MAX(changed), 0) + 1 FROM case_marks))
    ON CONFLICT (post_id) DO UPDATE SET changed = excluded.changed;
END;
CREATE TRIGGER accounts_mark_cases AFTER UPDATE OF actor_id, level, level_until ON accounts
WHEN NEW.level IS NOT OLD.level OR NEW.level_until IS NOT OLD.level_until BEGIN
    INSERT INTO case_marks (post_id, changed)
    SELECT id, (SELECT COALESCE(MAX(changed), 0) FROM case_marks) + ROW_NUMBER() OVER (ORDER BY id)
    FROM posts WHERE actor_id = NEW.actor_id AND kind = 'case_study'
    ON CONFLICT (post_id) DO UPDATE SET changed = excluded.changed;
END;
CREATE TRIGGER accounts_mark_cases_gone AFTER DELETE ON accounts BEGIN
    INSERT INTO case_marks (post_id, changed)
    SELECT id, (SELECT COALESCE(MAX(changed), 0) FROM case_marks) + ROW_NUMBER() OVER (ORDER BY id)
    FROM posts WHERE actor_id = OLD.actor_id AND kind = 'case_study'
    ON CONFLICT (post_id) DO UPDATE SET changed = excluded.changed;
END;
CREATE INDEX posts_cases_by_author ON posts (actor_id, id) WHERE kind = 'case_study';

-- The library is counted and sorted in memory now.
DROP INDEX case_studies_facets;
DROP INDEX case_studies_featured;
DROP INDEX case_studies_by_payback;
DROP INDEX posts_cases_top;
