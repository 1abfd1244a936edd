import { AppError, isUuid } from '@/lib/core'
import { catalogDb, type TenantDb } from '@/lib/db'

export type AuditRecord = {
  id: string
  at: Date
  actorKind: string
  actorId: string
  action: string
  subjectKind: string
  subjectId: string
  detail: unknown
  requestId: string | null
  isSealed: boolean
}
export type AuditQuery = {
  action?: string
  actorId?: string
  subjectId?: string
  /** Part of an action's name. */
  search?: string
  cursor?: string
  limit?: number
}
export type AuditPage = { records: AuditRecord[]; nextCursor: string | null }

/** A tenant's own trail, newest first. */
export async function listTenantAudit(db: TenantDb, query: AuditQuery = {}): Promise<AuditPage> {
  return toPage(await db.auditEvent.findMany({ where: conditions(query), ...ORDER, take: limitOf(query) + 1 }), query)
}

/** The operators' trail, newest first, of all tenants or of one. */
export async function listCatalogAudit(query: AuditQuery & { tenantId?: string } = {}): Promise<AuditPage> {
  const where = { ...conditions(query), ...(query.tenantId && { tenantId: query.tenantId }) }
  return toPage(await catalogDb().auditEvent.findMany({ where, ...ORDER, take: limitOf(query) + 1 }), query)
}

const ORDER = { orderBy: [{ at: 'desc' as const }, { id: 'desc' as const }] }
const limitOf = ({ limit = 50 }: AuditQuery) => Math.min(Math.max(limit, 1), 200)

function conditions({ action, actorId, subjectId, search, cursor }: AuditQuery) {
  const text = search?.trim().replace(/[\\%_]/g, '\\$&') // Prisma passes LIKE's special characters on
  return {
    ...(text && { AND: [{ action: { contains: text.toLowerCase() } }] }),
    ...(action && { action }),
    ...(actorId && { actorId }),
    ...(subjectId && { subjectId }),
    ...(cursor !== undefined && afterCursor(cursor)),
  }
}

function afterCursor(cursor: string) {
  const [time, id] = cursor.split('.')
  const at = new Date(Number.parseInt(time ?? '', 36))
  if (isUuid(id) && !Number.isNaN(at.getTime())) return { OR: [{ at: { lt: at } }, { at, id: { lt: id } }] }
  throw new AppError('invalid_input', {
    message: 'This page of the list no longer exists. Start again from the first.',
    fields: { cursor: 'unknown' },
  })
}

function toPage(rows: (Omit<AuditRecord, 'isSealed'> & { hash: string | null })[], query: AuditQuery): AuditPage {
  const limit = limitOf(query)
  const records = rows.slice(0, limit).map(({ id, at, actorKind, actorId, action, subjectKind, subjectId, detail, requestId, hash }) => ({
    id,
    at,
    actorKind,
    actorId,
    action,
    subjectKind,
    subjectId,
    detail,
    requestId,
    isSealed: hash !== null,
  }))
  const last = records.at(-1)
  return { records, nextCursor: rows.length > limit && last ? `${last.at.getTime().toString(36)}.${last.id}` : null }
}
