-- How people look at lists, work on many people at once, and the documents of a person.

-- A name for a set of filters, an order and columns. Shared ones are for everybody of the tenant; each has an owner, who may have gone.
CREATE TABLE list_views (
  tenant_id  uuid           NOT NULL DEFAULT sec.tenant(),
  id         uuid           NOT NULL,
  owner_id   uuid           NOT NULL,
  list       text           NOT NULL,
  name       text COLLATE "und-x-icu" NOT NULL,
  is_shared  boolean        NOT NULL DEFAULT false,
  query      jsonb          NOT NULL,
  columns    text[]         NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX list_views_owner ON list_views (tenant_id, owner_id);
SELECT sec.protect('list_views', 'data');

-- What one member chose for themselves, such as the columns of a list.
CREATE TABLE preferences (
  tenant_id  uuid           NOT NULL DEFAULT sec.tenant(),
  user_id    uuid           NOT NULL,
  key        text           NOT NULL,
  value      jsonb          NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, user_id, key),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
SELECT sec.protect('preferences', 'data');

-- One change for many people. The operation that works through it knows this row's id and nothing of the people: they stay here.
CREATE TABLE bulk_runs (
  tenant_id   uuid           NOT NULL DEFAULT sec.tenant(),
  id           uuid           NOT NULL,
  operation_id uuid,
  change      jsonb          NOT NULL,
  person_ids  uuid[]         NOT NULL,
  failures    jsonb          NOT NULL DEFAULT '[]',
  created_by  text           NOT NULL,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
SELECT sec.protect('bulk_runs', 'data');

-- Files about a person: name, kind, size and hash stand in files, where the tenant's storage is counted.
CREATE TABLE documents (
  tenant_id   uuid           NOT NULL DEFAULT sec.tenant(),
  id          uuid           NOT NULL,
  employee_id uuid           NOT NULL,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, id) REFERENCES files (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employees (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX documents_employee ON documents (tenant_id, employee_id, id);
SELECT sec.protect('documents', 'data');
