-- The words of topics and replies. Folding and stemming is ours: what stands here are words as the program compares them,
-- set apart by spaces, so that both engines find the same. A row has the id of its post.
CREATE VIRTUAL TABLE post_search USING fts5 (title, tags, body, tokenize = 'ascii', prefix = '3');

-- What is taken out of the index leaves the file at once, not when the index is merged some day.
INSERT INTO post_search (post_search, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER post_search_follows AFTER DELETE ON posts BEGIN
    DELETE FROM post_search WHERE rowid = old.id;
END;
