DROP TABLE training_drafts;
DROP TABLE training_materials;
DROP TABLE training_sessions;
DROP TABLE training_access;
DROP TABLE training_seating;
DROP TABLE trainings;
