// What isolation costs: a tenant's read and write through TenantDb, over the same Prisma client and options without any isolation,
// over Prisma's documented extension for row-level security made per request, and over raw pg.
import net from 'node:net'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@/generated/tenant/client'
import { newId } from '@/lib/core'
import { openTenantDb, TenantContext } from '@/lib/db'
import { statementName } from '@/lib/db/statement-name'
import { alternate, type Timing, type Variants } from './measure/alternate'
import { departmentId, employeeId, openIsolationWorld, random, TENANTS, tenantId } from './measure/isolation-world'

type World = Awaited<ReturnType<typeof openIsolationWorld>>

export default async function isolation(): Promise<Record<string, number>> {
  const world = await openIsolationWorld()
  const figures: Record<string, number> = {}
  let samples = 0
  const { reads, writes } = variantsOf(world)
  for (const [name, run] of Object.entries(reads)) {
    const found = (await run()) as unknown[]
    if (found.length !== 20) throw new Error(`${name} reads ${found.length} rows, not 20`)
  }
  for (const c of [1, 16]) {
    const calls = c === 1 ? 40 : 160
    const read = await alternate(reads, c, calls)
    const write = await alternate(writes, c, calls)
    const ratio = (of: Record<string, Timing>, a: string, b: string) => of[a]!.milliseconds / of[b]!.milliseconds
    figures[`oursOverOpen_c${c}`] = ratio(read, 'ours', 'open')
    figures[`writeOverOpen_c${c}`] = ratio(write, 'ours', 'open')
    figures[`documentedOverOurs_c${c}`] = ratio(read, 'documented', 'ours')
    if (c === 1) {
      figures.oursOverRaw_c1 = ratio(read, 'ours', 'raw')
      figures.signatureShare = 1 - ratio(read, 'unsigned', 'ours')
    }
    for (const [kind, timings] of Object.entries({ read, write })) {
      for (const [name, { milliseconds, operations }] of Object.entries(timings)) {
        figures[`${kind}_${name}_c${c}_ms`] = milliseconds
        samples += operations
      }
    }
  }
  figures.extraRoundTrips = (await roundTrips(world)) - 1
  figures.samples = samples
  await world.close()
  return figures
}

function variantsOf(world: World): { reads: Variants; writes: Variants } {
  const raw = world.connect('bench_open', 'bench_open')
  const open = new PrismaClient({
    adapter: new PrismaPg(world.connect('bench_open', 'bench_open'), { statementNameGenerator: ({ sql }) => statementName(sql) ?? '' }),
  })
  const stock = new PrismaClient({ adapter: new PrismaPg(world.connect('bench_open', 'bench_open')) })
  const plain = new PrismaClient({ adapter: new PrismaPg(world.connect('bench_setting', 'bench_app')) })
  const [own, unsigned] = [world.contexts('bench'), world.contexts('bench_unsigned')]

  // As Prisma documents it, made anew for each request: https://github.com/prisma/prisma-client-extensions, row-level-security
  const documented = (t: number) =>
    plain.$extends({
      query: {
        $allModels: {
          async $allOperations({ args, query }) {
            const [, result] = await plain.$transaction([
              plain.$executeRaw`SELECT set_config('app.tenant', ${tenantId(t)}, TRUE)`,
              query(args) as never,
            ])
            return result
          },
        },
      },
    })

  const page = (departmentId: string, tenantId?: string) => ({
    where: { ...(tenantId && { tenantId }), departmentId },
    orderBy: [{ lastName: 'asc' }, { firstName: 'asc' }, { id: 'asc' }] as { lastName: 'asc' }[],
    take: 20,
  })
  const pick = () => {
    const t = random(TENANTS)
    return { t, department: departmentId(t, random(10)), employee: employeeId(t, random(900)) }
  }
  const COLUMNS =
    'tenant_id, id, number, first_name, last_name, gender, birth_date, email, title, department_id, manager_id, status, hired_on, left_on, search_text, created_at, updated_at'
  const reads: Variants = {
    raw: async () => {
      const { t, department } = pick()
      const text = `SELECT ${COLUMNS} FROM public.employees WHERE tenant_id = $1 AND department_id = $2 ORDER BY last_name, first_name, id LIMIT 20`
      return (await raw.query({ name: 'page', text, values: [tenantId(t), department] })).rows
    },
    stock: async () => {
      const { t, department } = pick()
      return await stock.employee.findMany(page(department, tenantId(t)))
    },
    open: async () => {
      const { t, department } = pick()
      return await open.employee.findMany(page(department, tenantId(t)))
    },
    ours: async () => {
      const { t, department } = pick()
      return await openTenantDb(own[t]!).employee.findMany(page(department))
    },
    unsigned: async () => {
      const { t, department } = pick()
      return await openTenantDb(unsigned[t]!).employee.findMany(page(department))
    },
    documented: async () => {
      const { t, department } = pick()
      return await documented(t).employee.findMany(page(department))
    },
  }

  const file = () => ({
    id: newId(),
    purpose: 'bench',
    name: 'x',
    contentType: 'text/plain',
    sizeBytes: 1n,
    sha256: 'x',
    createdBy: 'bench',
  })
  const title = () => ({ title: `Engineer ${random(1_000)}` })
  let turn = 0
  // One insert, one update, by turns.
  const writes: Variants = {
    open: async () => {
      const { t, employee } = pick()
      if (turn++ % 2) return await open.file.create({ data: { ...file(), tenantId: tenantId(t) } })
      return await open.employee.update({ where: { tenantId_id: { tenantId: tenantId(t), id: employee } }, data: title() })
    },
    ours: async () => {
      const { t, employee } = pick()
      if (turn++ % 2) return await openTenantDb(own[t]!).file.create({ data: file() })
      return await openTenantDb(own[t]!).employee.update({ where: { id: employee }, data: title() })
    },
    documented: async () => {
      const { t, employee } = pick()
      if (turn++ % 2) return await documented(t).file.create({ data: { ...file(), tenantId: tenantId(t) } })
      return await documented(t).employee.update({ where: { tenantId_id: { tenantId: tenantId(t), id: employee } }, data: title() })
    },
  }
  return { reads, writes }
}

/** How often the server is asked for one read: counted on the wire. */
async function roundTrips(world: World): Promise<number> {
  const context = world.contexts('bench')[1]!
  let answers = 0
  const proxy = net.createServer((client) => {
    const server = net.connect(context.location.port, context.location.host)
    client
      .on('error', () => {})
      .pipe(server)
      .on('error', () => {})
    server.on('data', (data) => {
      for (let at = data.indexOf('Z\0\0\0\x05'); at >= 0; at = data.indexOf('Z\0\0\0\x05', at + 5)) answers++ // ReadyForQuery
      client.write(data)
    })
  })
  const port = await new Promise<number>((resolve) =>
    proxy.listen(0, '127.0.0.1', () => resolve((proxy.address() as net.AddressInfo).port)),
  )
  const { tenantId, epoch, location } = context
  const db = openTenantDb(new TenantContext({ tenantId, epoch, location: { ...location, port } }))
  await db.employee.count()
  const before = answers
  for (let n = 0; n < 10; n++) await db.employee.findMany({ take: 20 })
  proxy.close()
  return (answers - before) / 10
}
