import { Prisma } from '@/generated/tenant/client'
import { refused } from './refused'
import { PLACEHOLDER } from './statement-texts'

export const REFERENCE = '"ref".'

export type Sql = Prisma.Sql

const trusted = new WeakSet<Sql>()

/** A fragment or statement whose text is in the source code; whatever varies is a parameter. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  if (!Array.isArray(strings) || !Object.isFrozen(strings) || !('raw' in strings)) throw refused('sql is used as a template tag: sql`...`')
  for (const value of values) if (value instanceof Prisma.Sql) assertTrusted(value)
  const statement = Prisma.sql(strings, ...values)
  trusted.add(statement)
  return statement
}

/** A table or function of the current tenant's schema, wherever that is. */
export function table(name: string): Sql {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw refused(`not a name of a table: ${name}`)
  const fragment = Prisma.raw(`${PLACEHOLDER}"${name}"`)
  trusted.add(fragment)
  return fragment
}

/** A table of reference data (currencies, countries, public holidays), the same for every tenant of a database. */
export function reference(name: 'currencies' | 'countries' | 'public_holidays'): Sql {
  const fragment = Prisma.raw(`${REFERENCE}"${name}"`)
  trusted.add(fragment)
  return fragment
}

export function assertTrusted(fragment: Sql): Sql {
  if (!trusted.has(fragment)) throw refused('a fragment of SQL is made by sql`...` or table(...), not by Prisma.raw')
  return fragment
}
