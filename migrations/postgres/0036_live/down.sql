DROP INDEX events_told;
