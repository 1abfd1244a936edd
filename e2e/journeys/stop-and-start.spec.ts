import { OPERATOR_HOST, originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { expect, signedIn, test } from '../support/test'

test('a stopped company is shut to its members at once, and opens again after a new sign-in', async ({
  operatorPage: office,
  browser,
  allowConsole,
}) => {
  allowConsole(/503|Failed to load resource/)
  const company = await backDoor('company', { slug: 'pausing', name: 'Pausing' })
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const portal = await signedIn(context, originOf(company.host), company.owner.cookie)
  await portal.goto(`${originOf(company.host)}/people`)
  await expect(portal.getByRole('main')).toContainText('Uniquepausing')

  await office.goto(`${originOf(OPERATOR_HOST)}/tenants/${company.slug}`)
  await office.getByRole('button', { name: 'Stop', exact: true }).click()
  const dialog = office.getByRole('dialog', { name: 'Stop Pausing?' })
  await expect(dialog.getByRole('button', { name: 'Stop Pausing' })).toBeDisabled()
  await dialog.getByLabel('Reason, written into the audit trail').fill('the bill is open')
  await dialog.getByLabel('Type pausing').fill('pausing')
  await dialog.getByRole('button', { name: 'Stop Pausing' }).click()
  await expect(office.getByText(/Stopped since/)).toBeVisible()

  const answer = await portal.goto(`${originOf(company.host)}/people`)
  expect(answer!.status()).toBe(503)
  await expect(portal.getByText('Not available right now')).toBeVisible()
  await expect(portal.locator('body')).not.toContainText('Uniquepausing')
  await expect(portal.locator('body')).not.toContainText(/the bill is open|rowhouse(?!\.test)/i)

  await office.getByRole('button', { name: 'Start', exact: true }).click()
  const start = office.getByRole('dialog', { name: 'Start Pausing?' })
  await start.getByLabel('Type pausing').fill('pausing')
  await start.getByRole('button', { name: 'Start Pausing' }).click()
  await expect(office.getByRole('button', { name: 'Stop', exact: true })).toBeVisible()

  await expect(async () => {
    await portal.goto(`${originOf(company.host)}/people`)
    await expect(portal).toHaveURL(/\/sign-in/, { timeout: 1000 })
  }).toPass()
  await portal.getByLabel('Work e-mail').fill(company.owner.email)
  await portal.getByLabel('Password', { exact: true }).fill(company.owner.password)
  await portal.getByRole('button', { name: 'Sign in' }).click()
  await expect(portal.getByRole('main')).toContainText('Uniquepausing')
  await context.close()
})
