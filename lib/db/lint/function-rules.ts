import { APPLICATION_ROLES, type Rule } from './rule'

/** Functions that run with their owner's rights, and who that owner is: the database's owner, or the search role. */
const ALLOWED_DEFINERS = `(VALUES ('sec', 'tenant', NULL), ('sec', 'note_pending', NULL), ('sec', 'await_gate', NULL), ('sec', 'meter', NULL), ('sec', 'settle_meter', NULL), ('sec', 'read_meter', NULL), (NULL, 'search_employees', 'rowhouse_search'), (NULL, 'search_employee_values', 'rowhouse_search'))`
/** What the application may call in the schema of the walls. */
const CALLABLE_IN_SEC = `('tenant', 'note_pending', 'await_gate', 'uuid_v7', 'meter', 'read_meter')`

const OURS = `n.nspname NOT IN ('pg_catalog', 'information_schema')
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`

/** A function is a door in the wall when it runs as somebody else, or when it may look at rows before the policy has. */
export const FUNCTION_RULES: readonly Rule[] = [
  {
    name: 'definer function',
    sql: `SELECT p.oid::regprocedure::text AS object, 'runs with its owner''s rights and is not on the list of those that may' AS problem
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE p.prosecdef AND ${OURS}
             AND NOT EXISTS (SELECT FROM ${ALLOWED_DEFINERS} AS allowed (nspname, proname, owner)
                              WHERE allowed.proname = p.proname
                                AND coalesce(allowed.nspname = n.nspname, n.oid IN (SELECT oid FROM tenant_schemas))
                                AND coalesce(allowed.owner, (SELECT rolname FROM pg_roles r JOIN pg_database d ON d.datdba = r.oid WHERE d.datname = current_database()))
                                  = (SELECT rolname FROM pg_roles WHERE oid = p.proowner))`,
  },
  {
    name: 'search_path',
    sql: `SELECT p.oid::regprocedure::text AS object, 'has no fixed search_path that ends with pg_temp, so its caller decides what its names mean' AS problem
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
           WHERE ${OURS} AND p.prosqlbody IS NULL
             AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS setting WHERE setting ~ '^search_path=.*pg_temp$' AND setting !~ '\\$user')`,
  },
  {
    name: 'leakproof function',
    sql: `SELECT p.oid::regprocedure::text AS object, 'is marked leakproof, so it sees rows before the policy has' AS problem
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.proleakproof AND ${OURS}`,
  },
  {
    name: 'callable function',
    sql: `SELECT p.oid::regprocedure::text AS object, 'may be called by ' || rolname AS problem
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_roles r ON ${APPLICATION_ROLES}
           WHERE n.nspname IN ('sec', 'ledger') AND p.proname NOT IN ${CALLABLE_IN_SEC} AND has_function_privilege(r.oid, p.oid, 'EXECUTE')`,
  },
  {
    name: 'verifier',
    sql: `SELECT 'sec.tenant()' AS object, 'is missing, or is not a stable, parallel restricted plpgsql function with its owner''s rights' AS problem
           WHERE NOT EXISTS (SELECT FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
                              WHERE p.oid = to_regprocedure('sec.tenant()') AND p.prosecdef AND p.provolatile = 's' AND p.proparallel <> 's' AND l.lanname = 'plpgsql')`,
  },
]
