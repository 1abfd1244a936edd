import { z } from 'zod'
import { AUDIT_FAULTS, type AuditPage } from '@/lib/governance'
import { Instant, instant, pageOf, paging } from '../frame/paging'

export const AuditQuery = z.strictObject({
  action: z.string().max(100).optional(),
  actorId: z.string().max(100).optional(),
  subjectId: z.string().max(200).optional(),
  search: z.string().max(100).optional().describe("Part of an action's name."),
  ...paging,
})

export const AuditPageShape = pageOf(
  z.object({
    id: z.uuid(),
    at: Instant,
    actor: z.object({ kind: z.string(), id: z.string() }),
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    detail: z.unknown(),
    requestId: z.string().nullable(),
    isSealed: z.boolean(),
  }),
)

export const AuditVerdictShape = z.object({
  isIntact: z.boolean(),
  checked: z.number().int(),
  head: z.object({ seq: z.string(), hash: z.string() }),
  broken: z.object({ seq: z.string(), id: z.string().nullable(), fault: z.enum(AUDIT_FAULTS) }).nullable(),
  unsealed: z.number().int(),
})

export const viewAuditPage = ({ records, nextCursor }: AuditPage): z.input<typeof AuditPageShape> => ({
  items: records.map(({ at, actorKind, actorId, subjectKind, subjectId, ...record }) => ({
    ...record,
    at: instant(at),
    actor: { kind: actorKind, id: actorId },
    subject: { kind: subjectKind, id: subjectId },
  })),
  nextCursor,
})
