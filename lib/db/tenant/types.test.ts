import { expectTypeOf, test } from 'vitest'
import type { CatalogTx, TenantDb, TenantTx, Tx } from '@/lib/db'

// Checked by tsc; nothing of these two runs.
async function works(db: TenantDb) {
  const rows = await db.employee.findMany({ include: { department: true, salaries: { select: { amountMinor: true } } } })
  const name: string | undefined = rows[0]?.department?.name
  const amount: bigint | undefined = rows[0]?.salaries[0]?.amountMinor
  await db.employee.create({ data: { number: '1', firstName: 'Kim', lastName: 'Lee', hiredOn: new Date() } }) // no tenantId
  await db.employee.create({
    data: { number: '1', firstName: 'K', lastName: 'L', hiredOn: new Date(), department: { connect: { id: 'd' } } },
  })
  const one = await db.employee.findUniqueOrThrow({ where: { tenantId_number: { number: '1' } }, select: { title: true } })
  const title: string = one.title
  const count: number = await db.$transaction(async (tx) => tx.employee.count())
  const [raw] = await db.$queryRaw<{ n: number }[]>`SELECT 1 AS n`
  return [name, amount, title, count, raw!.n]
}

async function doesNotCompile(db: TenantDb, tx: TenantTx) {
  // @ts-expect-error the array form
  await db.$transaction([db.employee.count()])
  // @ts-expect-error unsafe raw SQL
  await db.$queryRawUnsafe('SELECT 1')
  // @ts-expect-error no transaction inside a transaction
  await tx.$transaction(async () => {})
  // @ts-expect-error neither a unique key nor an id
  await db.employee.findUnique({ where: { title: 'x' } })
  // @ts-expect-error a TenantTx is not a TenantDb
  await works(tx)
  // @ts-expect-error a field of the wrong type
  await db.department.create({ data: { code: 1, name: 'x' } })
  const rows = await db.employee.findMany({ select: { title: true } })
  // @ts-expect-error a column that was not selected
  return rows[0]!.email
}

test('an audit row is written through a transaction of either client', () => {
  expectTypeOf<TenantTx>().toExtend<Tx>()
  expectTypeOf<CatalogTx>().toExtend<Tx>()
})

test('what a developer may not write does not compile', () => {
  expectTypeOf(works).toBeFunction()
  expectTypeOf(doesNotCompile).toBeFunction()
})
