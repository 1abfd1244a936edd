import { getDatabase, getServer, getTenant, type RegisteredServer } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb, onServer, readMoverRights } from '@/lib/db'
import type { StepContext } from '@/lib/operations'
import { driverOf } from '@/lib/placement'
import { pass } from './kill-points'
import type { MoveInput } from './move-input'
import { getMoveRow, type MoveRow } from './move-rows'
import { nameOf, placeOf } from './places'
import { purgeCopies } from './purge-copies'

type Prepared = { server: string; database: string; schema: string }

/** Makes the target's place, empty and shut. A copy that an earlier move left just there goes first. */
export async function preparePlace(context: StepContext<MoveInput>): Promise<Prepared> {
  const { operationId, tenantId, input } = context
  const row = await getMoveRow(operationId)
  if (row.phase !== 'preparing') return preparedOf(row)
  await purgeCopies({ tenantId: tenantId!, pattern: input.toPattern, serverId: input.toServerId })
  const server = await getServer(input.toServerId)
  await assertStillFits(tenantId!, server)
  const database = input.toDatabaseId ? await getDatabase(input.toDatabaseId) : undefined
  const location = await onServer(server.name, () => driverOf(input.toPattern).create({ server, database }, tenantId!, row.epoch + 1))
  if (location.databaseId === row.fromDatabaseId) throw new AppError('conflict', { message: 'The tenant lives in that database already.' })
  const { canCarry } = await readMoverRights(await placeOf(location.databaseId, location.schema, input.toPattern))
  if (!canCarry)
    throw new AppError('conflict', { message: 'The role rowhouse_mover lacks rights at the target: see the preflight of that server.' })
  const made = await getDatabase(location.databaseId)
  await catalogDb().move.update({
    where: { id: operationId },
    data: { toDatabaseId: location.databaseId, toSchema: location.schema, toPlace: nameOf(made, location.schema) },
  })
  await pass('placed')
  return nameOf(made, location.schema)
}

/** A move may have waited in its queue since its target was chosen. Throws `conflict`. */
async function assertStillFits(tenantId: string, { name, region, state }: RegisteredServer): Promise<void> {
  const tenant = await getTenant(tenantId)
  if (region !== tenant.region)
    throw new AppError('conflict', { message: `The data of this tenant stays in ${tenant.region}, and ${name} is in ${region}.` })
  if (state !== 'ready')
    throw new AppError('conflict', { message: `The server ${name} takes no tenants by now: it is ${state}. Choose another one.` })
}

async function preparedOf({ toDatabaseId, toSchema }: MoveRow): Promise<Prepared> {
  return nameOf(await getDatabase(toDatabaseId!), toSchema!)
}
