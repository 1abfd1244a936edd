import { listInstances, runInstance, stopInstances } from '@/lib/db/embedded'
import { tell, warn } from './progress'
import { isStopping, stopLater } from './shutdown'

const WATCH_MS = 500
const AT_ONCE = 4
const WAIT_MS_MAX = 60_000

/**
 * Servers of single tenants on this machine, watched like the first one: each that is kept runs, and one that dies is started again and
 * recovers from its WAL. The worker makes and removes them; what it has finished is known by its folder. One that does not start keeps
 * nobody else waiting, and is tried again later and later.
 */
export async function startInstances(): Promise<number> {
  const failures = new Map<string, { count: number; until: number }>()
  const starting = new Set<string>()
  let isFirst = true
  let timer: NodeJS.Timeout | undefined

  const start = async (name: string) => {
    starting.add(name)
    try {
      if (!isFirst) warn(`the server ${name} ended and is started again`)
      const server = await runInstance(name)
      failures.delete(name)
      if (!listInstances().some((each) => each.name === name && each.isKept))
        await server.stop() // removed in the meantime
      else if (!isFirst) tell(`the server ${name} runs again on port ${server.port}`)
    } catch (error) {
      const count = (failures.get(name)?.count ?? 0) + 1
      failures.set(name, { count, until: Date.now() + Math.min(1000 * 2 ** count, WAIT_MS_MAX) })
      warn(`the server ${name} does not start: ${(error as Error).message}`)
    } finally {
      starting.delete(name)
    }
  }
  const due = () =>
    listInstances().filter(({ name, isKept, port }) => {
      return isKept && port === null && !starting.has(name) && (failures.get(name)?.until ?? 0) <= Date.now()
    })
  const startDue = async () => {
    const left = due()
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let next = left.shift(); next && !isStopping(); next = left.shift()) await start(next.name)
      }),
    )
  }

  let turn: Promise<void> = startDue()
  stopLater({
    name: 'servers of tenants',
    gracefully: async () => {
      clearInterval(timer)
      await turn
      await stopInstances()
    },
    force: () => void stopInstances(),
  })
  await turn
  isFirst = false
  let isBusy = false
  timer = setInterval(() => {
    if (isBusy || isStopping()) return
    isBusy = true
    turn = startDue().finally(() => {
      isBusy = false
    })
  }, WATCH_MS)
  return listInstances().filter(({ isKept }) => isKept).length
}
