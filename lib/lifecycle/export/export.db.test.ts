import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type MemberPrincipal, permissionsOfRole, seedRoles, systemPrincipal } from '@/lib/auth'
import { dataDir, newId, openTenantFile, writeTenantFile } from '@/lib/core'
import { catalogDb, readSnapshot, type TenantDb, withOwner } from '@/lib/db'
import { getOperation, isOver, type JobRunner, type OperationView, startJobRunner, startOperation, watchOperation } from '@/lib/operations'
import { createWorld, type World, type WorldTenant } from '@/scripts/testing/world'
import { cancelExport, listExports, openExport, startExport, stopTenant, unscopedSweepExports } from '../index'
import { readZip } from '../testing/read-zip'
import { exportKey } from './export-key'
import { type Manifest, writeArchive } from './write-archive'

let world: World
let runner: JobRunner
let acme: { tenant: WorldTenant; db: TenantDb }
let other: { tenant: WorldTenant; db: TenantDb }
const operator = systemPrincipal('test')
const HUGE = '한'.repeat(300_000)

beforeAll(async () => {
  world = await createWorld()
  runner = await startJobRunner({ handlers: {} })
  acme = await world.addTenant({ slug: 'acme' })
  other = await world.addTenant({ slug: 'other' })
  for (const { db, tenant } of [acme, other]) {
    await db.$transaction(seedRoles)
    await db.department.create({ data: { id: newId(), code: 'A', name: `of ${tenant.slug}` } })
  }
})
afterAll(async () => {
  await runner.stop()
  await world.close()
})

const member = (tenant: WorldTenant, roleKey: string): MemberPrincipal => ({
  kind: 'member',
  tenantId: tenant.id,
  userId: newId(),
  sessionId: newId(),
  name: 'Kim',
  email: 'kim@example.com',
  roleKey,
  permissions: permissionsOfRole({ key: roleKey, isBuiltin: true, permissions: [] }),
  employeeId: null,
  locale: null,
})
async function untilOver(id: string): Promise<OperationView> {
  for await (const view of watchOperation(id, { signal: AbortSignal.timeout(30_000) })) if (isOver(view)) return view
  throw new Error('not over in time')
}
async function exported(tenant: WorldTenant) {
  const { id } = await startExport(operator, { tenantId: tenant.id })
  const view = await untilOver(id)
  expect(view).toMatchObject({ state: 'succeeded', error: null })
  const { stream, sha256 } = await openExport(operator, { tenantId: tenant.id, exportId: id })
  const zip = await buffer(stream)
  const entries = readZip(zip)
  const manifest = JSON.parse(entries.get('manifest.json')!.toString()) as Manifest
  const rowsOf = (table: string) =>
    parse(entries.get(`tables/${table}.csv`)!, { columns: true, bom: true }) as unknown as Record<string, string>[]
  return { id, view, zip, sha256, entries, manifest, rowsOf }
}
const storedIn = (tenantId: string) => {
  try {
    return readdirSync(join(dataDir(), 'files', tenantId, 'exports'))
  } catch {
    return []
  }
}
const hash = (data: Buffer) => createHash('sha256').update(data).digest('hex')

