-- The words of topics and replies. Folding and stemming is ours: what stands here are words as the program compares them, so
-- that both engines find the same. Weights: A is the title, B the tags, D the text.
CREATE TABLE post_search (
    post_id BIGINT PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
    words TSVECTOR NOT NULL
);
CREATE INDEX post_search_words ON post_search USING GIN (words);
