-- Tenants whose outbox holds mail because no SMTP server was set: found in one look when there is one, instead of in every tenant.
CREATE TABLE held_mails (
  tenant_id uuid           PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
  since     timestamptz(3) NOT NULL DEFAULT now() -- of the newest
);
GRANT SELECT, INSERT, UPDATE, DELETE ON held_mails TO rowhouse_catalog;
