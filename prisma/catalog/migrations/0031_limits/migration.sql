-- What each tenant may use, who shares connections with whom, which processes serve, trials, and wishes for a larger plan.

-- Tenants that share a server share its connections: each has a floor that it gets before anybody gets more, and a ceiling; those of
-- one pool together hold a part of all at most. The figures are for each process.
CREATE TABLE resource_pools (
  key        text           PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9-]{0,39}$'),
  percent    integer        NOT NULL CHECK (percent BETWEEN 1 AND 100),
  floor      integer        NOT NULL CHECK (floor BETWEEN 1 AND 1000),
  ceiling    integer        NOT NULL CHECK (ceiling BETWEEN 2 AND 1000),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  CHECK (floor <= ceiling)
);
INSERT INTO resource_pools (key, percent, floor, ceiling) VALUES ('shared', 100, 2, 8);
CREATE TRIGGER tell_catalog_changed AFTER UPDATE OR DELETE ON resource_pools FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();

-- What a tenant has instead of its tier's: no row, nothing instead.
CREATE TABLE tenant_limits (
  tenant_id  uuid           PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
  overrides  jsonb          NOT NULL DEFAULT '{}', -- as tiers.limits, in part
  pool_key   text           NOT NULL DEFAULT 'shared' REFERENCES resource_pools (key) ON DELETE RESTRICT,
  reserve    integer        NOT NULL DEFAULT 0 CHECK (reserve BETWEEN 0 AND 1000),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX tenant_limits_pool ON tenant_limits (pool_key);
CREATE TRIGGER tell_catalog_changed AFTER INSERT OR UPDATE OR DELETE ON tenant_limits FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();

-- Requests that a tenant may still make, over all web processes: each takes some at a time. Not logged: after a crash all are full.
CREATE UNLOGGED TABLE tenant_tokens (
  tenant_id uuid             PRIMARY KEY,
  tokens    double precision NOT NULL,
  at        timestamptz      NOT NULL
);

-- Web processes that live, and whom they serve.
CREATE UNLOGGED TABLE web_processes (
  id           uuid           PRIMARY KEY,
  host         text           NOT NULL,
  process_id   integer        NOT NULL,
  deployment   text,
  started_at   timestamptz(3) NOT NULL DEFAULT now(),
  heartbeat_at timestamptz(3) NOT NULL DEFAULT now()
);

-- A tenant that tries the service until a day. stage is how far its end has come; becoming a customer removes the row.
ALTER TABLE tiers ADD COLUMN trial_days integer CHECK (trial_days > 0);
CREATE TABLE trials (
  tenant_id  uuid           PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
  ends_on    date           NOT NULL,
  stage      text           NOT NULL DEFAULT 'running' CHECK (stage IN ('running', 'reminded', 'read-only', 'stopped', 'removing')),
  staged_at  timestamptz(3) NOT NULL DEFAULT now(),
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX trials_ends ON trials (ends_on);
CREATE TRIGGER tell_catalog_changed AFTER INSERT OR UPDATE OR DELETE ON trials FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();

-- A tenant asks for another tier. One open wish at a time; it is closed by a change of tier or by an operator.
CREATE TABLE tier_requests (
  id         uuid           PRIMARY KEY,
  tenant_id  uuid           NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  tier_key   text           NOT NULL REFERENCES tiers (key) ON DELETE RESTRICT,
  note       text           NOT NULL DEFAULT '',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  closed_at  timestamptz(3),
  outcome    text           CHECK (outcome IN ('changed', 'dismissed', 'withdrawn')),
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX tier_requests_open ON tier_requests (tenant_id) WHERE closed_at IS NULL;
CREATE INDEX tier_requests_tenant ON tier_requests (tenant_id, created_at);
CREATE INDEX tier_requests_tier ON tier_requests (tier_key);

GRANT SELECT, INSERT, UPDATE, DELETE ON resource_pools, tenant_limits, tenant_tokens, web_processes, trials, tier_requests TO rowhouse_catalog;
GRANT UPDATE (limits, trial_days) ON tiers TO rowhouse_catalog;

-- Some requests of each tenant, in advance, for one process: as many as are left of what it asks for. A tenant's bucket fills at its rate
-- and holds three seconds of it, so what a dead process had taken is back as soon as it would have been used.
CREATE FUNCTION take_tokens(ids uuid[], wanted double precision[], rates double precision[])
RETURNS TABLE (tenant_id uuid, granted double precision) LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  want record;
  left_over double precision;
BEGIN
  FOR want IN SELECT u.id, u.amount, u.rate FROM unnest(ids, wanted, rates) AS u (id, amount, rate) ORDER BY u.id LOOP
    INSERT INTO tenant_tokens AS b (tenant_id, tokens, at) VALUES (want.id, want.rate * 3, clock_timestamp()) ON CONFLICT DO NOTHING;
    SELECT least(want.rate * 3, b.tokens + want.rate * greatest(0, extract(epoch FROM clock_timestamp() - b.at))) INTO left_over
      FROM tenant_tokens b WHERE b.tenant_id = want.id FOR UPDATE;
    tenant_id := want.id;
    granted := floor(least(want.amount, left_over));
    UPDATE tenant_tokens b SET tokens = left_over - granted, at = clock_timestamp() WHERE b.tenant_id = want.id;
    RETURN NEXT;
  END LOOP;
END $$;

-- Tenants that signed themselves up and whose owner has not come in yet. Who never comes is removed.
CREATE TABLE unclaimed_sign_ups (
  tenant_id  uuid           PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  checked_at timestamptz(3) NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE, DELETE ON unclaimed_sign_ups TO rowhouse_catalog;
