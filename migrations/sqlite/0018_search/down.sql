DROP TRIGGER post_search_follows;
DROP TABLE post_search;
DELETE FROM settings WHERE key = 'post_search_filled';
