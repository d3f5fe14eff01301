CREATE INDEX posts_cases_top ON posts (vote_count DESC, id DESC) WHERE kind = 'case_study' AND removed_at IS NULL;
CREATE INDEX case_studies_by_payback ON case_studies (payback_months, post_id DESC);
CREATE INDEX case_studies_featured ON case_studies (post_id DESC) WHERE state NOT IN ('published', 'archived');
CREATE INDEX case_studies_facets ON case_studies (
    state, sector, region, city, size_class, cost_band, payback_months, language, instance_id, technologies, post_id
);
DROP INDEX posts_cases_by_author;
DROP TRIGGER accounts_mark_cases_gone;
DROP TRIGGER accounts_mark_cases;
DROP TRIGGER posts_mark_case;
DROP TRIGGER case_places_mark_delete;
DROP TRIGGER case_places_mark_update;
DROP TRIGGER case_places_mark_insert;
DROP TRIGGER case_studies_mark_delete;
DROP TRIGGER case_studies_mark_update;
DROP TRIGGER case_studies_mark_insert;
DROP TABLE case_marks;
