import { originOf } from '../support/addresses'
import { call, expect, test } from '../support/test'

const CALLBACK = '/api/sso/callback'

test('the way back from a provider leads to a page of this host, whatever is asked, and signs nobody in', async ({ victim }) => {
  for (const query of [
    '',
    '?code=x&state=y',
    '?error=access_denied&error_description=//evil.test&state=x',
    '?code=x&state=y&next=//evil.test&redirect_uri=https://evil.test&iss=https://evil.test',
    '?problem=%0d%0alocation:%20https://evil.test',
  ]) {
    const answer = await call(victim.host, CALLBACK + query, { cookie: '__Host-sso=forged', headers: { 'x-forwarded-host': 'evil.test' } })
    expect([query, answer.status, answer.headers.location]).toEqual([query, 303, `${originOf(victim.host)}/sign-in?problem=ssoStale`])
    expect(JSON.stringify(answer.headers['set-cookie'] ?? [])).not.toContain('__Host-session=')
  }
})

test('a person who is signed in stays who they are after a forged way back', async ({ ownerPage, victim }) => {
  const { cookie } = victim.owner
  const answer = await call(victim.host, `${CALLBACK}?code=x&state=y`, { cookie: `${cookie.name}=${cookie.value}` })
  expect(answer.headers.location).toBe(`${originOf(victim.host)}/settings?problem=ssoStale`)
  await ownerPage.goto(`${originOf(victim.host)}/settings`)
  await expect(ownerPage.getByRole('main')).toContainText(victim.owner.email)
})

test('is at no other door: neither the site, the back office nor an unknown host has a way back', async () => {
  for (const host of ['rowhouse.test', 'admin.rowhouse.test', 'nobody.rowhouse.test'])
    expect([host, (await call(host, `${CALLBACK}?code=x&state=y`)).status]).toEqual([host, 404])
})

test('a word in the address of sign-in shows a sentence of ours or nothing', async ({ page, victim }) => {
  await page.goto(`${originOf(victim.host)}/sign-in?problem=${encodeURIComponent('<b>evil</b> call 555')}`)
  await expect(page.getByRole('main')).not.toContainText('evil')
  await page.goto(`${originOf(victim.host)}/sign-in?problem=ssoStale`)
  await expect(page.getByRole('main')).toContainText('begun in another browser')
})

test('without a password nobody is asked for a second factor, and the page tells nothing of anybody', async ({ page, victim }) => {
  await page.goto(`${originOf(victim.host)}/verify?next=//evil.test`)
  await expect(page).toHaveURL(`${originOf(victim.host)}/sign-in`)
})
