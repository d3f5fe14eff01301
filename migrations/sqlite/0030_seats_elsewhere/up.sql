-- Seats of trainings elsewhere are their organisers' to give: whether the organiser's server has said anything yet.
ALTER TABLE training_seats ADD COLUMN is_answered INTEGER NOT NULL DEFAULT 0;
CREATE INDEX training_seats_by_join ON training_seats (join_uri);
