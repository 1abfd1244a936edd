import { originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import { expect, signedIn, test } from '../support/test'

test('without a connection the portal says so in its own face, keeps nothing of anybody, and goes on when there is one', async ({
  context,
}) => {
  const company = await backDoor('company', { slug: 'harbour-works', name: 'Harbour Works' })
  const page = await signedIn(context, originOf(company.host), company.owner.cookie)
  await page.goto(`${originOf(company.host)}/people`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual(['offline-1-en-system'])
  expect(
    await page.evaluate(async () => (await (await caches.open('offline-1-en-system')).keys()).map(({ url }) => new URL(url).pathname)),
  ).toEqual(['/brand/offline'])

  await context.setOffline(true)
  await page.goto(`${originOf(company.host)}/people`)
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
  await expect(page).toHaveTitle('You are offline · Harbour Works')
  expect(await page.content()).not.toMatch(/rowhouse(?!\.test)|Olga Owner/i)

  await context.setOffline(false)
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible()
})
