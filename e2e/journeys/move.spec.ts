import { AxeBuilder } from '@axe-core/playwright'
import { OPERATOR_HOST, originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { expect, signedIn, test } from '../support/test'

test('an operator moves a company to a database of its own while its people work, and purges the old copy', async ({
  operatorPage: office,
  browser,
}) => {
  const company = await backDoor('company', { slug: 'wandering', name: 'Wandering' })
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const portal = await signedIn(context, originOf(company.host), company.owner.cookie)
  await portal.goto(`${originOf(company.host)}/people`)
  await expect(portal.getByRole('main')).toContainText('Uniquewandering')

  await office.goto(`${originOf(OPERATOR_HOST)}/tenants/wandering/placement`)
  await office.getByRole('link', { name: 'Move…' }).click()
  await expect(office).toHaveURL(/\/move$/)
  await office.getByLabel('Pattern').selectOption('database')
  await expect(office.getByRole('heading', { level: 1 })).toContainText('Wandering gets a database of its own in about')
  await expect(office.getByRole('button', { name: 'Start the move' })).toBeDisabled()
  const { violations } = await new AxeBuilder({ page: office }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await office.getByLabel('Type wandering').fill('wandering')
  await office.getByRole('button', { name: 'Start the move' }).click()

  await expect(office).toHaveURL(/\/operations\//)
  await expect(office.getByRole('heading', { level: 1 })).toHaveText('Wandering now lives in a database of its own.', { timeout: 60_000 })
  await expect(office.getByText(/Writes waited [\d.]+ (ms|s), once|It was shut for/)).toBeVisible()
  await office.reload()
  await expect(office.getByText('The old copy stays, read-only', { exact: false })).toBeVisible()
  expect((await new AxeBuilder({ page: office }).analyze()).violations.map(({ id }) => id)).toEqual([])

  await portal.goto(`${originOf(company.host)}/people`)
  await expect(portal.getByRole('main')).toContainText('Uniquewandering')
  await context.close()

  await office.getByRole('button', { name: 'Purge old copy' }).click()
  const dialog = office.getByRole('dialog', { name: 'Purge the old copy of Wandering?' })
  await expect(dialog.getByRole('button', { name: 'Purge the old copy' })).toBeDisabled()
  await dialog.getByLabel('Type wandering').fill('wandering')
  await dialog.getByRole('button', { name: 'Purge the old copy' }).click()
  await expect(office.getByText(/The old copy was purged/)).toBeVisible()

  await office.goto(`${originOf(OPERATOR_HOST)}/tenants/wandering/placement`)
  await expect(office.getByRole('heading', { level: 2 }).first()).toContainText('Wandering lives in a database of its own')
  await expect(office.getByRole('row').filter({ hasText: 'purged' })).toBeVisible()
})
