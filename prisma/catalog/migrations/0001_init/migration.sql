-- The control plane's own tables. They hold no personal data of members. The owner of the database makes them; the web and
-- worker processes connect as rowhouse_catalog, which owns nothing.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO rowhouse_catalog;

-- Tiers and where tenants can live -------------------------------------------------------------------------------------------

CREATE TABLE tiers (
  key              text    PRIMARY KEY,
  name             text    NOT NULL,
  position         integer NOT NULL,
  allowed_patterns text[]  NOT NULL,
  default_pattern  text    NOT NULL CHECK (default_pattern IN ('row', 'schema', 'database', 'instance')),
  limits           jsonb   NOT NULL, -- rowsMax, storageBytesMax, requestsPerSecond, concurrentQueries, statementTimeoutSeconds
  features         text[]  NOT NULL DEFAULT '{}',
  CHECK (default_pattern = ANY (allowed_patterns))
);
INSERT INTO tiers (key, name, position, allowed_patterns, default_pattern, limits, features) VALUES
  ('free', 'Free', 1, '{row}', 'row',
   '{"rowsMax": 1000000, "storageBytesMax": 1073741824, "requestsPerSecond": 50, "concurrentQueries": 10, "statementTimeoutSeconds": 10}', '{}'),
  ('standard', 'Standard', 2, '{row,schema,database}', 'row',
   '{"rowsMax": 20000000, "storageBytesMax": 21474836480, "requestsPerSecond": 200, "concurrentQueries": 20, "statementTimeoutSeconds": 30}', '{payroll}'),
  ('enterprise', 'Enterprise', 3, '{row,schema,database,instance}', 'row',
   '{"rowsMax": 500000000, "storageBytesMax": 536870912000, "requestsPerSecond": 1000, "concurrentQueries": 50, "statementTimeoutSeconds": 60}', '{payroll,sso}');

