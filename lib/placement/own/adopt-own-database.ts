import { changeDatabase, type Pattern, type RegisteredDatabase } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { SHARED_SCHEMA, type TenantLocation } from '@/lib/db'
import { locationOf } from '../shared-database'
import { shutGate } from '../shut-gate'

/** One that was kept ready. Throws `conflict` for one of another pattern, and for one that others use. */
export async function adoptOwnDatabase(
  database: RegisteredDatabase,
  pattern: Pattern,
  tenantId: string,
  epoch: number,
): Promise<TenantLocation> {
  const isFitting = database.pattern === pattern && database.appRole !== null && ['standby', 'ready'].includes(database.state)
  if (!isFitting) {
    throw new AppError('conflict', {
      message: `The database ${database.database} is of the pattern ${database.pattern} and ${database.state}. It cannot take a tenant of the pattern ${pattern}.`,
    })
  }
  const location = { ...locationOf(database), schema: SHARED_SCHEMA }
  await shutGate(location, tenantId, epoch)
  await changeDatabase(database.databaseId, { state: 'ready' })
  return location
}
