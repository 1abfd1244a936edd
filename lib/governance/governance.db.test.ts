import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/core'
import { catalogDb, type TenantDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import {
  listCatalogAudit,
  listTenantAudit,
  noteWitness,
  recordAudit,
  sealCatalogAudit,
  sealTenantAudit,
  verifyCatalogAudit,
  verifyTenantAudit,
} from './index'

let world: World
let db: TenantDb
const actor = { kind: 'member', id: newId() } as const
const entry = (n: number) => ({
  actor,
  action: 'employee.hired',
  subject: { kind: 'employee', id: `e-${n}` },
  detail: { n, b: { z: 1, a: [true, null] } },
})
const record = async (count: number, to: TenantDb = db) => {
  for (let n = 0; n < count; n++) await to.$transaction((tx) => recordAudit(tx, entry(n)))
}

beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  db = (await world.addTenant()).db
})

describe('the trail of a tenant', () => {
  test('a record exists if and only if the change does', async () => {
    await record(1)
    await expect(
      db.$transaction(async (tx) => {
        await recordAudit(tx, entry(2))
        throw new Error('the change fails')
      }),
    ).rejects.toThrow('the change fails')
    expect((await listTenantAudit(db)).records).toHaveLength(1)
  })

  test('is sealed in one chain, and what comes later is told as the unsealed end', async () => {
    await record(3)
    expect(await verifyTenantAudit(db)).toMatchObject({ isIntact: true, checked: 0, unsealed: 3 })
    expect(await sealTenantAudit(db)).toBe(3)
    await record(2)
    expect(await verifyTenantAudit(db)).toMatchObject({ isIntact: true, checked: 3, unsealed: 2 })
    expect(await sealTenantAudit(db)).toBe(2)
    expect(await verifyTenantAudit(db)).toMatchObject({ isIntact: true, checked: 5, unsealed: 0, broken: null })
  })

  test('stays one chain when several seal and many write at the same moment', async () => {
    await Promise.all([
      ...Array.from({ length: 40 }, (_, n) => db.$transaction((tx) => recordAudit(tx, entry(n)))),
      ...Array.from({ length: 5 }, () => sealTenantAudit(db)),
    ])
    await sealTenantAudit(db)
    expect(await verifyTenantAudit(db)).toMatchObject({ isIntact: true, checked: 40, unsealed: 0 })
  })

  test('is its own: another tenant sees and seals nothing of it', async () => {
    await record(2)
    const { db: other } = await world.addTenant()
    expect(await sealTenantAudit(other)).toBe(0)
    expect((await listTenantAudit(other)).records).toEqual([])
    expect(await verifyTenantAudit(db)).toMatchObject({ unsealed: 2 })
  })

  test('a sealed row can be neither changed nor removed by the application, and an unsealed one only sealed', async () => {
    await record(2)
    await sealTenantAudit(db)
    await record(1)
    const [newest, sealed] = (await listTenantAudit(db)).records
    await expect(db.auditEvent.updateMany({ where: { id: sealed!.id }, data: { hash: 'x' } })).rejects.toThrow()
    await expect(db.auditEvent.updateMany({ where: { id: newest!.id }, data: { action: 'x' } })).rejects.toThrow()
    await expect(db.auditEvent.deleteMany({ where: { id: newest!.id } })).rejects.toThrow()
    expect(await verifyTenantAudit(db)).toMatchObject({ isIntact: true, checked: 2, unsealed: 1 })
  })

  describe('shows what an administrator of the database did to it', () => {
    // Triggers and row-level security do not stop a superuser; the chain is what is left.
    const asSuperuser = async (statement: string) => {
      await world.asSuperuser(`SET session_replication_role = replica; ${statement.replaceAll('$tenant', `'${db.context.tenantId}'`)}`)
    }
    beforeEach(async () => {
      await record(10)
      await sealTenantAudit(db)
    })

    test.each([
      ['a changed actor', `UPDATE audit_events SET actor_id = 'me' WHERE tenant_id = $tenant AND seq = 4`, 'changed', '4'],
      ['a changed detail', `UPDATE audit_events SET detail = '{}' WHERE tenant_id = $tenant AND seq = 1`, 'changed', '1'],
      ['a changed time', `UPDATE audit_events SET at = at + interval '1 ms' WHERE tenant_id = $tenant AND seq = 9`, 'changed', '9'],
      ['a removed row', `DELETE FROM audit_events WHERE tenant_id = $tenant AND seq = 6`, 'missing', '6'],
      ['a removed beginning', `DELETE FROM audit_events WHERE tenant_id = $tenant AND seq < 4`, 'missing', '1'],
      ['a removed end', `DELETE FROM audit_events WHERE tenant_id = $tenant AND seq > 7`, 'missing', '8'],
      ['the whole trail removed', `DELETE FROM audit_events WHERE tenant_id = $tenant`, 'missing', '1'],
      [
        'a removed row, with those after it numbered anew',
        `DELETE FROM audit_events WHERE tenant_id = $tenant AND seq = 6;
         UPDATE audit_events SET seq = seq - 100 WHERE tenant_id = $tenant AND seq > 6;
         UPDATE audit_events SET seq = seq + 99 WHERE tenant_id = $tenant AND seq < 0`,
        'changed',
        '6',
      ],
      [
        'an inserted row',
        `UPDATE audit_events SET seq = seq + 100 WHERE tenant_id = $tenant AND seq > 5;
         UPDATE audit_events SET seq = seq - 99 WHERE tenant_id = $tenant AND seq > 100;
         INSERT INTO audit_events SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'seq', 6, 'action', 'forged'))).*
           FROM audit_events a WHERE tenant_id = $tenant AND seq = 5`,
        'changed',
        '6',
      ],
    ])('%s', async (_what, statement, fault, seq) => {
      expect(await verifyTenantAudit(db)).toMatchObject({ isIntact: true, checked: 10 })
      await asSuperuser(statement)
      expect(await verifyTenantAudit(db)).toMatchObject({ isIntact: false, broken: { fault, seq }, checked: Number(seq) - 1 })
    })
  })

  test('is listed newest first, page by page, without repeating or losing one', async () => {
    await record(25)
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await listTenantAudit(db, { limit: 10, actorId: actor.id, ...(cursor && { cursor }) })
      seen.push(...page.records.map(({ subjectId }) => subjectId))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => `e-${24 - n}`))
    await expect(listTenantAudit(db, { cursor: 'x.y' })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('the trail of the operators', () => {
  test('names the tenant it was about, is sealed, and shows a change', async () => {
    const tenantId = newId()
    await catalogDb().$transaction((tx) => recordAudit(tx, { ...entry(1), tenantId }))
    await catalogDb().$transaction((tx) => recordAudit(tx, entry(2)))
    expect((await listCatalogAudit({ tenantId })).records).toHaveLength(1)
    expect(await sealCatalogAudit()).toBe(2)
    expect(await verifyCatalogAudit()).toMatchObject({ isIntact: true, checked: 2, unsealed: 0 })
    await expect(catalogDb().auditEvent.deleteMany()).rejects.toThrow()
    await world.asSuperuser(
      `SET session_replication_role = replica; UPDATE audit_events SET tenant_id = NULL WHERE seq = 1`,
      [],
      world.catalog,
    )
    expect(await verifyCatalogAudit()).toMatchObject({ isIntact: false, broken: { fault: 'changed', seq: '1' } })
  })

  describe('against what is kept of it outside the database', () => {
    const inCatalog = (statement: string) => world.asSuperuser(`SET session_replication_role = replica; ${statement}`, [], world.catalog)
    const witness = () => join(process.env.DATA_DIR!, 'files', 'audit-witness', world.catalog)
    const add = async (count: number) => {
      for (let n = 0; n < count; n++) await catalogDb().$transaction((tx) => recordAudit(tx, entry(n)))
      return sealCatalogAudit()
    }
    beforeEach(async () => {
      await inCatalog('DELETE FROM audit_events')
      rmSync(witness(), { force: true })
      await add(10)
      expect(await verifyCatalogAudit()).toMatchObject({ isIntact: true, checked: 10 })
    })

    test('shows an end that was cut off', async () => {
      await inCatalog('DELETE FROM audit_events WHERE seq > 7')
      expect(await verifyCatalogAudit()).toMatchObject({ isIntact: false, checked: 7, broken: { fault: 'missing', seq: '8' } })
    })

    test('shows a trail that was emptied', async () => {
      await inCatalog('DELETE FROM audit_events')
      expect(await verifyCatalogAudit()).toMatchObject({ isIntact: false, checked: 0, broken: { fault: 'missing', seq: '1' } })
    })

    test('shows an end that was cut off and has grown again, and goes on showing it', async () => {
      await inCatalog('DELETE FROM audit_events WHERE seq > 7')
      await add(5)
      expect(await verifyCatalogAudit()).toMatchObject({ isIntact: false, checked: 9, broken: { fault: 'replaced', seq: '10' } })
      await add(5)
      await noteWitness()
      expect(await verifyCatalogAudit()).toMatchObject({ isIntact: false, broken: { fault: 'replaced', seq: '10' } })
    })

    test('shows a note that somebody else wrote', async () => {
      const [, hash, signature] = readFileSync(witness(), 'utf8').split(' ')
      writeFileSync(witness(), `7 ${hash} ${signature}`)
      await inCatalog('DELETE FROM audit_events WHERE seq > 7')
      expect(await verifyCatalogAudit()).toMatchObject({ isIntact: false, checked: 7, broken: { fault: 'forged' } })
    })

    test('is noted again by the next turn when a worker was killed before it could', async () => {
      rmSync(witness())
      await noteWitness()
      await inCatalog('DELETE FROM audit_events WHERE seq = 10')
      expect(await verifyCatalogAudit()).toMatchObject({ isIntact: false, broken: { fault: 'missing', seq: '10' } })
    })
  })
})
