import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { driverOf } from '@/lib/placement'
import { isPattern } from './move-rows'
import { placeOf } from './places'

/** Which of the copies that moves left behind: of one tenant or all, at one place or anywhere, or just those whose time is over. */
export type CopyFilter = { tenantId?: string; pattern?: string; serverId?: string; epoch?: number; isDue?: boolean }

/** Removes them. The driver refuses what anybody is served from, so that a wrong row here can cost no data. Returns how many. */
export async function purgeCopies({ tenantId, pattern, serverId, epoch, isDue }: CopyFilter): Promise<number> {
  const copies = await catalogDb().formerPlacement.findMany({
    where: {
      purgedAt: null,
      ...(tenantId && { tenantId }),
      ...(pattern && { pattern }),
      ...(epoch !== undefined && { epoch }),
      ...(serverId && { database: { serverId } }),
      ...(isDue && { keptUntil: { lte: new Date() } }),
    },
    orderBy: { keptUntil: 'asc' },
    take: 100,
  })
  for (const copy of copies) {
    if (copy.databaseId && isPattern(copy.pattern)) {
      const { location } = await placeOf(copy.databaseId, copy.schema, copy.pattern)
      await driverOf(copy.pattern).drop(location, copy.tenantId)
    }
    await catalogDb().$transaction(async (tx) => {
      const { count } = await tx.formerPlacement.updateMany({
        where: { tenantId: copy.tenantId, epoch: copy.epoch, purgedAt: null },
        data: { purgedAt: new Date() },
      })
      if (count > 0)
        await recordAudit(tx, {
          actor: { kind: 'system', id: 'mover' },
          action: 'tenant.copy-purged',
          subject: { kind: 'tenant', id: copy.tenantId },
          detail: { epoch: copy.epoch, pattern: copy.pattern },
          tenantId: copy.tenantId,
        })
    })
  }
  return copies.length
}
