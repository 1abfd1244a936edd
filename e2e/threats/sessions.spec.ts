import { OPERATOR_HOST, originOf } from '../support/addresses'
import { call, expect, signedIn, test } from '../support/test'

const header = ({ name, value }: { name: string; value: string }) => `${name}=${value}`

test.describe('a session carried to another door', () => {
  test('of one tenant opens nothing at another, nor at the back office', async ({ victim, attacker }) => {
    const cookie = header(attacker.owner.cookie)
    for (const host of [victim.host, OPERATOR_HOST]) {
      for (const path of ['/', '/people', '/import', '/tenants']) {
        const answer = await call(host, path, { cookie })
        expect([host, path, answer.status === 200 && answer.text.includes(victim.personName)]).toEqual([host, path, false])
      }
      expect((await call(host, '/api/v1/operations', { cookie })).status).toBe(401)
    }
  })
  test('of an operator opens nothing at a tenant', async ({ victim, operator }) => {
    const cookie = header(operator.cookie)
    expect((await call(victim.host, '/api/v1/me', { cookie })).status).toBe(401)
    expect((await call(victim.host, '/people', { cookie })).text).not.toContain(victim.personName)
  })
  test('is refused under every other name of a cookie', async ({ victim }) => {
    const { value } = victim.owner.cookie
    for (const name of ['session', '__Secure-session', '__host-session', 'next-auth.session-token', '__Secure-next-auth.session-token']) {
      expect([name, (await call(victim.host, '/api/v1/me', { cookie: `${name}=${value}` })).status]).toEqual([name, 401])
    }
  })
  test('cut short, changed or emptied is nobody', async ({ victim }) => {
    const { name, value } = victim.owner.cookie
    const flipped = value.replace(/.(?=.{4}$)/, (sign) => (sign === 'A' ? 'B' : 'A')) // not the last one: four of its bits mean nothing
    for (const forged of ['', value.slice(0, -10), flipped, `${value}.x`, 'eyJhbGciOiJub25lIn0.e30.', 'x'.repeat(5000)]) {
      expect((await call(victim.host, '/api/v1/me', { cookie: `${name}=${forged}` })).status).toBe(401)
    }
  })
})

test.describe('a sibling that tosses cookies', () => {
  test('cannot sign the victim in as the attacker, under the name of the session or near it', async ({ context, victim, attacker }) => {
    const page = await signedIn(context, originOf(victim.host), victim.owner.cookie)
    const evil = await context.newPage()
    await evil.goto(`${originOf(attacker.host)}/sign-in`)
    await evil.evaluate(
      ([name, value]) => {
        for (const prefix of ['', '__Host-', '__Secure-']) {
          for (const path of ['/', '/people', '/api']) {
            // biome-ignore lint/suspicious/noDocumentCookie: this is how the attack is made
            document.cookie = `${prefix}${name!.replace(/^__Host-/, '')}=${value}; Domain=rowhouse.test; Path=${path}; Secure`
          }
        }
      },
      [attacker.owner.cookie.name, attacker.owner.cookie.value],
    )
    const arrived = await context.cookies(originOf(victim.host))
    expect(arrived.filter(({ name, value }) => name === victim.owner.cookie.name && value !== victim.owner.cookie.value)).toEqual([])
    expect(
      arrived.some(({ domain }) => domain === '.rowhouse.test'),
      'the toss itself works, or this test proves nothing',
    ).toBe(true)
    await page.goto(`${originOf(victim.host)}/people`)
    await expect(page.getByRole('main')).toContainText(victim.personName)
    const me = await page.evaluate(async () => (await fetch('/api/v1/me')).json())
    expect(me).toMatchObject({ kind: 'member', id: victim.owner.userId })
  })
  test('cannot plant a session where nobody is signed in', async ({ context, victim, attacker }) => {
    const evil = await context.newPage()
    await evil.goto(`${originOf(attacker.host)}/sign-in`)
    await evil.evaluate(
      ([name, value]) => {
        // biome-ignore lint/suspicious/noDocumentCookie: this is how the attack is made
        document.cookie = `${name}=${value}; Domain=rowhouse.test; Path=/; Secure`
      },
      [attacker.owner.cookie.name, attacker.owner.cookie.value],
    )
    const page = await context.newPage()
    await page.goto(`${originOf(victim.host)}/people`)
    await expect(page).toHaveURL(/\/sign-in/)
  })
})

test('the session cookie is for this host, this protocol and no script', async ({ ownerPage, victim }) => {
  await ownerPage.goto(`${originOf(victim.host)}/people`)
  expect(await ownerPage.evaluate(() => document.cookie)).not.toContain('session')
  expect(victim.owner.cookie.name).toMatch(/^__Host-/)
})

test('the owner still can', async ({ ownerPage, victim }) => {
  await ownerPage.goto(`${originOf(victim.host)}/people`)
  await expect(ownerPage.getByRole('main')).toContainText(victim.personName)
  expect((await call(victim.host, '/api/v1/me', { cookie: header(victim.owner.cookie) })).status).toBe(200)
})
