import type { Principal } from '@/lib/auth'
import type { TenantDb } from '@/lib/tenancy'
import { mayRead, type Relation } from '../access/field-policy'
import type { CustomField, CustomValues } from './custom-field.schema'
import { loadFields } from './list-fields'

/** Of the values of one row those that the reader may see, in the order of the fields; archived fields are gone. */
export function visibleValues(
  principal: Principal,
  fields: readonly CustomField[],
  values: CustomValues,
  relation: Relation,
): CustomValues {
  const shown: CustomValues = {}
  for (const field of fields) {
    const value = values[field.key]
    if (value !== undefined && !field.isArchived && mayRead(principal, field.access, relation)) shown[field.key] = value
  }
  return shown
}

/** As `visibleValues`; asks for the fields only if there is a value. */
export async function readValues(db: TenantDb, principal: Principal, values: CustomValues, relation: Relation): Promise<CustomValues> {
  if (Object.keys(values).length === 0) return {}
  return visibleValues(principal, await loadFields(db, 'person'), values, relation)
}
