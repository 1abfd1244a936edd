import { fork } from 'node:child_process'
import { end } from './keep-alive'
import { logEnd, logPath, openLog } from './log-file'
import { phase } from './progress'
import { isStopping, stopLater } from './shutdown'

/** Builds the web application when its sources changed; meanwhile the database is prepared. */
export async function buildWeb(): Promise<void> {
  if ((await run(['--is-fresh'])) === 0) return
  await phase(
    async () => {
      if ((await run([])) === 0 || isStopping()) return
      throw new Error(`The web application could not be built. It said:\n${logEnd('build', 25)}\n\nAll of it: ${logPath('build')}`)
    },
    () => (isStopping() ? null : 'web application built'),
    'building the web application (the first time takes a minute or two)',
  )
}

/** In a group of its own, which ends as a whole when we do. */
async function run(args: string[]): Promise<number | null> {
  const log = openLog('build')
  const child = fork('scripts/build.mjs', args, { execArgv: [], stdio: ['ignore', log, log, 'ipc'], detached: true })
  stopLater({ name: 'build', gracefully: () => end(child, 5), force: () => child.kill('SIGKILL') })
  return new Promise((resolve) => child.once('exit', resolve))
}
