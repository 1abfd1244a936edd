import { closeTierRequest, deleteTrial } from '@/lib/catalog'
import type { Actor } from '@/lib/core'
import type { CatalogTx } from '@/lib/db'
import { recordAudit } from '@/lib/governance'

/** What ends with a change of tier, in its transaction: the wish for one, and the trial, since the tenant is a customer now. */
export async function settleTier(tx: CatalogTx, tenantId: string, actor: Actor): Promise<void> {
  await closeTierRequest(tx, tenantId, 'changed')
  const stage = await deleteTrial(tx, tenantId)
  if (stage !== null) {
    const subject = { kind: 'tenant', id: tenantId }
    await recordAudit(tx, { actor, action: 'trial.ended-by-tier', subject, detail: { stage }, tenantId })
  }
}
