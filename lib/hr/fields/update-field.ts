import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, isUuid, now } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import { type OperationView, startOperation } from '@/lib/operations'
import { sql, type TenantDb, type TenantTx, table } from '@/lib/tenancy'
import { parseInput } from '../parse-input'
import { completeChoices } from './choices'
import { type CustomField, UpdateFieldInput } from './custom-field.schema'
import { INDEX_FIELD } from './index-field'
import { toField } from './list-fields'

/**
 * Changes what is given. A field that becomes filterable later has its values looked through in the background: the operation tells how
 * far it is. Throws `not_found`, and `conflict` for another type and for a choice that somebody has.
 */
export async function updateField(
  db: TenantDb,
  principal: Principal,
  id: string,
  input: unknown,
  { requestId }: { requestId?: string | null } = {},
): Promise<{ operation: OperationView | null }> {
  requirePermission(principal, 'settings:write')
  const { type, isArchived, choices, ...change } = parseInput(UpdateFieldInput, input)
  const begins = await db.$transaction(async (tx) => {
    const field = await getField(tx, id)
    if (type !== undefined && type !== field.type)
      throw new AppError('conflict', {
        message: 'The type stays: what is kept was checked for it. Add another field, and archive this one.',
        key: 'fields.wrong.type',
      })
    if (change.isFilterable && field.entity !== 'person')
      throw new AppError('invalid_input', { message: 'Only lists of people are filtered.', key: 'fields.wrong.filterable' })
    if (choices)
      await keepUsedChoices(
        tx,
        field,
        choices.flatMap(({ value }) => value ?? []),
      )
    const becomesFilterable = change.isFilterable === true && !field.isFilterable
    await tx.customField.update({
      where: { tenantId_id: { id } },
      data: {
        ...change,
        ...(choices && { choices: completeChoices(choices) as object[] }),
        ...(isArchived !== undefined && { archivedAt: isArchived ? now() : null }),
        ...(change.isFilterable === false && { isIndexed: false }),
      },
    })
    if (change.isFilterable === false) await tx.employeeValue.deleteMany({ where: { fieldId: id } })
    else if (change.access && change.access !== field.access) await renewSearch(tx, field, change.access)
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: isArchived ? 'field.archived' : 'field.updated',
      subject: { kind: 'field', id },
      detail: { key: field.key, fields: Object.keys(input as object) },
      requestId,
    })
    return becomesFilterable
  })
  if (!begins) return { operation: null }
  const { tenantId } = db.context
  return {
    operation: await startOperation({ kind: INDEX_FIELD, tenantId, input: { fieldId: id }, requestedBy: actorOf(principal), requestId }),
  }
}

/** Throws `not_found`. */
export async function getField(tx: TenantTx, id: string): Promise<CustomField> {
  const row = isUuid(id) ? await tx.customField.findFirst({ where: { id } }) : null
  if (!row) throw new AppError('not_found', { message: 'There is no such field.', key: 'fields.wrong.none' })
  return toField(row)
}

async function keepUsedChoices(tx: TenantTx, { entity, key, choices }: CustomField, kept: string[]): Promise<void> {
  const gone = choices.map(({ value }) => value).filter((value) => !kept.includes(value))
  if (gone.length === 0) return
  const rows = table(entity === 'person' ? 'employees' : 'departments')
  const [found] = await tx.$queryRaw<{ n: number }[]>(
    sql`SELECT count(*)::integer AS n FROM ${rows} WHERE custom ->> ${key} = ANY (${gone}::text[])`,
  )
  if (found!.n === 0) return
  throw new AppError('conflict', {
    message: `${found!.n} have a choice that you want to take away. Give them another one first.`,
    key: 'fields.wrong.choiceUsed',
    values: { count: found!.n },
  })
}

/** A field that is for everybody is searched; one that is not must not be found by what it holds. */
async function renewSearch(tx: TenantTx, { id, type }: CustomField, access: string): Promise<void> {
  const isSearched = type === 'text' && access === 'directory'
  await tx.$executeRaw(sql`
    UPDATE ${table('employee_values')} SET search_text = CASE WHEN ${isSearched} THEN ' ' || lower(text_value) END WHERE field_id = ${id}::uuid`)
}
