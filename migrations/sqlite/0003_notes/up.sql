-- The notes of followed people, newest first.
CREATE INDEX posts_notes ON posts (id DESC) WHERE kind = 'note';
