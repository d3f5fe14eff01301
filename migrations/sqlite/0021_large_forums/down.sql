DROP INDEX posts_listed;
DROP INDEX posts_newest;
CREATE INDEX posts_newest ON posts (visibility, id DESC);
DROP INDEX posts_silent;
