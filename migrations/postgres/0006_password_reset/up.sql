-- One-time links that let somebody choose a new password.
ALTER TABLE account_tokens DROP CONSTRAINT account_tokens_purpose_check;
ALTER TABLE account_tokens ADD CONSTRAINT account_tokens_purpose_check
    CHECK (purpose IN ('confirm_email', 'setup', 'reset_password'));
CREATE INDEX account_tokens_by_account ON account_tokens (account_id);
