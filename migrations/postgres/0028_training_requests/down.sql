DROP TABLE training_providers;
DROP TABLE request_notices;
DROP TABLE request_words;
DROP TABLE training_offers;
DROP TABLE request_signatures;
DROP TABLE training_requests;
