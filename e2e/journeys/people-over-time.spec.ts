import { originOf } from '../support/addresses'
import { expect, test } from '../support/test'

test('a promotion for a day to come is planned, shown, and taken back', async ({ ownerPage: page, victim }) => {
  await page.goto(`${originOf(victim.host)}/people?search=130&sort=number`)
  await page.locator('#people tbody a').first().click()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Transfer or promote' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('From').fill('2031-01-01')
  await dialog.getByLabel('Job title').fill('Head of Stock')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('main')).toContainText('Head of Stock')
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByRole('main')).not.toContainText('Head of Stock')
})

test('a last day before the day of hire is refused where it was typed', async ({ ownerPage: page, victim }) => {
  await page.goto(`${originOf(victim.host)}/people?search=130&sort=number`)
  await page.locator('#people tbody a').first().click()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Leave' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Last day').fill('1990-01-01')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('before the day of hire')
})

test('the next person and the one before are a click away', async ({ ownerPage: page, victim }) => {
  await page.goto(`${originOf(victim.host)}/people`)
  const names = await page.locator('#people tbody .who').allInnerTexts()
  await page.locator('#people tbody a').nth(1).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(names[1]!.split('\n')[0]!.trim())
  await page.getByRole('link', { name: 'Next person' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(names[2]!.split('\n')[0]!.trim())
})
