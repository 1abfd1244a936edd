import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, newId, now } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import { startOperation } from '@/lib/operations'
import { sql, type TenantDb, table } from '@/lib/tenancy'
import { requireWritable } from '../access/field-policy'
import { checkReferences } from '../check-references'
import { filterSql, readFieldQuery } from '../fields/field-filter'
import { parseInput } from '../parse-input'
import { peopleFilter } from '../people-sql'
import { BULK_PEOPLE_MAX, BulkChangeInput } from './bulk-change.schema'
import { BULK_KIND } from './bulk-operation'

const KEPT_DAYS = 30

/**
 * Begins one change for many people. Who they are is settled now: whoever comes to match later is not changed. Throws `invalid_input`
 * for nobody, too many, or a department or manager that is not there.
 */
export async function startBulkChange(
  db: TenantDb,
  principal: Principal,
  input: unknown,
  { timeZone, requestId = null }: { timeZone: string; requestId?: string | null },
): Promise<{ id: string; people: number }> {
  requirePermission(principal, 'people:write')
  requireWritable(principal, ['title', 'departmentId', 'managerId'])
  const { people, change } = parseInput(BulkChangeInput, input)
  const id = newId()
  const actor = actorOf(principal)
  const me = principal.kind === 'member' ? principal.employeeId : null
  const custom = people.field ? await readFieldQuery(db, principal, people) : null
  const more = custom?.filters.map(filterSql) ?? []
  const personIds = await db.$transaction(async (tx) => {
    await checkReferences(tx, change as { departmentId?: string | null; managerId?: string | null })
    const found = await tx.$queryRaw<{ id: string }[]>(sql`
      SELECT e.id::text FROM ${table('employees')} e WHERE ${peopleFilter(people, me, more)} LIMIT ${BULK_PEOPLE_MAX + 1}`)
    refuseCount(found.length)
    const ids = found.map((row) => row.id)
    await tx.bulkRun.deleteMany({ where: { createdAt: { lt: new Date(now().getTime() - KEPT_DAYS * 86_400_000) } } })
    await tx.bulkRun.create({ data: { id, change, personIds: ids, createdBy: `${actor.kind}:${actor.id}` } })
    await recordAudit(tx, {
      actor,
      action: 'people.bulk_change_started',
      subject: { kind: 'bulk-change', id },
      detail: { people: ids.length, on: change.effectiveOn },
      requestId,
    })
    return ids
  })
  const { tenantId } = db.context
  const operation = await startOperation({ kind: BULK_KIND, tenantId, input: { runId: id, timeZone }, requestedBy: actor, requestId })
  await db.bulkRun.update({ where: { tenantId_id: { id } }, data: { operationId: operation.id } })
  return { id, people: personIds.length }
}

function refuseCount(count: number): void {
  if (count === 0) throw new AppError('invalid_input', { message: 'Nobody matches any more.', key: 'people.errors.nobody_matches' })
  if (count <= BULK_PEOPLE_MAX) return
  throw new AppError('invalid_input', {
    message: `These are more than ${BULK_PEOPLE_MAX} people. Narrow the list first.`,
    key: 'people.errors.too_many_people',
  })
}
