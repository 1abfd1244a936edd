import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import type { StepContext } from '@/lib/operations'

/** The one point at which the tenant comes to be: before it nobody can come in, after it everybody who is invited. */
export async function activateTenant({ tenantId, assertFence }: StepContext): Promise<void> {
  await assertFence()
  await catalogDb().$transaction(async (tx) => {
    const { count } = await tx.tenant.updateMany({
      where: { id: tenantId!, status: { in: ['provisioning', 'failed'] } },
      data: { status: 'active', version: { increment: 1 } },
    })
    if (count > 0) {
      await recordAudit(tx, {
        actor: { kind: 'system', id: 'provision' },
        action: 'tenant.activated',
        subject: { kind: 'tenant', id: tenantId! },
        tenantId: tenantId!,
      })
    } else if ((await tx.tenant.count({ where: { id: tenantId! } })) === 0) {
      throw new AppError('not_found', { message: 'This tenant was removed while it was being opened.' })
    }
  })
}
