import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { createApiKey, createMember, encodeSessionToken, PERMISSIONS, sessionCookie, startMemberSession, systemPrincipal } from '@/lib/auth'
import { closeAll, withOwner } from '@/lib/db'
import { IMPORT_KINDS, startImport, storeImportFile } from '@/lib/hr'
import { createTenant } from '@/lib/lifecycle'
import { isOver, watchOperation } from '@/lib/operations'
import { openTenantById } from '@/lib/tenancy'
import { copyOfClone } from '../../e2e/start/copy-of-clone'
import { startTestServer, testMasterKey } from '../../scripts/testing/postgres'

export interface PagesWorld {
  readonly port: number
  readonly webPid: number
  readonly slug: string
  /** Of a signed-in owner, and a key that may read. */
  readonly cookie: string
  readonly apiKey: string
  readonly people: number
  close(): Promise<void>
}

const SLUG = 'meridian'
/** What is measured is the work of a request, not a tier's refusal of it. */
const NO_LIMITS = `UPDATE tiers SET limits = limits || '{"requestsPerSecond": 100000}'`
const bench = systemPrincipal('bench')

export async function openPagesWorld(): Promise<PagesWorld> {
  const server = await startTestServer(['shared_buffers=512MB'])
  const folder = mkdtempSync(join(tmpdir(), 'rowhouse-bench-'))
  const port = await freePort()
  const url = new URL(server.superuserUrl)
  url.pathname = '/rowhouse'
  Object.assign(process.env, {
    DATABASE_URL: url.toString(),
    MASTER_KEY: testMasterKey(),
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'error',
    PORT: String(port),
  })
  const children: ChildProcess[] = []
  const close = async () => {
    await Promise.all(children.map(end))
    await closeAll()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const copy = join(folder, 'copy')
    await buildWithBareRoutes(copy)
    const worker = fork('scripts/start/worker-process.ts', {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    children.push(worker)
    for (;;) if (((await once(worker, 'message')) as [{ type: string }])[0].type === 'ready') break
    const company = await fillCompany()
    await withOwner('rowhouse', (owner) => owner.query(NO_LIMITS))
    const web = spawn(process.execPath, ['scripts/start/web.mjs'], { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] })
    children.push(web)
    await untilListening(port, web)
    return { port, webPid: web.pid!, slug: SLUG, ...company, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function buildWithBareRoutes(copy: string): Promise<void> {
  copyOfClone(copy)
  const write = (path: string, text: string) => {
    mkdirSync(join(copy, path, '..'), { recursive: true })
    writeFileSync(join(copy, path), text)
  }
  write(
    'app/(bare)/layout.tsx',
    'export default function Bare({ children }: { children: React.ReactNode }) { return <html lang="en"><body>{children}</body></html> }',
  )
  write(
    'app/(bare)/site/bench-bare/page.tsx',
    `export default async function Page({ searchParams }: { searchParams: Promise<{ bytes?: string }> }) {
      return <p>{'x'.repeat(Number((await searchParams).bytes ?? 0))}</p>
    }`,
  )
  write(
    'app/api/bench-bare/route.ts',
    `export async function GET(request: Request) {
      return Response.json({ text: 'x'.repeat(Number(new URL(request.url).searchParams.get('bytes') ?? 0)) })
    }`,
  )
  const build = spawn(process.execPath, ['scripts/build.mjs', '--force'], { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(build, 'exit')
  if (code !== 0) throw new Error('the copy with the bare routes does not build')
}

async function fillCompany(): Promise<{ cookie: string; apiKey: string; people: number }> {
  const { tenant, operation } = await createTenant(bench, {
    name: 'Meridian',
    slug: SLUG,
    ownerEmail: 'owner@example.com',
    ownerName: 'Olive Owner',
  })
  await finish(operation.id)
  const db = await openTenantById(tenant.id)
  const files = []
  for (const kind of IMPORT_KINDS) {
    const content = createReadStream(`bench/data/meridian/${kind}.csv.gz`).pipe(createGunzip())
    files.push({ kind, fileId: (await storeImportFile(db, bench, { name: `${kind}.csv`, content })).fileId })
  }
  await finish((await startImport(db, bench, { files }, { currency: 'USD', timeZone: 'UTC', locale: 'en' })).id)
  const { userId } = await createMember(db, bench, {
    email: 'bench@example.com',
    name: 'Olive Owner',
    roleKey: 'owner',
    password: 'a long enough sentence',
  })
  const claims = await db.$transaction((tx) => startMemberSession(tx, userId, { userAgent: 'bench' }))
  const { key } = await createApiKey(db, bench, { name: 'bench', permissions: PERMISSIONS })
  return { cookie: `${sessionCookie().name}=${await encodeSessionToken(claims)}`, apiKey: key, people: await db.employee.count() }
}

async function finish(operationId: string): Promise<void> {
  for await (const view of watchOperation(operationId)) {
    if (isOver(view) && view.state !== 'succeeded') throw new Error(`${view.kind}: ${view.state} ${JSON.stringify(view.error)}`)
  }
}

async function untilListening(port: number, web: ChildProcess): Promise<void> {
  for (;;) {
    if (web.exitCode !== null) throw new Error('the web process ended')
    const isUp = await fetch(`http://127.0.0.1:${port}/api/health`).then(
      (response) => response.ok,
      () => false,
    )
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
