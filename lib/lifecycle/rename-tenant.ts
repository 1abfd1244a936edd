import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { changeSlug } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from './parse-input'

export const RenameTenantInput = z.object({ tenantId: z.uuid(), slug: z.string().max(40), requestId: z.string().nullish() })

/** Another address. The old one leads to it for 90 days and stays reserved afterwards: nobody else ever answers there. */
export async function renameTenant(principal: Principal, fields: z.input<typeof RenameTenantInput>): Promise<{ redirectsUntil: Date }> {
  const { tenantId, slug, requestId } = parseInput(RenameTenantInput, fields)
  requirePermission(principal, 'tenant:update')
  return catalogDb().$transaction(async (tx) => {
    const { before, redirectsUntil } = await changeSlug(tx, tenantId, slug)
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.renamed',
      subject: { kind: 'tenant', id: tenantId },
      detail: { before, slug },
      requestId,
      tenantId,
    })
    return { redirectsUntil }
  })
}
