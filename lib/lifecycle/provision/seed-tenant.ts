import { seedRoles } from '@/lib/auth'
import type { StepContext } from '@/lib/operations'
import { openUnfinishedTenant } from './open-unfinished-tenant'

export async function seedTenant({ tenantId }: StepContext): Promise<void> {
  const { db } = await openUnfinishedTenant(tenantId!)
  await db.$transaction(seedRoles)
}
