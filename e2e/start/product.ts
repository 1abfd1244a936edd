import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

const PATIENCE_MS = 90_000

export type Launch = { root: string; dataDir: string; port: number; env?: Record<string, string>; uid?: number; gid?: number }

/** `npm start` as somebody would type it, watched from outside through its output and the process table. */
export class Product {
  readonly mark = randomUUID()
  said = ''
  private constructor(
    readonly child: ChildProcess,
    readonly launch: Launch,
  ) {}

  static start(launch: Launch): Product {
    const { root, dataDir, port, uid, gid } = launch
    const mark = randomUUID()
    const inherited: Record<string, string | undefined> = { ...process.env }
    for (const name of ['DATABASE_URL', 'MASTER_KEY', 'NODE_ENV', 'VITEST']) delete inherited[name]
    const env = { ...inherited, DATA_DIR: dataDir, PORT: String(port), ROWHOUSE_DEMO: '0', START_MARK: mark, ...launch.env }
    const child = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: root,
      env: env as Record<string, string | undefined> as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
      uid,
      gid,
    })
    const product = new Product(child, launch)
    Object.assign(product, { mark })
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (product.said += chunk.toString()))
    return product
  }

  async untilUp(): Promise<this> {
    await this.untilSaid(/up after[\s\S]*Ctrl-C stops everything/) // with the addresses and the first sign-in, which come line by line
    return this
  }

  /** Waits until it has said so; throws with all it said when it ends before. */
  async untilSaid(words: RegExp): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS
    while (!words.test(this.said)) {
      if (this.hasEnded || Date.now() > deadline) throw new Error(`never said ${words}:\n${this.said}`)
      await pause(20)
    }
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null
  }

  async untilEnded(): Promise<number | null> {
    if (!this.hasEnded) await new Promise((resolve) => this.child.once('exit', resolve))
    return this.child.exitCode
  }

  /** Ctrl-C, then everything that is left of it, which should be nothing. */
  async interrupt(): Promise<{ code: number | null; left: string[] }> {
    this.child.kill('SIGINT')
    const code = await this.untilEnded()
    return { code, left: this.processes().map(({ command }) => command) }
  }

  /** Every process that this start made: ours carry its mark, PostgreSQL's the data folder. Linux only. */
  processes(): { pid: number; command: string }[] {
    const data = this.dataLocation()
    const found: { pid: number; command: string }[] = []
    for (const pid of readdirSync('/proc').map(Number)) {
      if (!pid || pid === process.pid) continue
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        const isOurs = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(this.mark)
        if (command && (isOurs || command.includes(data))) found.push({ pid, command })
      } catch {
        // ended meanwhile, or another user's
      }
    }
    return found
  }

  /** Where PostgreSQL keeps its data: not in the folder, when only root can enter that. */
  dataLocation(): string {
    try {
      return readFileSync(`${this.launch.dataDir}/postgres-18/location`, 'utf8').trim()
    } catch {
      return `${this.launch.dataDir}/postgres-18`
    }
  }

  pidsOf(words: string): number[] {
    return this.processes().flatMap(({ pid, command }) => (command.includes(words) ? [pid] : []))
  }

  async untilAnswers(path = '/api/health'): Promise<number> {
    const deadline = Date.now() + PATIENCE_MS
    for (;;) {
      const status = await this.ask(path).catch(() => 0)
      if (status === 200) return status
      if (Date.now() > deadline) throw new Error(`${path} answered ${status}`)
      await pause(50)
    }
  }

  ask(path: string, host = 'localhost'): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: this.launch.port, path, headers: { host }, agent: false }, (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 0))
      })
      sent.setTimeout(10_000, () => sent.destroy(new Error('no answer')))
      sent.once('error', reject)
      sent.end()
    })
  }
}

export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`it never came about: ${what}`)
    await pause(20)
  }
}
