DROP TABLE pushes;
DROP TABLE push_subscriptions;
DROP INDEX notifications_pushed;
DROP INDEX notifications_waiting_push;
DROP INDEX notifications_to_push;
ALTER TABLE notifications DROP COLUMN push_key;
ALTER TABLE notifications DROP COLUMN push_at;
