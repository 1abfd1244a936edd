import { z } from 'zod'
import { actorOf, type Principal } from '@/lib/auth'
import { getTenant } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { type OperationView, startOperation } from '@/lib/operations'
import { parseInput } from '../parse-input'
import { EXPORT } from './export-tenant'
import { noteInTenant } from './note-in-tenant'
import { requireExport } from './require-export'

export const StartExportInput = z.object({ tenantId: z.uuid(), requestId: z.string().nullish() })

/**
 * Begins an archive of everything that a tenant has: tables and files as they are at one instant. A stopped tenant can be exported by
 * an operator. Throws `not_found`, and `conflict` while another export of it is under way or it has no data yet.
 */
export async function startExport(principal: Principal, fields: z.input<typeof StartExportInput>): Promise<OperationView> {
  const { tenantId, requestId } = parseInput(StartExportInput, fields)
  requireExport(principal, tenantId)
  const { status } = await getTenant(tenantId)
  if (status === 'provisioning' || status === 'failed')
    throw new AppError('conflict', { message: 'This tenant was never opened: there is nothing to export.' })
  const actor = actorOf(principal)
  const operation = await catalogDb().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM tenants WHERE id = ${tenantId}::uuid FOR UPDATE` // of two at the same moment one hears of the other
    const running = await tx.operation.count({ where: { tenantId, kind: EXPORT, state: { in: ['queued', 'running'] } } })
    if (running > 0)
      throw new AppError('conflict', { message: 'An export is being made already. Wait for it, or cancel it.', key: 'portal.data.running' })
    await recordAudit(tx, {
      actor,
      action: 'tenant.export-started',
      subject: { kind: 'tenant', id: tenantId },
      requestId,
      tenantId,
    })
    return startOperation({ tx, kind: EXPORT, tenantId, input: {}, requestedBy: actor, requestId })
  })
  await noteInTenant(principal, tenantId, { action: 'data.export-started', operationId: operation.id, requestId })
  return operation
}
