UPDATE actors SET
    summary_source = (SELECT bio_source FROM profiles JOIN accounts ON accounts.id = profiles.account_id WHERE accounts.actor_id = actors.id),
    summary_html = (SELECT bio_html FROM profiles JOIN accounts ON accounts.id = profiles.account_id WHERE accounts.actor_id = actors.id)
    WHERE id IN (SELECT actor_id FROM accounts JOIN profiles ON profiles.account_id = accounts.id);
ALTER TABLE actors DROP COLUMN shared_profile;
ALTER TABLE organisation_invitations DROP COLUMN asked_at;
DROP INDEX organisations_by_region;
DROP INDEX organisations_by_sector;
DROP INDEX organisations_by_kind;
DROP TABLE organisation_words;
DROP TABLE person_words;
DROP TABLE spoken_languages;
DROP TABLE profiles;
