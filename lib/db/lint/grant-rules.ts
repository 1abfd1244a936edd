import { APPLICATION_LOGINS, APPLICATION_ROLES, type Rule } from './rule'

const OUR_ROLES = `(${APPLICATION_ROLES} OR rolname IN ('rowhouse_control', 'rowhouse_search', 'rowhouse_mover'))`

const ACL = "CROSS JOIN LATERAL aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS g"

/** Who may do what to tables. PUBLIC has the grantee 0. */
export const GRANT_RULES: readonly Rule[] = [
  {
    name: 'grant',
    sql: `SELECT c.object, 'grants ' || g.privilege_type || ' to ' || coalesce(r.rolname, 'PUBLIC') AS problem
            FROM tenant_tables c ${ACL} LEFT JOIN pg_roles r ON r.oid = g.grantee
           WHERE g.grantee <> c.relowner AND (g.privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') OR g.is_grantable OR coalesce(r.rolname, '') NOT IN ('rowhouse_app', 'rowhouse_mover'))`,
  },
  {
    name: 'grant',
    sql: `SELECT c.object || '.' || a.attname AS object, 'grants ' || g.privilege_type || ' on the column to ' || coalesce(r.rolname, 'PUBLIC') AS problem
            FROM tenant_tables c JOIN pg_attribute a ON a.attrelid = c.oid CROSS JOIN LATERAL aclexplode(a.attacl) AS g LEFT JOIN pg_roles r ON r.oid = g.grantee
           WHERE NOT (r.rolname = 'rowhouse_app' AND g.privilege_type IN ('SELECT', 'INSERT', 'UPDATE') AND NOT g.is_grantable)
             AND NOT (r.rolname = 'rowhouse_search' AND c.relname = 'employees' AND a.attname IN ('tenant_id', 'id', 'search_text') AND g.privilege_type = 'SELECT')
             AND NOT (r.rolname = 'rowhouse_search' AND c.relname = 'employee_values' AND a.attname IN ('tenant_id', 'employee_id', 'search_text') AND g.privilege_type = 'SELECT')`,
  },
  {
    name: 'grant',
    sql: `SELECT c.oid::regclass::text AS object, 'grants ' || string_agg(g.privilege_type, ', ') || ' to ' || coalesce(r.rolname, 'PUBLIC') AS problem
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace ${ACL} LEFT JOIN pg_roles r ON r.oid = g.grantee
           WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
             AND n.oid NOT IN (SELECT oid FROM tenant_schemas) AND g.grantee <> c.relowner
             AND NOT (n.nspname = 'ref' AND r.rolname = 'rowhouse_app' AND g.privilege_type = 'SELECT')
             AND NOT (r.rolname = 'rowhouse_control' AND (n.nspname, c.relname, g.privilege_type) IN (VALUES
                   ('sec', 'gate', 'SELECT'), ('sec', 'gate', 'INSERT'), ('sec', 'gate', 'UPDATE'), ('sec', 'pending', 'SELECT'), ('sec', 'pending', 'DELETE')))
             AND NOT (r.rolname = 'rowhouse_mover' AND n.nspname = 'sec' AND c.relname IN ('gate', 'progress', 'meter') AND g.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))
             AND NOT (r.rolname = 'rowhouse_mover' AND n.nspname = 'sec' AND c.relname = 'pending' AND g.privilege_type = 'INSERT')
           GROUP BY c.oid, r.rolname`,
  },
  {
    name: 'signing key',
    sql: `SELECT 'sec.key' AS object, 'can be read by ' || rolname AS problem FROM pg_roles
           WHERE (${OUR_ROLES} OR rolname = 'rowhouse_catalog')
             AND (has_any_column_privilege(rolname, 'sec.key', 'SELECT') OR has_any_column_privilege(rolname, 'sec.key', 'UPDATE') OR has_table_privilege(rolname, 'sec.key', 'INSERT'))`,
  },
  {
    name: 'create',
    sql: `SELECT n.nspname AS object, r.rolname || ' may create objects in this schema' AS problem FROM pg_namespace n, pg_roles r
           WHERE ${OUR_ROLES} AND n.nspname !~ '^pg_' AND has_schema_privilege(r.oid, n.oid, 'CREATE')`,
  },
  {
    name: 'create',
    sql: `SELECT current_database()::text AS object, r.rolname || ' may create schemas in this database' AS problem FROM pg_roles r
           WHERE ${OUR_ROLES} AND has_database_privilege(r.oid, current_database(), 'CREATE')`,
  },
  {
    name: 'connect',
    sql: `SELECT current_database()::text AS object, 'everybody may connect' AS problem FROM pg_database d
           CROSS JOIN LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS g
           WHERE d.datname = current_database() AND g.grantee = 0 AND g.privilege_type IN ('CONNECT', 'TEMPORARY') GROUP BY 1`,
  },
  {
    name: 'connect',
    sql: `SELECT rolname AS object, 'may connect, which only the roles that sign in for tenants may' AS problem FROM pg_roles
           WHERE rolname IN ('rowhouse_app', 'rowhouse_catalog', 'rowhouse_search') AND has_database_privilege(oid, current_database(), 'CONNECT')`,
  },
  {
    name: 'connect',
    sql: `SELECT string_agg(rolname, ', ' ORDER BY rolname) AS object, 'may all connect: a database has one application role' AS problem FROM pg_roles
           WHERE ${APPLICATION_LOGINS} AND has_database_privilege(oid, current_database(), 'CONNECT') HAVING count(*) > 1`,
  },
  {
    name: 'connect',
    sql: `SELECT r.rolname AS object, 'may connect to ' || string_agg(d.datname, ', ' ORDER BY d.datname) || ', and has one tenant''s rights' AS problem
            FROM pg_roles r JOIN pg_database d ON EXISTS (SELECT FROM aclexplode(d.datacl) AS g WHERE g.grantee = r.oid AND g.privilege_type = 'CONNECT')
           WHERE ${APPLICATION_LOGINS} AND r.rolname <> 'rowhouse_shared' GROUP BY r.rolname HAVING count(*) > 1`,
  },
]
