-- Which plugins this tenant has, and the tables of the first one. Tables of plugins are there for every tenant, empty until it is
-- installed: a migration of thousands of places is done once for a version, not once for each tenant that presses a button.

CREATE TABLE plugin_installations (
  tenant_id    uuid           NOT NULL DEFAULT sec.tenant(),
  plugin_id    text           NOT NULL,
  version      text           NOT NULL,
  is_on        boolean        NOT NULL DEFAULT true,
  settings     jsonb          NOT NULL DEFAULT '{}',
  installed_by text           NOT NULL,
  installed_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at   timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, plugin_id)
);
SELECT sec.protect('plugin_installations', 'data');

CREATE TABLE kudos (
  tenant_id  uuid           NOT NULL DEFAULT sec.tenant(),
  id         uuid           NOT NULL,
  from_id    uuid           NOT NULL,
  to_id      uuid           NOT NULL,
  message    text           NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, from_id) REFERENCES employees (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, to_id) REFERENCES employees (tenant_id, id) ON DELETE CASCADE,
  CHECK (from_id <> to_id)
);
CREATE INDEX kudos_from ON kudos (tenant_id, from_id);
CREATE INDEX kudos_to ON kudos (tenant_id, to_id, id);
SELECT sec.protect('kudos', 'data');
