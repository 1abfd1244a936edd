import { type Principal, requirePermission } from '@/lib/auth'
import type { TenantDb, TenantTx } from '@/lib/tenancy'
import { mayReadAll, mayWrite } from '../access/field-policy'
import type { Choice, CustomField, FieldEntity, Labels } from './custom-field.schema'

/** All fields of the tenant in their order, archived ones last. Of no person, so whoever works with people may know them. */
export async function listFields(db: TenantDb, principal: Principal, entity?: FieldEntity): Promise<CustomField[]> {
  requirePermission(principal, 'people:read')
  return loadFields(db, entity)
}

/** What the reader could meet somewhere: fields of classes that they see of nobody but themselves included. */
export async function loadFields(db: TenantDb | TenantTx, entity?: FieldEntity): Promise<CustomField[]> {
  const rows = await db.customField.findMany({
    where: entity ? { entity } : {},
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toField).sort((a, b) => Number(a.isArchived) - Number(b.isArchived))
}

type Row = Awaited<ReturnType<TenantDb['customField']['findMany']>>[number]

export function toField(row: Row): CustomField {
  return {
    id: row.id,
    entity: row.entity as CustomField['entity'],
    key: row.key,
    type: row.type as CustomField['type'],
    labels: row.labels as Labels,
    choices: row.choices as unknown as Choice[],
    currency: row.currency,
    access: row.access as CustomField['access'],
    isRequired: row.isRequired,
    isFilterable: row.isFilterable,
    isIndexed: row.isIndexed,
    isArchived: row.archivedAt !== null,
  }
}

/** Fields that this reader may filter and sort a list by: only what they see of everybody, because an order tells. */
export const isComparable = (principal: Principal, field: CustomField): boolean =>
  field.isFilterable && field.isIndexed && !field.isArchived && mayReadAll(principal, field.access)

export const isWritable = (principal: Principal, field: CustomField): boolean => !field.isArchived && mayWrite(principal, field.access)
