-- Capacity as a hard limit, the load of each tenant, and plans of moves that an operator looked at before they began.

-- How many statements of a tenant run at once, averaged over the last hours: sampled by the worker. A plan is made of it and of
-- tenant_usage. Who does nothing has no row.
CREATE TABLE tenant_loads (
  tenant_id  uuid             PRIMARY KEY REFERENCES tenants (id) ON DELETE CASCADE,
  load       double precision NOT NULL,
  sampled_at timestamptz(3)   NOT NULL DEFAULT now()
);

-- What was proposed stays as it was shown. Moves are executed by the operation of the plan, which starts an operation for each.
CREATE TABLE plans (
  id           uuid           PRIMARY KEY,
  goal         jsonb          NOT NULL,
  servers      jsonb          NOT NULL, -- how full each is before and after
  staying      jsonb          NOT NULL, -- who stays and why: counts, and the first names
  requested_by jsonb          NOT NULL,
  operation_id uuid           REFERENCES operations (id) ON DELETE SET NULL, -- NULL: simulated
  created_at   timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX plans_created ON plans (created_at, id);
CREATE TABLE plan_moves (
  plan_id        uuid             NOT NULL REFERENCES plans (id) ON DELETE CASCADE,
  position       integer          NOT NULL,
  tenant_id      uuid             NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  pattern        text             NOT NULL CHECK (pattern IN ('row', 'schema', 'database', 'instance')),
  from_server_id uuid             NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
  to_server_id   uuid             NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
  bytes          bigint           NOT NULL,
  load           double precision NOT NULL,
  reason         text             NOT NULL CHECK (reason IN ('loudest', 'largest', 'fills', 'sparse', 'drained')),
  share          double precision NOT NULL,
  effect         jsonb            NOT NULL,
  is_struck      boolean          NOT NULL DEFAULT false,
  move_id        uuid             REFERENCES operations (id) ON DELETE SET NULL,
  PRIMARY KEY (plan_id, position)
);

-- At most as many own databases as the server's capacity says, 50 unless it says otherwise. Two that are made at the same moment
-- wait for each other here, so that neither of two workers is one too many. PG001: the caller chooses another server.
CREATE FUNCTION refuse_full_server() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  most integer;
BEGIN
  IF NEW.pattern <> 'database' THEN
    RETURN NEW;
  END IF;
  SELECT coalesce((capacity ->> 'databasesMax')::integer, 50) INTO most FROM public.servers WHERE id = NEW.server_id FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM public.databases WHERE server_id = NEW.server_id AND pattern = 'database') >= most THEN
    RAISE EXCEPTION 'the server holds % own databases and may hold no more', most USING ERRCODE = 'PG001';
  END IF;
  RETURN NEW;
END $$;
-- The count must see what a transaction that was waited for has just entered: a row trigger's query does, in READ COMMITTED.
CREATE TRIGGER refuse_full_server BEFORE INSERT ON databases FOR EACH ROW EXECUTE FUNCTION refuse_full_server();

-- What a server was found to have, and standbys that come and go, concern no tenant's route: with the first triggers every look at a
-- server would have emptied every process's memory of tenants.
DROP TRIGGER tell_catalog_changed ON servers;
CREATE TRIGGER tell_catalog_changed AFTER UPDATE OF name, region, host, port, is_pooled, admin_secret OR DELETE ON servers
  FOR EACH ROW EXECUTE FUNCTION tell_catalog_changed();
DROP TRIGGER tell_catalog_changed ON databases;
CREATE TRIGGER tell_catalog_changed AFTER UPDATE OR DELETE ON databases
  FOR EACH ROW WHEN (OLD.state = 'ready') EXECUTE FUNCTION tell_catalog_changed();

GRANT SELECT, INSERT, UPDATE, DELETE ON tenant_loads, plans, plan_moves TO rowhouse_catalog;
