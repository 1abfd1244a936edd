import { now } from '@/lib/core'
import type { TenantDb } from '@/lib/db'

export type InvitationView = { id: string; email: string; name: string; roleKey: string; createdAt: Date; expiresAt: Date }

/** Invitations that can still be accepted, the newest first. */
export async function listInvitations(db: TenantDb): Promise<InvitationView[]> {
  const open = await db.invitation.findMany({
    where: { acceptedAt: null, revokedAt: null, expiresAt: { gt: now() } },
    orderBy: { id: 'desc' },
    take: 500,
    include: { role: { select: { key: true } } },
  })
  return open.map(({ id, email, name, role, createdAt, expiresAt }) => ({ id, email, name, roleKey: role.key, createdAt, expiresAt }))
}
