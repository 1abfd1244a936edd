import { closeTierRequest, deleteTrial, type TrialStage } from '@/lib/catalog'
import type { Actor } from '@/lib/core'
import type { CatalogTx } from '@/lib/db'
import { recordAudit } from '@/lib/governance'

/**
 * What ends with a change of tier, in its transaction: the wish for one, and the trial, since the tenant is a customer now. Gives the
 * stage that the trial had come to, so that one that was stopped for it can be started again.
 */
export async function settleTier(tx: CatalogTx, tenantId: string, actor: Actor): Promise<TrialStage | null> {
  await closeTierRequest(tx, tenantId, 'changed')
  const stage = await deleteTrial(tx, tenantId)
  if (stage !== null) {
    const subject = { kind: 'tenant', id: tenantId }
    await recordAudit(tx, { actor, action: 'trial.ended-by-tier', subject, detail: { stage }, tenantId })
  }
  return stage
}
