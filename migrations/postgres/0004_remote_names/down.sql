DROP INDEX actors_by_handle;
UPDATE actors SET username = username || '~' || id
    WHERE instance_id IS NOT NULL AND kind = 'group' AND EXISTS (
        SELECT 1 FROM actors AS other
        WHERE other.instance_id = actors.instance_id AND LOWER(other.username) = LOWER(actors.username)
            AND other.kind <> 'group'
    );
CREATE UNIQUE INDEX actors_by_handle ON actors (COALESCE(instance_id, 0), LOWER(username));
