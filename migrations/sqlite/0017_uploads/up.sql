-- Files that drafts remember.

CREATE TABLE draft_files (
    draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    media_id INTEGER NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    alt TEXT NOT NULL,
    PRIMARY KEY (draft_id, position)
) STRICT;
CREATE INDEX draft_files_by_media ON draft_files (media_id);

-- What hangs on a post stays on it when somebody goes on with an edit that was begun before.
INSERT INTO draft_files (draft_id, position, media_id, alt)
SELECT drafts.id, attachments.position, media.id, media.alt
FROM drafts
JOIN attachments ON attachments.post_id = drafts.place_id
JOIN media ON media.id = attachments.media_id
WHERE drafts.kind = 'edit';

-- Uploads that come in parts and may break off.
CREATE TABLE uploads (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    token TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    length INTEGER NOT NULL,
    received INTEGER NOT NULL,
    media_id INTEGER REFERENCES media (id) ON DELETE CASCADE,
    ending_until TEXT,
    expires_at TEXT NOT NULL,
    CHECK (received <= length)
) STRICT;
CREATE INDEX uploads_by_account ON uploads (account_id);
CREATE INDEX uploads_by_media ON uploads (media_id);
CREATE INDEX uploads_by_expiry ON uploads (expires_at);

-- Each part is an object of its own. The row comes first and goes last, so that no object is without one.
CREATE TABLE upload_parts (
    id INTEGER PRIMARY KEY NOT NULL,
    upload_id INTEGER REFERENCES uploads (id) ON DELETE SET NULL,
    start INTEGER NOT NULL,
    size INTEGER NOT NULL,
    spared_until TEXT NOT NULL,
    UNIQUE (upload_id, start)
) STRICT;
CREATE INDEX upload_parts_loose ON upload_parts (spared_until) WHERE upload_id IS NULL;
