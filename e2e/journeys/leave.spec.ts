import { originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { expect, signedIn, test } from '../support/test'

const MONDAY = new Date(Date.now() + 14 * 86_400_000)
while (MONDAY.getUTCDay() !== 1) MONDAY.setUTCDate(MONDAY.getUTCDate() + 1)
const day = (plus: number) => new Date(MONDAY.getTime() + plus * 86_400_000).toISOString().slice(0, 10)

test('a person asks for leave, the manager approves in place, and both see it in the calendar', async ({
  ownerPage: page,
  browser,
  victim,
}) => {
  const origin = originOf(victim.host)
  await page.goto(`${origin}/settings/plugins`)
  const leave = page.getByRole('region', { name: 'Leave' })
  await leave.getByRole('button', { name: 'Install' }).click()
  await expect(leave.getByRole('button', { name: 'Switch off' })).toBeVisible()

  // 107 is led by 103 in this company.
  const member = await backDoor('member', { tenantId: victim.id, email: 'away@victim.test', role: 'employee', employeeNumber: '107' })
  const boss = await backDoor('member', { tenantId: victim.id, email: 'boss@victim.test', role: 'manager', employeeNumber: '103' })
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const person = await signedIn(context, origin, member.cookie)
  await person.goto(`${origin}/leave`)
  await person.getByRole('button', { name: 'Ask for leave' }).click()
  const dialog = person.getByRole('dialog')
  await dialog.getByLabel('First day').fill(day(0))
  await dialog.getByLabel('Last day').fill(day(1))
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(person.getByText('asked for', { exact: true })).toBeVisible()
  await person.getByRole('button', { name: 'Ask for leave' }).click()
  await dialog.getByLabel('First day').fill(day(1))
  await dialog.getByLabel('Last day').fill(day(2))
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('There is a request already')
  await person.keyboard.press('Escape')

  const bossContext = await browser.newContext({ ignoreHTTPSErrors: true })
  const manager = await signedIn(bossContext, origin, boss.cookie)
  await manager.goto(origin)
  await manager.getByRole('region', { name: 'Leave' }).getByRole('button', { name: 'Approve' }).click()
  await expect(manager.getByRole('button', { name: 'Approve' })).toHaveCount(0)
  await person.goto(`${origin}/leave`)
  await expect(person.getByText('approved', { exact: true })).toBeVisible()
  await manager.goto(`${origin}/leave/calendar?month=${day(0).slice(0, 7)}`)
  await expect(manager.getByRole('img', { name: 'Annual leave, approved' }).first()).toBeVisible()
  await context.close()
  await bossContext.close()
})
