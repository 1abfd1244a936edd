import { listDatabases, type Pattern } from '@/lib/catalog'
import { catalogDb, controlQuery } from '@/lib/db'
import { listWorkers, type WorkerView } from '@/lib/operations'

const PATIENCE_MILLISECONDS = 2000

export type DatabaseHealth = {
  name: string
  server: string
  region: string
  host: string
  port: number
  pattern: Pattern
  schemaVersion: string
  tenantCount: number
  isAnswering: boolean
  milliseconds: number
}
export type Health = { catalogMilliseconds: number; databases: DatabaseHealth[]; workers: WorkerView[] }

/** Asks every part for a sign of life, each with two seconds' patience. Throws only when the catalog itself is away. */
export async function checkHealth(): Promise<Health> {
  const began = performance.now()
  const counts = await catalogDb().$queryRaw<
    { id: string; count: number }[]
  >`SELECT database_id AS id, count(*)::int AS count FROM placements GROUP BY 1`
  const catalogMilliseconds = performance.now() - began
  const [databases, workers] = await Promise.all([listDatabases(), listWorkers()])
  return {
    catalogMilliseconds,
    workers,
    databases: await Promise.all(
      databases.map(async ({ databaseId, database, server, region, host, port, tls, pattern, schemaVersion }) => ({
        name: database,
        server,
        region,
        host,
        port,
        pattern,
        schemaVersion,
        tenantCount: counts.find(({ id }) => id === databaseId)?.count ?? 0,
        ...(await ping({ host, port, tls, database })),
      })),
    ),
  }
}

async function ping(at: Parameters<typeof controlQuery>[0]): Promise<{ isAnswering: boolean; milliseconds: number }> {
  const began = performance.now()
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MILLISECONDS)
  })
  const answer = controlQuery(at, 'SELECT 1').then(
    () => true,
    () => false,
  )
  const isAnswering = await Promise.race([answer, patience])
  clearTimeout(timer)
  return { isAnswering, milliseconds: performance.now() - began }
}
