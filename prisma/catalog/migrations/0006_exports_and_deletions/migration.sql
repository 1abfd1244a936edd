-- What leaves: archives of a tenant that wait to be fetched, and tenants that are about to be removed for good.

-- One archive of one tenant, the result of its operation. The file itself is in the tenant's store, and is gone with its time.
CREATE TABLE exports (
  id             uuid           PRIMARY KEY REFERENCES operations (id) ON DELETE CASCADE,
  tenant_id      uuid           NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  taken_at       timestamptz(3) NOT NULL, -- the one instant that all of it shows
  schema_version text           NOT NULL,
  table_count    integer        NOT NULL,
  row_count      bigint         NOT NULL,
  file_count     integer        NOT NULL,
  size_bytes     bigint         NOT NULL,
  sha256         text           NOT NULL,
  expires_at     timestamptz(3) NOT NULL,
  swept_at       timestamptz(3)
);
CREATE INDEX exports_tenant ON exports (tenant_id, expires_at);
CREATE INDEX exports_due ON exports (expires_at) WHERE swept_at IS NULL;

ALTER TABLE tenants DROP CONSTRAINT tenants_status_check;
ALTER TABLE tenants ADD CONSTRAINT tenants_status_check CHECK (status IN ('provisioning', 'active', 'stopped', 'failed', 'deleting'));

-- A tenant that is to be removed: shut at once, removed when its time has come, and called off as long as it has not begun.
CREATE TABLE deletions (
  tenant_id    uuid           PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
  was_status   text           NOT NULL CHECK (was_status IN ('active', 'stopped')), -- to go back to when it is called off
  reason       text           NOT NULL,
  requested_by jsonb          NOT NULL, -- {kind, id}
  requested_at timestamptz(3) NOT NULL DEFAULT now(),
  begins_at    timestamptz(3) NOT NULL,
  operation_id uuid           REFERENCES operations (id) ON DELETE SET NULL -- NULL until it has begun
);
CREATE INDEX deletions_due ON deletions (begins_at) WHERE operation_id IS NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON exports, deletions TO rowhouse_catalog;
GRANT INSERT ON reserved_slugs TO rowhouse_catalog;
