import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataDir } from '@/lib/core'
import { type EmbeddedServer, ensureOwner, startEmbedded } from '@/lib/db/embedded'
import { logPath } from './log-file'
import { fail, tell, warn } from './progress'
import { isStopping, stopAll, stopLater } from './shutdown'

const WATCH_MS = 500

/** The embedded server, watched: one that dies is started again, on the same port, and recovers from its WAL. */
export async function startPostgres(): Promise<EmbeddedServer> {
  let server = await launchPostgres()
  let restarting: Promise<void> | undefined
  const timer = setInterval(() => {
    if (restarting || isStopping() || server.isAlive()) return
    warn(`PostgreSQL ended and is started again; see ${logPath('postgres')}`)
    restarting = launchPostgres()
      .then((next) => {
        server = next
        tell(`PostgreSQL runs again on port ${server.port}`)
      })
      .catch((error: Error) => {
        fail(error.message)
        void stopAll(1)
      })
      .finally(() => {
        restarting = undefined
      })
  }, WATCH_MS)
  stopLater({
    name: 'PostgreSQL',
    gracefully: async () => {
      clearInterval(timer)
      await restarting
      rmSync(notePath(), { force: true }) // so that the command line says `not running`, not `connection refused`
      await server.stop()
    },
    force: () => process.kill(server.pid, 'SIGQUIT'),
  })
  return server
}

/** Started or taken over, with the role that the product works as, and the note by which every process finds it. Nobody watches it. */
export async function launchPostgres(): Promise<EmbeddedServer> {
  const server = await startEmbedded({ dir: join(dataDir(), 'postgres-18'), logFile: logPath('postgres') })
  const owner = await ensureOwner(server, { passwordFile: join(dataDir(), 'secrets', 'database-owner.password') })
  const note = notePath()
  mkdirSync(join(dataDir(), 'run'), { recursive: true })
  writeFileSync(`${note}.draft`, JSON.stringify({ url: owner.url, port: server.port, pid: server.pid }), { mode: 0o600 })
  renameSync(`${note}.draft`, note)
  return server
}

/** Where lib/core looks for the URL of a running installation. */
function notePath(): string {
  return join(dataDir(), 'run', 'postgres.json')
}
