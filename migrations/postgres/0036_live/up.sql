-- What was told since a moment, for those who watch pages live.
CREATE INDEX events_told ON events (federated_at, id) WHERE federated_at IS NOT NULL;
