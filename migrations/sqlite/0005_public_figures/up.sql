-- What NodeInfo counts, and the activities about a post that is removed. Conditions as in src/db/literals.rs.
CREATE INDEX posts_of_ours ON posts (kind) WHERE is_local AND visibility IN ('public') AND removed_at IS NULL;
CREATE INDEX outbox_by_post ON outbox_activities (post_id);
