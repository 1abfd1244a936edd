import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { listDatabases, listServers } from '@/lib/catalog'
import { catalogDb, dropSlot, forgetGate, listGates, listMoverSlots, slotName, wipeTenant } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { driverOf } from '@/lib/placement'
import { placeIn } from './places'

/** What is on a server and belongs to nobody. `isSwept` tells what was removed: places that only an operator can judge are just named. */
export type FoundLeftover = { server: string; kind: string; name: string; database: string | null; isSwept: boolean }

const DONE = ['done', 'aborted']

/**
 * Slots, publications and half-made copies of moves that are over. A live move keeps all that is its own, and a copy is removed only
 * where its gate never let anybody in. With `isDry` it only tells. Servers that do not answer are left for the next time.
 */
export async function sweepLeftovers(
  principal: Principal,
  { isDry = false, requestId }: { isDry?: boolean; requestId?: string | null } = {},
): Promise<FoundLeftover[]> {
  requirePermission(principal, 'tenant:move')
  const live = await catalogDb().move.findMany({ where: { phase: { notIn: DONE } }, select: { id: true, tenantId: true } })
  const databases = await listDatabases()
  const found: FoundLeftover[] = []
  const note = (leftover: Omit<FoundLeftover, 'isSwept'>, isSwept = !isDry) => found.push({ ...leftover, isSwept })
  for (const server of await listServers()) {
    const first = databases.find(({ serverId }) => serverId === server.id)
    if (!first) continue
    for (const { name, database } of await listMoverSlots(await placeIn(first, 'public', first.pattern))) {
      if (live.some(({ id }) => slotName(id) === name)) continue
      const home = databases.find((each) => each.serverId === server.id && each.database === database)
      if (home && !isDry) await dropSlot(await placeIn(home, 'public', home.pattern), moveIdOf(name))
      note({ server: server.name, kind: 'slot', name, database }, !isDry && home !== undefined)
    }
    for (const pattern of ['schema', 'database', 'instance'] as const)
      for (const { kind, name, database } of await driverOf(pattern).leftovers(server))
        note({ server: server.name, kind, name, database: database ?? null }, false)
  }
  for (const database of databases) {
    const place = await placeIn(database, 'public', database.pattern)
    for (const gate of (await listGates(place)).filter(({ state }) => state === 'incoming')) {
      if (live.some(({ tenantId }) => tenantId === gate.tenantId)) continue
      if (!isDry && database.pattern === 'row') {
        await wipeTenant(place, gate.tenantId)
        await forgetGate(place, gate.tenantId, gate.epoch)
      }
      note(
        { server: database.server, kind: 'copy', name: gate.tenantId, database: database.database },
        !isDry && database.pattern === 'row',
      )
    }
  }
  if (found.some(({ isSwept }) => isSwept))
    await recordAudit(catalogDb(), {
      actor: actorOf(principal),
      action: 'leftovers.swept',
      subject: { kind: 'installation', id: 'servers' },
      detail: { swept: found.filter(({ isSwept }) => isSwept).length },
      requestId,
    })
  return found
}

const moveIdOf = (name: string) => name.slice(3).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
