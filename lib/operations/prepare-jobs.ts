import { Logger, runMigrations } from 'graphile-worker'
import { databaseUrl } from '@/lib/core'
import { withOwner } from '@/lib/db'

const TABLES = ['jobs', 'job_queues', 'tasks', 'known_crontabs'].map((name) => `graphile_worker._private_${name}`)
const LOCK = `hashtext('rowhouse:job-schema')`

/**
 * Makes the job queue's schema in the catalog, as the owner, and lets the catalog role work with it: the queue's own row-level
 * security has no policy, so that nobody but the owner would see a job. Safe to repeat, and for two at the same moment.
 */
export async function prepareJobs(): Promise<void> {
  await withOwner(undefined, async (client) => {
    await client.query(`SELECT pg_advisory_lock(${LOCK})`)
    await runMigrations({ connectionString: databaseUrl(), maxPoolSize: 1, logger: new Logger(() => () => {}) })
    await client.query('BEGIN')
    await client.query('GRANT USAGE ON SCHEMA graphile_worker TO rowhouse_catalog')
    await client.query('GRANT SELECT ON graphile_worker.migrations, graphile_worker.jobs TO rowhouse_catalog')
    for (const table of TABLES) {
      await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO rowhouse_catalog`)
      const { rowCount } = await client.query('SELECT FROM pg_policy WHERE polrelid = $1::regclass', [table])
      if (rowCount === 0) await client.query(`CREATE POLICY catalog ON ${table} TO rowhouse_catalog USING (true) WITH CHECK (true)`)
    }
    await client.query('COMMIT')
  })
}
