-- A database of one tenant is dropped when its copy is purged, and the history of moves stays: it keeps the names of both places, and
-- loses the references.
ALTER TABLE moves
  DROP CONSTRAINT moves_from_database_id_fkey,
  DROP CONSTRAINT moves_to_database_id_fkey,
  DROP CONSTRAINT moves_to_server_id_fkey,
  ALTER COLUMN from_database_id DROP NOT NULL,
  ALTER COLUMN to_server_id DROP NOT NULL,
  ADD FOREIGN KEY (from_database_id) REFERENCES databases (id) ON DELETE SET NULL,
  ADD FOREIGN KEY (to_database_id) REFERENCES databases (id) ON DELETE SET NULL,
  ADD FOREIGN KEY (to_server_id) REFERENCES servers (id) ON DELETE SET NULL,
  ADD COLUMN from_place jsonb NOT NULL DEFAULT '{}', -- server, database, schema
  ADD COLUMN to_place   jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN keep_hours integer NOT NULL DEFAULT 24 CHECK (keep_hours BETWEEN 0 AND 8760);
ALTER TABLE former_placements
  DROP CONSTRAINT former_placements_database_id_fkey,
  ALTER COLUMN database_id DROP NOT NULL,
  ADD FOREIGN KEY (database_id) REFERENCES databases (id) ON DELETE SET NULL;
