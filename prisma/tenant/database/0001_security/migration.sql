-- Applied once to every database that holds tenants, by its owner: extensions, the signed tenancy context, the gate of each
-- tenant, and the one template from which every tenant table gets its row-level security. The roles exist already: they belong
-- to the server, and the bootstrap makes them (rowhouse_app, rowhouse_control, rowhouse_search).

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO rowhouse_app, rowhouse_search;

CREATE SCHEMA sec;
GRANT USAGE ON SCHEMA sec TO rowhouse_app, rowhouse_control, rowhouse_search;

-- HMAC pads (key xor 0x36.., key xor 0x5c..) precomputed, so that a check is two sha256() and PostgreSQL needs no extension.
-- Two rows exist only during a rotation. The application role has no right on this table.
-- binds_backend: the MAC covers the backend's process id. Off only behind a transaction pooler.
CREATE TABLE sec.key (
  kid           smallint    PRIMARY KEY,
  inner_pad     bytea       NOT NULL CHECK (octet_length(inner_pad) = 64),
  outer_pad     bytea       NOT NULL CHECK (octet_length(outer_pad) = 64),
  binds_backend boolean     NOT NULL DEFAULT true,
  created_at    timestamptz NOT NULL DEFAULT now()
);

-- One row a tenant of this database. Only an open gate with the context's own epoch lets a statement pass, reads included.
-- pass is what a context must say to get in, as text: sec.tenant() finds it with one look at one index and parses nothing.
CREATE TABLE sec.gate (
  tenant_id  uuid        PRIMARY KEY,
  state      text        NOT NULL CHECK (state IN ('open', 'stopped', 'locked', 'moved')),
  epoch      integer     NOT NULL CHECK (epoch >= 0),
  pass       text        COLLATE "C" UNIQUE GENERATED ALWAYS AS (CASE WHEN state = 'open' THEN tenant_id::text || '.' || epoch::text END) STORED,
  changed_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, UPDATE ON sec.gate TO rowhouse_control;

-- Why there is no tenant. Runs only when something is wrong.
CREATE FUNCTION sec.refuse() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  context text := current_setting('app.tenant', true);
  parts   text[] := string_to_array(context, '.');
  gate    sec.gate;
BEGIN
  IF length(context) > 0 IS NOT TRUE THEN
    RAISE EXCEPTION 'this statement carries no tenancy context' USING ERRCODE = 'TN001';
  END IF;
  IF NOT EXISTS (
    SELECT FROM sec.key k
     WHERE encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(
             left(context, -65) || CASE WHEN k.binds_backend THEN '.' || pg_backend_pid() ELSE '' END, 'UTF8'))), 'hex') = right(context, 64)
       AND k.kid::text = parts[1]) THEN
    RAISE EXCEPTION 'the tenancy context is not signed for this connection by a key of this database' USING ERRCODE = 'TN002';
  END IF;
  IF to_timestamp(parts[4]::bigint) <= now() THEN
    RAISE EXCEPTION 'the tenancy context has expired' USING ERRCODE = 'TN003';
  END IF;
  SELECT * INTO gate FROM sec.gate g WHERE g.tenant_id = parts[2]::uuid;
  IF gate.tenant_id IS NULL OR gate.state = 'moved' OR gate.epoch <> parts[3]::integer THEN
    RAISE EXCEPTION 'the tenant is not served here at this epoch' USING ERRCODE = 'TN005';
  ELSIF gate.state = 'stopped' THEN
    RAISE EXCEPTION 'the tenant is stopped' USING ERRCODE = 'TN004';
  END IF;
  RAISE EXCEPTION 'the tenant is locked' USING ERRCODE = 'TN006';
END $$;
REVOKE ALL ON FUNCTION sec.refuse() FROM PUBLIC;

