import { OPERATOR_HOST, originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { expect, signedIn, test } from '../support/test'

test('an owner sees what of the plan is used and asks for another; an operator sees it, sets limits of its own, and says no', async ({
  operatorPage: office,
  browser,
}) => {
  const company = await backDoor('company', { slug: 'growing', name: 'Growing' })
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const portal = await signedIn(context, originOf(company.host), company.owner.cookie)
  await portal.goto(`${originOf(company.host)}/settings/plan`)
  await expect(portal.getByRole('heading', { level: 1, name: 'Plan' })).toBeVisible()
  await expect(portal.getByText(/of 1,000,000/)).toBeVisible()
  await portal.getByRole('combobox', { name: 'Plan' }).selectOption('standard')
  await portal.getByLabel('Anything to add (optional)').fill('We hire twenty people in May.')
  await portal.getByRole('button', { name: 'Ask for this plan' }).click()
  await expect(portal.getByText(/You asked for the plan Standard/)).toBeVisible()

  await office.goto(`${originOf(OPERATOR_HOST)}/`)
  await expect(office.getByText('Growing asks for the tier Standard')).toBeVisible()
  await office.goto(`${originOf(OPERATOR_HOST)}/tenants/${company.slug}/usage`)
  await expect(office.getByText('We hire twenty people in May.')).toBeVisible()
  await office.getByLabel('Requests per second').fill('77')
  await office.getByLabel('Connections kept free for it').fill('2')
  await office.getByRole('button', { name: 'Save' }).click()
  await expect(office.getByText('The limits of Growing hold now')).toBeVisible()
  await expect(async () => {
    await portal.goto(`${originOf(company.host)}/settings/plan`)
    await expect(portal.getByText('77', { exact: true })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await office.getByRole('button', { name: 'Dismiss' }).click()
  await expect(office.getByText('We hire twenty people in May.')).toBeHidden()
  await context.close()
})
