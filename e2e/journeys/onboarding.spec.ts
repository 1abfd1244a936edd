import { join } from 'node:path'
import { hostOf, OPERATOR_HOST, originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { signInAtOffice } from '../support/sign-in'
import { callOperator, expect, test } from '../support/test'

const DEMO = join(import.meta.dirname, '../../prisma/demo/sumac')

test('an operator opens a company and its owner finds everybody in it', async ({ page, browser }) => {
  const operator = await backDoor('operator', { email: 'onboarding@office.test' })
  const slug = 'daylily'
  await signInAtOffice(page, operator)

  await test.step('the form becomes a receipt', async () => {
    await page.goto(`${originOf(OPERATOR_HOST)}/tenants/new`)
    await page.getByLabel('Company name').fill('Daylily')
    await expect(page.getByLabel('Slug')).toHaveValue(slug)
    await page.getByLabel("Owner's e-mail").fill('jiwoo@daylily.test')
    await page.getByLabel("Owner's name").fill('Jiwoo Han')
    await page.getByRole('button', { name: /Create tenant/ }).click()
    await expect(page.getByText('daylily is ready')).toBeVisible()
  })

  const link = await test.step('the invitation lies in the outbox', async () => {
    await page.getByRole('link', { name: 'see it in the outbox' }).click()
    await page.getByRole('tab', { name: 'Plain text' }).click()
    const text = await page.getByRole('tabpanel', { name: 'Plain text' }).innerText()
    return text.match(/https:\/\/daylily\.rowhouse\.test\/invite\/\S+/)![0]
  })

  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const portal = await context.newPage()
  await test.step('the owner accepts it and is in', async () => {
    await portal.goto(link)
    await portal.getByLabel('Password', { exact: true }).fill('eleven purple teapots')
    await portal.getByRole('button', { name: 'Open Daylily' }).click()
    await expect(portal).toHaveURL(`${originOf(hostOf(slug))}/`)
    await expect(portal.getByRole('main')).toContainText('Nobody works at Daylily yet')
    await portal.goto(link)
    await expect(portal.getByRole('heading', { name: 'This link is no longer valid' })).toBeVisible()
  })

  await test.step('its CSV files are checked first and then imported, live', async () => {
    await portal.goto(`${originOf(hostOf(slug))}/people`)
    await portal.getByRole('link', { name: 'Import a CSV' }).click()
    await portal
      .locator('input[type=file]')
      .setInputFiles(['departments', 'employees', 'salaries'].map((kind) => join(DEMO, `${kind}.csv`)))
    await portal.getByLabel('Amounts are paid').selectOption('month')
    await portal.getByRole('button', { name: 'Check', exact: true }).click()
    await expect(portal.getByRole('main')).toContainText('241 rows are ready')
    await portal.getByRole('button', { name: 'Import 241' }).click()
    await expect(portal.getByRole('main')).toContainText('241 rows are in the portal')
  })

  await test.step('everybody is there', async () => {
    await portal.goto(`${originOf(hostOf(slug))}/`)
    await expect(portal.getByRole('main')).toContainText('107 people')
    await portal.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'People', exact: true }).click()
    await expect(portal.getByRole('heading', { name: 'People' })).toBeVisible()
    await expect(portal.getByRole('table')).toContainText('Atkinson')
  })
  await context.close()
})

test('two operators take the same slug: one wins, the other hears why', async ({ operator }) => {
  const json = { name: 'Twin', slug: 'twin', ownerEmail: 'twin@twin.test', ownerName: 'Twin' }
  const answers = await Promise.all([1, 2].map(() => callOperator('/tenants', { method: 'POST', key: operator.key, json })))
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409])
  expect(answers.find(({ status }) => status === 409)!.json).toMatchObject({ code: 'slug_taken', fields: { slug: 'taken' } })
})
