import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMemberSession, signInMember, systemPrincipal } from '@/lib/auth'
import { findTenantBySlug, registerDatabase } from '@/lib/catalog'
import { createTenantDatabase, tenantSchemaVersion } from '@/lib/db'
import { getPerson, listPeople } from '@/lib/hr'
import { createTenant } from '@/lib/lifecycle'
import { type JobRunner, listOperations, startJobRunner } from '@/lib/operations'
import { openTenant } from '@/lib/tenancy'
import { createWorld, type World } from '@/scripts/testing/world'
import { COMPANIES } from './companies'
import { loadCompany } from './load-company'
import { loadDemo } from './load-demo'

let world: World
let runner: JobRunner
const home = process.env.DATA_DIR
beforeAll(async () => {
  process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'demo-'))
  world = await createWorld()
  // Where the companies of tier standard live.
  const name = `${world.database}_schema`
  await createTenantDatabase(name)
  await registerDatabase({ serverId: world.serverId, name, pattern: 'schema', schemaVersion: tenantSchemaVersion() })
  runner = await startJobRunner({ handlers: {} })
})
afterAll(async () => {
  await runner.stop()
  await world.close()
  rmSync(process.env.DATA_DIR!, { recursive: true, force: true })
  process.env.DATA_DIR = home
})

test('the demo companies are there after the first load, with people who can sign in, and a second load changes nothing', async () => {
  // As if an earlier start had been killed right after it took the first name.
  await createTenant(systemPrincipal('demo'), COMPANIES[0]!.tenant)
  const told: string[] = []
  const signIns = await loadDemo((words) => told.push(words.replace(/ \(.*/, '')))
  expect(told).toEqual(['Sumac: 107 people imported', 'Quill: 253 people imported', 'Lantern: 2,884 people imported'])
  expect(signIns).toHaveLength(12)

  const seen: Record<string, { all: number; paid: number }> = {}
  for (const { slug, roleKey, email, password } of signIns.filter((each) => each.slug === 'quill')) {
    const tenant = (await findTenantBySlug(slug))!
    const db = openTenant(tenant)
    const { claims } = await signInMember(db, tenant, { email, password: password!, client: { address: '10.0.0.1', userAgent: 'test' } })
    const member = (await findMemberSession(db, tenant, claims))!
    const { rows, total } = await listPeople(db, member, { limit: 200, status: 'all' }, '2026-11-23')
    seen[roleKey] = { all: total, paid: rows.filter(({ salary }) => salary).length }
    if (roleKey === 'manager')
      expect(await getPerson(db, member, member.employeeId!, '2026-11-23')).toMatchObject({ number: '10688', directReports: 10 })
    if (roleKey === 'employee') expect(member.locale).toBe('ko')
  }
  expect(seen.owner!.all).toBe(253)
  expect(seen.hr!.paid).toBeGreaterThan(100)
  expect(seen.manager!.paid).toBeGreaterThan(10)
  expect(seen.manager!.paid).toBeLessThan(seen.hr!.paid)
  expect(seen.employee!.paid).toBeLessThanOrEqual(1)

  const operations = (await listOperations()).operations.length
  told.length = 0
  expect(await loadDemo((words) => told.push(words))).toEqual(signIns)
  expect([told, (await listOperations()).operations.length]).toEqual([[], operations])
})

test('a load that was killed before its last members is finished by the next one, without a second import', async () => {
  const db = openTenant((await findTenantBySlug('quill'))!)
  await db.session.deleteMany()
  await db.user.deleteMany({ where: { email: { not: 'owner@quill.example' } } })
  const told: string[] = []
  expect(await loadDemo((words) => told.push(words))).toHaveLength(12)
  expect([told, await db.user.count(), await db.employee.count()]).toEqual([[], 4, 253])
})

test('a company of the same name that somebody opened is left alone', async () => {
  const { db } = await world.addTenant({ slug: 'other' })
  await expect(loadCompany({ ...COMPANIES[0]!, tenant: { ...COMPANIES[0]!.tenant, slug: 'other' } })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect([await db.user.count(), await db.invitation.count(), await db.employee.count()]).toEqual([0, 0, 0])
})

test('no password is told that opens nothing any more', async () => {
  const db = openTenant((await findTenantBySlug('lantern'))!)
  await db.user.updateMany({ where: { email: 'owner@lantern.example' }, data: { passwordHash: null } })
  const told = new Map((await loadDemo(() => {})).map(({ slug, password }) => [slug, password !== null]))
  expect(Object.fromEntries(told)).toEqual({ sumac: true, quill: true, lantern: false })
})
