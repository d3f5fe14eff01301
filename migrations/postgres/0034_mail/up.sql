-- Mail: what members want to be told by it, and the queue of letters.

-- How a notification is to be told by mail: its pace while it waits, when it is due ('now' only), and the letter that tells it.
-- One that is not for the site (`in_app`) is there for its letter alone.
ALTER TABLE notifications ADD COLUMN in_app BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE notifications ADD COLUMN mail TEXT CHECK (mail IN ('now', 'daily', 'weekly'));
ALTER TABLE notifications ADD COLUMN mail_at TIMESTAMP;
ALTER TABLE notifications ADD COLUMN letter_id BIGINT;
CREATE INDEX notifications_due ON notifications (mail_at, account_id) WHERE mail_at IS NOT NULL;
CREATE INDEX notifications_to_mail ON notifications (account_id, mail) WHERE mail IS NOT NULL;
CREATE INDEX notifications_by_letter ON notifications (letter_id) WHERE letter_id IS NOT NULL;

-- What a member set; who set nothing has no row until a digest waits. Times of day are minutes after midnight. `digest_at` is
-- when the next digest is made, if any; `news_after` is the newest post that a digest told of.
CREATE TABLE notification_settings (
    account_id BIGINT PRIMARY KEY NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    channels JSON NOT NULL,
    is_quiet BOOLEAN NOT NULL,
    quiet_from INTEGER NOT NULL,
    quiet_to INTEGER NOT NULL,
    rests_weekend BOOLEAN NOT NULL,
    digest_hour INTEGER NOT NULL,
    news TEXT NOT NULL CHECK (news IN ('never', 'daily', 'weekly')),
    digest_at TIMESTAMP,
    news_after BIGINT NOT NULL
);
CREATE INDEX notification_settings_due ON notification_settings (digest_at) WHERE digest_at IS NOT NULL;

-- Letters: what is to be written to whom, never the text. `payload` is emptied when a letter is settled.
CREATE TABLE letters (
    id BIGINT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    account_id BIGINT REFERENCES accounts (id) ON DELETE CASCADE,
    payload JSON NOT NULL,
    dedup_key TEXT UNIQUE,
    thread_key TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'refused', 'bounced', 'dropped')),
    reason TEXT NOT NULL,
    tries INTEGER NOT NULL,
    next_try_at TIMESTAMP NOT NULL,
    lease TEXT,
    lease_until TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP
);
CREATE INDEX letters_due ON letters (state, next_try_at, id);
CREATE INDEX letters_by_state ON letters (state, id DESC);
CREATE INDEX letters_by_age ON letters (created_at);
CREATE INDEX letters_by_account ON letters (account_id, kind, sent_at);

-- Letters that wait as jobs move here.
INSERT INTO letters (id, kind, account_id, payload, dedup_key, thread_key, message_id, state, reason, tries, next_try_at, created_at)
SELECT id, kind, NULL, payload, dedup_key, '', '<letter-' || id || '@majlis.invalid>', 'queued', '', 0, run_at, run_at
FROM jobs
WHERE failed_at IS NULL AND kind IN ('confirm_mail', 'reset_password', 'password_changed', 'organisation_news', 'verification_letter', 'invitation',
    'seat_letter', 'security_letter', 'email_change', 'erasure_requested', 'erasure_done', 'export_ready', 'request_answered',
    'identity_linked', 'training_letter');
DELETE FROM jobs WHERE kind IN ('confirm_mail', 'reset_password', 'password_changed', 'organisation_news', 'verification_letter', 'invitation',
    'seat_letter', 'security_letter', 'email_change', 'erasure_requested', 'erasure_done', 'export_ready', 'request_answered',
    'identity_linked', 'training_letter');

-- Who consented to digests gets the weekly one from now on.
INSERT INTO notification_settings
    (account_id, channels, is_quiet, quiet_from, quiet_to, rests_weekend, digest_hour, news, digest_at, news_after)
SELECT c.account_id, '{}'::json, TRUE, 1320, 420, FALSE, 7, 'weekly', (now() AT TIME ZONE 'utc') + INTERVAL '7 days', 0
FROM consents c
WHERE c.purpose = 'digest_mail' AND c.is_given = TRUE AND c.id = (
    SELECT MAX(d.id) FROM consents d WHERE d.account_id = c.account_id AND d.purpose = 'digest_mail'
);
