DROP INDEX posts_kind_by_votes;
DROP INDEX posts_kind_by_age;
DROP INDEX posts_kind_by_activity;
DELETE FROM notifications WHERE kind = 'watch';
DO $$
DECLARE
    allowed TEXT;
BEGIN
    SELECT pg_get_constraintdef(oid) INTO allowed FROM pg_constraint
        WHERE conname = 'notifications_kind_check' AND conrelid = 'notifications'::regclass;
    ALTER TABLE notifications DROP CONSTRAINT notifications_kind_check;
    EXECUTE 'ALTER TABLE notifications ADD CONSTRAINT notifications_kind_check '
        || replace(allowed, ', ''watch''::text', '');
END
$$;
DROP INDEX forums_by_sector;
ALTER TABLE forums DROP COLUMN sector;
DROP TABLE topic_loads;
DROP TABLE bookmarks;
DROP TABLE bookmark_folders;
DROP TABLE topic_levels;
DROP TABLE forum_levels;
DROP TABLE forum_reads;
DROP TABLE topic_reads;
