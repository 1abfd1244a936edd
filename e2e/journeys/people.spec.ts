import { originOf } from '../support/addresses'
import { expect, test } from '../support/test'

test.beforeEach(async ({ ownerPage, victim }) => {
  await ownerPage.goto(`${originOf(victim.host)}/people`)
})
const names = '#people tbody tr td:first-child b'

test('the list answers while one types, and the address holds what was typed', async ({ ownerPage: page }) => {
  await page.getByRole('searchbox', { name: 'Search people' }).fill('king')
  await expect(page).toHaveURL(/search=king/)
  await expect(page.locator(names)).toHaveText(['King', 'King'])
  await page.reload()
  await expect(page.locator(names)).toHaveText(['King', 'King'])
  await page.getByRole('searchbox', { name: 'Search people' }).fill('nobody is called so')
  await expect(page.getByRole('heading', { name: 'Nobody matches' })).toBeVisible()
  await page.getByRole('link', { name: 'Show all people' }).click()
  await expect(page.locator(names)).toHaveCount(50)
})

test('a filter becomes a chip, and goes with it', async ({ ownerPage: page }) => {
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('checkbox', { name: 'IT 5' }).check()
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/department=/)
  await expect(page.locator(names)).toHaveCount(5)
  await page.getByRole('link', { name: /Remove filter/ }).click()
  await expect(page.locator(names)).toHaveCount(50)
})

test('a head sorts, and sorts the other way', async ({ ownerPage: page }) => {
  await page.getByRole('link', { name: 'Number', exact: true }).click()
  await expect(page.locator('#people tbody tr').first()).toContainText('100')
  await page.getByRole('link', { name: 'Number', exact: true }).click()
  await expect(page.locator('#people tbody tr').first()).toContainText('206')
})

test('pages go on to the end and back, each person once', async ({ ownerPage: page }) => {
  const seen: string[] = []
  const numbers = '#people tbody tr td:nth-child(2)'
  for (const count of [50, 50, 7]) {
    await expect(page.locator(numbers)).toHaveCount(count)
    seen.push(...(await page.locator(numbers).allInnerTexts()))
    if (count === 50) {
      const first = await page.locator(numbers).first().innerText()
      await page.getByRole('link', { name: 'Next' }).click()
      await expect(page.locator(numbers).first()).not.toHaveText(first)
    }
  }
  expect(new Set(seen).size).toBe(107)
  await page.getByRole('link', { name: 'Previous' }).click()
  await expect(page.locator(numbers)).toHaveText(seen.slice(50, 100))
})

test('a profile shows pay to the owner', async ({ ownerPage: page, victim }) => {
  await page.getByRole('link', { name: /Atkinson/ }).click()
  await expect(page).toHaveURL(new RegExp(`/people/${victim.personId}`))
  await expect(page.getByRole('main')).toContainText('$2,800')
  await expect(page.getByRole('main')).toContainText('Fripp')
})
