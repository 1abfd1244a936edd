import { AxeBuilder } from '@axe-core/playwright'
import sharp from 'sharp'
import { originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { call, expect, signedIn, test } from '../support/test'

const logo = () =>
  sharp({ create: { width: 400, height: 400, channels: 4, background: '#b5472c' } })
    .png()
    .toBuffer()

test('a company brands its portal: draft, repaired contrast, logo, publish, and back again', async ({ context }) => {
  const company = await backDoor('company', { slug: 'lantern-works', name: 'Lantern Works' })
  const page = await signedIn(context, originOf(company.host), company.owner.cookie)
  await page.goto(`${originOf(company.host)}/settings/brand`)

  await page.getByLabel('Brand colour', { exact: true }).fill('#f2b705')
  await expect(page.getByText('White text cannot be read on this colour')).toBeVisible()
  await expect(page.getByText('1.8 : 1, needs 4.5')).toBeVisible()
  await page.getByLabel('Product name').fill('Lantern')
  await page.getByRole('button', { name: '12', exact: true }).click()
  await page.getByLabel('Font').selectOption('figtree')
  await page.getByLabel('Sentence on the sign-in page, English').fill('Light for everybody who works here.')
  await page.getByLabel('Logo on light: Upload').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: await logo() })
  await expect(page.getByRole('button', { name: 'Logo on light: Remove' })).toBeVisible()
  await expect(page.getByText('Draft saved')).toBeVisible()
  // Apart from the sample that shows on purpose what cannot be read.
  expect(
    (await new AxeBuilder({ page }).exclude('.studio-pairs').analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
  ).toEqual([])

  // Nothing shows before it is published, and leaving the page keeps it.
  expect((await call(company.host, '/sign-in')).text).not.toContain('Light for everybody')
  await page.reload()
  await expect(page.getByLabel('Product name')).toHaveValue('Lantern')

  await page.getByRole('button', { name: 'Publish version 2' }).click()
  await expect(page.getByText(/Version 2 is live, published by Olga Owner/)).toBeVisible()
  const { text } = await call(company.host, '/sign-in')
  expect(text).toContain('Light for everybody who works here.')
  expect(text).toContain('--solid:#f2b705;--onsolid:#1f1400')
  expect(text).toMatch(/<title>Sign in to Lantern<\/title>/)
  expect(text).toMatch(/\/brand\/images\/[0-9a-f]{32}/)
  expect(text).toContain('figtree-latin-wght.woff2')

  await page.getByRole('button', { name: 'Versions' }).click()
  await page.getByRole('button', { name: 'Version 1: Go back to it' }).click()
  await expect(page.getByText(/Version 3 is live/)).toBeVisible()
  await expect.poll(async () => (await call(company.host, '/sign-in')).text).toMatch(/<title>Sign in to Lantern Works<\/title>/)
})

test('a text that cannot be read is not published, and the way out is offered', async ({ context }) => {
  const company = await backDoor('company', { slug: 'amber-works', name: 'Amber Works', locale: 'ko' })
  const page = await signedIn(context, originOf(company.host), company.owner.cookie)
  await page.goto(`${originOf(company.host)}/settings/brand`)
  await page.getByLabel('Brand colour', { exact: true }).fill('#f2b705')
  await page.getByText('Own colours').click()
  await page.getByLabel('Text on buttons', { exact: true }).fill('#ffffff')
  await expect(page.getByText('Text on buttons: 1.8 : 1, and 4.5 is needed.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish version 2' })).toBeDisabled()
  await page.getByRole('button', { name: 'Take #1f1400' }).first().click()
  await expect(page.getByRole('button', { name: 'Publish version 2' })).toBeEnabled()
})
