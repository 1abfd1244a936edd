-- A place that is gone, but that the history of moves still names. Its address and name are free for another server.
ALTER TABLE databases DROP CONSTRAINT databases_state_check,
  ADD CONSTRAINT databases_state_check CHECK (state IN ('preparing', 'standby', 'ready', 'dropping', 'dropped'));
ALTER TABLE servers DROP CONSTRAINT servers_state_check,
  ADD CONSTRAINT servers_state_check CHECK (state IN ('preparing', 'ready', 'draining', 'dropped')),
  DROP CONSTRAINT servers_host_port_key;
CREATE UNIQUE INDEX servers_address ON servers (host, port) WHERE state <> 'dropped';

CREATE OR REPLACE FUNCTION refuse_full_server() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  most integer;
BEGIN
  IF NEW.pattern <> 'database' THEN
    RETURN NEW;
  END IF;
  SELECT coalesce((capacity ->> 'databasesMax')::integer, 50) INTO most FROM public.servers WHERE id = NEW.server_id FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM public.databases WHERE server_id = NEW.server_id AND pattern = 'database' AND state <> 'dropped') >= most THEN
    RAISE EXCEPTION 'the server holds % own databases and may hold no more', most USING ERRCODE = 'PG001';
  END IF;
  RETURN NEW;
END $$;
