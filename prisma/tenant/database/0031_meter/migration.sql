-- How much each tenant has, counted as it is written, and refused where it would be more than the tenant may have. What it may have
-- comes with the signed context (after the expiry: rows, bytes), so that a limit is changed where contexts are made and nowhere else.
--
-- A statement that adds or removes rows leaves one entry; at the commit the entries are added to the tenant's sum, and the sum is
-- compared. Only then, so that writers of one tenant wait for each other's commit and never for each other's work: an import of
-- minutes does not hold up a hire. The sum is the last lock that a transaction takes, so it cannot be part of a deadlock.
-- Who has no context (the mover, maintenance, a restore) is neither counted nor refused. The sum is of one epoch: the mover brings it
-- along; where there is none the first writer counts.

CREATE TABLE sec.meter (
  tenant_id  uuid        PRIMARY KEY,
  epoch      integer     NOT NULL,
  rows       bigint      NOT NULL,
  bytes      bigint      NOT NULL,
  counted_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
GRANT SELECT, INSERT, UPDATE, DELETE ON sec.meter TO rowhouse_mover;

-- Holds rows only inside a transaction. Not logged: nothing of it outlives one.
CREATE UNLOGGED TABLE sec.meter_entry (
  tenant_id uuid   NOT NULL,
  schema    name   NOT NULL,
  rows      bigint NOT NULL,
  bytes     bigint NOT NULL
);
CREATE INDEX meter_entry_tenant ON sec.meter_entry (tenant_id);

-- What a tenant has in the counted tables of one schema, read once. Called in the tenant's context.
CREATE FUNCTION sec.count_tenant(tenant uuid, schema name, OUT rows bigint, OUT bytes bigint) LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  counted record;
  found_rows bigint;
  found_bytes bigint;
BEGIN
  rows := 0;
  bytes := 0;
  FOR counted IN
    SELECT c.relname FROM pg_class c JOIN pg_trigger g ON g.tgrelid = c.oid AND g.tgname = 'meter_added'
     WHERE c.relnamespace = to_regnamespace(quote_ident(schema))
  LOOP
    EXECUTE format('SELECT count(*), coalesce(sum(pg_column_size(t)%s), 0) FROM %I.%I t WHERE tenant_id = $1',
                   CASE WHEN counted.relname = 'files' THEN ' + t.size_bytes' END, schema, counted.relname)
      INTO found_rows, found_bytes USING tenant;
    rows := rows + found_rows;
    bytes := bytes + found_bytes;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION sec.count_tenant(uuid, name) FROM PUBLIC;

-- After a statement: one entry for all its rows. The bytes of a file count with its row.
CREATE FUNCTION sec.meter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  sign integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  IF coalesce(current_setting('app.tenant', true), '') = '' THEN
    RETURN NULL;
  END IF;
  IF TG_TABLE_NAME = 'files' THEN
    INSERT INTO sec.meter_entry (tenant_id, schema, rows, bytes)
      SELECT c.tenant_id, TG_TABLE_SCHEMA, sign * count(*), sign * sum(pg_column_size(c) + c.size_bytes) FROM changed c GROUP BY c.tenant_id;
  ELSE
    INSERT INTO sec.meter_entry (tenant_id, schema, rows, bytes)
      SELECT c.tenant_id, TG_TABLE_SCHEMA, sign * count(*), sign * sum(pg_column_size(c)) FROM changed c GROUP BY c.tenant_id;
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION sec.meter() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.meter() TO rowhouse_app;

-- At the commit, once for all entries of a transaction: what it adds and what it removes count against each other. The context is
-- verified once more: it may have been another one when the entries were made. A row weighs a little less stored than it did coming in.
CREATE FUNCTION sec.settle_meter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tenant uuid := sec.tenant();
  parts  text[] := string_to_array(current_setting('app.tenant'), '.');
  added  record;
  total  record;
BEGIN
  IF NEW.tenant_id <> tenant THEN
    RAISE EXCEPTION 'the tenancy context has changed within a transaction' USING ERRCODE = 'TN002';
  END IF;
  WITH entries AS (DELETE FROM sec.meter_entry e WHERE e.tenant_id = tenant RETURNING e.rows, e.bytes) -- those of others are not visible
    SELECT sum(e.rows)::bigint AS rows, sum(e.bytes)::bigint AS bytes INTO added FROM entries e;
  IF added.rows IS NULL THEN
    RETURN NULL; -- another entry of this transaction has settled them all
  END IF;
  UPDATE sec.meter m SET rows = m.rows + added.rows, bytes = greatest(m.bytes + added.bytes, 0), counted_at = now()
   WHERE m.tenant_id = tenant AND m.epoch = parts[3]::integer RETURNING m.rows, m.bytes INTO total;
  IF NOT FOUND THEN
    -- Whoever else commits now waits here, and finds the sum that the first one leaves.
    PERFORM pg_advisory_xact_lock(hashtextextended('meter:' || tenant::text, 0));
    UPDATE sec.meter m SET rows = m.rows + added.rows, bytes = greatest(m.bytes + added.bytes, 0), counted_at = now()
     WHERE m.tenant_id = tenant AND m.epoch = parts[3]::integer RETURNING m.rows, m.bytes INTO total;
    IF NOT FOUND THEN
      SELECT c.rows, c.bytes INTO total FROM sec.count_tenant(tenant, NEW.schema) c; -- what this transaction has written is in it
      INSERT INTO sec.meter AS m (tenant_id, epoch, rows, bytes) VALUES (tenant, parts[3]::integer, total.rows, total.bytes)
        ON CONFLICT (tenant_id) DO UPDATE SET epoch = excluded.epoch, rows = excluded.rows, bytes = excluded.bytes, counted_at = now();
    END IF;
  END IF;
  IF cardinality(parts) < 7 THEN
    RETURN NULL;
  ELSIF added.rows > 0 AND total.rows > parts[5]::bigint THEN
    RAISE EXCEPTION 'the tenant may have % rows', parts[5] USING ERRCODE = 'TN011';
  ELSIF added.bytes > 0 AND total.bytes > parts[6]::bigint THEN
    RAISE EXCEPTION 'the tenant may keep % bytes', parts[6] USING ERRCODE = 'TN012';
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION sec.settle_meter() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER settle AFTER INSERT ON sec.meter_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sec.settle_meter();

-- What the tenant of this context has; no row where nobody has counted yet.
CREATE FUNCTION sec.read_meter() RETURNS TABLE (rows bigint, bytes bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  tenant uuid := sec.tenant();
BEGIN
  RETURN QUERY SELECT m.rows, m.bytes FROM sec.meter m
    WHERE m.tenant_id = tenant AND m.epoch = split_part(current_setting('app.tenant'), '.', 3)::integer;
END $$;
REVOKE ALL ON FUNCTION sec.read_meter() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sec.read_meter() TO rowhouse_app;

-- The triggers of one table. Safe to repeat.
CREATE FUNCTION sec.count(tenant_table regclass) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE OR REPLACE TRIGGER meter_added AFTER INSERT ON %s REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION sec.meter()', tenant_table);
  EXECUTE format('CREATE OR REPLACE TRIGGER meter_removed AFTER DELETE ON %s REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION sec.meter()', tenant_table);
END $$;
REVOKE ALL ON FUNCTION sec.count(regclass) FROM PUBLIC;

-- The one template for tenant tables, which counts what tenants keep: tables of class data whose rows they may also remove. A trail
-- is none of these: a limit must never keep a change from being recorded.
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
  IF class = 'data' AND privileges ~ '\mDELETE\M' THEN
    PERFORM sec.count(tenant_table);
  END IF;
END $$;
