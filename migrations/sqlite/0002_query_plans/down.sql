DROP INDEX actors_by_inbox;
DROP INDEX posts_open_questions;
DROP INDEX posts_active;
DROP INDEX posts_pinned;
DROP INDEX posts_by_parent;

DROP INDEX outbox_by_actor;
ALTER TABLE outbox_activities RENAME COLUMN is_listed TO is_public;
CREATE INDEX outbox_by_actor ON outbox_activities (actor_id, id DESC) WHERE is_public;
