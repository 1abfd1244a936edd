import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import type { RegisteredServer } from '@/lib/catalog'
import { newId } from '@/lib/core'
import { assertWalls, catalogDb, openTenantDb, TenantContext, type TenantDb, type TenantLocation } from '@/lib/db'
import { applicationConfig, roleConfig } from '@/lib/db/connections/connection-config'
import type { PlacementDriver, Target } from './placement-driver'
import { removeLeftover } from './remove-leftover'

export interface Setting {
  /** Where the next tenant goes. */
  target(): Promise<Target>
  /** Where its leftovers are looked for. */
  host(): Promise<RegisteredServer>
  /** A target of another pattern. */
  wrongTarget(): Promise<Target>
  /** A location that is another tenant's own: its role must not get in here. */
  stranger(): TenantLocation
  /** Makes the catalog forget the place, as if its maker had been killed before it was entered. Nothing for a pattern that makes nothing. */
  forget?(location: TenantLocation): Promise<void>
}

interface Placed {
  readonly id: string
  readonly location: TenantLocation
  readonly db: TenantDb
}

/** What every pattern keeps. The drivers differ in what they make, never in what they promise. */
export function describePlacement(driver: PlacementDriver, setting: Setting): void {
  const dbOf = (tenantId: string, location: TenantLocation, epoch = 1) => openTenantDb(new TenantContext({ tenantId, location, epoch }))
  let one: Placed
  let other: Placed

  async function place(): Promise<Placed> {
    const id = newId()
    const location = await driver.create(await setting.target(), id, 1)
    await driver.setGate(location, id, { state: 'open', epoch: 1 })
    return { id, location, db: dbOf(id, location) }
  }
  async function remove({ id, location }: Placed, epoch = 1): Promise<void> {
    await driver.setGate(location, id, { state: 'moved', epoch })
    await driver.drop(location, id)
  }
  const fill = (db: TenantDb, name: string) =>
    db.department.createMany({ data: ['1', '2', '3'].map((code) => ({ code, name: `${name} ${code}` })) })
  const names = async (db: TenantDb) => (await db.department.findMany({ orderBy: { code: 'asc' } })).map((row) => row.name)
  const ONE = ['of one 1', 'of one 2', 'of one 3']
  const OTHER = ['of the other 1', 'of the other 2', 'of the other 3']

  describe(`a place of the pattern ${driver.pattern}`, () => {
    beforeAll(async () => {
      const made = await Promise.all([place(), place()])
      one = made[0]
      other = made[1]
      await Promise.all([fill(one.db, 'of one'), fill(other.db, 'of the other')])
      await enterTenant(other)
    }, 120_000)

    test('is made once however often, behind the walls, with nothing left to migrate', async () => {
      expect(await driver.create(await setting.target(), one.id, 1)).toEqual(one.location)
      expect(await names(one.db)).toEqual(ONE) // a step that runs again shuts nobody out
      await assertWalls(one.location)
      expect(await driver.migrate(one.location)).toEqual([])
    })

    test('is refused in a database of another pattern', async () => {
      await expect(driver.create(await setting.wrongTarget(), newId(), 1)).rejects.toMatchObject({ code: 'conflict' })
    })

    test('is reached as one role, and nobody else who signs in for tenants may connect', async () => {
      const { role, host, port, database } = driver.route(one.location)
      const client = new pg.Client(applicationConfig(one.location))
      await client.connect()
      const { rows } =
        await client.query(`SELECT current_user AS role, rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication AS "isSpecial",
        EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) AS owns FROM pg_roles r WHERE rolname = current_user`)
      await client.end()
      expect(rows).toEqual([{ role, isSpecial: false, owns: false }])
      const at = { host, port, database }
      const strangers = [
        applicationConfig({ ...setting.stranger(), ...at }),
        roleConfig('rowhouse_catalog', at),
        ...(one.location.appRole ? [roleConfig('rowhouse_shared', at)] : []),
      ]
      for (const stranger of strangers) expect(await refusalOf(stranger), stranger.user).toMatch(REFUSED)
    })

    test('gives out the rows of its tenant and takes them back, all of them or none, and never those of another', async () => {
      const copied = await text(await driver.copyOut(one.location, one.id, 'departments', { format: 'text' }))
      expect(copied.trim().split('\n')).toHaveLength(3)
      await one.db.department.deleteMany()
      const cut = await driver.copyIn(one.location, one.id, 'departments', { format: 'text' })
      await expect(pipeline(Readable.from([copied.slice(0, copied.lastIndexOf('\t'))]), cut)).rejects.toThrow(/missing data/)
      expect(await one.db.department.count()).toBe(0)
      await pipeline(Readable.from([copied]), await driver.copyIn(one.location, one.id, 'departments', { format: 'text' }))
      expect(await names(one.db)).toEqual(ONE)
      await pipeline(
        await driver.copyOut(one.location, one.id, 'departments'),
        await driver.copyIn(other.location, other.id, 'departments'),
      )
      expect(await names(other.db)).toEqual(OTHER)
    })

    test('knows how much its tenant has, and nothing of what a neighbour has', async () => {
      await other.db.department.deleteMany()
      expect(await driver.size(one.db)).toMatchObject({ rows: 3, bytes: expect.any(Number) })
      expect(await driver.size(other.db)).toMatchObject({ rows: 0, bytes: 0 })
      await fill(other.db, 'of the other')
    })

    test('keeps what one tenant has from the other, whose context knocks at its place', async () => {
      const intruder = dbOf(other.id, one.location)
      const seen = await names(intruder).catch((error) => error.code)
      expect(seen).not.toEqual(expect.arrayContaining([ONE[0]]))
      await intruder.department.updateMany({ where: { name: { startsWith: 'of one' } }, data: { name: 'taken' } }).catch(() => {})
      await intruder.department.deleteMany({ where: { name: { startsWith: 'of one' } } }).catch(() => {})
      expect(await names(one.db)).toEqual(ONE)
      expect(await names(other.db)).toEqual(OTHER)
      if (one.location.appRole === null) return
      expect(seen).toBe('tenant_moved') // where nobody else is at home, no other tenant's context is worth anything
      const { host, port, database } = one.location
      expect(await refusalOf(applicationConfig({ ...other.location, host, port, database }))).toMatch(REFUSED)
    })

    test('lets nobody in while its gate is shut, and is never opened by a step from before a move', async () => {
      await driver.setGate(one.location, one.id, { state: 'stopped', epoch: 1 })
      await expect(one.db.department.count()).rejects.toMatchObject({ code: 'tenant_stopped' })
      await driver.setGate(one.location, one.id, { state: 'open', epoch: 2 })
      await expect(one.db.department.count()).rejects.toMatchObject({ code: 'tenant_moved' })
      await expect(driver.setGate(one.location, one.id, { state: 'open', epoch: 1 })).rejects.toMatchObject({ code: 'conflict' })
      expect(await names(dbOf(one.id, one.location, 2))).toEqual(ONE)
      expect(await driver.readGate(one.location, one.id)).toEqual({ state: 'open', epoch: 2 })
    })

    test('is not removed while its tenant is let in, or while the catalog serves the tenant from it', async () => {
      await expect(driver.drop(one.location, one.id)).rejects.toMatchObject({ code: 'conflict' })
      await driver.setGate(one.location, one.id, { state: 'stopped', epoch: 2 })
      await enterTenant(one)
      await expect(driver.drop(one.location, one.id)).rejects.toMatchObject({ code: 'conflict' })
      await catalogDb().tenant.delete({ where: { id: one.id } })
      await driver.setGate(one.location, one.id, { state: 'open', epoch: 2 })
      expect(await names(dbOf(one.id, one.location, 2))).toEqual(ONE)
    })

    test('goes without a trace, also at the second try, while its neighbour stays; and its tenant may come back', async () => {
      await remove(one, 2)
      await driver.drop(one.location, one.id)
      await expect(dbOf(one.id, one.location, 2).department.count()).rejects.toMatchObject({
        code: expect.stringMatching(/^(tenant_moved|unavailable|P2021)$/),
      })
      expect(await names(other.db)).toEqual(OTHER)
      expect(await driver.leftovers(await setting.host())).toEqual([])
      const again = await driver.create(await setting.target(), one.id, 3)
      expect(await driver.readGate(again, one.id)).toEqual({ state: 'stopped', epoch: 3 }) // nobody is let in before it is opened
      await driver.setGate(again, one.id, { state: 'open', epoch: 3 })
      expect(await names(dbOf(one.id, again, 3))).toEqual([])
      await remove({ ...one, location: again }, 3)
    }, 60_000)

    const { forget } = setting
    if (forget) {
      test('that nobody knows of is named as a leftover and removed, and not a living one with it', async () => {
        const lost = await place()
        const host = await setting.host()
        await forget(lost.location)
        expect(await driver.leftovers(host)).toEqual([]) // it lets its tenant in: the catalog may be the one that forgot
        await driver.setGate(lost.location, lost.id, { state: 'incoming', epoch: 1 })
        await forget(lost.location)
        const found = await driver.leftovers(host)
        expect(found.length).toBeGreaterThan(0)
        for (const leftover of found) await removeLeftover(host, leftover)
        expect(await driver.leftovers(host)).toEqual([])
        expect(await names(other.db)).toEqual(OTHER)
      }, 60_000)
    }

    test('is empty when all have gone', async () => {
      await catalogDb().tenant.delete({ where: { id: other.id } })
      await remove(other)
      expect(await driver.leftovers(await setting.host())).toEqual([])
    }, 60_000)
  })

  async function enterTenant({ id, location }: Placed): Promise<void> {
    const { databaseId, schema } = location
    const words = { slug: `t-${id.slice(-12)}`, name: id, tierKey: 'free', region: 'local', locale: 'en', timeZone: 'UTC', country: 'US' }
    const placement = { create: { pattern: driver.pattern, databaseId, schema } }
    await catalogDb().tenant.create({ data: { id, ...words, currency: 'USD', status: 'active', placement } })
  }
}

/** No right to connect, no such role, or not its password. */
const REFUSED = /^(42501|28000|28P01)$/

async function refusalOf(config: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  return client.connect().then(
    async () => {
      await client.end()
      return 'let in'
    },
    (error: { code?: string }) => error.code ?? String(error),
  )
}
