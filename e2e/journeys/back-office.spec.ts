import { OPERATOR_HOST, originOf } from '../support/addresses'
import { expect, test } from '../support/test'

const OFFICE = originOf(OPERATOR_HOST)

test('the tabs of a tenant each have an address, and usage can be measured', async ({ operatorPage: office, victim }) => {
  for (const [tab, address] of [
    ['Placement', 'placement'],
    ['Usage', 'usage'],
    ['Branding', 'branding'],
    ['Domains', 'domains'],
  ] as const) {
    await office.goto(`${OFFICE}/tenants/${victim.slug}/${address}`)
    await expect(office.getByRole('link', { name: tab, exact: true })).toHaveAttribute('aria-current', 'page')
  }
  await office.goto(`${OFFICE}/tenants/${victim.slug}/usage`)
  await office.getByRole('button', { name: 'Measure now' }).click()
  await expect(office.getByRole('row', { name: /^employees/ })).toBeVisible()
  await expect(office.getByRole('heading', { level: 2 }).first()).toContainText('rows in')
})

test('a list is sorted, filtered and downloaded from one address', async ({ operatorPage: office, victim }) => {
  await office.goto(`${OFFICE}/tenants?search=victim`)
  await office.getByRole('link', { name: 'People', exact: true }).click()
  await expect(office).toHaveURL(/search=victim.*sort=people|sort=people.*search=victim/)
  await expect(office.getByRole('columnheader', { name: 'People' })).toHaveAttribute('aria-sort', 'descending')
  const download = office.waitForEvent('download')
  await office.getByRole('link', { name: 'CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('tenants.csv')
  const text = await (await file.createReadStream()).setEncoding('utf8').toArray()
  expect(text.join('')).toContain(victim.slug)
  expect(text.join('')).not.toContain('attacker')
})

test('a flag is rolled out in steps, and switched off for everyone only with its key typed', async ({ operatorPage: office }) => {
  await office.goto(`${OFFICE}/flags`)
  const row = office.getByRole('row', { name: /Anniversaries on Home/ })
  await row.getByLabel(/Percent of tenants/).fill('25')
  await row.getByRole('button', { name: 'Save' }).click()
  await expect(row.getByRole('button', { name: 'End the roll-out' })).toBeVisible()
  await row.getByRole('button', { name: 'Switch off for everyone' }).click()
  const dialog = office.getByRole('dialog')
  const confirm = dialog.getByRole('button', { name: 'Switch Anniversaries on Home off' })
  await expect(confirm).toBeDisabled()
  await dialog.getByLabel('Type dashboard.anniversaries').fill('dashboard.anniversaries')
  await confirm.click()
  await expect(row.getByText('off for everyone', { exact: true })).toBeVisible()
  await row.getByRole('button', { name: 'Let the rules decide again' }).click()
  await expect(row.getByText('by its rules')).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  test('no page of the back office scrolls sideways', async ({ operatorPage: office, victim }) => {
    const wide: string[] = []
    for (const path of [
      '/',
      '/tenants',
      '/flags',
      '/operators',
      '/operations',
      '/audit',
      '/health',
      ...['', '/placement', '/usage', '/branding', '/domains', '/move'].map((part) => `/tenants/${victim.slug}${part}`),
    ]) {
      await office.goto(OFFICE + path)
      if (await office.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wide.push(path)
    }
    expect(wide).toEqual([])
  })
})
