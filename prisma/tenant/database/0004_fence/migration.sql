-- Writes are fenced in the database. Two more states of a gate: frozen (reads pass, writes wait for the end of a move) and incoming
-- (a copy that is being made: nothing passes). And the trigger that every tenant table has, which makes a fence mean that no write
-- is under way: whoever writes holds a lock of the tenant in common until the end of its transaction, whoever fences takes it alone.

ALTER TABLE sec.gate DROP COLUMN pass;
ALTER TABLE sec.gate DROP CONSTRAINT gate_state_check;
ALTER TABLE sec.gate
  ADD CONSTRAINT gate_state_check CHECK (state IN ('open', 'stopped', 'locked', 'moved', 'frozen', 'incoming')),
  ADD COLUMN pass text COLLATE "C" UNIQUE
    GENERATED ALWAYS AS (CASE WHEN state IN ('open', 'frozen') THEN tenant_id::text || '.' || epoch::text END) STORED;

-- How far a move's target has come: changed in the transaction that applies what it counts, by compare and swap, so that a change
-- is applied exactly once whoever is killed, and a connection that outlived its mover cannot go on.
CREATE TABLE sec.progress (
  move_id     uuid   PRIMARY KEY,
  tenant_id   uuid   NOT NULL,
  applied_lsn pg_lsn NOT NULL,
  changes     bigint NOT NULL DEFAULT 0
);
GRANT USAGE ON SCHEMA sec TO rowhouse_mover;
GRANT SELECT, INSERT, UPDATE, DELETE ON sec.progress TO rowhouse_mover;
GRANT SELECT, INSERT, UPDATE, DELETE ON sec.gate TO rowhouse_mover;

-- The lock of one tenant in this database.
CREATE FUNCTION sec.gate_lock(tenant uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashtextextended('gate:' || tenant::text, 0);
REVOKE ALL ON FUNCTION sec.gate_lock(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.gate_lock(uuid) TO rowhouse_mover, rowhouse_control;

CREATE OR REPLACE FUNCTION sec.refuse() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL RESTRICTED
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
  IF gate.tenant_id IS NULL OR gate.state IN ('moved', 'incoming') OR gate.epoch <> parts[3]::integer THEN
    RAISE EXCEPTION 'the tenant is not served here at this epoch' USING ERRCODE = 'TN005';
  ELSIF gate.state = 'stopped' THEN
    RAISE EXCEPTION 'the tenant is stopped' USING ERRCODE = 'TN004';
  END IF;
  RAISE EXCEPTION 'the tenant is locked' USING ERRCODE = 'TN006';
END $$;

-- Once a statement that writes: verifies the context, takes the lock in common, and looks at the gate again, because a fence may have
-- come while it waited. READ COMMITTED sees that with its next snapshot; a transaction that keeps its first snapshot must lock the
-- row, and fails with 40001 when the gate has changed since: without it, such a transaction would write to the copy left behind.
CREATE FUNCTION sec.await_gate() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tenant uuid := sec.tenant();
  ticket text := split_part(current_setting('app.tenant'), '.', 2) || '.' || split_part(current_setting('app.tenant'), '.', 3);
  state  text;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('gate:' || tenant::text, 0));
  IF current_setting('transaction_isolation') = 'read committed' THEN
    SELECT g.state INTO state FROM sec.gate g WHERE g.pass = ticket;
  ELSE
    SELECT g.state INTO state FROM sec.gate g WHERE g.pass = ticket FOR SHARE;
  END IF;
  IF state = 'open' THEN
    RETURN;
  ELSIF state = 'frozen' THEN
    RAISE EXCEPTION 'the tenant is being moved: its writes wait' USING ERRCODE = 'TN007';
  END IF;
  PERFORM sec.refuse();
END $$;
REVOKE ALL ON FUNCTION sec.await_gate() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.await_gate() TO rowhouse_app;

-- The trigger of every tenant table. Who is not bound by the policies (the mover, a superuser) has no context and passes; a mover that
-- applies changes runs under session_replication_role = replica, where this does not fire at all.
CREATE FUNCTION sec.hold_gate() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF row_security_active(TG_RELID) AND current_user <> 'rowhouse_mover' THEN
    PERFORM sec.await_gate();
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION sec.hold_gate() FROM PUBLIC;

-- Lifecycle work that must not meet the application (to wipe, drop or purge a copy) calls this first, in its own transaction: it is
-- refused while the tenant is served from here, and nobody can open the gate until that transaction is over.
CREATE FUNCTION sec.claim(tenant uuid) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  state text;
BEGIN
  PERFORM pg_advisory_xact_lock(sec.gate_lock(tenant));
  SELECT g.state INTO state FROM sec.gate g WHERE g.tenant_id = tenant FOR UPDATE;
  IF state IN ('open', 'frozen') THEN
    RAISE EXCEPTION 'the tenant is served from here' USING ERRCODE = 'TN008';
  END IF;
END $$;
REVOKE ALL ON FUNCTION sec.claim(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.claim(uuid) TO rowhouse_mover, rowhouse_control;

-- The trigger of one table. Safe to repeat.
CREATE FUNCTION sec.guard(tenant_table regclass) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER gate BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH STATEMENT EXECUTE FUNCTION sec.hold_gate()', tenant_table);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO rowhouse_mover', (SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = tenant_table));
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO rowhouse_mover', tenant_table);
  -- On a server that gives no BYPASSRLS this is the mover's way to the rows; where it has that attribute the policy is never asked.
  EXECUTE format('DROP POLICY IF EXISTS mover ON %s', tenant_table);
  EXECUTE format('CREATE POLICY mover ON %s TO rowhouse_mover USING (true) WITH CHECK (true)', tenant_table);
END $$;
REVOKE ALL ON FUNCTION sec.guard(regclass) FROM PUBLIC;

-- The one template for tenant tables: class, forced row-level security, policy, grants, and the gate's trigger.
CREATE OR REPLACE FUNCTION sec.protect(tenant_table regclass, class text, privileges text DEFAULT 'SELECT, INSERT, UPDATE, DELETE')
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
  PERFORM sec.guard(tenant_table);
END $$;
