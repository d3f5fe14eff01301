-- What follows trainings: figures that nobody can be taken out of, exams, reminders, reasons in codes, trainings that wait.

-- What is shown of all evaluations of a training, as it was when it last moved: sums of marks.
CREATE TABLE training_ratings (
    training_id BIGINT PRIMARY KEY NOT NULL REFERENCES trainings (post_id) ON DELETE CASCADE,
    people BIGINT NOT NULL,
    content BIGINT NOT NULL,
    trainer BIGINT NOT NULL,
    organisation BIGINT NOT NULL,
    is_shown BOOLEAN NOT NULL
);

-- Whose evaluation those figures count as it is; or did, if it was taken back.
CREATE TABLE training_rated (
    seat_id BIGINT PRIMARY KEY NOT NULL REFERENCES training_seats (id) ON DELETE CASCADE,
    training_id BIGINT NOT NULL REFERENCES trainings (post_id) ON DELETE CASCADE
);
CREATE INDEX training_rated_by_training ON training_rated (training_id);

-- Who passed the exam; which beginning somebody was reminded of; why there is no seat, if it is one of the known reasons.
ALTER TABLE training_seats ADD COLUMN has_passed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE training_seats ADD COLUMN reminded_of TIMESTAMP;
ALTER TABLE training_seats ADD COLUMN refusal TEXT
    CHECK (refusal IN ('cancelled', 'over', 'not_yet', 'closed', 'elsewhere', 'full'));

-- What a certificate says of its holder.
ALTER TABLE training_certificates ADD COLUMN kind TEXT NOT NULL DEFAULT 'attendance'
    CHECK (kind IN ('attendance', 'exam'));

-- A training that waits for a moderator.
ALTER TABLE held_posts ADD COLUMN training JSON;
