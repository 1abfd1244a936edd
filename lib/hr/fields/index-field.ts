import { z } from 'zod'
import { defineOperation, type StepContext } from '@/lib/operations'
import { openTenantById, sql, type TenantDb, table } from '@/lib/tenancy'

export const INDEX_FIELD = 'people.index-field'
const IndexInput = z.object({ fieldId: z.uuid() })
const BATCH = 2_000

/** Looks through the values that were there before their field became filterable. New ones are kept by the trigger meanwhile. */
export const indexFieldOperation = defineOperation<z.infer<typeof IndexInput>>({
  kind: INDEX_FIELD,
  input: IndexInput,
  steps: [{ name: 'index', run: index }],
})

async function index({ tenantId, input: { fieldId }, progress, signal, assertFence }: StepContext<z.infer<typeof IndexInput>>) {
  const db = await openTenantById(tenantId!)
  const total = await db.employee.count()
  let done = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    signal.throwIfAborted()
    const { last, seen } = await indexBatch(db, fieldId, after)
    done += seen
    progress(done, total, 'rows')
    if (seen < BATCH) break
    after = last!
  }
  await assertFence()
  // Not where it was switched off, or deleted, meanwhile.
  await db.customField.updateMany({ where: { id: fieldId, isFilterable: true }, data: { isIndexed: true } })
  return { rows: done }
}

/** Locks the people of the batch: a change of one waits, and writes its own value over the one of here. */
export async function indexBatch(db: TenantDb, fieldId: string, after: string): Promise<{ last: string | null; seen: number }> {
  const [batch] = await db.$queryRaw<{ last: string | null; seen: number }[]>(sql`
    WITH batch AS MATERIALIZED (
      SELECT e.tenant_id, e.id, e.custom FROM ${table('employees')} e WHERE e.id > ${after}::uuid ORDER BY e.id LIMIT ${BATCH} FOR NO KEY UPDATE
    ), written AS (
      INSERT INTO ${table('employee_values')} (tenant_id, field_id, employee_id, text_value, number_value, date_value, search_text)
      SELECT b.tenant_id, c.field_id, b.id, c.text_value, c.number_value, c.date_value, c.search_text
        FROM batch b CROSS JOIN LATERAL ${table('custom_values_of')}(b.tenant_id, b.custom) c
       WHERE b.custom <> '{}' AND c.field_id = ${fieldId}::uuid
          ON CONFLICT DO NOTHING
    )
    SELECT max(id::text) AS last, count(*)::integer AS seen FROM batch`)
  return batch!
}
