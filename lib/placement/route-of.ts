import type { Pattern } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { SHARED_ROLE, SHARED_SCHEMA, type TenantLocation } from '@/lib/db'
import type { Route } from './placement-driver'

/** Which patterns share the schema, and which share the role. */
const SHARES: Record<Pattern, { schema: boolean; role: boolean }> = {
  row: { schema: true, role: true },
  schema: { schema: false, role: true },
  database: { schema: true, role: false },
  instance: { schema: true, role: false },
}

export function routeOf({ host, port, database, schema, appRole }: TenantLocation, pattern: Pattern): Route {
  const { [pattern]: shares } = SHARES
  if ((schema === SHARED_SCHEMA) !== shares.schema || (appRole === null) !== shares.role) {
    throw new AppError('isolation', { message: `This place is not of the pattern ${pattern}.`, detail: { database, schema, appRole } })
  }
  return { host, port, database, schema, role: appRole ?? SHARED_ROLE }
}
