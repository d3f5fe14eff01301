-- On other servers a person and a forum may share a name, as on Lemmy. Here one name is one actor.
DROP INDEX actors_by_handle;
CREATE UNIQUE INDEX actors_by_handle ON actors (
    COALESCE(instance_id, 0), LOWER(username), (CASE WHEN instance_id IS NOT NULL AND kind = 'group' THEN 1 ELSE 0 END)
);
