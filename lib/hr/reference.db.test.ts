import { afterAll, beforeAll, expect, test } from 'vitest'
import { isCurrency, minorDigits } from '@/lib/core'
import { reference, sql, type TenantDb } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'

let world: World
let db: TenantDb
beforeAll(async () => {
  world = await createWorld()
  db = (await world.addTenant()).db
})
afterAll(() => world.close())

test('the currencies of the code are those of the database, with the same cents', async () => {
  const rows = await db.$queryRaw<{ code: string; minor_digits: number }[]>(sql`SELECT code, minor_digits FROM ${reference('currencies')}`)
  expect(rows.length).toBeGreaterThan(150)
  for (const { code, minor_digits } of rows) expect([code, isCurrency(code), minorDigits(code)]).toEqual([code, true, minor_digits])
  expect([isCurrency('XXX'), isCurrency('usd'), minorDigits('KRW'), minorDigits('HUF'), minorDigits('BHD')]).toEqual([
    false,
    false,
    0,
    2,
    3,
  ])
})

test('public holidays are known for four countries and years, in English, Korean and their own language', async () => {
  const rows = await db.$queryRaw<{ country: string; year: number; days: number }[]>(sql`
    SELECT country, date_part('year', on_date)::integer AS year, count(*)::integer AS days FROM ${reference('public_holidays')} GROUP BY 1, 2`)
  expect(rows).toHaveLength(16)
  expect(Math.min(...rows.map(({ days }) => days))).toBeGreaterThanOrEqual(8)
  const [chuseok] = await db.$queryRaw<object[]>(sql`
    SELECT name_en, name_ko, name_local FROM ${reference('public_holidays')} WHERE country = 'KR' AND on_date = '2026-09-25'`)
  expect(chuseok).toEqual({ name_en: 'Chuseok', name_ko: '추석', name_local: '추석' })
  const countries = await db.$queryRaw<{ name_ko: string }[]>(sql`SELECT name_ko FROM ${reference('countries')} WHERE code = 'KR'`)
  expect(countries).toEqual([{ name_ko: '대한민국' }])
})

test('reference data cannot be changed by the application', async () => {
  for (const statement of [
    sql`INSERT INTO ${reference('countries')} (code, name_en, name_ko) VALUES ('ZZ', 'x', 'x')`,
    sql`UPDATE ${reference('currencies')} SET minor_digits = 0`,
    sql`DELETE FROM ${reference('public_holidays')}`,
  ]) {
    await expect(db.$executeRaw(statement)).rejects.toThrow()
  }
  const { rows } = await world.asSuperuser<{ privilege_type: string }>(
    `SELECT DISTINCT privilege_type FROM information_schema.role_table_grants WHERE table_schema = 'ref' AND grantee = 'rowhouse_app'`,
  )
  expect(rows).toEqual([{ privilege_type: 'SELECT' }])
})
