-- A database that was dropped stays as a name while the history of moves has it. It takes no room of its server.
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
