import { originOf } from '../support/addresses'
import { call, expect, signedIn, test } from '../support/test'

const SCIM = { 'content-type': 'application/scim+json' }

test('a directory speaks to its own tenant with its own token, and to nobody else with it', async ({
  ownerPage,
  victim,
  attacker,
  browser,
}) => {
  await ownerPage.goto(`${originOf(victim.host)}/settings/sign-in`)
  await ownerPage.getByLabel('Name of a new token').fill('Okta')
  await ownerPage.getByRole('button', { name: 'Make token' }).click()
  const token = (await ownerPage.locator('code', { hasText: 'rhs_' }).textContent())!.trim()
  const at = (host: string, path: string, more: Parameters<typeof call>[2] = {}) =>
    call(host, `/scim/v2${path}`, { ...more, headers: { authorization: `Bearer ${token}`, ...SCIM, ...more.headers } })

  const userName = `scim-${process.pid}@victim.test`
  const made = await at(victim.host, '/Users', { method: 'POST', body: JSON.stringify({ schemas: [], userName, active: true }) })
  expect(made.status).toBe(201)
  const { id, meta } = made.json as { id: string; meta: { location: string } }
  expect(made.headers.location).toBe(`${originOf(victim.host)}/scim/v2/Users/${id}`)
  expect(meta.location).toBe(made.headers.location)
  expect((await at(victim.host, `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`)).json).toMatchObject({
    totalResults: 1,
  })
  for (const path of ['/ServiceProviderConfig', '/Schemas', '/ResourceTypes']) expect((await at(victim.host, path)).status).toBe(200)

  for (const path of ['/Users', `/Users/${id}`, '/Groups', '/Schemas'])
    expect([path, (await at(attacker.host, path)).status]).toEqual([path, 401])
  expect((await at('rowhouse.test', '/Users')).status).toBe(404)
  expect((await at('admin.rowhouse.test', '/Users')).status).toBe(307) // to the door of the back office, as any path
  const { cookie } = victim.owner
  const bySession = await call(victim.host, '/scim/v2/Users', { cookie: `${cookie.name}=${cookie.value}` })
  expect(bySession.status).toBe(401)
  expect(bySession.headers['www-authenticate']).toBe('Bearer')
  expect(bySession.json).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '401' })
  expect((await at(victim.host, '/Users', { method: 'POST', body: '{' })).json).toMatchObject({ scimType: 'invalidSyntax' })

  const fired = await at(victim.host, `/Users/${victim.owner.userId}`, { method: 'DELETE' })
  expect(fired.status).toBe(403)
  const owner = await signedIn(await browser.newContext({ ignoreHTTPSErrors: true }), originOf(victim.host), cookie)
  await owner.goto(`${originOf(victim.host)}/people`)
  await expect(owner).toHaveURL(/\/people/)
  await owner.context().close()

  await ownerPage.getByRole('button', { name: 'Revoke Okta' }).click()
  await expect(ownerPage.getByRole('button', { name: 'Revoke Okta' })).toHaveCount(0)
  expect((await at(victim.host, '/Users')).status).toBe(401)
})
