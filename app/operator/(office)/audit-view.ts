import { nameOperators } from '@/lib/auth'
import { nameTenants } from '@/lib/catalog'
import type { AuditRecord } from '@/lib/governance'
import type { Office } from '../office'

/** Rows of a trail with names in the place of ids, where a name is known. */
export async function auditRows({ t, moment }: Office, records: AuditRecord[]) {
  const [operators, tenants] = await Promise.all([
    nameOperators(
      records.flatMap(({ actorKind, actorId, subjectKind, subjectId }) => [
        ...(actorKind === 'operator' ? [actorId] : []),
        ...(subjectKind === 'operator' ? [subjectId] : []),
      ]),
    ),
    nameTenants(records.filter(({ subjectKind }) => subjectKind === 'tenant').map(({ subjectId }) => subjectId)),
  ])
  return records.map((record) => {
    const actorKind = t.has(`audit.actors.${record.actorKind}`) ? t(`audit.actors.${record.actorKind}`) : record.actorKind
    const actor = operators.get(record.actorId)
    const subject = tenants.get(record.subjectId)?.slug ?? operators.get(record.subjectId) ?? record.subjectId
    return {
      id: record.id,
      when: moment(record.at),
      who: actor ?? (record.actorKind === 'system' ? record.actorId : actorKind),
      whoKind: actor || record.actorKind === 'system' ? actorKind : record.actorId,
      what: record.action,
      whomKind: record.subjectKind,
      whom: subject,
      detail: detailText(record.detail),
      requestId: record.requestId,
      isSealed: record.isSealed,
    }
  })
}
export type AuditRows = Awaited<ReturnType<typeof auditRows>>

/** 'slug sumac, tier free': an audit row's detail is small, and read more often than parsed. */
function detailText(detail: unknown): string {
  if (!detail || typeof detail !== 'object') return ''
  return Object.entries(detail)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ')
}
