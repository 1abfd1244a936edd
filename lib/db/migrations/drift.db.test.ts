import { expect, test } from 'vitest'
import { findDrift } from '@/scripts/testing/schema-engine'
import { ownerConfig } from '../connections/connection-config'
import { readMigrations } from './read-migrations'

const server = () => ownerConfig('postgres')
const catalog = () => readMigrations('catalog/migrations')
const tenant = () => [
  ...readMigrations('tenant/database'),
  ...readMigrations('tenant/migrations').map(({ name, sql }) => ({ name: `tables_${name}`, sql })),
  { name: 'tables_without_include', sql: WITHOUT_INCLUDE },
]
/** Prisma's schema has no word for INCLUDE, and its engine takes such columns for parts of the key: they are left out before it looks. */
const WITHOUT_INCLUDE = `DO $$ DECLARE definition text; BEGIN
  FOR definition IN SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indnatts > indnkeyatts AND indrelid::regclass::text NOT LIKE 'pg\\_%' LOOP
    EXECUTE 'DROP INDEX ' || substring(definition FROM 'INDEX (\\S+) ON');
    EXECUTE regexp_replace(definition, ' INCLUDE \\([^)]*\\)', '');
  END LOOP;
END $$`

test('the catalog that its migrations make is the one that its Prisma schema describes', async () => {
  expect(await findDrift(server(), 'prisma/catalog/schema.prisma', catalog())).toBe('')
})

test('the tenant tables that their migrations make are those that their Prisma schema describes', async () => {
  expect(await findDrift(server(), 'prisma/tenant/schema.prisma', tenant())).toBe('')
})

test.each([
  ['a column that only the migrations have', 'ALTER TABLE employees ADD COLUMN rogue text'],
  ['a column that only the schema has', 'ALTER TABLE employees DROP COLUMN title CASCADE'],
  ['another type', 'ALTER TABLE salaries ALTER COLUMN amount_minor TYPE integer'],
  ['an index that is missing', 'DROP INDEX employees_manager'],
  ['a foreign key that is missing', 'ALTER TABLE salaries DROP CONSTRAINT salaries_tenant_id_employee_id_fkey'],
])('the test sees %s', async (_what, sql) => {
  expect(await findDrift(server(), 'prisma/tenant/schema.prisma', [...tenant(), { name: 'z', sql }])).not.toBe('')
})
