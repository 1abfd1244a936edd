import type { Principal } from '@/lib/auth'
import { AppError } from '@/lib/core'
import type { TenantTx } from '@/lib/tenancy'
import { mayWrite } from '../access/field-policy'
import { checkValue, type WrongValue } from './check-value'
import type { CustomField, CustomInput, CustomValues, FieldEntity } from './custom-field.schema'
import { isWritable, loadFields } from './list-fields'

const SAYS: Record<WrongValue, string> = {
  missing: 'is needed',
  text: 'is a line of text',
  long: 'is too long',
  number: 'is a number',
  money: 'is an amount in minor units',
  date: 'is a day such as 2026-01-31',
  choice: 'is one of the choices',
  person: 'is somebody of this company',
  yesno: 'is yes or no',
  url: 'is an address that begins with https:// or http://',
}

/**
 * The values of a row with those that are given put in, each judged by its field; null takes one away. For a new row the required
 * ones must be among them, as far as the writer may write them; who gives none at all, as a script of before, is not asked. Throws `invalid_input` and `forbidden` with `custom.<key>`.
 */
export async function applyValues(
  tx: TenantTx,
  principal: Principal,
  entity: FieldEntity,
  given: CustomInput | undefined,
  { current = {}, isNew = false }: { current?: CustomValues; isNew?: boolean } = {},
): Promise<{ values: CustomValues; changed: string[] } | null> {
  if (!given) return null
  const fields = await loadFields(tx, entity)
  const byKey = new Map(fields.map((field) => [field.key, field]))
  const asked = { ...(isNew && required(fields, principal)), ...given }
  const wrong: Record<string, string> = {}
  const values: CustomValues = { ...current }
  const people: { field: CustomField; id: string }[] = []
  for (const [key, raw] of Object.entries(asked)) {
    const field = byKey.get(key)
    if (!field || field.isArchived) {
      wrong[`custom.${key}`] = 'is no field of this company'
      continue
    }
    if (!mayWrite(principal, field.access)) throw refusal(key)
    const checked = checkValue(field, raw)
    if ('wrong' in checked) wrong[`custom.${key}`] = SAYS[checked.wrong]
    else if (checked.value === null) delete values[key]
    else values[key] = checked.value
    if ('value' in checked && field.type === 'person' && checked.value) people.push({ field, id: checked.value as string })
  }
  for (const { field } of await missing(tx, people)) wrong[`custom.${field.key}`] = SAYS.person
  const names = Object.keys(wrong)
  if (names.length > 0) {
    const message = `Check ${names.join(', ')}: ${wrong[names[0]!]}.`
    throw new AppError('invalid_input', { message, fields: wrong, key: 'fields.wrong.some' })
  }
  const changed = [...new Set([...Object.keys(values), ...Object.keys(current)])].filter((key) => values[key] !== current[key])
  return { values, changed }
}

const required = (fields: CustomField[], principal: Principal) =>
  Object.fromEntries(fields.filter((field) => field.isRequired && isWritable(principal, field)).map(({ key }) => [key, null]))

async function missing(tx: TenantTx, people: { field: CustomField; id: string }[]) {
  if (people.length === 0) return []
  const found = await tx.employee.findMany({ where: { id: { in: people.map(({ id }) => id) } }, select: { id: true } })
  const known = new Set(found.map(({ id }) => id))
  return people.filter(({ id }) => !known.has(id))
}

function refusal(key: string): AppError {
  const message = 'Your role does not allow this. Ask an administrator for it.'
  return new AppError('forbidden', { message, key: 'auth.errors.noPermission', fields: { [`custom.${key}`]: message } })
}
