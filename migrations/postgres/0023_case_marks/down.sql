CREATE INDEX posts_cases_top ON posts (vote_count DESC, id DESC) WHERE kind = 'case_study' AND removed_at IS NULL;
CREATE INDEX case_studies_by_payback ON case_studies (payback_months, post_id DESC);
CREATE INDEX case_studies_featured ON case_studies (post_id DESC) WHERE state NOT IN ('published', 'archived');
CREATE INDEX case_studies_facets ON case_studies (
    state, sector, region, city, size_class, cost_band, payback_months, language, instance_id, technologies, post_id
);
DROP INDEX posts_cases_by_author;
DROP TRIGGER accounts_mark_cases_gone ON accounts;
DROP TRIGGER accounts_mark_cases ON accounts;
DROP TRIGGER posts_mark_case ON posts;
DROP TRIGGER case_places_mark ON case_places;
DROP TRIGGER case_studies_mark ON case_studies;
DROP FUNCTION mark_cases_of_account();
DROP FUNCTION mark_case_of_post();
DROP FUNCTION mark_own_case();
DROP FUNCTION mark_case(BIGINT);
DROP TABLE case_marks;
