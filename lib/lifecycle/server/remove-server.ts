import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { deleteServer, getServerReport, type ServerReport } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'

const Input = z.object({ server: z.string().min(1).max(64), confirm: z.string(), requestId: z.string().nullish() })

/**
 * Forgets a drained server on which nobody lives. The databases that were made there stay on it, without a tenant. `confirm` is its
 * name once more. Throws `conflict` with what is in the way.
 */
export async function removeServer(principal: Principal, fields: z.input<typeof Input>): Promise<void> {
  requirePermission(principal, 'server:manage')
  const { server, confirm, requestId } = parseInput(Input, fields)
  const { id, name } = await getServerReport(server)
  if (confirm !== name) {
    throw new AppError('invalid_input', {
      message: `Type ${name} to confirm that this is the server that you mean.`,
      fields: { confirm: `must be ${name}` },
    })
  }
  await catalogDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM servers WHERE id = ${id}::uuid FOR UPDATE` // whoever enters a database there waits, then fails
    const report = await getServerReport(id, tx)
    const moving = await tx.move.count({ where: { toServerId: id, phase: { notIn: ['done', 'aborted'] } } })
    const reason = inTheWay(report, moving)
    if (reason) throw new AppError('conflict', { message: reason })
    await deleteServer(tx, id)
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'server.removed',
      subject: { kind: 'server', id },
      detail: { name, host: report.host, port: report.port },
      requestId,
    })
  })
}

function inTheWay({ name, isFirst, state, tenants, formerCopies, standbys, provider }: ServerReport, moving: number): string | null {
  if (isFirst) return `${name} is the server of DATABASE_URL, with the catalog on it. It cannot be removed.`
  if (provider === 'local') return `${name} is one tenant's own and goes with that tenant.`
  if (tenants > 0) return `${count(tenants, 'tenant lives', 'tenants live')} on ${name}. Move them first.`
  if (moving > 0) return `${count(moving, 'tenant is', 'tenants are')} being moved to ${name}. Wait for them, or cancel the moves.`
  if (formerCopies > 0)
    return `${count(formerCopies, 'copy', 'copies')} of tenants that moved away are still kept on ${name}. Purge them first.`
  if (state !== 'draining') return `Drain ${name} first, so that nobody is placed there meanwhile.`
  const kept = standbys.schema + standbys.database + standbys.instance
  if (kept > 0) return `${count(kept, 'standby is', 'standbys are')} still kept on ${name}. They are dropped within a minute.`
  return null
}

const count = (number: number, one: string, other: string) => `${number} ${number === 1 ? one : other}`
