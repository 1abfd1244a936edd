import { afterAll, beforeAll, expect, test } from 'vitest'
import { lintDatabase, withOwner } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const lint = () => withOwner(world.database, (client) => lintDatabase(client))

test('a fresh database has no fault', async () => {
  expect(await lint()).toEqual([])
})

const employees = 'ALTER TABLE employees'
const faults: [what: string, plant: string, repair: string, rule: string, object: RegExp][] = [
  ['a table without tenant_id', `CREATE TABLE notes (id uuid PRIMARY KEY)`, 'DROP TABLE notes', 'tenant column', /^notes$/],
  [
    'a primary key that does not lead with tenant_id',
    'CREATE TABLE n (tenant_id uuid NOT NULL, id uuid, PRIMARY KEY (id, tenant_id))',
    'DROP TABLE n',
    'primary key',
    /^n$/,
  ],
  ['a table without a primary key', 'CREATE TABLE n (tenant_id uuid NOT NULL)', 'DROP TABLE n', 'primary key', /^n$/],
  ['a unique key across tenants', 'CREATE UNIQUE INDEX bad ON employees (email)', 'DROP INDEX bad', 'unique key', /^bad$/],
  ['an index that no tenant can use', 'CREATE INDEX bad ON employees (email)', 'DROP INDEX bad', 'index', /^bad$/],
  [
    'a foreign key without tenant_id',
    'CREATE TABLE b (tenant_id uuid NOT NULL, id uuid UNIQUE, PRIMARY KEY (tenant_id, id), b uuid REFERENCES b (id))',
    'DROP TABLE b',
    'foreign key',
    /^b\.b_b_fkey$/,
  ],
  [
    'a foreign key out of its schema',
    `CREATE TABLE b (tenant_id uuid NOT NULL, id uuid, c text REFERENCES ref.currencies (code), PRIMARY KEY (tenant_id, id))`,
    'DROP TABLE b',
    'foreign key',
    /^b\.b_c_fkey$/,
  ],
  [
    'a foreign key into a tenant table',
    `CREATE TABLE ref.b (t uuid, e uuid, FOREIGN KEY (t, e) REFERENCES employees (tenant_id, id))`,
    'DROP TABLE ref.b',
    'foreign key',
    /^ref\.b\./,
  ],
  ['a sequence', 'CREATE SEQUENCE bad', 'DROP SEQUENCE bad', 'sequence', /^bad$/],
  [
    'a table without its class',
    'COMMENT ON TABLE employees IS NULL',
    `COMMENT ON TABLE employees IS 'class: data'`,
    'class',
    /^employees$/,
  ],
  [
    'missing row security',
    `${employees} DISABLE ROW LEVEL SECURITY`,
    `${employees} ENABLE ROW LEVEL SECURITY`,
    'row security',
    /^employees$/,
  ],
  [
    'row security that is not forced',
    `${employees} NO FORCE ROW LEVEL SECURITY`,
    `${employees} FORCE ROW LEVEL SECURITY`,
    'row security',
    /^employees$/,
  ],
  ['a missing policy', 'DROP POLICY tenant ON files', `SELECT sec.protect('files', 'data')`, 'policy', /^files$/],
  [
    'a policy without USING',
    'DROP POLICY tenant ON files; CREATE POLICY tenant ON files WITH CHECK (tenant_id = (SELECT sec.tenant()))',
    `DROP POLICY tenant ON files; SELECT sec.protect('files', 'data')`,
    'policy',
    /^files$/,
  ],
  [
    'a policy without WITH CHECK',
    'DROP POLICY tenant ON files; CREATE POLICY tenant ON files USING (tenant_id = (SELECT sec.tenant()))',
    `DROP POLICY tenant ON files; SELECT sec.protect('files', 'data')`,
    'policy',
    /^files$/,
  ],
  [
    'a policy that trusts a plain setting',
    `ALTER POLICY tenant ON files USING (tenant_id = current_setting('app.id')::uuid)`,
    'ALTER POLICY tenant ON files USING (tenant_id = (SELECT sec.tenant()))',
    'policy',
    /^files$/,
  ],
  [
    'a policy that calls the verifier for every row',
    'ALTER POLICY tenant ON files USING (tenant_id = sec.tenant())',
    'ALTER POLICY tenant ON files USING (tenant_id = (SELECT sec.tenant()))',
    'policy',
    /^files$/,
  ],
  ['a table whose writes no fence stops', 'DROP TRIGGER gate ON files', `SELECT sec.guard('files')`, 'gate', /^files$/],
  [
    'a gate that lets deletes pass',
    'CREATE OR REPLACE TRIGGER gate BEFORE INSERT OR UPDATE ON files FOR EACH STATEMENT EXECUTE FUNCTION sec.hold_gate()',
    `SELECT sec.guard('files')`,
    'gate',
    /^files$/,
  ],
  ['a gate that is switched off', 'ALTER TABLE files DISABLE TRIGGER gate', 'ALTER TABLE files ENABLE TRIGGER gate', 'gate', /^files$/],
  [
    "the mover's policy opened to everybody",
    'ALTER POLICY mover ON employees TO PUBLIC',
    'ALTER POLICY mover ON employees TO rowhouse_mover',
    'second policy',
    /^employees\.mover$/,
  ],
  [
    'a second permissive policy',
    'CREATE POLICY all_rows ON employees USING (true)',
    'DROP POLICY all_rows ON employees',
    'second policy',
    /^employees\.all_rows$/,
  ],
  [
    'the search policy opened to everybody',
    'ALTER POLICY search ON employees TO PUBLIC',
    'ALTER POLICY search ON employees TO rowhouse_search',
    'second policy',
    /^employees\.search$/,
  ],
  ['a view without security_invoker', 'CREATE VIEW bad AS SELECT * FROM employees', 'DROP VIEW bad', 'view', /^bad$/],
  ['a materialized view', 'CREATE MATERIALIZED VIEW bad AS SELECT 1 AS x', 'DROP MATERIALIZED VIEW bad', 'view', /^bad$/],
  ['a rewrite rule', 'CREATE RULE bad AS ON INSERT TO files DO ALSO NOTHING', 'DROP RULE bad ON files', 'rule', /^files\.bad$/],
  ['a child table elsewhere', 'CREATE TABLE ref.child () INHERITS (files)', 'DROP TABLE ref.child', 'inheritance', /^ref\.child$/],
  [
    'a definer function outside the list',
    `CREATE FUNCTION bad() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT 1'`,
    'DROP FUNCTION bad',
    'definer function',
    /^bad\(\)$/,
  ],
  [
    "a search function with the owner's rights",
    'ALTER FUNCTION search_employees OWNER TO CURRENT_USER',
    'GRANT CREATE ON SCHEMA public TO rowhouse_search; ALTER FUNCTION search_employees OWNER TO rowhouse_search; REVOKE CREATE ON SCHEMA public FROM rowhouse_search',
    'definer function',
    /^search_employees/,
  ],
  [
    'a verifier without a fixed search_path',
    'ALTER FUNCTION sec.tenant() RESET search_path',
    'ALTER FUNCTION sec.tenant() SET search_path = pg_catalog, pg_temp',
    'search_path',
    /^sec\.tenant\(\)$/,
  ],
  [
    'a function without a fixed search_path',
    `CREATE FUNCTION bad() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    'DROP FUNCTION bad',
    'search_path',
    /^bad\(\)$/,
  ],
  [
    'a verifier that workers run in parallel',
    'ALTER FUNCTION sec.tenant() PARALLEL SAFE',
    'ALTER FUNCTION sec.tenant() PARALLEL RESTRICTED',
    'verifier',
    /^sec\.tenant/,
  ],
  [
    'a function of the walls that the application may call',
    'GRANT EXECUTE ON FUNCTION sec.protect TO rowhouse_app',
    'REVOKE EXECUTE ON FUNCTION sec.protect FROM rowhouse_app',
    'callable function',
    /^sec\.protect/,
  ],
  [
    'a grant of TRUNCATE',
    'GRANT TRUNCATE ON employees TO rowhouse_app',
    'REVOKE TRUNCATE ON employees FROM rowhouse_app',
    'grant',
    /^employees$/,
  ],
  [
    'a grant of REFERENCES',
    'GRANT REFERENCES ON employees TO rowhouse_app',
    'REVOKE REFERENCES ON employees FROM rowhouse_app',
    'grant',
    /^employees$/,
  ],
  [
    'a grant of TRIGGER',
    'GRANT TRIGGER ON employees TO rowhouse_app',
    'REVOKE TRIGGER ON employees FROM rowhouse_app',
    'grant',
    /^employees$/,
  ],
  ['a grant to everybody', 'GRANT SELECT ON employees TO PUBLIC', 'REVOKE SELECT ON employees FROM PUBLIC', 'grant', /^employees$/],
  [
    'a grant of columns to the search role',
    'GRANT SELECT (email) ON employees TO rowhouse_search',
    'REVOKE SELECT (email) ON employees FROM rowhouse_search',
    'grant',
    /^employees\.email$/,
  ],
  [
    'a grant on the gate',
    'GRANT SELECT ON sec.gate TO rowhouse_app',
    'REVOKE SELECT ON sec.gate FROM rowhouse_app',
    'grant',
    /^sec\.gate$/,
  ],
  [
    'reference data that the application may change',
    'GRANT UPDATE ON ref.currencies TO rowhouse_app',
    'REVOKE UPDATE ON ref.currencies FROM rowhouse_app',
    'grant',
    /^ref\.currencies$/,
  ],
  ['a readable key', 'GRANT SELECT ON sec.key TO rowhouse_app', 'REVOKE SELECT ON sec.key FROM rowhouse_app', 'signing key', /^sec\.key$/],
  [
    'an application role that may create objects',
    'GRANT CREATE ON SCHEMA public TO rowhouse_app',
    'REVOKE CREATE ON SCHEMA public FROM rowhouse_app',
    'create',
    /^public$/,
  ],
  [
    'a database open to everybody',
    'GRANT CONNECT ON DATABASE :database TO PUBLIC',
    'REVOKE CONNECT ON DATABASE :database FROM PUBLIC',
    'connect',
    /_row$/,
  ],
  [
    'an application role that owns a table',
    'CREATE TABLE ref.owned (x int); ALTER TABLE ref.owned OWNER TO rowhouse_app',
    'DROP TABLE ref.owned',
    'owner',
    /^ref\.owned$/,
  ],
  [
    'a leakproof function',
    `CREATE FUNCTION bad() RETURNS int LANGUAGE sql LEAKPROOF SET search_path = pg_catalog, pg_temp AS 'SELECT 1'`,
    'DROP FUNCTION bad',
    'leakproof function',
    /^bad\(\)$/,
  ],
]

test.each(faults)('finds %s', async (_what, plant, repair, rule, object) => {
  const run = (text: string) => world.asSuperuser(text.replaceAll(':database', world.database))
  await run(plant)
  const findings = await lint().finally(() => run(repair))
  expect(findings).toContainEqual({ rule, object: expect.stringMatching(object), problem: expect.any(String) })
  expect(await lint()).toEqual([])
})
