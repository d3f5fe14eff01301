DROP INDEX outbox_by_post;
DROP INDEX posts_of_ours;
