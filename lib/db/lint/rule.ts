/** One thing that must be true in the catalogue of a database with tenants. */
export interface Rule {
  readonly name: string
  /** Each row is a fault: `object` and `problem`. It may use the views of tenant-relations.ts. */
  readonly sql: string
}

/** The roles as which tenants' statements run: the one of all shared databases, and those of databases that are one tenant's own. */
export const APPLICATION_LOGINS = `(rolname = 'rowhouse_shared' OR rolname ~ '^rowhouse_t_[0-9a-f]{12}$')`
/** With the group that holds their rights. */
export const APPLICATION_ROLES = `(rolname = 'rowhouse_app' OR ${APPLICATION_LOGINS})`

/** Tables and other relations in every schema that holds tenant tables: public of a shared database, t_... in the schema pattern. */
export const TENANT_RELATIONS = `
  tenant_schemas AS (SELECT DISTINCT relnamespace AS oid FROM pg_class WHERE relname = 'tenancy_probe' AND relkind IN ('r', 'p')),
  tenant_relations AS (
    SELECT c.*, c.oid::regclass::text AS object FROM pg_class c
     WHERE c.relnamespace IN (SELECT oid FROM tenant_schemas)
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')),
  tenant_tables AS (SELECT * FROM tenant_relations WHERE relkind IN ('r', 'p', 'f'))`
