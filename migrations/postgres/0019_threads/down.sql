DELETE FROM notifications WHERE kind IN ('refused', 'undelivered');
DROP TABLE submissions;
DROP TABLE moderated_tags;
