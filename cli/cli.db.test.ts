import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedRoles } from '@/lib/auth'
import { newId } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { sealCatalogAudit, sealTenantAudit } from '@/lib/governance'
import { prepareJobs } from '@/lib/operations'
import { createWorld, type World } from '@/scripts/testing/world'
import { main } from './main'

let world: World
let acme: Awaited<ReturnType<World['addTenant']>>
beforeAll(async () => {
  world = await createWorld()
  await prepareJobs()
  acme = await world.addTenant({ slug: 'acme', name: 'Acme' })
  await acme.db.$transaction(seedRoles)
})
afterAll(() => world.close())

async function run(...argv: string[]) {
  const said = { out: '', err: '' }
  const collect = (stream: 'out' | 'err') => (text: string) => {
    said[stream] += text
  }
  const code = await main([...argv, '--json'], { out: collect('out'), err: collect('err') })
  return { code, json: JSON.parse(said.out), ...said }
}

describe('the command line on a database', () => {
  test('lists and shows tenants, and fails for one that is not there', async () => {
    expect((await run('tenant', 'list')).json).toMatchObject({ total: 1, items: [{ slug: 'acme' }] })
    expect((await run('tenant', 'show', 'acme')).json).toMatchObject({ slug: 'acme', placement: { pattern: 'row' } })
    expect(await run('tenant', 'show', 'nobody')).toMatchObject({ code: 1, json: { code: 'not_found', status: 404 } })
  })

  test('takes a slug once, and says in the trail who did it', async () => {
    const create = () => run('tenant', 'create', 'twin', '--name', 'Twin', '--owner', 'a@twin.test', '--owner-name', 'A', '--detach')
    expect(await create()).toMatchObject({
      code: 0,
      json: { tenant: { slug: 'twin', status: 'provisioning' }, operation: { state: 'queued' } },
    })
    expect(await create()).toMatchObject({ code: 1, json: { code: 'slug_taken' } })
    const event = await catalogDb().auditEvent.findFirst({ where: { action: 'tenant.created' } })
    expect(event).toMatchObject({ actorKind: 'system', actorId: 'cli' })
    const { json } = await run('operation', 'list', '--tenant', 'twin')
    expect(json.items).toHaveLength(1)
    expect((await run('operation', 'show', json.items[0].id)).json).toMatchObject({ kind: 'tenant.provision', state: 'queued' })
  })

  test('stops a tenant only when its name is said twice, and starts it again', async () => {
    expect((await run('tenant', 'stop', 'acme', '--reason', 'a drill')).code).toBe(2)
    expect((await run('tenant', 'show', 'acme')).json.status).toBe('active')
    expect((await run('tenant', 'stop', 'acme', '--reason', 'a drill', '--confirm', 'acme')).json).toMatchObject({
      status: 'stopped',
      stopReason: 'a drill',
    })
    expect(await run('tenant', 'stop', 'acme', '--reason', 'again', '--confirm', 'acme')).toMatchObject({
      code: 1,
      json: { code: 'conflict' },
    })
    expect((await run('tenant', 'start', 'acme')).json.status).toBe('active')
  })

  test('changes what is given, and refuses what is none', async () => {
    expect((await run('tenant', 'update', 'acme', '--time-zone', 'Asia/Seoul')).json.timeZone).toBe('Asia/Seoul')
    expect((await run('tenant', 'update', 'acme', '--time-zone', 'Asia/Nowhere')).code).toBe(2)
    expect(await run('tenant', 'update', 'acme', '--tier', 'platinum')).toMatchObject({ code: 1 })
  })

  test('lists the outbox of a tenant, and sends a mail that was held, once', async () => {
    const base = { kind: 'passwordChanged', toAddress: 'kim@acme.test', subject: 'Changed', textBody: 'text', htmlBody: '<p>text</p>' }
    const { id } = await acme.db.mail.create({ data: { ...base, id: newId(), state: 'held' } })
    expect((await run('mail', 'list', 'acme')).json).toMatchObject({
      items: [{ id, state: 'held', to: 'kim@acme.test' }],
      nextCursor: null,
    })
    expect(await run('mail', 'resend', 'acme', id)).toMatchObject({ code: 0, json: { id, state: 'queued' } })
    expect(await run('mail', 'resend', 'acme', id)).toMatchObject({ code: 1, json: { code: 'conflict' } })
    expect(await run('mail', 'resend', 'acme', newId())).toMatchObject({ code: 1, json: { code: 'not_found' } })
    expect(await acme.db.auditEvent.findFirst({ where: { action: 'mail.resent' } })).toMatchObject({ actorId: 'cli', subjectId: id })
  })

  test('sets a flag, takes it back, and names the rule that won', async () => {
    expect((await run('flag', 'set', 'acme', 'people.pageSize', '25')).json).toMatchObject({ value: 25, rule: 'tenant' })
    expect(await run('flag', 'set', 'acme', 'people.pageSize', '26')).toMatchObject({ code: 1, json: { code: 'invalid_input' } })
    expect((await run('flag', 'set', 'acme', 'people.pageSize', 'null')).json).toMatchObject({ value: 50, rule: 'default' })
    expect((await run('flag', 'list', 'acme')).json.items.length).toBeGreaterThan(3)
  })

  test('makes an operator with a password that is told once, and refuses a second one', async () => {
    const made = await run('operator', 'create', 'op@example.test', '--with-key')
    expect(made.json).toMatchObject({
      email: 'op@example.test',
      role: 'admin',
      password: expect.any(String),
      key: expect.stringMatching(/^rho_/),
    })
    expect(await run('operator', 'create', 'op@example.test')).toMatchObject({ code: 1, json: { code: 'conflict' } })
    expect((await run('operator', 'create', 'not-an-address')).code).toBe(2)
  })

  test('makes a key of a tenant with the permissions that are named', async () => {
    expect((await run('tenant', 'key', 'acme', '--name', 'payroll', '--permissions', 'people:read,salary:read:all')).json).toMatchObject({
      key: expect.stringMatching(/^rh_/),
      permissions: ['people:read', 'salary:read:all'],
    })
    expect((await run('tenant', 'key', 'acme', '--name', 'x', '--permissions', 'everything')).code).toBe(2)
  })

  test('verifies a trail, and finds a row that somebody changed', async () => {
    await sealCatalogAudit()
    await sealTenantAudit(acme.db)
    expect((await run('audit', 'verify')).json).toMatchObject({ trail: 'operators', isIntact: true, unsealed: 0 })
    expect((await run('audit', 'verify', '--tenant', 'acme')).json).toMatchObject({ trail: 'acme', isIntact: true })
    const forge = `ALTER TABLE audit_events DISABLE TRIGGER keep_sealed; UPDATE audit_events SET actor_id = 'nobody' WHERE seq = 2; ALTER TABLE audit_events ENABLE TRIGGER keep_sealed`
    await world.asSuperuser(forge, [], world.catalog)
    expect(await run('audit', 'verify')).toMatchObject({ code: 1, json: { fields: { seq: '2', fault: 'changed' } } })
  })

  test('proves the walls, and names the one that is down', async () => {
    expect((await run('isolation', 'lint')).json).toMatchObject({ databases: 1, findings: [] })
    expect((await run('isolation', 'selftest')).json.items).toMatchObject([{ isIntact: true }])
    await world.asSuperuser('ALTER TABLE employees NO FORCE ROW LEVEL SECURITY')
    expect(await run('isolation', 'lint')).toMatchObject({ code: 1, json: { code: 'isolation' } })
    expect(await run('isolation', 'selftest')).toMatchObject({ code: 1, json: { code: 'isolation' } })
    await world.asSuperuser('ALTER TABLE employees FORCE ROW LEVEL SECURITY')
    expect((await run('isolation', 'lint')).code).toBe(0)
  })

  test('is a program of its own that runs from any folder, prints one object and ends', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'rowhouse.mjs'), 'tenant', 'show', 'acme', '--json'], {
      cwd: tmpdir(),
    })
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    const code = await new Promise((resolve) => child.once('exit', resolve))
    expect([code, JSON.parse(out)]).toMatchObject([0, { slug: 'acme' }])
    expect(out.trim().split('\n')).toHaveLength(1)
  })

  test('says what to do when nothing is running', async () => {
    const env = { ...process.env, DATABASE_URL: '', DATA_DIR: join(tmpdir(), 'nothing-here') }
    const child = spawn(process.execPath, [join(import.meta.dirname, 'rowhouse.mjs'), 'tenant', 'list', '--json'], { cwd: tmpdir(), env })
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    const code = await new Promise((resolve) => child.once('exit', resolve))
    expect([code, JSON.parse(out)]).toMatchObject([1, { code: 'not_running', detail: expect.stringContaining('npm start') }])
  })
})
