import type { Pattern, RegisteredDatabase } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import type { TenantLocation } from '@/lib/db'
import type { Target } from './placement-driver'

/** The database of a target whose pattern shares one. Throws `conflict` for one of another pattern, and for one that is not ready. */
export function sharedDatabase({ database }: Target, pattern: Pattern): Omit<TenantLocation, 'schema'> {
  if (database === undefined) throw new AppError('internal', { message: `The pattern ${pattern} needs a database to place a tenant in.` })
  if (database.pattern !== pattern || database.appRole !== null || database.state !== 'ready') {
    throw new AppError('conflict', {
      message: `The database ${database.database} holds tenants of the pattern ${database.pattern} and is ${database.state}. Choose one of the pattern ${pattern} that is ready.`,
    })
  }
  return locationOf(database)
}

export function locationOf(database: RegisteredDatabase): Omit<TenantLocation, 'schema'> {
  const { databaseId, database: name, host, port, tls, keyId, isPooled, appRole, appSecret } = database
  return { databaseId, database: name, host, port, tls, keyId, isPooled, appRole, appSecret }
}
