-- The tenant tables. Names are unqualified: the runner sets search_path to the schema that holds the tenant's tables (public in
-- a shared or own database, t_... in the schema pattern). Every key leads with tenant_id; ids are UUIDv7; dates of hire and pay
-- are plain dates; money is in minor units; columns that people filter by are text, int, uuid, date or timestamptz, whose
-- operators are leakproof and may use an index under row-level security; columns that people sort by have an ICU collation.

CREATE TABLE tenancy_probe (
  tenant_id uuid NOT NULL DEFAULT sec.tenant(),
  id        uuid NOT NULL,
  note      text NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
-- Three synthetic tenants, read by the self-test at every start.
INSERT INTO sec.gate (tenant_id, state, epoch)
  SELECT ('ffffffff-0000-7000-8000-00000000000' || n)::uuid, 'open', 0 FROM generate_series(1, 3) n
  ON CONFLICT DO NOTHING;
INSERT INTO tenancy_probe (tenant_id, id, note)
  SELECT probe, probe, 'probe' FROM (SELECT ('ffffffff-0000-7000-8000-00000000000' || n)::uuid AS probe FROM generate_series(1, 3) n) p;

-- Organisation ---------------------------------------------------------------------------------------------------------------

CREATE TABLE departments (
  tenant_id  uuid           NOT NULL DEFAULT sec.tenant(),
  id         uuid           NOT NULL,
  code       text           NOT NULL,
  name       text COLLATE "und-x-icu" NOT NULL,
  head_id    uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX departments_code ON departments (tenant_id, code);
CREATE INDEX departments_name ON departments (tenant_id, name);
CREATE INDEX departments_head ON departments (tenant_id, head_id);

CREATE TABLE employees (
  tenant_id     uuid           NOT NULL DEFAULT sec.tenant(),
  id            uuid           NOT NULL,
  number        text           NOT NULL,
  first_name    text COLLATE "und-x-icu" NOT NULL,
  last_name     text COLLATE "und-x-icu" NOT NULL,
  gender        text CHECK (gender IN ('F', 'M', 'X')),
  birth_date    date,
  email         text,
  title         text COLLATE "und-x-icu" NOT NULL DEFAULT '',
  department_id uuid,
  manager_id    uuid,
  status        text           NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'left')),
  hired_on      date           NOT NULL,
  left_on       date,
  search_text   text           GENERATED ALWAYS AS (lower(first_name || ' ' || last_name || ' ' || first_name || ' ' || number || ' ' || title || ' ' || coalesce(email, ''))) STORED,
  created_at    timestamptz(3) NOT NULL DEFAULT now(),
  updated_at    timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, department_id) REFERENCES departments (tenant_id, id) ON DELETE RESTRICT,
  FOREIGN KEY (tenant_id, manager_id) REFERENCES employees (tenant_id, id) ON DELETE RESTRICT,
  CHECK (manager_id <> id)
);
CREATE UNIQUE INDEX employees_number ON employees (tenant_id, number);
CREATE INDEX employees_name ON employees (tenant_id, last_name, first_name, id);
CREATE INDEX employees_title ON employees (tenant_id, title, id);
CREATE INDEX employees_hired ON employees (tenant_id, hired_on, id);
CREATE INDEX employees_department ON employees (tenant_id, department_id, last_name, first_name, id);
CREATE INDEX employees_manager ON employees (tenant_id, manager_id, last_name, first_name, id);
CREATE INDEX employees_status ON employees (tenant_id, status, last_name, first_name, id);
CREATE INDEX employees_email ON employees (tenant_id, email);
CREATE INDEX employees_search ON employees USING gin (tenant_id, search_text public.gin_trgm_ops);
ALTER TABLE departments ADD FOREIGN KEY (tenant_id, head_id) REFERENCES employees (tenant_id, id) ON DELETE RESTRICT;

CREATE TABLE salaries (
  tenant_id    uuid           NOT NULL DEFAULT sec.tenant(),
  id           uuid           NOT NULL,
  employee_id  uuid           NOT NULL,
  amount_minor bigint         NOT NULL CHECK (amount_minor >= 0),
  currency     text           NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  period       text           NOT NULL DEFAULT 'year' CHECK (period IN ('year', 'month')),
  from_date    date           NOT NULL,
  to_date      date,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employees (tenant_id, id) ON DELETE CASCADE,
  CHECK (to_date >= from_date)
);
CREATE UNIQUE INDEX salaries_employee_from ON salaries (tenant_id, employee_id, from_date);

-- Identity -------------------------------------------------------------------------------------------------------------------

