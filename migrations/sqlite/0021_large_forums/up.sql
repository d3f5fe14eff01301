-- Indexes that keep lists short to read when forums are large.

-- Questions that nobody has answered, among many that have answers and none accepted.
CREATE INDEX posts_silent ON posts (id DESC)
    WHERE topic_kind = 'question' AND accepted_id IS NULL AND removed_at IS NULL AND reply_count = 0;

-- What stands in lists by itself, without the replies written in between.
DROP INDEX posts_newest;
CREATE INDEX posts_newest ON posts (visibility, id DESC) WHERE kind <> 'reply';
CREATE INDEX posts_listed ON posts (id DESC) WHERE kind <> 'reply';
