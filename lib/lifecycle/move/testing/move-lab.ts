import pg from 'pg'
import { systemPrincipal } from '@/lib/auth'
import { findTenantById, type Pattern, registerDatabase } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { catalogDb, createTenantDatabase, readGate, type TenantDb } from '@/lib/db'
import { isOver, type JobRunner, type OperationView, repeat, startJobRunner, watchOperation } from '@/lib/operations'
import { openTenant } from '@/lib/tenancy'
import { createOwner } from '@/scripts/testing/global-setup'
import { startTestServer, type TestServer } from '@/scripts/testing/postgres'
import type { World } from '@/scripts/testing/world'
import { addDatabase as addSharedDatabase } from '../../server/add-database'
import { registerExternalServer } from '../../server/register-server'
import { superviseMoves } from '../index'

export const operator = systemPrincipal('test')

/** Where to, and on which of the two servers; a server of its own begins beside the first. */
export type Way = readonly (readonly [Pattern, 'first' | 'second'])[]

/** From row on, each of the sixteen pairs once, and back where it began. */
export const EVERY_PAIR: Way = [
  ['row', 'second'],
  ['schema', 'first'],
  ['schema', 'second'],
  ['database', 'first'],
  ['database', 'second'],
  ['instance', 'first'],
  ['instance', 'first'],
  ['schema', 'first'],
  ['row', 'first'],
  ['database', 'second'],
  ['schema', 'second'],
  ['instance', 'first'],
  ['database', 'first'],
  ['row', 'second'],
  ['instance', 'first'],
  ['row', 'first'],
]
/** A worker in this process: it runs operations and looks after moves, as worker/ does. */
export async function startMover(): Promise<{ stop(): Promise<void> }> {
  const runner: JobRunner = await startJobRunner({ handlers: {} })
  const supervisor = repeat('moves', 100, superviseMoves)
  return {
    async stop() {
      await supervisor.stop()
      await runner.stop()
    },
  }
}

/** One more shared database of this world. */
export async function addDatabase(world: World, name: string, pattern: Pattern): Promise<string> {
  await createTenantDatabase(`${world.database}_${name}`)
  return registerDatabase({ serverId: world.serverId, name: `${world.database}_${name}`, pattern, schemaVersion: '' })
}

export interface SecondServer {
  readonly id: string
  readonly server: TestServer
  asSuperuser<Row extends pg.QueryResultRow>(text: string, database?: string): Promise<pg.QueryResult<Row>>
  addDatabase(pattern: 'row' | 'schema'): Promise<string>
}

/** Another PostgreSQL, registered as an operator does it. Call it after createWorld. */
export async function addServer(name = 'second', settings: readonly string[] = []): Promise<SecondServer> {
  const server = await startTestServer(settings)
  const { id } = await registerExternalServer(operator, { name, region: 'local', adminUrl: await createOwner(server.superuserUrl) })
  return {
    id,
    server,
    async asSuperuser(text, database = 'postgres') {
      const client = new pg.Client({
        connectionString: Object.assign(new URL(server.superuserUrl), { pathname: `/${database}` }).toString(),
      })
      await client.connect()
      return client.query(text).finally(() => client.end())
    },
    addDatabase: async (pattern) => (await addSharedDatabase(operator, { server: name, pattern })).databaseId,
  }
}

export async function untilOver(id: string): Promise<OperationView> {
  let last: OperationView | undefined
  for await (const view of watchOperation(id, { signal: AbortSignal.timeout(40_000) })) {
    last = view
    if (isOver(view)) return view
  }
  const move = await catalogDb().move.findUnique({ where: { id }, select: { phase: true, facts: true } })
  throw new Error(`not over in time: ${JSON.stringify({ steps: last?.steps, move })}`)
}

export async function openById(id: string): Promise<TenantDb> {
  return openTenant((await findTenantById(id))!)
}

export const gateAt = async (tenantId: string, place: { host: string; port: number; database: string }) => readGate(place, tenantId)

/** People, departments, a session and files: some rows in most tables. */
export async function fill(db: TenantDb, people = 60): Promise<void> {
  const departments = Array.from({ length: 5 }, (_, n) => ({ id: newId(), code: `d${n}`, name: `Department ${n} żółć "q" \\` }))
  await db.department.createMany({ data: departments })
  await db.employee.createMany({
    data: Array.from({ length: people }, (_, n) => ({
      id: newId(),
      number: `n${n}`,
      firstName: `First ${n}`,
      lastName: `Last ${n}`,
      hiredOn: new Date('2020-01-02'),
      departmentId: departments[n % 5]!.id,
    })),
  })
  await db.setting.create({
    data: { key: 'big', value: { text: 'x'.repeat(40_000), list: Array.from({ length: 2000 }, (_, n) => n * 1.5) } },
  })
  await db.counter.create({ data: { key: 'employees', value: 60n } })
}

/** Writes without end, and keeps a log of what was acknowledged. */
export function startWriter(tenantId: string, writers = 4, pauseMs = 8) {
  const acknowledged: string[] = []
  const failures: unknown[] = []
  let isStopped = false
  const loop = async (n: number) => {
    for (let turn = 0; !isStopped; turn++) {
      const id = newId()
      try {
        const db = await openById(tenantId)
        if (turn % 3 === 0)
          await db.$transaction(async (tx) => {
            await tx.file.create({ data: fileOf(id) })
            await tx.counter.upsert({
              where: { tenantId_key: { tenantId, key: `w${n}` } },
              create: { key: `w${n}`, value: 1n },
              update: { value: { increment: 1n } },
            })
          })
        else await db.file.create({ data: fileOf(id) })
        acknowledged.push(id)
      } catch (error) {
        failures.push(error)
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
  const loops = Array.from({ length: writers }, (_, n) => loop(n))
  return {
    acknowledged,
    failures,
    async stop() {
      isStopped = true
      await Promise.all(loops)
    },
    /** Acknowledged and not there; there and not acknowledged, beside those that were there before. */
    async compare(before = 0): Promise<{ lost: number; extra: number }> {
      const found = new Set((await (await openById(tenantId)).file.findMany({ select: { id: true } })).map(({ id }) => id))
      const lost = acknowledged.filter((id) => !found.has(id)).length
      return { lost, extra: found.size - before - (acknowledged.length - lost) }
    },
  }
}

const fileOf = (id: string) => ({
  id,
  purpose: 'log',
  name: 'x',
  contentType: 'text/plain',
  sizeBytes: 1n,
  sha256: 'x',
  createdBy: 'writer',
})
