import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countPresence, createOperator, listOperators, nameOperators, systemPrincipal } from '@/lib/auth'
import { catalogDb } from '@/lib/db'
import { createWorld, type World } from '@/scripts/testing/world'
import { checkHealth } from '.'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const beat = (id: string, processId: number, secondsAgo: number) =>
  world.asSuperuser(
    `INSERT INTO workers (id, process_id, host, heartbeat_at) VALUES ($1, $2, 'one', now() - make_interval(secs => $3))`,
    [id, processId, secondsAgo],
    world.catalog,
  )

describe('the health of the service', () => {
  it('counts the tenants of a database that answers', async () => {
    await world.addTenant()
    const { databases, catalogMilliseconds } = await checkHealth()
    expect(databases).toHaveLength(1)
    expect(databases[0]).toMatchObject({ name: world.database, pattern: 'row', tenantCount: 1, isAnswering: true })
    expect(catalogMilliseconds).toBeGreaterThan(0)
  })

  it('names a database that does not answer, and still tells of the others', async () => {
    await catalogDb().database.create({
      data: { id: world.databaseId.replace(/^.{8}/, '01890000'), serverId: world.serverId, name: 'nowhere', pattern: 'row' },
    })
    const { databases } = await checkHealth()
    expect(Object.fromEntries(databases.map(({ name, isAnswering }) => [name, isAnswering]))).toEqual({
      [world.database]: true,
      nowhere: false,
    })
  })

  it('takes a worker that is silent for eight seconds for dead, and all slots of one process for one worker', async () => {
    await beat('a1', 11, 1)
    await beat('a2', 11, 20)
    await beat('b1', 22, 30)
    const { workers } = await checkHealth()
    expect(workers.map(({ processId, isAlive }) => [processId, isAlive]).sort()).toEqual([
      [11, true],
      [22, false],
    ])
  })
})

describe('who is there', () => {
  it('nobody at a tenant that was just opened', async () => {
    const { db } = await world.addTenant()
    expect(await countPresence(db)).toEqual({ members: 0, disabled: 0, invited: 0, signedIn: 0 })
  })

  it('operators are listed only for those who manage them, without password or secret', async () => {
    const service = systemPrincipal('test')
    const { operatorId } = await createOperator(service, {
      email: 'Jihoon@Rowhouse.example',
      name: 'Jihoon Park',
      role: 'viewer',
      password: 'a plain long one',
    })
    const [operator] = await listOperators(service)
    expect(operator).toMatchObject({ id: operatorId, email: 'jihoon@rowhouse.example', role: 'viewer', status: 'active', hasTotp: false })
    expect(JSON.stringify(operator)).not.toMatch(/argon2|totpSecret|password/i)
    const viewer = {
      kind: 'operator',
      operatorId,
      sessionId: null,
      name: '',
      email: '',
      role: 'viewer',
      permissions: new Set<never>(),
      locale: null,
    } as const
    await expect(listOperators(viewer)).rejects.toMatchObject({ code: 'forbidden' })
    expect([...(await nameOperators([operatorId, 'provision', operatorId]))]).toEqual([[operatorId, 'Jihoon Park']])
  })
})
