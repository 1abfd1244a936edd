import { Gauge, Registry } from 'prom-client'
import { getFleet } from '@/lib/catalog'
import { checkHealth } from '@/lib/lifecycle'

/**
 * What the whole installation looks like at this moment, the same whichever process is asked. Counts over all tenants: a figure of
 * one tenant has its place in the back office, not in a system that keeps it for years.
 */
export async function collectServiceMetrics(): Promise<string> {
  const registry = new Registry()
  const gauge = (name: string, help: string, labelNames: string[] = []) => new Gauge({ name, help, labelNames, registers: [registry] })
  const up = gauge('catalog_up', 'Whether the catalog answers.')
  try {
    const [fleet, health] = await Promise.all([getFleet('UTC'), checkHealth()])
    up.set(1)
    const tenants = gauge('tenants', 'Tenants by status.', ['status'])
    for (const [status, count] of Object.entries(fleet.byStatus)) tenants.set({ status }, count)
    gauge('workers_alive', 'Worker processes that gave a sign of life in the last seconds.').set(
      health.workers.filter(({ isAlive }) => isAlive).length,
    )
    gauge('catalog_response_seconds', 'Time of one query to the catalog.').set(health.catalogMilliseconds / 1000)
    const labels = ['database', 'server', 'pattern']
    const answering = gauge('database_up', 'Whether a database of tenants answers.', labels)
    const response = gauge('database_response_seconds', 'Time of one query to a database of tenants.', labels)
    const held = gauge('database_tenants', 'Tenants in a database.', labels)
    for (const { name, server, pattern, isAnswering, milliseconds, tenantCount } of health.databases) {
      const of = { database: name, server, pattern }
      answering.set(of, isAnswering ? 1 : 0)
      held.set(of, tenantCount)
      if (isAnswering) response.set(of, milliseconds / 1000)
    }
  } catch {
    up.set(0) // a scrape must say that the catalog is away, not be away with it
  }
  return registry.metrics()
}
