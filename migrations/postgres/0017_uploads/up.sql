-- Files that drafts remember.

CREATE TABLE draft_files (
    draft_id BIGINT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    media_id BIGINT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    alt TEXT NOT NULL,
    PRIMARY KEY (draft_id, position)
);
CREATE INDEX draft_files_by_media ON draft_files (media_id);

-- What hangs on a post stays on it when somebody goes on with an edit that was begun before.
INSERT INTO draft_files (draft_id, position, media_id, alt)
SELECT drafts.id, attachments.position, media.id, media.alt
FROM drafts
JOIN attachments ON attachments.post_id = drafts.place_id
JOIN media ON media.id = attachments.media_id
WHERE drafts.kind = 'edit';
