-- What moderators decided about the tags of a topic: those that stay, and those that they took off. What its author
-- writes later changes neither.
CREATE TABLE moderated_tags (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    is_kept INTEGER NOT NULL,
    PRIMARY KEY (post_id, tag)
) STRICT;
