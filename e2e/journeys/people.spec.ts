import { originOf } from '../support/addresses'
import { expect, test } from '../support/test'

test.beforeEach(async ({ ownerPage, victim }) => {
  await ownerPage.goto(`${originOf(victim.host)}/people`)
})
const names = '#people tbody .who-cell b'

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
  const numbers = '#people tbody .who-cell + td'
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

test('columns are chosen, a list is kept as a view, shared, and found again as a tab', async ({ ownerPage: page, victim }) => {
  await page.goto(`${originOf(victim.host)}/people?sort=hiredOn`)
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'E-mail' }).check()
  await page.getByRole('checkbox', { name: 'Tenure' }).uncheck()
  await expect(page.getByRole('columnheader', { name: 'E-mail' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Tenure' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('By seniority')
  await page
    .getByRole('dialog')
    .getByRole('checkbox', { name: /For everybody/ })
    .check()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page).toHaveURL(/saved=/)
  await page.getByRole('link', { name: 'All people' }).click()
  await page.getByRole('link', { name: /By seniority/ }).click()
  await expect(page.getByRole('columnheader', { name: 'Hired' })).toHaveAttribute('aria-sort', 'ascending')
  await page.getByRole('button', { name: 'This view' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(page.getByRole('link', { name: /By seniority/ })).toHaveCount(0)
})

test('many people get another department from a day on: how many is said before, and what became of it after', async ({
  ownerPage: page,
  victim,
}) => {
  await page.goto(`${originOf(victim.host)}/people?sort=number`)
  const boxes = page.locator('#people tbody input[type=checkbox]')
  await boxes.nth(0).check()
  await boxes.nth(2).click({ modifiers: ['Shift'] })
  await expect(page.getByText('3 selected')).toBeVisible()
  await page.getByRole('button', { name: 'Transfer' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('From').fill('1/1/2031')
  await dialog.getByLabel('Department').fill('it')
  await dialog.getByRole('option', { name: /IT/ }).first().click()
  await dialog.getByRole('button', { name: 'Change 3 people' }).click()
  await expect(page).toHaveURL(/\/people\/bulk\//)
  await expect(page.getByText('3 people change on 1 Jan 2031.')).toBeVisible()
})
