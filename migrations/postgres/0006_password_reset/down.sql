DROP INDEX account_tokens_by_account;
DELETE FROM account_tokens WHERE purpose = 'reset_password';
ALTER TABLE account_tokens DROP CONSTRAINT account_tokens_purpose_check;
ALTER TABLE account_tokens ADD CONSTRAINT account_tokens_purpose_check
    CHECK (purpose IN ('confirm_email', 'setup'));
