import { actorOf, type Principal } from '@/lib/auth'
import { recordAudit } from '@/lib/governance'
import { openTenantById } from '@/lib/tenancy'

/** What the tenant's own people do with its archives stands in the tenant's own trail too: that is the one which its admins read. */
export async function noteInTenant(
  principal: Principal,
  tenantId: string,
  { action, operationId, requestId }: { action: string; operationId: string; requestId?: string | null },
): Promise<void> {
  if (principal.kind !== 'member' && principal.kind !== 'api-key') return
  const db = await openTenantById(tenantId)
  await db.$transaction((tx) =>
    recordAudit(tx, { actor: actorOf(principal), action, subject: { kind: 'operation', id: operationId }, requestId }),
  )
}
