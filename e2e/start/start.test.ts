import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded, stopEmbedded } from '@/lib/db/embedded'
import { copyOfClone } from './copy-of-clone'
import { type Launch, Product, until } from './product'

const PORT = Number(process.env.START_TEST_PORT ?? 3870)
const ROOT = join(import.meta.dirname, '../..')
const isRoot = process.getuid?.() === 0
const started: Product[] = []
let scratch: string

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'start-'))
  chmodSync(scratch, 0o755)
})
afterEach(async () => {
  for (const product of started.splice(0)) {
    if (!product.hasEnded) await product.interrupt()
    for (const { pid } of product.processes()) process.kill(pid, 'SIGKILL')
  }
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function start(launch: Partial<Launch> & { dataDir: string }): Product {
  const product = Product.start({ root: ROOT, port: PORT, ...launch })
  started.push(product)
  return product
}

describe('npm start', () => {
  it('says where to go and how to get in, answers, and Ctrl-C leaves no process and loses nothing', async () => {
    const dataDir = join(scratch, 'plain')
    const first = await start({ dataDir }).untilUp()
    expect(first.said).toContain(`http://admin.localhost:${PORT}`)
    const password = /operator@\S+ \/ (\S+)/.exec(first.said)![1]!
    expect(readFileSync(join(dataDir, 'secrets', 'first-sign-in.txt'), 'utf8')).toContain(password)
    expect(statSync(join(dataDir, 'secrets', 'first-sign-in.txt')).mode & 0o777).toBe(0o600)
    await first.untilAnswers('/api/health')
    await first.untilAnswers('/api/ready')
    expect(await first.interrupt()).toEqual({ code: 0, left: [] })

    const begun = Date.now()
    const second = await start({ dataDir }).untilUp()
    expect(Date.now() - begun).toBeLessThan(20_000)
    expect(second.said).not.toContain(password) // the operator is there: nothing was made anew
    await second.untilAnswers('/api/ready')
    expect(await second.interrupt()).toEqual({ code: 0, left: [] })
  })

  it('starts again whichever of its processes is killed', async () => {
    const product = await start({ dataDir: join(scratch, 'kills') }).untilUp()
    for (const [words, back] of [
      ['scripts/start/web.mjs', /a web process ended \(SIGKILL\)/],
      ['worker-process.ts', /worker ended \(SIGKILL\)/],
    ] as const) {
      const [victim] = product.pidsOf(words)
      process.kill(victim!, 'SIGKILL')
      await product.untilSaid(back)
      await until(`${words} runs again`, () => product.pidsOf(words).some((pid) => pid !== victim))
      await product.untilAnswers('/api/ready')
    }
    process.kill(
      Number(readFileSync(join(product.launch.dataDir, 'postgres-18', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
      'SIGKILL',
    )
    await product.untilSaid(/PostgreSQL runs again/)
    await product.untilAnswers('/api/ready')
    expect(await product.interrupt()).toEqual({ code: 0, left: [] })
  })

  it('takes up after kill -9 of the supervisor: its web and worker processes end by themselves, PostgreSQL is taken over', async () => {
    const dataDir = join(scratch, 'orphans')
    const first = await start({ dataDir }).untilUp()
    first.child.kill('SIGKILL')
    await until('web and worker have ended', () => first.pidsOf('scripts/start/').length === 0)
    const second = await start({ dataDir }).untilUp()
    expect(second.said).toContain('was still running')
    await second.untilAnswers('/api/ready')
    expect((await second.interrupt()).left).toEqual([])
    expect(first.processes()).toEqual([])
  })

  it('ends at once and leaves nothing when everything is killed in the middle of starting', async () => {
    const dataDir = join(scratch, 'early')
    const product = start({ dataDir })
    await product.untilSaid(/PostgreSQL \S+ started/)
    expect((await product.interrupt()).left).toEqual([])
    expect((await start({ dataDir }).untilUp()).said).toContain('operator@')
  })

  it('says that it runs already, and that a port is taken, with the way out', async () => {
    const dataDir = join(scratch, 'twice')
    const first = await start({ dataDir }).untilUp()
    const second = start({ dataDir })
    expect(await second.untilEnded()).toBe(1)
    expect(second.said).toMatch(/running already: http:\/\/localhost:\d+/)
    const elsewhere = start({ dataDir: join(scratch, 'other') })
    expect(await elsewhere.untilEnded()).toBe(1)
    expect(elsewhere.said).toMatch(/Port \d+ is taken .*PORT=\d+ npm start/)
    expect((await first.interrupt()).left).toEqual([])
  })

  it.each([
    [{ PORT: 'x' }, /PORT=x is not a port/],
    [{ BASE_DOMAIN: 'a b' }, /BASE_DOMAIN/],
    [{ WEB_PROCESSES: '0' }, /WEB_PROCESSES/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
    [{ DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x' }, /127\.0\.0\.1:1.*nothing answers there/],
    [{ DATABASE_URL: 'postgresql://u:p@db.invalid/x' }, /Set MASTER_KEY/],
    [{ DATA_DIR: '/proc/nowhere' }, /DATA_DIR/],
  ])('explains %o and ends', async (env, words) => {
    const product = start({ dataDir: join(scratch, 'settings'), env })
    expect(await product.untilEnded()).toBe(1)
    expect(product.said).toMatch(words)
    expect(product.said).not.toMatch(/\n {4}at /)
    expect(product.processes()).toEqual([])
  })

  it('uses the server of DATABASE_URL, starts none of its own and loads no demo data there', async () => {
    const dir = join(scratch, 'external')
    const server = await startEmbedded({ dir, isThrowAway: true })
    try {
      const product = await start({
        dataDir: join(scratch, 'client'),
        env: { DATABASE_URL: server.url('hr_catalog'), ROWHOUSE_DEMO: '' },
      }).untilUp()
      expect(product.said).toMatch(/PostgreSQL 18\S* reached at 127\.0\.0\.1/)
      expect(product.pidsOf('postgres-18')).toEqual([])
      await product.untilAnswers('/api/ready')
      expect((await product.interrupt()).left).toEqual([])
      expect(server.isAlive()).toBe(true)
    } finally {
      await stopEmbedded(dir)
    }
  })
})

if (isRoot) {
  describe('npm start of a clone', () => {
    it('in a folder that only root can enter puts what PostgreSQL needs under /var/lib/rowhouse, and says so', async () => {
      const closed = mkdtempSync(join(homedir(), 'start-')) // mkdtemp makes it 0700
      try {
        copyOfClone(join(closed, 'clone'))
        const dataDir = join(closed, 'clone', '.data')
        const product = await start({ root: join(closed, 'clone'), dataDir }).untilUp()
        expect(product.said).toMatch(/in \/var\/lib\/rowhouse\/[0-9a-f]{12}, because its user cannot enter/)
        await product.untilAnswers('/api/ready')
        const data = product.dataLocation()
        const programs = /(\/var\/lib\/rowhouse\/[0-9a-f]{12})\/postgresql-/.exec(
          product
            .processes()
            .map(({ command }) => command)
            .join(' '),
        )
        expect((await product.interrupt()).left).toEqual([])
        for (const folder of [dirname(data), programs![1]!]) rmSync(folder, { recursive: true })
      } finally {
        rmSync(closed, { recursive: true, force: true })
      }
    })

    it('works for an ordinary user who owns it', async () => {
      const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nobody']).toString()))
      const root = join(scratch, 'ordinary')
      mkdirSync(root)
      copyOfClone(root, { uid: uid!, gid: gid! })
      const product = await start({ root, dataDir: join(root, '.data'), uid, gid }).untilUp()
      await product.untilAnswers('/api/ready')
      for (const { pid } of product.processes()) expect(statSync(`/proc/${pid}`).uid).toBe(uid)
      expect((await product.interrupt()).left).toEqual([])
    })
  })
}
