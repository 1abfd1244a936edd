import { originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { expect, signedIn, test } from '../support/test'

/** Adam Fripp, 121, leads eight people in Shipping, Mozhe Atkinson, 130, among them. */
test('a manager sees the pay of the own team alone, and an employee the own', async ({ browser, victim }) => {
  const people = [
    { role: 'manager', employeeNumber: '121', sees: ['130'], not: ['100'] },
    { role: 'employee', employeeNumber: '131', sees: ['131'], not: ['130', '121'] },
  ]
  for (const { role, employeeNumber, sees, not } of people) {
    const member = await backDoor('member', { tenantId: victim.id, email: `${role}@victim.test`, role, employeeNumber })
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    const page = await signedIn(context, originOf(victim.host), member.cookie)
    for (const [numbers, isSeen] of [
      [sees, true],
      [not, false],
    ] as const) {
      for (const number of numbers) {
        await page.goto(`${originOf(victim.host)}/people?search=${number}&sort=number`)
        const row = page.locator('#people tbody tr').filter({ hasText: number }).first()
        await expect(row).toBeVisible()
        const link = await row.getByRole('link').first().getAttribute('href')
        await page.goto(originOf(victim.host) + link)
        await expect(page.getByRole('main')).toContainText(number)
        expect([role, number, (await page.getByRole('main').innerText()).includes('$')]).toEqual([role, number, isSeen])
      }
    }
    await page.goto(`${originOf(victim.host)}/settings/members`)
    await expect(page.getByRole('button', { name: 'Invite' })).toHaveCount(0)
    await context.close()
  }
})
