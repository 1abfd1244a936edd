import type { TenantDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { storeSignInPolicy } from './store-sign-in-policy'

type Input = { isRequired: boolean; requestId?: string | null }

/**
 * Whether every member needs a second factor. It holds from the next request on: whoever has none is led to set one up, also in a
 * session that is open already.
 */
export async function requireSecondFactor(db: TenantDb, actor: Principal, { isRequired, requestId }: Input): Promise<void> {
  requirePermission(actor, 'sign-in:manage')
  await db.$transaction(async (tx) => {
    if (!(await storeSignInPolicy(tx, { secondFactor: isRequired ? 'required' : 'optional' }))) return
    await recordAudit(tx, {
      actor: actorOf(actor),
      action: isRequired ? 'sign_in.second_factor_required' : 'sign_in.second_factor_optional',
      subject: { kind: 'tenant', id: db.context.tenantId },
      requestId,
    })
  })
}
