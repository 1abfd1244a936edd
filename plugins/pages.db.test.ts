import { mkdirSync, writeFileSync } from 'node:fs'
import type { ReactNode } from 'react'
import { prerender } from 'react-dom/static'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BUILTIN_ROLES, type BuiltinRole, hasPermission, type Permission } from '@/lib/auth'
import { type House, openHouse } from '@/lib/auth/testing/house'
import { LOCALES, type Locale } from '@/lib/core'
import { addPeople } from '@/lib/hr/testing/people'
import { installPlugin, openPluginScope, runPluginAction } from '@/lib/plugins'
import { createWorld, type World } from '@/scripts/testing/world'
import { PLUGINS } from './registry'

let world: World
let house: House
let people: Map<string, string>
beforeAll(async () => {
  world = await createWorld()
  house = await openHouse(world, { country: 'KR', timeZone: 'Asia/Seoul' })
  const owner = await visitAs('owner')
  for (const plugin of PLUGINS) await installPlugin(plugin, { ...owner, locale: 'en' })
  const [chief] = await addPeople(house.db, [{ number: '1', firstName: '서연', lastName: '김' }])
  people = await addPeople(house.db, [
    { number: '2', managerId: chief![1] },
    { number: '3', managerId: chief![1] },
  ])
  people.set('1', chief![1])
  const member = await visitAs('employee', '2')
  const type = (await house.db.leaveType.findFirst())!
  const run = (id: string, action: string, input: object) =>
    runPluginAction(PLUGINS.find(({ manifest }) => manifest.id === id)!, action, { ...member, locale: 'en' }, input)
  const year = new Date().getUTCFullYear() + 1
  await run('leave', 'request', { typeId: type.id, from: `${year}-03-02`, to: `${year}-03-13`, part: 'day', note: 'Hills' })
  await run('kudos', 'give', { toId: people.get('3'), message: 'For the hills' })
})
afterAll(() => world.close())

async function visitAs(roleKey: BuiltinRole, number?: string) {
  const { email, userId } = await house.add(roleKey)
  if (number) {
    await house.db.user.updateMany({ where: { employeeId: people.get(number)! }, data: { employeeId: null } })
    await house.db.user.update({ where: { tenantId_id: { id: userId } }, data: { employeeId: people.get(number)! } })
  }
  const { signedIn: _, ...principal } = await house.enter(email)
  return { tenant: house.tenant, db: house.db, principal }
}

async function html(node: ReactNode): Promise<string> {
  const { prelude } = await prerender(node)
  return new Response(prelude as unknown as ReadableStream).text()
}
/** Pictures of them without a build: PLUGIN_PAGES names a folder for the markup. */
function keep(name: string, text: string): void {
  const folder = process.env.PLUGIN_PAGES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/${name}.html`, text)
}

describe.each(Object.keys(BUILTIN_ROLES) as BuiltinRole[])('as %s', (role) => {
  test.each(LOCALES)(
    'every page and part of every plugin that the role opens is drawn in %s, and says no key of a message',
    async (locale: Locale) => {
      const visit = { ...(await visitAs(role, role === 'employee' ? '2' : '1')), locale }
      let drawn = 0
      for (const plugin of PLUGINS) {
        const { id } = plugin.manifest
        const scope = openPluginScope(plugin, visit, {})
        const may = ({ right }: { right: string }) => hasPermission(visit.principal, `${id}:${right}` as Permission)
        const person = (await scope.people.find(people.get('2')!))!
        const parts = [
          ...plugin.pages
            .filter((page) => may(page) && !page.path.includes('{'))
            .map((page) => async () => {
              const answer = await page.render(scope, {
                params: {},
                query: id === 'leave' ? { month: `${new Date().getUTCFullYear() + 1}-03` } : {},
              })
              return { name: page.path.replaceAll('/', '-'), body: answer!.body }
            }),
          ...(plugin.cards ?? []).filter(may).map((card) => async () => ({ name: '-card', body: await card.render(scope) })),
          ...(plugin.panels ?? []).filter(may).map((panel) => async () => ({ name: '-panel', body: await panel.render(scope, person) })),
        ]
        for (const part of parts) {
          const { name, body } = await part()
          const text = await html(body)
          keep(`${id}${name}-${role}-${locale}`, text)
          expect(text.replace(/<[^>]*>/g, ' ')).not.toMatch(/\b(columns|states|errors|parts|tabs|settings|colours)\.\w+/)
          if (body) drawn++
        }
      }
      expect(drawn).toBeGreaterThan(4)
    },
  )
})
