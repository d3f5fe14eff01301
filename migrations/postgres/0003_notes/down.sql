DROP INDEX posts_notes;
