import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

// Below the range that systems hand out for outgoing connections, where a remembered port would be taken now and then.
const FIRST = 15_432
const SPAN = 2_000

/** The port this server had, else a free one, which it keeps: addresses in settings and open consoles stay true. */
export async function choosePort(home: string, wanted?: number): Promise<number> {
  const file = join(home, 'port')
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined
  const port = wanted ?? (kept && (await isFree(kept)) ? kept : await freePort())
  if (port !== kept) writeFileSync(file, `${port}\n`, { mode: 0o600 })
  return port
}

async function freePort(): Promise<number> {
  const start = Math.floor(Math.random() * SPAN)
  for (let step = 0; step < SPAN; step++) {
    const port = FIRST + ((start + step) % SPAN)
    if (await isFree(port)) return port
  }
  throw new Error(`no port between ${FIRST} and ${FIRST + SPAN} is free`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })
}
