CREATE TABLE notifications_new (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('reply', 'mention', 'accepted', 'follow')),
    actor_id INTEGER NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    post_id INTEGER REFERENCES posts (id) ON DELETE CASCADE,
    read_at TEXT
) STRICT;
INSERT INTO notifications_new (id, account_id, kind, actor_id, post_id, read_at)
    SELECT id, account_id, kind, actor_id, post_id, read_at FROM notifications WHERE kind NOT IN ('report', 'moderation');
DROP TABLE notifications;
ALTER TABLE notifications_new RENAME TO notifications;
CREATE INDEX notifications_by_account ON notifications (account_id, id DESC);
CREATE INDEX notifications_unread ON notifications (account_id) WHERE read_at IS NULL;
DROP TRIGGER moderation_log_keeps;
DROP TRIGGER moderation_log_stays;
DROP INDEX moderation_log_by_forum;
DROP INDEX forum_moderators_by_actor;
ALTER TABLE moderation_log DROP COLUMN category;
ALTER TABLE moderation_log DROP COLUMN target_id;
DROP TABLE held_files;
DROP TABLE held_posts;
DROP TABLE word_rules;
DROP TABLE forum_rules;
DROP TABLE bans;
DROP TABLE hidden_posts;
DROP TABLE reports;
