ALTER TABLE message_settings DROP COLUMN shows_presence;
