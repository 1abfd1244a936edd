import { OPERATOR_HOST, originOf } from '../support/addresses'
import { expect, test } from '../support/test'

const office = originOf(OPERATOR_HOST)

test('an operator sees what a server holds against each limit, and asks it what is missing', async ({ operatorPage: page }) => {
  await page.goto(`${office}/servers`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Every one of them answers.')
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: 'Limits' })).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Databases of their own' })).toContainText('of 50')
  await page.getByRole('button', { name: 'Check rights' }).click()
  await expect(page.getByText(/asked as/)).toBeVisible()
})

test('an address that is none is refused beside its field, before anything is asked', async ({ operatorPage: page }) => {
  await page.goto(`${office}/servers/new`)
  await page.getByLabel('Name').fill('second')
  await page.getByLabel('Region').fill('local')
  await page.getByLabel('Administrative address').fill('https://example.com')
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByText('Give the address as postgresql://')).toBeVisible()
})

test('a plan is simulated, shown, and moves nobody by itself', async ({ operatorPage: page }) => {
  await page.goto(`${office}/planner`)
  await page.getByRole('button', { name: 'Drain' }).click()
  await page.getByRole('button', { name: 'Simulate' }).click()
  await expect(page.getByText('Choose a server first.')).toBeVisible()
  await page.getByRole('button', { name: 'Rebalance' }).click()
  await page.getByRole('button', { name: 'Simulate' }).click()
  await expect(page).toHaveURL(/\/planner\?plan=/)
  await expect(page.getByRole('heading', { name: 'Servers' })).toBeVisible()
  await expect(page.getByText('simulated, nothing moves yet')).toBeVisible()
})
