import type { StepContext } from '@/lib/operations'
import { driverOf } from '@/lib/placement'
import { getPlacement } from '../get-placement'

/** From here the database serves the tenant, for whoever has a context; the application gives none to anybody before the last step. */
export async function openGate({ tenantId }: StepContext): Promise<{ epoch: number }> {
  const placement = await getPlacement(tenantId!)
  await driverOf(placement.pattern).setGate(placement, tenantId!, { state: 'open', epoch: placement.epoch })
  return { epoch: placement.epoch }
}
