import { originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { expect, signedIn, test } from '../support/test'

test('an owner makes a role, and sees what a person with another one can see', async ({ ownerPage: page, victim }) => {
  await backDoor('member', { tenantId: victim.id, email: 'looked-at@victim.test', role: 'manager', employeeNumber: '122' })
  await page.goto(`${originOf(victim.host)}/settings/roles`)
  await page.getByRole('button', { name: 'New role' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Payroll clerk')
  await dialog.getByRole('group', { name: 'Pay' }).getByRole('checkbox', { name: "See everybody's" }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Payroll clerk' })).toContainText('nobody')
  const value = await page.locator('option', { hasText: 'looked-at@victim.test' }).getAttribute('value')
  await page.getByRole('combobox', { name: 'Person with access' }).selectOption(value)
  await page.getByRole('button', { name: 'Show' }).click()
  const pay = page.getByRole('row').filter({ hasText: 'Pay' }).last()
  await expect(pay.getByRole('cell')).toHaveText(['Yes', 'Yes', 'No', 'No'])
})

test('whoever may not make roles finds no page of them', async ({ browser, victim }) => {
  const member = await backDoor('member', { tenantId: victim.id, email: 'no-roles@victim.test', role: 'hr', employeeNumber: '123' })
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const page = await signedIn(context, originOf(victim.host), member.cookie)
  expect((await page.goto(`${originOf(victim.host)}/settings/roles`))?.status()).toBe(404)
  await context.close()
})
