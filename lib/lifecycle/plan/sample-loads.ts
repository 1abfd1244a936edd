import { getServerAdmin, listServers } from '@/lib/catalog'
import { isUuid, log } from '@/lib/core'
import { catalogDb, withMaintenance } from '@/lib/db'
import { listWorkers } from '@/lib/operations'
import { HALF_LIFE_SECONDS } from './read-world'

/** Between two samples of one worker. */
export const SAMPLE_SECONDS = 5

/**
 * One look at what runs on every server: each statement carries its tenant's name while it runs, and only then. Averaged over many
 * looks that is how many statements a tenant has under way at once, and it costs the tenants nothing. Several workers share the weight.
 */
export async function unscopedSampleLoads(): Promise<void> {
  const running = new Map<string, number>()
  for (const { id, name } of await listServers()) {
    try {
      const { rows } = await withMaintenance(
        (client) =>
          client.query<{ name: string; count: number }>(
            `SELECT application_name AS name, count(*)::int FROM pg_stat_activity WHERE starts_with(application_name, 'tenant:') GROUP BY 1`,
          ),
        await getServerAdmin(id),
      )
      for (const { name: running_, count } of rows) {
        const tenantId = running_.slice('tenant:'.length)
        if (isUuid(tenantId)) running.set(tenantId, (running.get(tenantId) ?? 0) + count)
      }
    } catch (error) {
      log.debug({ err: error, server: name }, 'loads of a server are not sampled')
    }
  }
  if (running.size === 0) return
  const workers = (await listWorkers()).filter(({ isAlive }) => isAlive).length
  const weight = (1 - 0.5 ** (SAMPLE_SECONDS / HALF_LIFE_SECONDS)) / Math.max(workers, 1)
  await catalogDb().$executeRaw`
    INSERT INTO tenant_loads AS l (tenant_id, load)
    SELECT t.id, sample.count * ${weight}::float8 FROM unnest(${[...running.keys()]}::uuid[], ${[...running.values()]}::int[]) AS sample (id, count)
      JOIN tenants t ON t.id = sample.id
    ON CONFLICT (tenant_id) DO UPDATE SET sampled_at = now(),
      load = l.load * 0.5 ^ (extract(epoch FROM now() - l.sampled_at) / ${HALF_LIFE_SECONDS}::float8) + excluded.load`
}
