-- Whether a member shows that they are in a conversation, and writing. Nothing of where they are is kept.
ALTER TABLE message_settings ADD COLUMN shows_presence BOOLEAN NOT NULL DEFAULT FALSE;
