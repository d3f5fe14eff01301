-- What moderators decided about the tags of a topic: those that stay, and those that they took off. What its author
-- writes later changes neither.
CREATE TABLE moderated_tags (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    is_kept BOOLEAN NOT NULL,
    PRIMARY KEY (post_id, tag)
);

-- What members sent to a forum elsewhere and what its server has not confirmed: a post, a vote, a best answer. Confirmed, the
-- row goes.
CREATE TABLE submissions (
    post_id BIGINT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    actor_id BIGINT NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    deed TEXT NOT NULL CHECK (deed IN ('post', 'vote', 'answer')),
    forum_id BIGINT NOT NULL REFERENCES forums (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('sent', 'refused', 'undelivered')),
    cause TEXT CHECK (cause IN ('locked', 'banned', 'rejected', 'missing', 'unreachable', 'blocked')),
    words TEXT NOT NULL DEFAULT '',
    sent_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    PRIMARY KEY (post_id, actor_id, deed)
);
CREATE INDEX submissions_by_actor ON submissions (actor_id, post_id DESC, deed);
CREATE INDEX submissions_by_forum ON submissions (forum_id, state);
