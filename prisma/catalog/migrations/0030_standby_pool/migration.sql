-- Places that are kept ready: made ahead from a template, claimed by one tenant, and made fresh when they are handed out.

-- filling: a standby that is being made. standby_name: what the database was called while it was kept ready, until the tenant has it, so
-- that a hand-out that was killed is gone on with. made_from: the version of the template; an older one is never handed out.
ALTER TABLE databases DROP CONSTRAINT databases_state_check,
  ADD CONSTRAINT databases_state_check CHECK (state IN ('filling', 'preparing', 'standby', 'ready', 'dropping', 'dropped')),
  ADD COLUMN standby_name text,
  ADD COLUMN made_from    text;
CREATE INDEX databases_standby ON databases (pattern, created_at) WHERE state = 'standby';

-- given_as: the schema that it becomes. The row goes when it has become it.
ALTER TABLE standby_schemas
  ADD COLUMN state    text NOT NULL DEFAULT 'filling' CHECK (state IN ('filling', 'standby', 'dropping')),
  ADD COLUMN given_as text;
CREATE UNIQUE INDEX standby_schemas_given ON standby_schemas (database_id, given_as);

-- The first server of an installation keeps some from the start; a registered one keeps what its operator says.
INSERT INTO standby_targets (server_id, pattern, size)
  SELECT id, pattern, size FROM servers, (VALUES ('schema', 2), ('database', 1), ('instance', 1)) AS kept (pattern, size)
   WHERE admin_secret IS NULL AND provider <> 'local' AND (provider = 'embedded' OR pattern <> 'instance')
  ON CONFLICT DO NOTHING;
