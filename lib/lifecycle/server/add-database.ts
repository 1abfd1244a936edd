import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { getDatabase, getServerAdmin, getServerReport, type RegisteredDatabase } from '@/lib/catalog'
import { AppError, newId } from '@/lib/core'
import { catalogDb, createDatabaseIfMissing, createTenantDatabase, tenantSchemaVersion } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { AddDatabaseInput } from './server-input.schema'

/**
 * Makes a database that many tenants share, of one pattern for good, and enters it. Databases of one tenant come with that tenant.
 * Throws `not_found`, and `conflict` for a name that is taken on that server.
 */
export async function addDatabase(principal: Principal, fields: z.input<typeof AddDatabaseInput>): Promise<RegisteredDatabase> {
  requirePermission(principal, 'server:manage')
  const { server, pattern, name: wished, requestId } = parseInput(AddDatabaseInput, fields)
  const { id: serverId, name: serverName, isPooled, state } = await getServerReport(server)
  if (state !== 'ready') throw new AppError('conflict', { message: `${serverName} is ${state} and takes no database.` })
  const name = wished ?? `rowhouse_${pattern}_${randomBytes(4).toString('hex')}`
  const admin = await getServerAdmin(serverId)
  if (!(await createDatabaseIfMissing(name, admin))) {
    throw new AppError('conflict', { message: `${serverName} has a database called ${name} already.`, fields: { name: 'taken' } })
  }
  await createTenantDatabase(name, { isPooled }, admin)
  const id = newId()
  await catalogDb().$transaction(async (tx) => {
    await tx.database.create({ data: { id, serverId, name, pattern, schemaVersion: tenantSchemaVersion() } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'database.added',
      subject: { kind: 'database', id },
      detail: { name, pattern, server: serverName },
      requestId,
    })
  })
  return getDatabase(id)
}
