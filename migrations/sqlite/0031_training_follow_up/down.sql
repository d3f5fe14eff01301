ALTER TABLE held_posts DROP COLUMN training;
ALTER TABLE training_certificates DROP COLUMN kind;
ALTER TABLE training_seats DROP COLUMN refusal;
ALTER TABLE training_seats DROP COLUMN reminded_of;
ALTER TABLE training_seats DROP COLUMN has_passed;
DROP TABLE training_rated;
DROP TABLE training_ratings;
