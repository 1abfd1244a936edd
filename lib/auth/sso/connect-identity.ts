import { AppError, newId } from '@/lib/core'
import type { TenantTx } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type MemberPrincipal } from '../access/principal'
import type { Provider } from './provider'
import type { Person } from './settle-member'

/** Ties the provider's person to the member who is signed in, whatever their addresses. Throws `conflict` when somebody else has it. */
export async function connectIdentity(
  tx: TenantTx,
  member: MemberPrincipal,
  { issuer }: Provider,
  { subject }: Person,
  requestId?: string | null,
): Promise<void> {
  const { userId } = member
  const holder = await tx.identity.findFirst({ where: { issuer, subject }, select: { userId: true } })
  if (holder && holder.userId !== userId)
    throw new AppError('conflict', { message: 'This company account belongs to another member.', key: 'auth.errors.ssoTaken' })
  await tx.identity.deleteMany({ where: { userId, issuer } })
  await tx.identity.create({ data: { id: newId(), userId, issuer, subject } })
  await recordAudit(tx, {
    actor: actorOf(member),
    action: 'member.identity_linked',
    subject: { kind: 'user', id: userId },
    detail: { issuer, how: 'connected' },
    requestId,
  })
}