CREATE TABLE roles (
  tenant_id   uuid           NOT NULL DEFAULT sec.tenant(),
  id          uuid           NOT NULL,
  key         text           NOT NULL,
  name        text           NOT NULL,
  permissions text[]         NOT NULL DEFAULT '{}',
  is_builtin  boolean        NOT NULL DEFAULT false,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX roles_key ON roles (tenant_id, key);

CREATE TABLE users (
  tenant_id       uuid           NOT NULL DEFAULT sec.tenant(),
  id              uuid           NOT NULL,
  email           text           NOT NULL CHECK (email = lower(email)),
  name            text           NOT NULL,
  password_hash   text,
  role_id         uuid           NOT NULL,
  employee_id     uuid,
  status          text           NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
  locale          text,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  updated_at      timestamptz(3) NOT NULL DEFAULT now(),
  last_sign_in_at timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id) ON DELETE RESTRICT,
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employees (tenant_id, id) ON DELETE RESTRICT
);
CREATE UNIQUE INDEX users_email ON users (tenant_id, email);
CREATE UNIQUE INDEX users_employee ON users (tenant_id, employee_id);
CREATE INDEX users_role ON users (tenant_id, role_id);
COMMENT ON COLUMN users.password_hash IS 'class: secret';

CREATE TABLE invitations (
  tenant_id   uuid           NOT NULL DEFAULT sec.tenant(),
  id          uuid           NOT NULL,
  email       text           NOT NULL CHECK (email = lower(email)),
  name        text           NOT NULL,
  role_id     uuid           NOT NULL,
  employee_id uuid,
  token_hash  text           NOT NULL,
  invited_by  text           NOT NULL,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  expires_at  timestamptz(3) NOT NULL,
  accepted_at timestamptz(3),
  revoked_at  timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, role_id) REFERENCES roles (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, employee_id) REFERENCES employees (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX invitations_token ON invitations (tenant_id, token_hash);
CREATE INDEX invitations_email ON invitations (tenant_id, email);
CREATE INDEX invitations_role ON invitations (tenant_id, role_id);
CREATE INDEX invitations_employee ON invitations (tenant_id, employee_id);

CREATE TABLE password_resets (
  tenant_id  uuid           NOT NULL DEFAULT sec.tenant(),
  id         uuid           NOT NULL,
  user_id    uuid           NOT NULL,
  token_hash text           NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  used_at    timestamptz(3),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX password_resets_token ON password_resets (tenant_id, token_hash);
CREATE INDEX password_resets_user ON password_resets (tenant_id, user_id);

CREATE TABLE sessions (
  tenant_id    uuid           NOT NULL DEFAULT sec.tenant(),
  id           uuid           NOT NULL,
  user_id      uuid           NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  last_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at   timestamptz(3) NOT NULL,
  revoked_at   timestamptz(3),
  revoked_why  text,
  user_agent   text           NOT NULL DEFAULT '',
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX sessions_user ON sessions (tenant_id, user_id, revoked_at);

CREATE TABLE api_keys (
  tenant_id    uuid           NOT NULL DEFAULT sec.tenant(),
  id           uuid           NOT NULL,
  name         text           NOT NULL,
  prefix       text           NOT NULL,
  key_hash     text           NOT NULL,
  permissions  text[]         NOT NULL DEFAULT '{}',
  created_by   text           NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  expires_at   timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at   timestamptz(3),
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX api_keys_hash ON api_keys (tenant_id, key_hash);

-- Failures of sign-in and reset, by account and by address; a key is a hash, never the e-mail or the address itself.
CREATE TABLE throttles (
  tenant_id     uuid           NOT NULL DEFAULT sec.tenant(),
  key           text           NOT NULL,
  failures      integer        NOT NULL DEFAULT 0,
  window_start  timestamptz(3) NOT NULL DEFAULT now(),
  blocked_until timestamptz(3),
  PRIMARY KEY (tenant_id, key)
);

-- Records --------------------------------------------------------------------------------------------------------------------

-- Appended in the transaction of the change; the worker adds seq and hashes within a second, and then the row is closed.
CREATE TABLE audit_events (
  tenant_id     uuid           NOT NULL DEFAULT sec.tenant(),
  id            uuid           NOT NULL,
  at            timestamptz(3) NOT NULL DEFAULT now(),
  actor_kind    text           NOT NULL,
  actor_id      text           NOT NULL,
  action        text           NOT NULL,
  subject_kind  text           NOT NULL,
  subject_id    text           NOT NULL,
  detail        jsonb          NOT NULL DEFAULT '{}',
  request_id    text,
  seq           bigint,
  previous_hash text,
  hash          text,
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX audit_events_seq ON audit_events (tenant_id, seq);
CREATE INDEX audit_events_at ON audit_events (tenant_id, at, id);

CREATE FUNCTION keep_sealed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF OLD.hash IS NOT NULL THEN
    RAISE EXCEPTION 'a sealed audit row never changes' USING ERRCODE = 'TN010';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_sealed BEFORE UPDATE OR DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION keep_sealed();
CREATE TRIGGER note_pending AFTER INSERT ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION sec.note_pending();

-- Mail leaves in the transaction of its cause; the worker sends it, or holds it here while no SMTP server is configured.
CREATE TABLE mails (
  tenant_id    uuid           NOT NULL DEFAULT sec.tenant(),
  id           uuid           NOT NULL,
  kind         text           NOT NULL,
  to_address   text           NOT NULL,
  subject      text           NOT NULL,
  text_body    text           NOT NULL,
  html_body    text           NOT NULL,
  state        text           NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'held', 'failed')),
  attempts     integer        NOT NULL DEFAULT 0,
  last_error   text,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  sent_at      timestamptz(3),
  PRIMARY KEY (tenant_id, id)
);
CREATE INDEX mails_state ON mails (tenant_id, state, created_at);
CREATE TRIGGER note_pending AFTER INSERT ON mails FOR EACH STATEMENT EXECUTE FUNCTION sec.note_pending();

CREATE TABLE files (
  tenant_id    uuid           NOT NULL DEFAULT sec.tenant(),
  id           uuid           NOT NULL,
  purpose      text           NOT NULL,
  name         text           NOT NULL,
  content_type text           NOT NULL,
  size_bytes   bigint         NOT NULL CHECK (size_bytes >= 0),
  sha256       text           NOT NULL,
  created_by   text           NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE settings (
  tenant_id  uuid           NOT NULL DEFAULT sec.tenant(),
  key        text           NOT NULL,
  value      jsonb          NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, key)
);

-- Numbers that people read come from here: no sequence on a tenant table, whose gaps would tell of other tenants.
CREATE TABLE counters (
  tenant_id uuid   NOT NULL DEFAULT sec.tenant(),
  key       text   NOT NULL,
  value     bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, key)
);

CREATE TABLE idempotency_keys (
  tenant_id    uuid           NOT NULL DEFAULT sec.tenant(),
  key          text           NOT NULL,
  request_hash text           NOT NULL,
  status       integer,
  response     jsonb,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, key)
);

SELECT sec.protect('tenancy_probe', 'ephemeral', 'SELECT, INSERT, UPDATE, DELETE');
SELECT sec.protect('departments', 'data');
SELECT sec.protect('employees', 'data');
SELECT sec.protect('salaries', 'data');
SELECT sec.protect('roles', 'data');
SELECT sec.protect('users', 'data');
SELECT sec.protect('invitations', 'secret');
SELECT sec.protect('password_resets', 'ephemeral');
SELECT sec.protect('sessions', 'ephemeral');
SELECT sec.protect('api_keys', 'secret');
SELECT sec.protect('throttles', 'ephemeral');
SELECT sec.protect('audit_events', 'data', 'SELECT, INSERT, UPDATE (seq, previous_hash, hash)');
SELECT sec.protect('mails', 'ephemeral');
SELECT sec.protect('files', 'data');
SELECT sec.protect('settings', 'data');
SELECT sec.protect('counters', 'data');
SELECT sec.protect('idempotency_keys', 'ephemeral');

-- Substring search: LIKE is not leakproof, so under row-level security it may not use the trigram index (1.3 against 685 ms on
-- 300,000 rows). The function runs as a role with a policy of its own on this one table, verifies the context and adds the
-- tenant itself. The words are matched in any order; % and _ are ordinary characters. LIKE ALL cannot use an index, hence the
-- longest word once more on its own.
GRANT SELECT (tenant_id, id, search_text) ON employees TO rowhouse_search;
CREATE POLICY search ON employees FOR SELECT TO rowhouse_search USING (true);
CREATE FUNCTION search_employees(query text) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
SET search_path FROM CURRENT AS $$
DECLARE
  tenant   uuid := sec.tenant();
  patterns text[] := (SELECT array_agg('%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%' ORDER BY length(word) DESC)
                        FROM regexp_split_to_table(lower(query), '\s+') AS word WHERE word <> '');
BEGIN
  RETURN QUERY SELECT e.id FROM employees e WHERE e.tenant_id = tenant AND e.search_text LIKE patterns[1] AND e.search_text LIKE ALL (patterns);
END $$;
REVOKE ALL ON FUNCTION search_employees(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_employees(text) TO rowhouse_app;
-- A new owner needs CREATE on the schema, for the moment in which it becomes one.
DO $$ BEGIN
  EXECUTE format('GRANT CREATE, USAGE ON SCHEMA %I TO rowhouse_search', current_schema());
  ALTER FUNCTION search_employees(text) OWNER TO rowhouse_search;
  EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM rowhouse_search', current_schema());
END $$;
