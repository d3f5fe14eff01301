-- What every list needs to find its page without reading or sorting a table. Conditions of partial indexes stand
-- word for word in src/db/literals.rs.

-- An activity that is not for everybody may stand in the outbox of a forum that is not for everybody either.
DROP INDEX outbox_by_actor;
ALTER TABLE outbox_activities RENAME COLUMN is_public TO is_listed;
CREATE INDEX outbox_by_actor ON outbox_activities (actor_id, id DESC) WHERE is_listed;

CREATE INDEX posts_by_parent ON posts (parent_id, id);
CREATE INDEX posts_pinned ON posts (forum_id, id DESC) WHERE is_pinned;
CREATE INDEX posts_active ON posts (last_post_id DESC) WHERE kind = 'topic';
CREATE INDEX posts_open_questions ON posts (id DESC)
    WHERE topic_kind = 'question' AND accepted_id IS NULL AND removed_at IS NULL;
CREATE INDEX actors_by_inbox ON actors (inbox);
