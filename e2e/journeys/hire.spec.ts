import { originOf } from '../support/addresses'
import { expect, test } from '../support/test'

test('somebody is hired by keyboard alone: what is wrong stays in its field, and the profile knows all of it', async ({
  ownerPage: page,
  victim,
}) => {
  await page.goto(`${originOf(victim.host)}/people`)
  await page.getByRole('link', { name: 'Hire', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hire somebody')
  const type = async (field: string, text: string) => {
    await page.getByLabel(field).focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
  }
  await type('Given name', 'Nora')
  await type('First day', '30/02/2024')
  await page.keyboard.press('Enter')
  await expect(page.locator('p[role=alert]')).toHaveText('February 2024 has 29 days.')
  await type('First day', '1/2/2024')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.locator('p[role=alert]')).toHaveText('Fill this in.')
  await expect(page.getByLabel('Family name')).toBeFocused()
  await expect(page.getByLabel('Given name')).toHaveValue('Nora')
  await type('Family name', 'Lindqvist')
  await type('Department', 'sal')
  await page.getByRole('option', { name: /^Sales/ }).waitFor()
  await page.keyboard.press('Enter')
  await type('Manager', 'king')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await type('Amount', '54,321.50')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nora Lindqvist')
  const main = page.getByRole('main')
  await expect(main).toContainText('Sales')
  await expect(main).toContainText('King')
  await expect(main).toContainText('$54,321.50')
  await expect(main).toContainText('1 Feb 2024')

  await page.keyboard.press('e')
  await page.getByLabel('Phone').fill('+44 20 7946 0958')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(main).toContainText('+44 20 7946 0958')
})

test('a raise for a day to come shows what it adds, is planned, and is taken back', async ({ ownerPage: page, victim }) => {
  await page.goto(`${originOf(victim.host)}/people?search=101&sort=number`)
  await page.locator('#people tbody a').first().click()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Raise' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('From').fill('1/1/2031')
  await dialog.getByLabel('Amount').fill('999999')
  await expect(dialog).toContainText('%')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('main')).toContainText('Raise on 1 Jan 2031')
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByRole('main')).not.toContainText('Raise on 1 Jan 2031')
})
