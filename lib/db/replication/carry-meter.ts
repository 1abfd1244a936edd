import type pg from 'pg'

/**
 * What the tenant has, as the source has counted it, for the epoch that begins at the target: nothing is written meanwhile, so the
 * sum is exact, and the first writer there need not count a million rows. A source that never counted leaves it to that writer.
 */
export async function carryMeter(source: pg.Client, target: pg.Client, { tenantId, epoch }: { tenantId: string; epoch: number }) {
  const { rows } = await source.query<{ rows: string; bytes: string }>(
    'SELECT rows, bytes FROM sec.meter WHERE tenant_id = $1 AND epoch = $2',
    [tenantId, epoch],
  )
  if (rows[0] === undefined) return
  await target.query(
    `INSERT INTO sec.meter (tenant_id, epoch, rows, bytes) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant_id) DO UPDATE SET epoch = excluded.epoch, rows = excluded.rows, bytes = excluded.bytes, counted_at = now()`,
    [tenantId, epoch + 1, rows[0].rows, rows[0].bytes],
  )
}
