import type { Rule } from './rule'

const OUR_ROLES = `rolname IN ('rowhouse_app', 'rowhouse_catalog', 'rowhouse_control', 'rowhouse_search')`

/** The roles own nothing, are nothing special, and cannot become anybody else. */
export const ROLE_RULES: readonly Rule[] = [
  {
    name: 'role',
    sql: `SELECT rolname AS object, problem FROM pg_roles, LATERAL (VALUES
             (rolsuper, 'is a superuser'), (rolbypassrls, 'bypasses row-level security'), (rolcreaterole, 'may make roles'),
             (rolcreatedb, 'may make databases'), (rolreplication, 'may read the write-ahead log')) AS attributes (is_set, problem)
           WHERE ${OUR_ROLES} AND is_set`,
  },
  {
    name: 'role',
    sql: `SELECT m.rolname AS object, 'may become ' || g.rolname AS problem
            FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid WHERE m.${OUR_ROLES}`,
  },
  {
    name: 'role',
    sql: `SELECT rolname AS object, 'is missing' AS problem FROM unnest(ARRAY['rowhouse_app', 'rowhouse_control', 'rowhouse_search']) AS wanted (rolname)
           WHERE NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = wanted.rolname)`,
  },
  {
    name: 'owner',
    sql: `SELECT owned.object, 'is owned by ' || r.rolname AS problem FROM pg_roles r JOIN LATERAL (
             SELECT c.oid::regclass::text AS object FROM pg_class c WHERE c.relowner = r.oid AND c.relpersistence <> 't' AND c.relkind NOT IN ('i', 't', 'I')
             UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.proowner = r.oid AND NOT (r.rolname = 'rowhouse_search' AND p.proname = 'search_employees')
             UNION ALL SELECT n.nspname FROM pg_namespace n WHERE n.nspowner = r.oid AND n.nspname !~ '^pg_'
             UNION ALL SELECT d.datname FROM pg_database d WHERE d.datdba = r.oid) AS owned ON true
           WHERE r.${OUR_ROLES}`,
  },
]
