import { afterAll, beforeAll, expect, test } from 'vitest'
import { Prisma } from '@/generated/tenant/client'
import { type Sql, sql, type TenantDb, table } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'

let world: World
let db: TenantDb
beforeAll(async () => {
  world = await createWorld()
  db = (await world.addTenant()).db
  await db.department.create({ data: { code: '1', name: 'Sales' } })
})
afterAll(() => world.close())

/** Outside a transaction our own reader answers, inside Prisma's. */
async function bothWays(query: Sql): Promise<[unknown, unknown]> {
  return [await db.$queryRaw(query), await db.$transaction((tx) => tx.$queryRaw(query))]
}

const moment = new Date('2026-02-28T23:30:15.123Z')
const one = (columns: Sql) => sql`SELECT ${columns} FROM ${table('departments')}`

test.each([
  ['numbers', sql`1::int2 AS a, 2::int4 AS b, 3::int8 AS c, 1.5::float4 AS d, 2.5::float8 AS e, 12345678901234567890.125::numeric AS f`],
  ['words', sql`'x'::text AS a, 'y'::varchar AS b, 'z'::char(3) AS c, ''::text AS d, name, id`],
  ['yes, no and nothing', sql`true AS a, false AS b, NULL::int8 AS c, NULL::date AS d, NULL::text[] AS e, NULL::jsonb AS f`],
  [
    'days and moments',
    sql`'2024-02-29'::date AS a, '2024-02-29 12:00:00.25'::timestamp AS b, '2024-02-29 12:00:00+05:45'::timestamptz AS c`,
  ],
  ['documents', sql`'{"a": [1, null, "x"]}'::jsonb AS a, '[1.5]'::json AS b, '"s"'::jsonb AS c, 'null'::jsonb AS d`],
  ['bytes', sql`'\\x00ff'::bytea AS a`],
  [
    'lists',
    sql`'{a,NULL,"b c"}'::text[] AS a, '{1,2}'::int4[] AS b, '{9007199254740993}'::int8[] AS c, '{t,f}'::bool[] AS d, ARRAY[id] AS e, '{}'::text[] AS f, '{1.5}'::float8[] AS g`,
  ],
  ['lists of days', sql`'{2024-02-29,NULL}'::date[] AS a, '{1.25}'::numeric[] AS b`],
])('%s come out as Prisma gives them', async (_what, columns) => {
  const [ours, prismas] = await bothWays(one(columns))
  expect(ours).toEqual(prismas)
})

test.each([
  ['moments', sql`${moment}::timestamptz::text AS a, ${moment}::timestamp::text AS b, ${moment}::date::text AS c`],
  ['numbers', sql`${1}::int4 AS a, ${2n}::int8 AS b, ${1.5}::float8 AS c, ${new Prisma.Decimal('1.25')}::numeric AS d`],
  ['words', sql`${"a'b"}::text AS a, ${'김'}::text AS b, ${''}::text AS c, ${null}::text AS d, ${true}::bool AS e`],
  ['lists', sql`${['a', 'b,"c']}::text[] AS a, ${[1, 2]}::int4[] AS b, ${[]}::uuid[] AS c, ${['2024-02-29']}::date[] AS d`],
  ['a document', sql`${JSON.stringify({ a: 1 })}::jsonb AS a`],
])('%s go in as Prisma sends them', async (_what, columns) => {
  const [ours, prismas] = await bothWays(one(columns))
  expect(ours).toEqual(prismas)
})

test('a statement that fails says the same, and the next one is answered', async () => {
  const broken = one(sql`1 / 0 AS a`)
  const message = (error: Error) => error.message
  expect(await db.$queryRaw(broken).catch(message)).toContain('division by zero')
  expect(await db.$transaction((tx) => tx.$queryRaw(broken)).catch(message)).toContain('division by zero')
  expect(await db.$queryRaw(one(sql`name`))).toEqual([{ name: 'Sales' }])
})