CREATE TABLE servers (
  id              uuid           PRIMARY KEY,
  name            text           NOT NULL UNIQUE,
  region          text           NOT NULL,
  host            text           NOT NULL,
  port            integer        NOT NULL,
  is_embedded     boolean        NOT NULL DEFAULT false,
  is_pooled       boolean        NOT NULL DEFAULT false, -- behind a transaction pooler
  level           text           NOT NULL CHECK (level IN ('full', 'managed', 'basic')),
  connections_max integer        NOT NULL DEFAULT 60 CHECK (connections_max > 0),
  created_at      timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE databases (
  id             uuid           PRIMARY KEY,
  server_id      uuid           NOT NULL REFERENCES servers (id) ON DELETE RESTRICT,
  name           text           NOT NULL,
  pattern        text           NOT NULL CHECK (pattern IN ('row', 'schema', 'database', 'instance')),
  schema_version text           NOT NULL DEFAULT '',
  key_id         smallint       NOT NULL DEFAULT 1,
  created_at     timestamptz(3) NOT NULL DEFAULT now(),
  UNIQUE (server_id, name)
);

-- Tenants --------------------------------------------------------------------------------------------------------------------

CREATE TABLE tenants (
  id                  uuid           PRIMARY KEY,
  slug                text           NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  name                text           NOT NULL,
  status              text           NOT NULL CHECK (status IN ('provisioning', 'active', 'stopped', 'failed')),
  tier_key            text           NOT NULL REFERENCES tiers (key) ON DELETE RESTRICT,
  region              text           NOT NULL,
  locale              text           NOT NULL,
  time_zone           text           NOT NULL,
  country             text           NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  currency            text           NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  sessions_not_before timestamptz(3) NOT NULL DEFAULT now(),
  stopped_at          timestamptz(3),
  stop_reason         text,
  people_count        integer, -- as the tenant's last import or job reported it
  version             integer        NOT NULL DEFAULT 1,
  created_at          timestamptz(3) NOT NULL DEFAULT now(),
  updated_at          timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX tenants_status ON tenants (status, created_at);
CREATE INDEX tenants_created ON tenants (created_at, id);

CREATE TABLE reserved_slugs (
  slug   text PRIMARY KEY,
  reason text NOT NULL
);
INSERT INTO reserved_slugs (slug, reason)
  SELECT slug, 'used by the service' FROM unnest(ARRAY['admin', 'api', 'app', 'auth', 'cdn', 'docs', 'help', 'mail', 'operator',
    'root', 'rowhouse', 'static', 'status', 'support', 'www', 'localhost', 'test', 'smtp', 'ftp', 'ns1', 'ns2', 'assets']) slug;

CREATE TABLE domains (
  host        text           PRIMARY KEY,
  tenant_id   uuid           NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  is_primary  boolean        NOT NULL DEFAULT false,
  verified_at timestamptz(3),
  created_at  timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX domains_tenant ON domains (tenant_id);

CREATE TABLE brandings (
  tenant_id    uuid           NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  version      integer        NOT NULL,
  product_name text           NOT NULL,
  brand_colour text           NOT NULL CHECK (brand_colour ~ '^#[0-9a-f]{6}$'),
  radius       integer        NOT NULL DEFAULT 8 CHECK (radius IN (0, 4, 8, 12)),
  font         text           NOT NULL DEFAULT 'inter',
  mark         text           NOT NULL DEFAULT 'initial', -- a bundled glyph, or 'logo'
  logo         bytea, -- PNG re-encoded by sharp, at most 64 KiB
  sign_in_text jsonb          NOT NULL DEFAULT '{}', -- {"en": "...", "ko": "..."}
  theme        jsonb          NOT NULL, -- {light, dark}: colours computed once from brand_colour
  created_by   text           NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, version)
);

CREATE TABLE placements (
  tenant_id   uuid           PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
  pattern     text           NOT NULL CHECK (pattern IN ('row', 'schema', 'database', 'instance')),
  database_id uuid           NOT NULL REFERENCES databases (id) ON DELETE RESTRICT,
  schema      text           NOT NULL CHECK (schema ~ '^[a-z_][a-z0-9_]{0,62}$'),
  deployment  text,
  epoch       integer        NOT NULL DEFAULT 1 CHECK (epoch > 0),
  updated_at  timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX placements_database ON placements (database_id);

CREATE TABLE flag_values (
  tenant_id  uuid           NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  key        text           NOT NULL,
  value      jsonb          NOT NULL,
  set_by     text           NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, key)
);
CREATE TABLE flag_rules (
  key             text           PRIMARY KEY,
  is_killed       boolean        NOT NULL DEFAULT false,
  rollout_percent integer        CHECK (rollout_percent BETWEEN 0 AND 100),
  set_by          text           NOT NULL,
  updated_at      timestamptz(3) NOT NULL DEFAULT now()
);

-- Operators ------------------------------------------------------------------------------------------------------------------

CREATE TABLE operators (
  id              uuid           PRIMARY KEY,
  email           text           NOT NULL UNIQUE CHECK (email = lower(email)),
  name            text           NOT NULL,
  role            text           NOT NULL DEFAULT 'admin' CHECK (role IN ('admin', 'support', 'viewer')),
  password_hash   text           NOT NULL,
  totp_secret     text, -- sealed under a named key; null until enrolled
  totp_last_step  bigint,
  locale          text,
  status          text           NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  last_sign_in_at timestamptz(3)
);

CREATE TABLE operator_sessions (
  id           uuid           PRIMARY KEY,
  operator_id  uuid           NOT NULL REFERENCES operators (id) ON DELETE CASCADE,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  last_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at   timestamptz(3) NOT NULL,
  mfa_at       timestamptz(3), -- null between password and TOTP
  revoked_at   timestamptz(3),
  revoked_why  text,
  user_agent   text           NOT NULL DEFAULT ''
);
CREATE INDEX operator_sessions_operator ON operator_sessions (operator_id, revoked_at);

CREATE TABLE operator_api_keys (
  id           uuid           PRIMARY KEY,
  operator_id  uuid           NOT NULL REFERENCES operators (id) ON DELETE CASCADE,
  name         text           NOT NULL,
  prefix       text           NOT NULL,
  key_hash     text           NOT NULL UNIQUE,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  expires_at   timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at   timestamptz(3)
);

CREATE TABLE throttles (
  key           text           PRIMARY KEY,
  failures      integer        NOT NULL DEFAULT 0,
  window_start  timestamptz(3) NOT NULL DEFAULT now(),
  blocked_until timestamptz(3)
);

CREATE TABLE idempotency_keys (
  scope        text           NOT NULL, -- the operator's id
  key          text           NOT NULL,
  request_hash text           NOT NULL,
  status       integer,
  response     jsonb,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, key)
);

-- Operations -----------------------------------------------------------------------------------------------------------------

CREATE TABLE operations (
  id                  uuid           PRIMARY KEY,
  kind                text           NOT NULL,
  tenant_id           uuid           REFERENCES tenants (id) ON DELETE SET NULL,
  state               text           NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  input               jsonb          NOT NULL,
  result              jsonb,
  error               jsonb, -- {code, message}
  requested_by        jsonb          NOT NULL, -- {kind, id}
  fence               bigint         NOT NULL DEFAULT 0, -- grows with each worker that takes the operation; older ones cannot write
  worker_id           text,
  cancel_requested_at timestamptz(3),
  created_at          timestamptz(3) NOT NULL DEFAULT now(),
  started_at          timestamptz(3),
  finished_at         timestamptz(3),
  version             bigint         NOT NULL DEFAULT 0 -- grows with each visible change; the event id of the live stream
);
CREATE INDEX operations_tenant ON operations (tenant_id, created_at);
CREATE INDEX operations_created ON operations (created_at, id);
CREATE INDEX operations_state ON operations (state, created_at);

CREATE TABLE operation_steps (
  operation_id uuid           NOT NULL REFERENCES operations (id) ON DELETE CASCADE,
  name         text           NOT NULL,
  position     integer        NOT NULL,
  state        text           NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'skipped')),
  attempts     integer        NOT NULL DEFAULT 0,
  progress     jsonb, -- {done, total?, unit}
  output       jsonb,
  started_at   timestamptz(3),
  finished_at  timestamptz(3),
  PRIMARY KEY (operation_id, name)
);

