import { sql, type TenantTx, table } from '@/lib/tenancy'

/** Two who change different values of one row wait for each other: the values are one JSON, and the later would write over the earlier. */
export async function lockRow(tx: TenantTx, rows: 'employees' | 'departments', id: string): Promise<void> {
  await tx.$queryRaw(sql`SELECT 1 FROM ${table(rows)} WHERE id = ${id}::uuid FOR UPDATE`)
}
