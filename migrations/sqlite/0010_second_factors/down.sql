ALTER TABLE sessions DROP COLUMN proven_at;
DROP TABLE email_changes;
DROP TABLE sign_in_tries;
DROP TABLE half_sign_ins;
DROP TABLE passkey_challenges;
DROP TABLE passkeys;
DROP TABLE recovery_codes;
DROP TABLE totp_secrets;
