import type { CustomValues } from './fields/custom-field.schema'
import type { PeopleRecord } from './people-sql'
import type { PersonName, PersonRow } from './types'

/** `isPayReadable`: whether this reader may see this person's pay. `custom`: what they may see of the tenant's own fields. */
export function toPersonRow(record: PeopleRecord, isPayReadable: boolean, custom: CustomValues = {}): PersonRow {
  return {
    id: record.id,
    number: record.number,
    firstName: record.first_name,
    lastName: record.last_name,
    title: record.title,
    email: record.email,
    status: record.status,
    hiredOn: record.hired_on,
    leftOn: record.left_on,
    department: record.department_id ? { id: record.department_id, name: record.department_name! } : null,
    manager: record.manager_id
      ? { id: record.manager_id, firstName: record.manager_first_name!, lastName: record.manager_last_name! }
      : null,
    salary: isPayReadable
      ? record.amount_minor === null
        ? null
        : { amountMinor: Number(record.amount_minor), currency: record.currency!, period: record.period! }
      : undefined,
    custom,
  }
}

export function toPersonName(record: { id: string; first_name: string; last_name: string }): PersonName {
  return { id: record.id, firstName: record.first_name, lastName: record.last_name }
}
