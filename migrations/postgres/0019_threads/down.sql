DROP TABLE moderated_tags;
