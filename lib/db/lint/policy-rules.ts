import { APPLICATION_ROLES, type Rule } from './rule'

/** As PostgreSQL prints what sec.protect() makes. */
const TEMPLATE = `'(tenant_id = ( SELECT sec.tenant() AS tenant))'`

/**
 * The only policies beside the template: substring search, whose function verifies the context and adds the tenant itself, and the
 * mover's, for servers that give it no BYPASSRLS. NULL stands for every table.
 */
const ALLOWED_POLICIES = `(VALUES ('employees', 'search', 'r', ARRAY['rowhouse_search'], 'true', NULL),
  ('employee_values', 'search', 'r', ARRAY['rowhouse_search'], 'true', NULL), (NULL, 'mover', '*', ARRAY['rowhouse_mover'], 'true', 'true'))`

/** Row-level security is on for everybody, the owner included, and says the same on every table. */
export const POLICY_RULES: readonly Rule[] = [
  {
    name: 'row security',
    sql: `SELECT object, CASE WHEN relrowsecurity THEN 'does not force row-level security' ELSE 'has no row-level security' END AS problem
            FROM tenant_tables WHERE NOT relrowsecurity OR NOT relforcerowsecurity`,
  },
  {
    name: 'policy',
    sql: `SELECT object, 'has no policy for all commands that compares tenant_id with sec.tenant() in USING and in WITH CHECK' AS problem
            FROM tenant_tables t
           WHERE NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'tenant' AND p.polcmd = '*' AND p.polpermissive
                                AND p.polroles = '{0}' AND pg_get_expr(p.polqual, p.polrelid) = ${TEMPLATE}
                                AND pg_get_expr(p.polwithcheck, p.polrelid) = ${TEMPLATE})`,
  },
  {
    name: 'gate',
    sql: `SELECT object, 'has no trigger that holds the gate before it is written to, so a move could lose a write' AS problem FROM tenant_tables t
           WHERE relkind <> 'f' AND NOT EXISTS (SELECT FROM pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname = 'gate' AND g.tgenabled = 'O'
                                AND g.tgtype = 30 AND g.tgqual IS NULL AND g.tgattr = '' AND g.tgfoid = to_regprocedure('sec.hold_gate()'))`, // before insert, update, delete; once a statement
  },
  {
    name: 'gate',
    sql: `SELECT rolname AS object, 'may switch triggers off, the gate''s too' AS problem FROM pg_roles
           WHERE (${APPLICATION_ROLES} OR rolname IN ('rowhouse_control', 'rowhouse_search')) AND has_parameter_privilege(oid, 'session_replication_role', 'SET')`,
  },
  {
    name: 'second policy',
    sql: `SELECT object || '.' || p.polname AS object, 'is a second policy: permissive ones add up' AS problem
            FROM tenant_tables t JOIN pg_policy p ON p.polrelid = t.oid
           WHERE p.polname <> 'tenant' AND p.polpermissive
             AND NOT EXISTS (SELECT FROM ${ALLOWED_POLICIES} AS allowed (relname, polname, polcmd, roles, using_text, check_text)
                              WHERE coalesce(allowed.relname = t.relname, true) AND allowed.polname = p.polname AND allowed.polcmd = p.polcmd::text
                                AND allowed.using_text = pg_get_expr(p.polqual, p.polrelid) AND allowed.check_text IS NOT DISTINCT FROM pg_get_expr(p.polwithcheck, p.polrelid)
                                AND allowed.roles = ARRAY(SELECT rolname::text FROM pg_roles WHERE oid = ANY (p.polroles)))`,
  },
  {
    name: 'view',
    sql: `SELECT c.oid::regclass::text AS object, CASE c.relkind WHEN 'm' THEN 'is a materialized view, which no policy protects'
                                                                ELSE 'is a view without security_invoker, which reads as its owner' END AS problem
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND c.relkind IN ('v', 'm')
             AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
             AND NOT (c.relkind = 'v' AND coalesce(c.reloptions && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false))`,
  },
  {
    name: 'rule',
    sql: `SELECT object || '.' || r.rulename AS object, 'is a rewrite rule on a tenant table, which runs as its owner' AS problem
            FROM tenant_tables t JOIN pg_rewrite r ON r.ev_class = t.oid`,
  },
  {
    name: 'inheritance',
    sql: `SELECT c.oid::regclass::text AS object, 'inherits from a tenant table but lies outside the tenant schemas, without its policy' AS problem
            FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
           WHERE h.inhparent IN (SELECT oid FROM tenant_tables) AND c.relnamespace NOT IN (SELECT oid FROM tenant_schemas)`,
  },
]
