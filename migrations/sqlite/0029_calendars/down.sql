DROP TABLE calendar_addresses;
DROP TABLE training_words;
DROP TABLE training_days;
