import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { systemPrincipal } from '@/lib/auth'
import { findPlacement, registerDatabase } from '@/lib/catalog'
import { closeAll, createTenantDatabase } from '@/lib/db'
import { getMove, KILL_POINTS, startMove, superviseMoves } from '@/lib/lifecycle'
import { isOver, repeat, watchOperation } from '@/lib/operations'
import { openTenantById } from '@/lib/tenancy'
import { prepareTemplates } from '@/scripts/testing/global-setup'
import { startTestServer, type TestServer } from '@/scripts/testing/postgres'
import { until } from '@/scripts/testing/until'
import { createWorld, type World, type WorldTenant } from '@/scripts/testing/world'

// A real server that keeps what it says, real workers and writers in processes of their own, and a log of what was acknowledged.
const isFull = process.env.ROWHOUSE_FULL_TESTS === '1'
const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on']
const SHORT_POINTS = ['copied', 'fenced', 'target-open', 'flipped'] as const
const ROUNDS = isFull ? 2 : 1
const operator = systemPrincipal('chaos')

const folder = mkdtempSync(join(tmpdir(), 'rowhouse-chaos-'))
const logPath = join(folder, 'acknowledged')
let server: TestServer
let world: World
let tenant: WorldTenant
let supervisor: { stop(): Promise<void> }
const children: ChildProcess[] = []

beforeAll(async () => {
  server = await startTestServer(DURABLE)
  await prepareTemplates(server.superuserUrl, folder)
  world = await createWorld()
  await createTenantDatabase(`${world.database}_b`)
  await registerDatabase({ serverId: world.serverId, name: `${world.database}_b`, pattern: 'row', schemaVersion: '' })
  ;({ tenant } = await world.addTenant())
  const db = await openTenantById(tenant.id)
  await db.department.createMany({ data: Array.from({ length: 2_000 }, (_, n) => ({ code: `d${n}`, name: `Department ${n}` })) })
  supervisor = repeat('moves', 300, superviseMoves) // the other worker, which lives
})
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child)
})
afterAll(async () => {
  await supervisor.stop()
  await closeAll()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function start(file: string, args: readonly string[] = [], env: Record<string, string> = {}): Promise<ChildProcess> {
  const child = fork(join('e2e/chaos', file), [...args], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
    stdio: 'ignore',
  })
  children.push(child)
  await once(child, 'message')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const startWeb = () => start('web-process.ts', [tenant.id, logPath, isFull ? '120' : '80'])
const startWorker = (killAt = '') => start('worker-process.ts', [], { ROWHOUSE_KILL_AT: killAt })

async function untilMoved(id: string): Promise<void> {
  for await (const view of watchOperation(id, { signal: AbortSignal.timeout(120_000) })) {
    if (!isOver(view)) continue
    expect(view).toMatchObject({ state: 'succeeded', error: null })
    return
  }
  throw new Error(`not over in time: ${JSON.stringify(await getMove(operator, id))}`)
}

const move = async () => (await startMove(operator, { tenantId: tenant.id, toPattern: 'row', keepHours: 0 })).id

async function asSuperuser(database: string, text: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const url = new URL(server.superuserUrl)
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.toString() })
  client.on('error', () => {}) // it may be the one that is killed
  await client.connect()
  try {
    return await client.query(text, values)
  } finally {
    await client.end().catch(() => {})
  }
}

/** The log against the rows at the place that the catalog names, when nobody writes any more. */
async function compare(): Promise<{ acknowledged: number; lost: number; extra: number; counted: number }> {
  for (const child of children.splice(0)) await kill(child)
  const acknowledged = readFileSync(logPath, 'utf8').split('\n').filter(Boolean)
  const db = await openTenantById(tenant.id)
  const rows = new Set((await db.file.findMany({ where: { purpose: 'chaos' }, select: { id: true } })).map(({ id }) => id))
  const counters = await db.counter.findMany({ where: { key: { startsWith: 'chaos-' } } })
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((id) => !rows.has(id)).length,
    extra: rows.size - acknowledged.length,
    counted: counters.reduce((sum, { value }) => sum + Number(value), 0) - rows.size,
  }
}

test(`a worker is killed at every named point of a move, and no acknowledged write is lost or done twice`, async () => {
  await startWeb()
  for (const point of Array.from({ length: ROUNDS }, () => (isFull ? KILL_POINTS : SHORT_POINTS)).flat()) {
    const doomed = await startWorker(point)
    const id = await move()
    await once(doomed, 'exit')
    expect(doomed.signalCode, point).toBe('SIGKILL')
    const heir = await startWorker()
    await untilMoved(id)
    await kill(heir)
  }
  expect(await compare()).toMatchObject({ lost: 0, counted: 0 })
})

test('a web process is killed in the middle of a move, and another one goes on', async () => {
  const web = await startWeb()
  await startWorker()
  const id = await move()
  await until(async () => (await getMove(operator, id)).phase !== 'preparing')
  await kill(web)
  await startWeb()
  await untilMoved(id)
  expect(await compare()).toMatchObject({ lost: 0, counted: 0 })
})

test('a planted loss is found', async () => {
  const [one] = readFileSync(logPath, 'utf8').split('\n')
  await asSuperuser((await findPlacement(tenant.id))!.database, 'DELETE FROM files WHERE id = $1', [one])
  expect((await compare()).lost).toBe(1)
})
