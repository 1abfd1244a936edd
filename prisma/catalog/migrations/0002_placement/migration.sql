-- Where tenants can live, for all four patterns: servers with limits, databases of one tenant with a role of their own, places that
-- are kept ready, moves from one place to another, and the copies that a move leaves behind for a time.

ALTER TABLE servers
  ADD COLUMN provider     text           NOT NULL DEFAULT 'external' CHECK (provider IN ('embedded', 'local', 'external')),
  ADD COLUMN state        text           NOT NULL DEFAULT 'ready' CHECK (state IN ('preparing', 'ready', 'draining')),
  ADD COLUMN admin_secret text,     -- sealed: user, password and TLS of the administrative role; NULL: those of DATABASE_URL
  ADD COLUMN folder       text,     -- of a local server's data
  ADD COLUMN capacity     jsonb          NOT NULL DEFAULT '{}', -- databasesMax, schemasMax, tablesMax, connectionsMax, slotsMax, bytesMax
  ADD COLUMN facts        jsonb          NOT NULL DEFAULT '{}', -- what the last check found: version, walLevel, freeBytes, ...
  ADD COLUMN checked_at   timestamptz(3);
UPDATE servers SET provider = 'embedded' WHERE is_embedded;
ALTER TABLE servers DROP COLUMN is_embedded, ADD UNIQUE (host, port);

-- A database of the patterns database and instance is one tenant's own, and reached with a role of its own.
ALTER TABLE databases
  ADD COLUMN state      text NOT NULL DEFAULT 'ready' CHECK (state IN ('preparing', 'standby', 'ready', 'dropping')),
  ADD COLUMN app_role   text CHECK (app_role ~ '^[a-z_][a-z0-9_]{0,62}$'), -- NULL: the role that all shared databases have
  ADD COLUMN app_secret text; -- sealed password of app_role

-- Schemas that are kept ready; databases and servers that are have the state standby in their own row.
CREATE TABLE standby_schemas (
  database_id    uuid           NOT NULL REFERENCES databases (id) ON DELETE CASCADE,
  schema         text           NOT NULL CHECK (schema ~ '^[a-z_][a-z0-9_]{0,62}$'),
  schema_version text           NOT NULL,
  created_at     timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (database_id, schema)
);

-- How many places of each pattern are kept ready on a server.
CREATE TABLE standby_targets (
  server_id uuid    NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
  pattern   text    NOT NULL CHECK (pattern IN ('schema', 'database', 'instance')),
  size      integer NOT NULL CHECK (size BETWEEN 0 AND 100),
  PRIMARY KEY (server_id, pattern)
);

-- One move of one tenant: the row of its operation, with what only a move has. The phase is its state machine, changed by compare and
-- swap; the catalog's placement changes in the transaction in which the phase becomes flipped, and nowhere else.
CREATE TABLE moves (
  id               uuid           PRIMARY KEY REFERENCES operations (id) ON DELETE CASCADE,
  tenant_id        uuid           NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  method           text           NOT NULL CHECK (method IN ('online', 'offline')),
  phase            text           NOT NULL DEFAULT 'preparing'
                   CHECK (phase IN ('preparing', 'copying', 'streaming', 'fencing', 'flipped', 'done', 'aborting', 'aborted')),
  epoch            integer        NOT NULL CHECK (epoch > 0), -- at the source; the target's is one more
  from_pattern     text           NOT NULL,
  from_database_id uuid           NOT NULL REFERENCES databases (id) ON DELETE RESTRICT,
  from_schema      text           NOT NULL,
  to_pattern       text           NOT NULL CHECK (to_pattern IN ('row', 'schema', 'database', 'instance')),
  to_server_id     uuid           NOT NULL REFERENCES servers (id) ON DELETE RESTRICT,
  to_database_id   uuid           REFERENCES databases (id) ON DELETE RESTRICT, -- NULL until the place is made
  to_schema        text,
  facts            jsonb          NOT NULL DEFAULT '{}', -- rows, bytes, rate, lag, pause: for those who watch
  heartbeat_at     timestamptz(3) NOT NULL DEFAULT now(),
  created_at       timestamptz(3) NOT NULL DEFAULT now(),
  finished_at      timestamptz(3)
);
CREATE UNIQUE INDEX moves_active ON moves (tenant_id) WHERE phase NOT IN ('done', 'aborted');
CREATE INDEX moves_tenant ON moves (tenant_id, created_at);

-- Copies that a move left behind. Read-only and reached by nobody; purged when their time is over.
CREATE TABLE former_placements (
  tenant_id   uuid           NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  epoch       integer        NOT NULL,
  pattern     text           NOT NULL,
  database_id uuid           NOT NULL REFERENCES databases (id) ON DELETE RESTRICT,
  schema      text           NOT NULL,
  move_id     uuid           REFERENCES moves (id) ON DELETE SET NULL,
  left_at     timestamptz(3) NOT NULL DEFAULT now(),
  kept_until  timestamptz(3) NOT NULL,
  purged_at   timestamptz(3),
  PRIMARY KEY (tenant_id, epoch)
);
CREATE INDEX former_placements_due ON former_placements (kept_until) WHERE purged_at IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON standby_schemas, standby_targets, moves, former_placements TO rowhouse_catalog;
