import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemPrincipal } from '@/lib/auth'
import { newId } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { changeJob } from '@/lib/hr'
import { createWorld, type World } from '@/scripts/testing/world'
import { type RunningWorker, startWorker } from './index'

let world: World
let worker: RunningWorker
beforeAll(async () => {
  world = await createWorld()
  worker = await startWorker()
})
afterAll(async () => {
  await worker.stop()
  await world.close()
})
const actor = systemPrincipal('test')
const within = { timeout: 10_000, interval: 50 }

test('the worker applies a planned change when the day has come where the tenant is, and sets its clock to the next one', async () => {
  const { db, tenant } = await world.addTenant({ timeZone: 'Asia/Seoul' })
  const id = newId()
  await db.employee.create({
    data: { id, number: '1', firstName: 'Ada', lastName: 'Kim', title: 'Clerk', hiredOn: new Date('2019-01-01') },
  })
  const plan = (effectiveOn: string, title: string) =>
    changeJob(db, actor, id, { kind: 'job', effectiveOn, title }, { today: '2020-01-01' })
  await plan('2020-01-02', 'Lead') // planned then, and due by now
  await plan('2090-05-01', 'Chief')
  const titleOf = async () => (await db.employee.findFirst({ where: { id } }))?.title
  await expect.poll(titleOf, within).toBe('Lead')
  const clock = () =>
    catalogDb().$queryRaw<{ run_at: Date }[]>`SELECT run_at FROM graphile_worker.jobs WHERE key = ${`people.planned-changes:${tenant.id}`}`
  await expect.poll(async () => (await clock())[0]?.run_at.toISOString(), within).toBe('2090-04-30T15:00:00.000Z')
})
