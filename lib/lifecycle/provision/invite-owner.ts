import { inviteMember, systemPrincipal } from '@/lib/auth'
import type { StepContext } from '@/lib/operations'
import { openUnfinishedTenant } from './open-unfinished-tenant'
import type { ProvisionInput } from './provision-tenant'

/** One invitation, however often the step runs: a second mail would make the link of the first one worthless. */
export async function inviteOwner({ tenantId, input }: StepContext<ProvisionInput>): Promise<void> {
  const { tenant, db } = await openUnfinishedTenant(tenantId!)
  const { email, name } = input.owner
  const known = await Promise.all([db.invitation.count({ where: { email, revokedAt: null } }), db.user.count({ where: { email } })])
  if (known.some((count) => count > 0)) return
  await inviteMember(db, tenant, systemPrincipal('provision'), { email, name, roleKey: 'owner', locale: tenant.locale })
}
