import pg from 'pg'
import { Prisma } from '@/generated/tenant/client'
import type { Sql } from './sql'

/**
 * Rows of a hand-written statement outside a transaction, straight from the routing pool: Prisma's engine would add more CPU than the
 * rest of such a read takes (decision 110). Values go in and come out as Prisma's $queryRaw has them, so that a statement answers alike
 * inside a transaction, where Prisma runs it.
 */
export async function readRows(pool: pg.Pool, { text, values }: Sql): Promise<object[]> {
  const config = { text, values: values.map(toParameter), types: TYPES, rowMode: 'array' as const }
  const { fields, rows } = (await pool.query(config)) as unknown as pg.QueryArrayResult<unknown[]>
  const names = fields.map(({ name }) => name)
  return rows.map((row) => {
    const object: Record<string, unknown> = {}
    for (let index = 0; index < names.length; index++) object[names[index]!] = row[index]
    return object
  })
}

/** Moments go as UTC: pg would write them in the zone of this process, which a cast to `timestamp` or `date` would take as it is. */
function toParameter(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(toParameter)
  return Prisma.Decimal.isDecimal(value) ? value.toString() : value
}

const { builtins } = pg.types
const utc = (time: string) => new Date(`${time.replace(' ', 'T')}Z`)
const day = (date: string) => new Date(`${date}T00:00:00Z`)
const listOf = (parse: (text: string) => unknown) => {
  const split = pg.types.getTypeParser(TEXT_ARRAY as never)
  const map = (item: unknown): unknown => (item === null ? null : Array.isArray(item) ? item.map(map) : parse(item as string))
  return (text: string) => (split(text) as unknown[]).map(map)
}
const TEXT_ARRAY = 1009

/** What is not here comes as pg gives it if it is in AS_PG, and else as text. */
const PARSERS: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: BigInt,
  1016: listOf(BigInt),
  [builtins.NUMERIC]: (text) => new Prisma.Decimal(text),
  1231: listOf((text) => new Prisma.Decimal(text)),
  [builtins.DATE]: day,
  1182: listOf(day),
  [builtins.TIMESTAMP]: utc,
  1115: listOf(utc),
  [builtins.BYTEA]: (text) => new Uint8Array(pg.types.getTypeParser(builtins.BYTEA)(text) as Buffer),
  2951: listOf(String),
}
const { BOOL, INT2, INT4, OID, FLOAT4, FLOAT8, TIMESTAMPTZ, JSON: json, JSONB } = builtins
const AS_PG = new Set<number>([BOOL, INT2, INT4, OID, FLOAT4, FLOAT8, TIMESTAMPTZ, json, JSONB])
for (const list of [1000, 1005, 1007, 1021, 1022, 1185, 199, 3807, TEXT_ARRAY, 1015]) AS_PG.add(list)

/** One object for all statements: pg keeps its parsers with a prepared statement's description. */
const TYPES = {
  getTypeParser: (oid: number) =>
    PARSERS[oid] ?? (AS_PG.has(oid) ? (pg.types.getTypeParser(oid) as (text: string) => unknown) : (text: string) => text),
}
