DROP TABLE post_search;
DELETE FROM settings WHERE key = 'post_search_filled';
