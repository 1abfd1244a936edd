import { systemPrincipal } from '@/lib/auth'
import { findTrial, getTenant } from '@/lib/catalog'
import { startTenant } from '../start-tenant'

export const TRIAL_IS_OVER = 'The trial is over.'

/**
 * Starts a tenant that was stopped for its trial and for nothing else, once that has no end any more or another one. Told by the reason
 * of the stop, so that it may be asked again after a kill.
 */
export async function wakeAfterTrial(tenantId: string): Promise<void> {
  const [{ status, stopReason }, trial] = await Promise.all([getTenant(tenantId), findTrial(tenantId)])
  if (status !== 'stopped' || stopReason !== TRIAL_IS_OVER || trial?.stage === 'stopped') return
  await startTenant(systemPrincipal('trial'), { tenantId })
}
