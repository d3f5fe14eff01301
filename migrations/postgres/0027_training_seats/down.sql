DELETE FROM notifications WHERE kind IN ('seat_asked', 'seat_confirmed', 'seat_waiting', 'seat_offered', 'seat_expired',
    'seat_declined', 'seat_removed', 'certificate_ready', 'evaluation_wanted');
DELETE FROM jobs WHERE kind IN ('training_seats', 'training_over');
DROP TABLE training_evaluations;
DROP TABLE training_certificates;
DROP TABLE training_codes;
DROP TABLE training_seats;
