import { AppError } from '@/lib/core'
import { type CatalogPrisma, type CatalogTx, catalogDb } from '@/lib/db'
import type { ServerFacts } from './server-report'

type Change = { state?: 'ready' | 'draining'; capacity?: object }

/** Throws `not_found`. */
export async function changeServer(tx: CatalogTx, id: string, change: Change): Promise<void> {
  const { count } = await tx.server.updateMany({ where: { id }, data: change as CatalogPrisma.ServerUpdateManyMutationInput })
  if (count === 0) throw new AppError('not_found', { message: 'There is no such server.' })
}

export async function storeServerFacts(id: string, facts: ServerFacts): Promise<void> {
  const level = facts.version === null ? {} : { level: facts.level }
  await catalogDb().server.updateMany({ where: { id }, data: { facts, checkedAt: new Date(), ...level } })
}

/**
 * The server that was not looked at for the longest time, if that is long enough; its look is entered at once, so that of several
 * workers only one goes.
 */
export async function claimDueServer(afterSeconds: number): Promise<string | null> {
  const rows = await catalogDb().$queryRaw<{ id: string }[]>`
    UPDATE servers SET checked_at = now() WHERE id = (
      SELECT id FROM servers WHERE state IN ('ready', 'draining') AND (checked_at IS NULL OR checked_at < now() - ${afterSeconds} * interval '1 second')
       ORDER BY checked_at NULLS FIRST LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id`
  return rows[0]?.id ?? null
}

/** Forgets a server and its databases. The caller has made sure, in this transaction, that nobody lives there. */
export async function deleteServer(tx: CatalogTx, id: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM former_placements f USING databases d WHERE d.id = f.database_id AND d.server_id = ${id}::uuid AND f.purged_at IS NOT NULL`
  await tx.$executeRaw`DELETE FROM moves m WHERE m.phase IN ('done', 'aborted') AND (m.to_server_id = ${id}::uuid
    OR EXISTS (SELECT FROM databases d WHERE d.server_id = ${id}::uuid AND d.id IN (m.from_database_id, m.to_database_id)))`
  await tx.database.deleteMany({ where: { serverId: id } })
  await tx.server.delete({ where: { id } })
}
