import { now } from '@/lib/core'
import type { TenantDb } from '@/lib/db'

export type Presence = { members: number; disabled: number; invited: number; signedIn: number }

/** Accounts, open invitations and people with a session that lives now: what stopping the tenant would touch. */
export async function countPresence(db: TenantDb): Promise<Presence> {
  const alive = { revokedAt: null, expiresAt: { gt: now() } }
  const [members, disabled, invited, signedIn] = await Promise.all([
    db.user.count({ where: { status: 'active' } }),
    db.user.count({ where: { status: 'disabled' } }),
    db.invitation.count({ where: { ...alive, acceptedAt: null } }),
    db.session.groupBy({ by: ['userId'], where: alive }),
  ])
  return { members, disabled, invited, signedIn: signedIn.length }
}
