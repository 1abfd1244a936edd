import { afterAll, beforeAll, expect, test } from 'vitest'
import { assertWalls, closeAll, type TenantLocation } from '@/lib/db'
import { useOwnServer } from '@/scripts/testing/own-server'
import { createWorld, type World } from '@/scripts/testing/world'

let stop: () => Promise<void>
let world: World
let location: TenantLocation
beforeAll(async () => {
  stop = await useOwnServer()
  world = await createWorld()
  location = (await world.addTenant()).tenant.location
})
afterAll(() => stop())

test('an intact database passes', async () => {
  await assertWalls(location)
})

const strict = `tenant_id = (SELECT sec.tenant())`
const rename = (from: string, to: string) => `ALTER FUNCTION sec.${from}() RENAME TO ${to}`
const faults: [what: string, plant: string, repair: string, complaint: RegExp][] = [
  ['a role that bypasses row security', 'ALTER ROLE rowhouse_shared BYPASSRLS', 'ALTER ROLE rowhouse_shared NOBYPASSRLS', /race, tenant 1/],
  [
    'row security switched off',
    'ALTER TABLE tenancy_probe DISABLE ROW LEVEL SECURITY',
    'ALTER TABLE tenancy_probe ENABLE ROW LEVEL SECURITY',
    /race, tenant 2/,
  ],
  [
    'row security that is not forced',
    'ALTER TABLE employees NO FORCE ROW LEVEL SECURITY',
    'ALTER TABLE employees FORCE ROW LEVEL SECURITY',
    /does not force/,
  ],
  [
    'a second, permissive policy',
    'CREATE POLICY all_rows ON tenancy_probe USING (true)',
    'DROP POLICY all_rows ON tenancy_probe',
    /second policy/,
  ],
  ['a table without the gate', 'DROP TRIGGER gate ON employees', `SELECT sec.guard('employees')`, /gate: public\.employees/],
  ['a readable key', 'GRANT SELECT ON sec.key TO rowhouse_app', 'REVOKE SELECT ON sec.key FROM rowhouse_app', /signing key/],
  ["a key that is not this installation's", `UPDATE sec.key SET kid = 2`, `UPDATE sec.key SET kid = 1`, /race.*TN002/],
  [
    'a context that is worth the same on every connection',
    'UPDATE sec.key SET binds_backend = false',
    'UPDATE sec.key SET binds_backend = true',
    /TN002/,
  ],
  [
    'a verifier that accepts anything',
    `${rename('tenant', 'strict')}; CREATE FUNCTION sec.tenant() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
       SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN split_part(current_setting('app.tenant'), '.', 2)::uuid; END $$;
     ALTER POLICY tenant ON tenancy_probe USING (${strict}) WITH CHECK (${strict})`,
    `${rename('tenant', 'loose')}; ${rename('strict', 'tenant')};
     ALTER POLICY tenant ON tenancy_probe USING (${strict}) WITH CHECK (${strict}); DROP FUNCTION sec.loose`,
    /a forged context/,
  ],
]
test.each(faults)('%s is found at start', async (_what, plant, repair, complaint) => {
  await world.asSuperuser(plant)
  const found = await assertWalls(location).then(
    () => 'passed',
    (error) => String(error.message),
  )
  await world.asSuperuser(repair)
  await closeAll() // PostgreSQL keeps plans that were made while the role could bypass row security
  expect(found).toMatch(complaint)
  await assertWalls(location)
})
