import { type Actor, newId } from '@/lib/core'
import type { Tx } from '@/lib/db'

export type AuditEntry = {
  actor: Actor
  /** What happened, in the past tense: 'tenant.stopped'. */
  action: string
  subject: { kind: string; id: string }
  /** Facts without personal data: ids, counts, old and new values of settings. */
  detail?: Record<string, unknown>
  requestId?: string | null
  /** In the catalog alone: the tenant it was about. A tenant's own trail belongs to it by its context. */
  tenantId?: string
}

/**
 * Appends to the trail in the caller's transaction, so that no change is without its record and no record without its change.
 * The worker seals it into the hash chain within a second: sealing here would make the writers of a tenant wait for each other.
 */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const data = {
    id: newId(),
    actorKind: entry.actor.kind,
    actorId: entry.actor.id,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    detail: (entry.detail ?? {}) as object,
    requestId: entry.requestId ?? null,
    ...(entry.tenantId !== undefined && { tenantId: entry.tenantId }),
  }
  await tx.auditEvent.create({ data })
}