describe('an export', () => {
  test('holds every row of the tenant and of no other, with counts and SHA-256 that are true', async () => {
    await acme.db.setting.create({ data: { key: 'huge', value: HUGE } })
    await writeTenantFile(acme.tenant.id, 'imports/note.csv', Readable.from([Buffer.from('a,b\n')]))
    const { zip, sha256, entries, manifest, rowsOf, view } = await exported(acme.tenant)
    expect(hash(zip)).toBe(sha256)
    expect(rowsOf('departments').map(({ name }) => name)).toEqual(['of acme'])
    expect(JSON.parse(rowsOf('settings')[0]!.value!)).toBe(HUGE)
    expect(rowsOf('roles')).toHaveLength(5)
    for (const { file, rows, sizeBytes, sha256: own, name, columns } of manifest.tables) {
      expect([entries.get(file)!.length, hash(entries.get(file)!), rowsOf(name).length]).toEqual([sizeBytes, own, rows])
      if (rows > 0) expect(Object.keys(rowsOf(name)[0]!)).toEqual(columns)
    }
    expect(manifest.files).toEqual([{ file: 'files/imports/note.csv', sizeBytes: 4, sha256: hash(Buffer.from('a,b\n')) }])
    expect(manifest).toMatchObject({ tenant: { slug: 'acme' }, schemaVersion: expect.stringMatching(/^\d{4}_/) })
    const total = manifest.tables.reduce((sum, { rows }) => sum + rows, 0)
    expect(view.steps[0]!.progress).toEqual({ done: total, total, unit: 'rows' })
  })

  test('leaves secret columns and tables out, and what is not data, by what the database declares', async () => {
    const { manifest } = await exported(acme.tenant)
    const names = manifest.tables.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['employees', 'users', 'audit_events', 'settings']))
    for (const name of ['invitations', 'api_keys', 'sessions', 'password_resets', 'mails', 'tenancy_probe'])
      expect(names).not.toContain(name)
    expect(manifest.tables.find(({ name }) => name === 'users')!.columns).not.toContain('password_hash')
    expect(manifest.tables.find(({ name }) => name === 'employees')!.columns).not.toContain('search_text')
  })

  test('takes a table along that a developer has just added', async () => {
    await withOwner(world.database, async (owner) => {
      await owner.query('CREATE TABLE public.badges (tenant_id uuid NOT NULL, id uuid NOT NULL, label text, PRIMARY KEY (tenant_id, id))')
      await owner.query(`SELECT sec.protect('public.badges', 'data')`)
    })
    await world.asSuperuser(`INSERT INTO public.badges VALUES ($1, gen_random_uuid(), 'gold')`, [acme.tenant.id])
    expect((await exported(acme.tenant)).rowsOf('badges')).toMatchObject([{ label: 'gold' }])
  })

  test('makes plain text of what a spreadsheet would run, and keeps NULL apart from an empty text', async () => {
    const { tenant, db } = await world.addTenant()
    const names = ['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '＝1', 'plain=1', "'=1", '']
    for (const [index, name] of names.entries()) await db.department.create({ data: { id: newId(), code: String(index), name } })
    const { rowsOf, entries } = await exported(tenant)
    const found = new Map(rowsOf('departments').map(({ code, name }) => [Number(code), name]))
    expect(names.map((_, index) => found.get(index))).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@x",
      "'\t=1",
      "'\r=1",
      "'＝1",
      'plain=1',
      "'=1",
      '',
    ])
    expect(entries.get('tables/departments.csv')!.toString()).toMatch(/,"",,/) // name "", head_id NULL
  })

  test('shows one instant, whatever is written meanwhile', async () => {
    const { tenant, db } = await world.addTenant()
    await db.department.create({ data: { id: newId(), code: 'before', name: 'x' } })
    await readSnapshot(tenant.location, tenant.id, async (snapshot) => {
      await db.department.create({ data: { id: newId(), code: 'after', name: 'x' } })
      const { manifest } = await writeArchive(snapshot, {
        tenant: { ...tenant, name: 'x' },
        schemaVersion: '1',
        key: 'exports/one.zip',
        signal: new AbortController().signal,
        progress: () => {},
      })
      expect(manifest.tables.find(({ name }) => name === 'departments')!.rows).toBe(1)
    })
    const entries = readZip(await buffer((await openTenantFile(tenant.id, 'exports/one.zip')).stream))
    expect(entries.get('tables/departments.csv')!.toString()).not.toContain('after')
  })

  test('works for a tenant in a schema of its own, and for one that is stopped', async () => {
    const own = await world.addTenant({ schema: 't_own' })
    const stopped = await world.addTenant()
    for (const { db, tenant } of [own, stopped]) await db.department.create({ data: { id: newId(), code: 'A', name: tenant.slug } })
    await stopTenant(operator, { tenantId: stopped.tenant.id, reason: 'test' })
    for (const { tenant } of [own, stopped]) expect((await exported(tenant)).rowsOf('departments')).toMatchObject([{ name: tenant.slug }])
  })

  test('names no file outside its own folder, and follows no link', async () => {
    const { tenant } = await world.addTenant()
    const folder = join(dataDir(), 'files', tenant.id)
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, '..\\..\\evil.txt'), 'x')
    await writeTenantFile(tenant.id, 'logos/a.png', Readable.from([Buffer.from('png')]))
    const { manifest } = await exported(tenant)
    expect(manifest.files.map(({ file }) => file)).toEqual(['files/logos/a.png'])
  })
})

