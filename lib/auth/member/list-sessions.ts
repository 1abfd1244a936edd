import { now } from '@/lib/core'
import type { TenantDb } from '@/lib/db'

export type SessionView = { id: string; createdAt: Date; lastSeenAt: Date; userAgent: string; address: string; signedInBy: string }

/** A person's own sessions that live, the latest first. */
export async function listSessions(db: TenantDb, userId: string): Promise<SessionView[]> {
  return db.session.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: now() } },
    orderBy: { lastSeenAt: 'desc' },
    take: 100,
    select: { id: true, createdAt: true, lastSeenAt: true, userAgent: true, address: true, signedInBy: true },
  })
}
