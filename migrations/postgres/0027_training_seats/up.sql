-- Seats of trainings: who comes, who waits, who was there, and what follows from that.

-- Somebody's seat, or the wish for one. `actor_id` is nobody for a colleague without an account, who has a `name` then.
-- One row for an actor and a training: whoever comes back gets the same one again. `place` orders the waiting list.
CREATE TABLE training_seats (
    id BIGINT PRIMARY KEY NOT NULL,
    training_id BIGINT NOT NULL REFERENCES trainings (post_id) ON DELETE CASCADE,
    actor_id BIGINT REFERENCES actors (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    booked_by BIGINT NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    organisation_id BIGINT REFERENCES organisations (id) ON DELETE SET NULL,
    state TEXT NOT NULL CHECK (state IN
        ('interested', 'pending', 'waiting', 'offered', 'confirmed', 'declined', 'cancelled', 'attended', 'no_show')),
    since TIMESTAMP NOT NULL,
    place BIGINT,
    deadline TIMESTAMP,
    message TEXT NOT NULL,
    reason TEXT NOT NULL,
    join_uri TEXT,
    code_tries BIGINT NOT NULL,
    version BIGINT NOT NULL,
    CHECK (actor_id IS NULL OR name = ''),
    CHECK ((place IS NOT NULL) = (state = 'waiting')),
    CHECK ((deadline IS NOT NULL) = (state = 'offered'))
);
CREATE UNIQUE INDEX training_seats_by_person ON training_seats (training_id, actor_id);
CREATE INDEX training_seats_by_state ON training_seats (training_id, state, id);
CREATE INDEX training_seats_in_line ON training_seats (training_id, place);
CREATE INDEX training_seats_by_deadline ON training_seats (deadline);
CREATE INDEX training_seats_by_actor ON training_seats (actor_id, training_id);
CREATE INDEX training_seats_by_booker ON training_seats (booked_by, training_id);
CREATE INDEX training_seats_by_organisation ON training_seats (organisation_id, training_id);

-- What the organiser shows in the room, so that those who are there can say so.
CREATE TABLE training_codes (
    post_id BIGINT PRIMARY KEY NOT NULL REFERENCES trainings (post_id) ON DELETE CASCADE,
    code TEXT NOT NULL
);

-- Certificates, as they were issued: they hold on when the training is changed or taken away. The holder's name goes with
-- the holder.
CREATE TABLE training_certificates (
    code TEXT PRIMARY KEY NOT NULL,
    seat_id BIGINT REFERENCES training_seats (id) ON DELETE SET NULL,
    actor_id BIGINT REFERENCES actors (id) ON DELETE SET NULL,
    holder TEXT NOT NULL,
    title TEXT NOT NULL,
    issuer TEXT NOT NULL,
    language TEXT NOT NULL,
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    timezone TEXT NOT NULL,
    minutes BIGINT NOT NULL,
    issued_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP
);
CREATE UNIQUE INDEX training_certificates_by_seat ON training_certificates (seat_id);
CREATE INDEX training_certificates_by_actor ON training_certificates (actor_id, issued_at);

-- What those who were there say of it. Never shown with a name.
CREATE TABLE training_evaluations (
    seat_id BIGINT PRIMARY KEY NOT NULL REFERENCES training_seats (id) ON DELETE CASCADE,
    training_id BIGINT NOT NULL REFERENCES trainings (post_id) ON DELETE CASCADE,
    content BIGINT NOT NULL CHECK (content BETWEEN 1 AND 5),
    trainer BIGINT NOT NULL CHECK (trainer BETWEEN 1 AND 5),
    organisation BIGINT NOT NULL CHECK (organisation BETWEEN 1 AND 5),
    comment TEXT NOT NULL
);
CREATE INDEX training_evaluations_by_training ON training_evaluations (training_id);