describe('who may have it', () => {
  test("the owner and an operator; not an admin, not HR, and another tenant's owner finds nothing", async () => {
    const owner = member(acme.tenant, 'owner')
    const { id } = await startExport(owner, { tenantId: acme.tenant.id })
    expect(await untilOver(id)).toMatchObject({ state: 'succeeded' })
    const at = { tenantId: acme.tenant.id, exportId: id }
    ;(await openExport(owner, at)).stream.destroy()
    ;(await openExport(operator, at)).stream.destroy()
    for (const role of ['admin', 'hr', 'manager', 'employee']) {
      await expect(openExport(member(acme.tenant, role), at)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(startExport(member(acme.tenant, role), at)).rejects.toMatchObject({ code: 'forbidden' })
    }
    const stranger = member(other.tenant, 'owner')
    await expect(openExport(stranger, at)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listExports(stranger, at)).rejects.toMatchObject({ code: 'not_found' })
    await expect(cancelExport(stranger, at)).rejects.toMatchObject({ code: 'not_found' })
    // His own door with another tenant's number: the same answer as for a number that nobody has.
    const mixed = openExport(stranger, { tenantId: other.tenant.id, exportId: id })
    const none = openExport(stranger, { tenantId: other.tenant.id, exportId: newId() })
    const messages = await Promise.all([mixed, none].map((each) => each.catch((error: Error) => error.message)))
    expect(messages[0]).toBe(messages[1])
    expect((await listExports(stranger, { tenantId: other.tenant.id })).exports).toEqual([])
    const trail = await acme.db.auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
    expect(trail.map(({ action }) => action)).toEqual(['data.export-started', 'data.export-downloaded'])
  })

  test('nobody when its time is over, and the sweeper drops the file', async () => {
    const { id } = await exported(other.tenant)
    await catalogDb().$executeRaw`UPDATE exports SET expires_at = now() - interval '1 second' WHERE id = ${id}::uuid`
    await expect(openExport(operator, { tenantId: other.tenant.id, exportId: id })).rejects.toThrow('expired')
    await unscopedSweepExports()
    expect(storedIn(other.tenant.id)).not.toContain(`${id}.zip`)
    expect((await listExports(operator, { tenantId: other.tenant.id })).exports[0]).toMatchObject({ id, archive: { isExpired: true } })
  })
})

describe('an export that does not come to its end', () => {
  test('leaves nothing when it is cancelled in its middle, and another can start', async () => {
    const { tenant, db } = await world.addTenant()
    await db.department.create({ data: { id: newId(), code: 'A', name: 'x' } })
    // The table is locked, so that the export waits where it is until somebody cancels it.
    await withOwner(world.database, async (owner) => {
      await owner.query('BEGIN; LOCK TABLE public.departments IN ACCESS EXCLUSIVE MODE')
      const { id } = await startExport(operator, { tenantId: tenant.id })
      await expect.poll(async () => (await getOperation(id)).state).toBe('running')
      await expect(startExport(operator, { tenantId: tenant.id })).rejects.toMatchObject({ code: 'conflict' })
      await cancelExport(operator, { tenantId: tenant.id, exportId: id })
      expect(await untilOver(id)).toMatchObject({ state: 'cancelled' })
      await owner.query('ROLLBACK')
    })
    expect(storedIn(tenant.id)).toEqual([])
    await exported(tenant)
  })

  test('drops the draft of a worker that was killed, and begins anew', async () => {
    const { tenant } = await world.addTenant()
    const id = newId()
    const path = join(dataDir(), 'files', tenant.id, `${exportKey(id)}.0123456789ab~`)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, 'half')
    await catalogDb().$transaction(async (tx) => {
      const operation = await startOperation({
        tx,
        kind: 'tenant.export',
        tenantId: tenant.id,
        input: {},
        requestedBy: { kind: 'system', id: 't' },
      })
      await writeFile(join(dirname(path), `${operation.id}.zip.0123456789ab~`), 'half')
      return operation
    })
    const { exports } = await listExports(operator, { tenantId: tenant.id })
    expect(await untilOver(exports[0]!.id)).toMatchObject({ state: 'succeeded' })
    expect(storedIn(tenant.id)).toEqual([`${id}.zip.0123456789ab~`, `${exports[0]!.id}.zip`].sort())
  })

  test('fails when a table gives fewer rows than the snapshot counted, and leaves no draft', async () => {
    const { tenant } = await world.addTenant()
    const attempt = readSnapshot(tenant.location, tenant.id, (snapshot) =>
      writeArchive(
        { ...snapshot, copyOut: () => Readable.from([Buffer.from('a\n')]) },
        {
          tenant: { ...tenant, name: 'x' },
          schemaVersion: '1',
          key: 'exports/short.zip',
          signal: new AbortController().signal,
          progress: () => {},
        },
      ),
    )
    await expect(attempt).rejects.toThrow()
    expect(storedIn(tenant.id)).toEqual([])
  })
})
