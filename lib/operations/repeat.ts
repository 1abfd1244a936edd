import { log } from '@/lib/core'

/** Runs `work` again and again, with a pause after each time, whatever becomes of it. Stopping waits for the one under way. */
export function repeat(name: string, pauseMilliseconds: number, work: () => Promise<void>): { stop(): Promise<void> } {
  let isStopped = false
  let wake: () => void = () => {}
  const loop = async () => {
    while (!isStopped) {
      await work().catch((error) => log.warn({ err: error, loop: name }, 'a turn of a loop failed'))
      if (isStopped) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMilliseconds)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const running = loop()
  return {
    async stop() {
      isStopped = true
      wake()
      await running
    },
  }
}