-- app.tenant holds <kid>.<tenant uuid>.<epoch>.<expiry, unix seconds>.<hmac-sha256, 64 hex digits>. Returns the tenant, or raises:
-- never NULL, because a policy that compares with NULL hides rows silently and looks like an empty tenant.
-- How it is written, and what else was tried (us on a point read, PostgreSQL 18 and 15):
-- * plpgsql keeps the plan of its query for the session (18 and 18). A function of language SQL is planned anew by 15 to 17 in each
--   statement (18 and 169).
-- * The query has no parameter: with one, plpgsql prefers a custom plan each time, which costs more than the check itself.
-- * Nothing of the context is parsed before its MAC holds: the order is fixed by CASE, and in WHERE there are only texts, because the
--   planner evaluates a stable expression there to estimate rows, so that a cast would fail with an error that is not ours.
-- * No EXCEPTION block: it opens a subtransaction, which PostgreSQL refuses while a query runs in parallel.
-- PARALLEL RESTRICTED, because a parallel worker has another process id than the backend for which the context was signed.
CREATE FUNCTION sec.tenant() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN coalesce(
    (SELECT CASE
        WHEN encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(
               left(current_setting('app.tenant', true), -65)
               || CASE WHEN k.binds_backend THEN '.' || pg_backend_pid() ELSE '' END, 'UTF8'))), 'hex')
           = right(current_setting('app.tenant', true), 64)
        THEN CASE
          WHEN to_timestamp(split_part(current_setting('app.tenant', true), '.', 4)::bigint) > now()
          THEN (SELECT g.tenant_id FROM sec.gate g
                 WHERE g.pass = split_part(current_setting('app.tenant', true), '.', 2) || '.' || split_part(current_setting('app.tenant', true), '.', 3))
          END
        END
       FROM sec.key k
      WHERE k.kid::text = split_part(current_setting('app.tenant', true), '.', 1)),
    sec.refuse());
END $$;
REVOKE ALL ON FUNCTION sec.tenant() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.tenant() TO rowhouse_app, rowhouse_search;

-- UUIDv7 (RFC 9562, section 5.7) for rows that SQL makes in bulk; PostgreSQL 18 has its own, 15 to 17 have not.
CREATE FUNCTION sec.uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE
RETURN encode(
  set_bit(set_bit(
    overlay(uuid_send(gen_random_uuid())
            PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
    52, 1), 53, 1), 'hex')::uuid;
GRANT EXECUTE ON FUNCTION sec.uuid_v7() TO rowhouse_app;

-- Tenants with audit rows to seal or mail to relay. A trigger appends, the worker takes: one look a second for each database,
-- however many tenants it holds. Append-only, so that the writers of one tenant never wait for each other.
CREATE TABLE sec.pending (
  id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id uuid        NOT NULL,
  at        timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, DELETE ON sec.pending TO rowhouse_control;

CREATE FUNCTION sec.note_pending() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO sec.pending (tenant_id) VALUES (sec.tenant());
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION sec.note_pending() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.note_pending() TO rowhouse_app;

-- The one template for tenant tables: class, forced row-level security, policy, grants.
-- (SELECT sec.tenant()) is an InitPlan: the signature is checked once a statement and table, not once a row.
-- Classes: data moves, exports and restores; secret moves but is never exported or cloned; ephemeral is never restored.
CREATE FUNCTION sec.protect(tenant_table regclass, class text, privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE')
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF class NOT IN ('data', 'secret', 'ephemeral') THEN
    RAISE EXCEPTION 'class of %: data, secret or ephemeral, not %', tenant_table, class;
  END IF;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tenant_table);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant_table);
  EXECUTE format('CREATE POLICY tenant ON %s USING (tenant_id = (SELECT sec.tenant())) WITH CHECK (tenant_id = (SELECT sec.tenant()))', tenant_table);
  EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', tenant_table);
  EXECUTE format('GRANT %s ON %s TO rowhouse_app', privileges, tenant_table);
  EXECUTE format('COMMENT ON TABLE %s IS %L', tenant_table, 'class: ' || class);
END $$;
REVOKE ALL ON FUNCTION sec.protect(regclass, text, text) FROM PUBLIC;
