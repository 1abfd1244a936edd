import { originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { expect, signedIn, test } from '../support/test'

test('a new portal says what comes next, can be looked around in with made-up people, and is empty again after that', async ({
  context,
}) => {
  const company = await backDoor('newCompany', { slug: 'fresh-works', name: 'Fresh Works' })
  const page = await signedIn(context, originOf(company.host), company.owner.cookie)
  await page.goto(originOf(company.host))
  const steps = page.getByRole('region', { name: 'First steps' })
  await expect(steps.getByText('1 of 4 done')).toBeVisible()
  await expect(steps.getByRole('link', { name: 'Start: Give the portal your colours' })).toHaveAttribute('href', '/settings/brand')

  await steps.getByRole('button', { name: 'Look around with made-up people' }).click()
  await expect(page.getByText('The people here are made up')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\d+ people work at Fresh Works\./)
  await expect(steps.getByText('1 of 4 done')).toBeVisible()
  await page.goto(`${originOf(company.host)}/people`)
  await expect(page.getByRole('row').nth(5)).toBeVisible()

  await page.goto(originOf(company.host))
  await page.getByRole('button', { name: 'Put away' }).click()
  await expect(steps).toBeHidden()
  await page.getByRole('button', { name: 'Remove made-up people' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove made-up people' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nobody works at Fresh Works yet.')
  await expect(page.getByText('The people here are made up')).toBeHidden()
})