CREATE TABLE workers (
  id           text           PRIMARY KEY,
  process_id   integer        NOT NULL,
  host         text           NOT NULL,
  started_at   timestamptz(3) NOT NULL DEFAULT now(),
  heartbeat_at timestamptz(3) NOT NULL DEFAULT now()
);

-- Records --------------------------------------------------------------------------------------------------------------------

CREATE TABLE audit_events (
  id            uuid           PRIMARY KEY,
  tenant_id     uuid, -- the tenant it was about; kept when the tenant is gone
  at            timestamptz(3) NOT NULL DEFAULT now(),
  actor_kind    text           NOT NULL,
  actor_id      text           NOT NULL,
  action        text           NOT NULL,
  subject_kind  text           NOT NULL,
  subject_id    text           NOT NULL,
  detail        jsonb          NOT NULL DEFAULT '{}',
  request_id    text,
  seq           bigint         UNIQUE,
  previous_hash text,
  hash          text
);
CREATE INDEX audit_events_at ON audit_events (at, id);
CREATE INDEX audit_events_tenant ON audit_events (tenant_id, at, id);

CREATE FUNCTION keep_sealed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.hash IS NOT NULL THEN
    RAISE EXCEPTION 'a sealed audit row never changes' USING ERRCODE = 'TN010';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_sealed BEFORE UPDATE OR DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION keep_sealed();

-- Every process hears of a change to what it caches, within a second. The payload names the tenant, or is empty for all.
CREATE FUNCTION tell_catalog_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  changed jsonb := to_jsonb(coalesce(NEW, OLD));
BEGIN
  PERFORM pg_notify('rowhouse_catalog_changed',
    CASE TG_TABLE_NAME WHEN 'tenants' THEN changed ->> 'id' ELSE coalesce(changed ->> 'tenant_id', '') END);
  RETURN NULL;
END $$;
CREATE TRIGGER tell_catalog_changed AFTER INSERT OR UPDATE OR DELETE ON tenants FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();
CREATE TRIGGER tell_catalog_changed AFTER INSERT OR UPDATE OR DELETE ON domains FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();
CREATE TRIGGER tell_catalog_changed AFTER INSERT OR UPDATE OR DELETE ON brandings FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();
CREATE TRIGGER tell_catalog_changed AFTER INSERT OR UPDATE OR DELETE ON placements FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();
CREATE TRIGGER tell_catalog_changed AFTER INSERT OR UPDATE OR DELETE ON flag_values FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();
CREATE TRIGGER tell_catalog_changed AFTER INSERT OR UPDATE OR DELETE ON flag_rules FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();
CREATE TRIGGER tell_catalog_changed AFTER UPDATE OR DELETE ON tiers FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();
CREATE TRIGGER tell_catalog_changed AFTER UPDATE OR DELETE ON databases FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();
CREATE TRIGGER tell_catalog_changed AFTER UPDATE OR DELETE ON servers FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();

-- Live progress: whoever watches an operation hears of its next version.
CREATE FUNCTION tell_operation_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_notify('rowhouse_operation_changed', NEW.id || ' ' || NEW.version);
  RETURN NULL;
END $$;
CREATE TRIGGER tell_operation_changed AFTER INSERT OR UPDATE ON operations FOR EACH ROW EXECUTE FUNCTION tell_operation_changed();

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO rowhouse_catalog;
REVOKE UPDATE, DELETE ON audit_events FROM rowhouse_catalog;
GRANT UPDATE (seq, previous_hash, hash) ON audit_events TO rowhouse_catalog;
REVOKE INSERT, UPDATE, DELETE ON tiers, reserved_slugs FROM rowhouse_catalog;
