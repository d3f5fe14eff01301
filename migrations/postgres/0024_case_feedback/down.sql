DROP INDEX posts_forum_cases;
DELETE FROM notifications WHERE kind IN ('replicated', 'case_published', 'case_returned', 'saved_search');
DROP TABLE saved_searches;
ALTER TABLE held_posts DROP COLUMN replication;
DROP TABLE replication_figures;
DROP TABLE replications;
