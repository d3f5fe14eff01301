DROP INDEX training_seats_by_join;
ALTER TABLE training_seats DROP COLUMN is_answered;
