import { originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { expect, signedIn, test } from '../support/test'

test('an administrator installs a plugin, a colleague uses it, and switched off it is nowhere', async ({
  ownerPage: page,
  browser,
  victim,
}) => {
  const origin = originOf(victim.host)
  const member = await backDoor('member', { tenantId: victim.id, email: 'thanks@victim.test', role: 'employee', employeeNumber: '130' })
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const colleague = await signedIn(context, origin, member.cookie)
  expect((await colleague.goto(`${origin}/kudos`))?.status()).toBe(404)

  await page.goto(`${origin}/settings/plugins`)
  const kudos = page.getByRole('region', { name: 'Kudos' })
  await kudos.getByRole('button', { name: 'Install' }).click()
  await expect(kudos.getByRole('button', { name: 'Switch off' })).toBeVisible()
  await kudos.getByRole('button', { name: 'Configure' }).click()
  await page.getByRole('dialog').getByLabel('Longest thank-you').fill('100')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await colleague.goto(origin)
  await colleague.getByRole('link', { name: 'Kudos' }).first().click()
  await colleague.getByRole('button', { name: 'Thank somebody' }).click()
  const dialog = colleague.getByRole('dialog')
  await dialog.getByLabel('Who').fill('131')
  await dialog.getByRole('option').first().click()
  await dialog.getByLabel('What for').fill('For the night of the move')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(colleague.getByText('For the night of the move')).toBeVisible()
  await colleague.goto(origin)
  await expect(colleague.getByRole('region', { name: 'Latest thanks' })).toContainText('For the night of the move')

  await page.goto(`${origin}/settings/plugins`)
  await kudos.getByRole('button', { name: 'Switch off' }).click()
  await expect(kudos.getByRole('button', { name: 'Switch on' })).toBeVisible()
  for (const path of ['/kudos', '/api/v1/kudos']) expect((await colleague.goto(`${origin}${path}`))?.status()).toBe(404)
  const document = await (await colleague.goto(`${origin}/api/v1/openapi.json`))?.text()
  expect(document).toContain('listPeople')
  expect(document).not.toContain('kudos')
  await colleague.goto(origin)
  await expect(colleague.getByText('Kudos')).toHaveCount(0)
  await expect(colleague.getByText('For the night of the move')).toHaveCount(0)
  await context.close()
})
