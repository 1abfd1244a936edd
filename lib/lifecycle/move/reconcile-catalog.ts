import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { forgetTenant, listDatabases, type Pattern, type RegisteredDatabase } from '@/lib/catalog'
import { log } from '@/lib/core'
import { catalogDb, listGates, type StoredGate } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { isPattern } from './move-rows'
import { placeIn } from './places'

export type Reconciled = {
  tenantId: string
  slug: string
  from: { pattern: string; database: string; epoch: number } | null
  to: { pattern: Pattern; database: string; epoch: number }
  isDone: boolean
}
export type Reconciliation = { tenants: number; changed: Reconciled[]; unreachable: string[] }

/** Gates that say: the tenant lives here, whether or not it is served at the moment. */
const HOME = ['open', 'stopped', 'locked', 'frozen']

/**
 * For a catalog that was restored from before a move. Each database knows by its gates who lives in it and since which epoch; where a
 * gate is newer than the catalog's placement, the catalog follows, and the older copy stays shut. Changes nothing when `isDry`, and
 * no tenant whose databases do not all answer.
 */
export async function reconcileCatalog(
  principal: Principal,
  { isDry = false, requestId }: { isDry?: boolean; requestId?: string | null } = {},
): Promise<Reconciliation> {
  requirePermission(principal, 'tenant:move')
  const { newest, unreachable } = await readGates()
  const placements = await catalogDb().placement.findMany({
    include: { tenant: { select: { slug: true } }, database: { select: { name: true } } },
  })
  const changed: Reconciled[] = []
  for (const placement of placements) {
    const found = newest.get(placement.tenantId)
    if (!found || found.gate.epoch <= placement.epoch) continue
    const { gate, database } = found
    const pattern = isPattern(gate.pattern) ? gate.pattern : database.pattern
    const to = { pattern, database: database.database, epoch: gate.epoch }
    const from = { pattern: placement.pattern, database: placement.database.name, epoch: placement.epoch }
    if (!isDry)
      await follow(placement, { databaseId: database.databaseId, schema: gate.schema ?? 'public', ...to }, actorOf(principal), requestId)
    changed.push({ tenantId: placement.tenantId, slug: placement.tenant.slug, from, to, isDone: !isDry })
  }
  return { tenants: placements.length, changed, unreachable }
}

type Newest = Map<string, { gate: StoredGate; database: RegisteredDatabase }>

async function readGates(): Promise<{ newest: Newest; unreachable: string[] }> {
  const newest: Newest = new Map()
  const unreachable: string[] = []
  for (const database of await listDatabases()) {
    const gates = await placeIn(database, 'public', database.pattern)
      .then(listGates)
      .catch((error) => {
        log.warn({ err: error, database: database.database }, 'no gates could be read')
        unreachable.push(database.database)
        return []
      })
    for (const gate of gates.filter(({ state }) => HOME.includes(state)))
      if (gate.epoch > (newest.get(gate.tenantId)?.gate.epoch ?? -1)) newest.set(gate.tenantId, { gate, database })
  }
  return { newest, unreachable }
}

async function follow(
  old: { tenantId: string; epoch: number; pattern: string; databaseId: string; schema: string },
  to: { databaseId: string; schema: string; pattern: Pattern; epoch: number },
  actor: ReturnType<typeof actorOf>,
  requestId?: string | null,
): Promise<void> {
  const { tenantId, epoch } = old
  await catalogDb().$transaction(async (tx) => {
    const { databaseId, schema, pattern } = to
    await tx.placement.update({ where: { tenantId, epoch }, data: { databaseId, schema, pattern, epoch: to.epoch } })
    await tx.formerPlacement.createMany({
      data: [
        {
          tenantId,
          epoch,
          pattern: old.pattern,
          databaseId: old.databaseId,
          schema: old.schema,
          keptUntil: new Date(Date.now() + 86_400_000),
        },
      ],
      skipDuplicates: true,
    })
    // Moves that the old catalog took for unfinished are over: their target is where the tenant lives.
    await tx.move.updateMany({
      where: { tenantId, phase: { notIn: ['done', 'aborted'] } },
      data: { phase: 'done', finishedAt: new Date() },
    })
    await recordAudit(tx, {
      actor,
      action: 'catalog.reconciled',
      subject: { kind: 'tenant', id: tenantId },
      detail: { from: { pattern: old.pattern, epoch }, to: { pattern, epoch: to.epoch } },
      requestId,
      tenantId,
    })
  })
  forgetTenant(tenantId)
}
