import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { AppError, newId } from '@/lib/core'
import { recordAudit } from '@/lib/governance'
import { constraintOf, type TenantDb } from '@/lib/tenancy'
import { PERSON_FIELDS } from '../access/field-policy'
import { parseInput } from '../parse-input'
import { completeChoices } from './choices'
import { CreateFieldInput } from './custom-field.schema'

/** A field for everybody, empty at first. `fieldsMax` is what the tenant's tier allows. Throws `conflict` for a key that is taken, and at the limit. */
export async function createField(
  db: TenantDb,
  principal: Principal,
  input: unknown,
  { fieldsMax, requestId }: { fieldsMax: number; requestId?: string | null },
): Promise<{ id: string }> {
  requirePermission(principal, 'settings:write')
  const { choices, currency, ...field } = parseInput(CreateFieldInput, input)
  if ((field.type === 'money') !== (currency !== undefined))
    throw wrong('currency', 'An amount needs its currency, and nothing else has one.', 'currency')
  if ((field.type === 'choice') !== choices.length > 0)
    throw wrong('choices', 'A choice needs its choices, and nothing else has them.', 'choices')
  if (field.isFilterable && field.entity !== 'person') throw wrong('isFilterable', 'Only lists of people are filtered.', 'filterable')
  if (field.key in PERSON_FIELDS) throw wrong('key', 'This key means something else already.', 'reserved')
  const id = newId()
  try {
    await db.$transaction(async (tx) => {
      const count = await tx.customField.count()
      if (count >= fieldsMax)
        throw new AppError('conflict', {
          message: `Your plan has room for ${fieldsMax} fields. Delete one, or ask for a larger plan.`,
          key: 'fields.wrong.limit',
          values: { count: fieldsMax },
        })
      await tx.customField.create({
        data: {
          ...field,
          id,
          currency: currency ?? null,
          choices: completeChoices(choices) as object[],
          isIndexed: field.isFilterable,
          position: count,
        },
      })
      await recordAudit(tx, {
        actor: actorOf(principal),
        action: 'field.created',
        subject: { kind: 'field', id },
        detail: { entity: field.entity, key: field.key, type: field.type, access: field.access },
        requestId,
      })
    })
  } catch (error) {
    if (constraintOf(error)?.includes('key') !== true) throw error
    throw new AppError('conflict', {
      message: 'There is a field with this key already.',
      key: 'fields.wrong.taken',
      fields: { key: 'There is a field with this key already.' },
      cause: error,
    })
  }
  return { id }
}

const wrong = (field: string, message: string, key: string) =>
  new AppError('invalid_input', { message, fields: { [field]: message }, key: `fields.wrong.${key}` })
