-- Why a training does not take place, as its organiser says it; empty while it does.
ALTER TABLE trainings ADD COLUMN reason TEXT NOT NULL DEFAULT '';

-- Materials that only those with a seat may know.
ALTER TABLE training_materials ADD COLUMN for_seats INTEGER NOT NULL DEFAULT 0;
