import { APPLICATION_LOGINS, APPLICATION_ROLES, type Rule } from './rule'

const NEVER_SPECIAL = `(${APPLICATION_ROLES} OR rolname IN ('rowhouse_catalog', 'rowhouse_control', 'rowhouse_search'))`
const OURS = `(${NEVER_SPECIAL} OR rolname = 'rowhouse_mover')`
/** What a role may be a member of, and nothing else. */
const MEMBERSHIPS = `(m.oid IN (SELECT oid FROM pg_roles WHERE ${APPLICATION_LOGINS}) AND g.rolname = 'rowhouse_app'
  OR m.rolname = 'rowhouse_mover' AND g.rolname IN ('pg_read_all_stats', 'pg_signal_backend'))`

/** The roles own nothing, are nothing special, and cannot become anybody else; the mover alone sees past row security. */
export const ROLE_RULES: readonly Rule[] = [
  {
    name: 'role',
    sql: `SELECT rolname AS object, problem FROM pg_roles, LATERAL (VALUES
             (rolsuper, 'is a superuser'), (rolcreaterole, 'may make roles'), (rolcreatedb, 'may make databases'),
             (rolbypassrls AND ${NEVER_SPECIAL}, 'bypasses row-level security'),
             (rolreplication AND ${NEVER_SPECIAL}, 'may read the write-ahead log'),
             (rolcanlogin AND rolname IN ('rowhouse_app', 'rowhouse_search'), 'can sign in')) AS attributes (is_set, problem)
           WHERE ${OURS} AND is_set`,
  },
  {
    name: 'role',
    sql: `SELECT m.rolname AS object, 'may become ' || g.rolname AS problem
            FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid
           WHERE m.oid IN (SELECT oid FROM pg_roles WHERE ${OURS}) AND NOT ${MEMBERSHIPS}`,
  },
  {
    name: 'role',
    sql: `SELECT rolname AS object, 'is missing' AS problem
            FROM unnest(ARRAY['rowhouse_app', 'rowhouse_shared', 'rowhouse_control', 'rowhouse_search', 'rowhouse_mover']) AS wanted (rolname)
           WHERE NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = wanted.rolname)`,
  },
  {
    name: 'owner',
    sql: `SELECT owned.object, 'is owned by ' || r.rolname AS problem FROM (SELECT * FROM pg_roles WHERE ${OURS}) r JOIN LATERAL (
             SELECT c.oid::regclass::text AS object FROM pg_class c WHERE c.relowner = r.oid AND c.relpersistence <> 't' AND c.relkind NOT IN ('i', 't', 'I')
             UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.proowner = r.oid AND NOT (r.rolname = 'rowhouse_search' AND p.proname IN ('search_employees', 'search_employee_values'))
             UNION ALL SELECT n.nspname FROM pg_namespace n WHERE n.nspowner = r.oid AND n.nspname !~ '^pg_'
             UNION ALL SELECT d.datname FROM pg_database d WHERE d.datdba = r.oid) AS owned ON true`,
  },
]
