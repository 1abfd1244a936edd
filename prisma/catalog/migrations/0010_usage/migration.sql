-- What a tenant has and how much it asks for: figures of the back office, never of a bill. Both are derived, and both are forgotten.

-- One measurement a day, of all its tables, by the driver of its pattern.
CREATE TABLE tenant_usage (
  tenant_id   uuid           NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  day         date           NOT NULL,
  rows        bigint         NOT NULL CHECK (rows >= 0),
  bytes       bigint         NOT NULL CHECK (bytes >= 0),
  tables      jsonb          NOT NULL, -- [{ name, rows, bytes }]
  measured_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, day)
);

-- Requests that reached the tenant's addresses, an hour a row; every web process adds its own.
CREATE TABLE tenant_requests (
  tenant_id uuid           NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  hour      timestamptz(3) NOT NULL,
  requests  bigint         NOT NULL CHECK (requests > 0),
  PRIMARY KEY (tenant_id, hour)
);
CREATE INDEX tenant_requests_hour ON tenant_requests (hour);

GRANT SELECT, INSERT, UPDATE, DELETE ON tenant_usage, tenant_requests TO rowhouse_catalog;
