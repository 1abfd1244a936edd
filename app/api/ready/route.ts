import { isAppError, log } from '@/lib/core'
import { checkHealth } from '@/lib/lifecycle'

export const dynamic = 'force-dynamic'
const PATIENCE_MILLISECONDS = 5000

/**
 * Whether this installation can serve: the catalog answers, a worker lives, every database of tenants answers. 503 with the reasons
 * otherwise. Names alone: hosts, ports and messages of errors stay in the log, because nobody is asked who they are here.
 */
export async function GET(): Promise<Response> {
  const reasons: string[] = []
  let databases: { name: string; server: string; pattern: string; isAnswering: boolean; milliseconds: number }[] = []
  let workers = 0
  try {
    const health = await within(checkHealth())
    workers = health.workers.filter((worker) => worker.isAlive).length
    databases = health.databases.map(({ name, server, pattern, isAnswering, milliseconds }) => ({
      name,
      server,
      pattern,
      isAnswering,
      milliseconds: Math.round(milliseconds),
    }))
    if (workers === 0) reasons.push('No worker has given a sign of life in the last seconds.')
    for (const { name, server, isAnswering } of databases)
      if (!isAnswering) reasons.push(`Database ${name} on server ${server} does not answer.`)
  } catch (error) {
    log.warn({ err: error, code: isAppError(error) ? error.code : undefined }, 'not ready')
    reasons.push('The catalog does not answer.')
  }
  const isReady = reasons.length === 0
  return Response.json(
    { status: isReady ? 'ready' : 'not-ready', reasons, workers, databases },
    { status: isReady ? 200 : 503, headers: { 'cache-control': 'no-store', ...(!isReady && { 'retry-after': '5' }) } },
  )
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MILLISECONDS)
  })
  return Promise.race([work, patience]).finally(() => clearTimeout(timer))
}
