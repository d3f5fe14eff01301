ALTER TABLE training_materials DROP COLUMN for_seats;
ALTER TABLE trainings DROP COLUMN reason;
