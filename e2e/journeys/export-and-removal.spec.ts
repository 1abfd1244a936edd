import { OPERATOR_HOST, originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { expect, signedIn, test } from '../support/test'

test('an owner exports the company, and an operator exports and removes it, with a way back until it begins', async ({
  operatorPage: office,
  browser,
  allowConsole,
}) => {
  allowConsole(/503|Failed to load resource/)
  const company = await backDoor('company', { slug: 'leaving', name: 'Leaving' })
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const portal = await signedIn(context, originOf(company.host), company.owner.cookie)
  await portal.goto(`${originOf(company.host)}/settings/data`)
  await expect(portal.getByText('No export yet.')).toBeVisible()
  await portal.getByRole('button', { name: 'Start an export' }).click()
  const link = portal.getByRole('link', { name: 'Download' })
  await expect(link).toBeVisible({ timeout: 20_000 })
  const download = portal.waitForEvent('download')
  await link.click()
  expect((await download).suggestedFilename()).toMatch(/^leaving-\d{4}-\d\d-\d\d\.zip$/)

  await office.goto(`${originOf(OPERATOR_HOST)}/tenants/${company.slug}/data`)
  await expect(office.getByRole('link', { name: 'Download' })).toBeVisible()
  await office.getByRole('button', { name: 'Remove', exact: true }).click()
  const dialog = office.getByRole('dialog', { name: 'Remove Leaving?' })
  await expect(dialog.getByRole('button', { name: 'Remove Leaving' })).toBeDisabled()
  await dialog.getByLabel('Reason, written into the audit trail').fill('the contract ended')
  await dialog.getByLabel('Type leaving').fill('leaving')
  await dialog.getByRole('button', { name: 'Remove Leaving' }).click()
  await expect(office.getByText(/Leaving is removed on/)).toBeVisible()
  await expect(async () => expect((await portal.goto(`${originOf(company.host)}/people`))!.status()).toBe(503)).toPass()

  await office.getByRole('button', { name: 'Call it off' }).click()
  await expect(office.getByRole('button', { name: 'Remove', exact: true })).toBeVisible()
  await expect(async () => {
    await portal.goto(`${originOf(company.host)}/people`)
    await expect(portal).toHaveURL(/\/sign-in/, { timeout: 1000 })
  }).toPass()
  await context.close()
})
