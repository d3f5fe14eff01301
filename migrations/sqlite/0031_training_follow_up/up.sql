-- What follows trainings: figures that nobody can be taken out of, exams, reminders, reasons in codes, trainings that wait.

-- What is shown of all evaluations of a training, as it was when it last moved: sums of marks.
CREATE TABLE training_ratings (
    training_id INTEGER PRIMARY KEY NOT NULL REFERENCES trainings (post_id) ON DELETE CASCADE,
    people INTEGER NOT NULL,
    content INTEGER NOT NULL,
    trainer INTEGER NOT NULL,
    organisation INTEGER NOT NULL,
    is_shown INTEGER NOT NULL
) STRICT;

-- Whose evaluation those figures count as it is; or did, if it was taken back.
CREATE TABLE training_rated (
    seat_id INTEGER PRIMARY KEY NOT NULL REFERENCES training_seats (id) ON DELETE CASCADE,
    training_id INTEGER NOT NULL REFERENCES trainings (post_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX training_rated_by_training ON training_rated (training_id);

-- Who passed the exam; which beginning somebody was reminded of; why there is no seat, if it is one of the known reasons.
ALTER TABLE training_seats ADD COLUMN has_passed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE training_seats ADD COLUMN reminded_of TEXT;
ALTER TABLE training_seats ADD COLUMN refusal TEXT
    CHECK (refusal IN ('cancelled', 'over', 'not_yet', 'closed', 'elsewhere', 'full'));

-- What a certificate says of its holder.
ALTER TABLE training_certificates ADD COLUMN kind TEXT NOT NULL DEFAULT 'attendance'
    CHECK (kind IN ('attendance', 'exam'));

-- A training that waits for a moderator.
ALTER TABLE held_posts ADD COLUMN training TEXT;
