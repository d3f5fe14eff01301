-- Seats of trainings elsewhere are their organisers' to give: whether the organiser's server has said anything yet.
ALTER TABLE training_seats ADD COLUMN is_answered BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX training_seats_by_join ON training_seats (join_uri);
