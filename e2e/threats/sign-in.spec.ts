import type { Page, Request } from '@playwright/test'
import { OPERATOR_HOST, originOf } from '../support/addresses'
import { backDoor } from '../support/back-door-client'
import type { Answer } from '../support/http'
import { call, expect, test } from '../support/test'

const SESSION = '__Host-session'
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const encode = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const cookiesOf = ({ headers }: Answer) => (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]!)
const gaveSession = (answer: Answer) =>
  cookiesOf(answer).some((pair) => pair.startsWith(`${SESSION}=`) && pair.length > SESSION.length + 10)

/** A person of a company who is nobody else's in this run, so that limits of one test do not reach another. */
let people = 0
const somebody = (company: { id: string; slug: string }, role = 'employee') =>
  backDoor('member', { tenantId: company.id, email: `person${++people}-${process.pid}@${company.slug}.test`, role })

async function csrfOf(host: string): Promise<{ token: string; cookie: string }> {
  const answer = await call(host, '/api/auth/csrf')
  return { token: (answer.json as { csrfToken: string }).csrfToken, cookie: cookiesOf(answer).join('; ') }
}

async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel(/e-mail/i).fill(email)
  await page.locator('input[name=password]').fill(password)
}

/** What the browser sends when the form of sign-in is submitted, kept from being sent. */
async function recordSignIn(page: Page, host: string, email: string, password: string) {
  await page.goto(`${originOf(host)}/sign-in`)
  await fillIn(page, email, password)
  let seen: Request | undefined
  await page.route('**/sign-in*', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    seen = route.request()
    await route.fulfill({ status: 503, body: '' })
  })
  await page.locator('button[type=submit]').first().click()
  await expect.poll(() => seen !== undefined).toBe(true)
  const { origin: _, host: __, 'content-length': ___, cookie: ____, ...headers } = await seen!.allHeaders()
  const named = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':')))
  return { path: new URL(seen!.url()).pathname, headers: named, body: seen!.postDataBuffer()! }
}

test.describe('the form of sign-in', () => {
  test('sent from another origin, or from none that is told, signs nobody in', async ({ page, victim, attacker, allowConsole }) => {
    allowConsole(/503|Failed to load resource|An unexpected response|fetch/)
    const ada = await somebody(victim)
    const { path, headers, body } = await recordSignIn(page, victim.host, ada.email, ada.password)
    const send = (extra: Record<string, string>) => call(victim.host, path, { method: 'POST', headers: { ...headers, ...extra }, body })
    for (const origin of [
      originOf(attacker.host),
      'https://evil.test',
      'null',
      `${originOf(victim.host)}.evil.test`,
      'http://victim.rowhouse.test',
    ]) {
      expect([origin, gaveSession(await send({ origin }))]).toEqual([origin, false])
    }
    expect(['no origin', gaveSession(await send({}))]).toEqual(['no origin', false])
    expect(['forged', gaveSession(await send({ origin: 'https://evil.test', 'x-forwarded-host': 'evil.test' }))]).toEqual(['forged', false])
    expect(['own', gaveSession(await send({ origin: originOf(victim.host) }))]).toEqual(['own', true])
  })

  test('sent to another tenant knows nobody there, and to the back office neither', async ({ page, victim, attacker, allowConsole }) => {
    allowConsole(/503|Failed to load resource|An unexpected response|fetch/)
    const ada = await somebody(victim)
    const { path, headers, body } = await recordSignIn(page, victim.host, ada.email, ada.password)
    for (const host of [attacker.host, OPERATOR_HOST]) {
      const answer = await call(host, path, { method: 'POST', headers: { ...headers, origin: originOf(host) }, body })
      expect([host, gaveSession(answer)]).toEqual([host, false])
    }
  })

  for (const next of ['//evil.test/x', 'https://evil.test/', '/\\evil.test', '/\t/evil.test', '/..//evil.test', 'javascript:alert(1)']) {
    test(`with next=${JSON.stringify(next)} stays at home`, async ({ page, victim }) => {
      const ada = await somebody(victim)
      await page.goto(`${originOf(victim.host)}/sign-in?next=${encodeURIComponent(next)}`)
      await fillIn(page, ada.email, ada.password)
      await page.locator('button[type=submit]').first().click()
      await expect(page).not.toHaveURL(/sign-in/)
      expect(new URL(page.url()).origin).toBe(originOf(victim.host))
    })
  }

  test('the owner still signs in by it, arrives where they wanted to be, and signs out', async ({ page, context, victim }) => {
    const ada = await somebody(victim, 'hr')
    await page.goto(`${originOf(victim.host)}/people`)
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fpeople/)
    await fillIn(page, ada.email, ada.password)
    await page.locator('button[type=submit]').first().click()
    await expect(page).toHaveURL(`${originOf(victim.host)}/people`)
    const session = (await context.cookies(originOf(victim.host))).find(({ name }) => name === SESSION)!
    expect(session).toMatchObject({ domain: victim.host, path: '/', httpOnly: true, secure: true, sameSite: 'Lax' })
    expect((await call(victim.host, '/api/v1/me', { cookie: `${SESSION}=${session.value}` })).status).toBe(200)
    await page.goto(`${originOf(victim.host)}/settings`)
    await page
      .locator('form button[type=submit]')
      .filter({ hasText: /sign out everywhere/i })
      .click()
    await expect(page).toHaveURL(/\/sign-in/)
    expect((await call(victim.host, '/api/v1/me', { cookie: `${SESSION}=${session.value}` })).status).toBe(401)
  })
})

test.describe('next-auth', () => {
  test('takes no credentials without its token, with another host’s, or with one made up', async ({ victim, attacker }) => {
    const ada = await somebody(victim)
    const [own, foreign] = [await csrfOf(victim.host), await csrfOf(attacker.host)]
    const signIn = ({ token, cookie }: { token: string; cookie: string }) =>
      call(victim.host, '/api/auth/callback/credentials', {
        method: 'POST',
        cookie,
        headers: FORM,
        body: encode({ csrfToken: token, email: ada.email, password: ada.password }),
      })
    const made = { token: 'x', cookie: '__Host-csrf=x%7Cx' }
    for (const bad of [{ token: '', cookie: '' }, { ...own, cookie: '' }, { ...own, token: 'x' }, foreign, made]) {
      expect(gaveSession(await signIn(bad))).toBe(false)
    }
    expect(gaveSession(await signIn(own))).toBe(true)
  })

  test('leads to no other site after signing in, whatever is asked of it', async ({ victim }) => {
    const ada = await somebody(victim)
    for (const callbackUrl of [
      'https://evil.test/',
      '//evil.test',
      `${originOf(victim.host)}.evil.test/`,
      `${originOf(victim.host)}@evil.test`,
      '/\\evil.test',
    ]) {
      const { token, cookie } = await csrfOf(victim.host)
      const answer = await call(victim.host, '/api/auth/callback/credentials', {
        method: 'POST',
        cookie: `${cookie}; __Host-callback-url=${encodeURIComponent(callbackUrl)}`,
        headers: FORM,
        body: encode({ csrfToken: token, callbackUrl, email: ada.email, password: ada.password }),
      })
      expect(new URL(answer.headers.location!).origin).toBe(originOf(victim.host))
      const page = await call(victim.host, `/api/auth/signin?callbackUrl=${encodeURIComponent(callbackUrl)}`)
      expect(JSON.stringify(page.headers)).not.toContain('evil.test')
    }
  })

  test('believes no forwarded host', async ({ victim }) => {
    const forged = {
      'x-forwarded-host': 'evil.test',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.test',
      'x-original-host': 'evil.test',
    }
    for (const path of ['/api/auth/providers', '/api/auth/signin', '/api/auth/csrf', '/api/auth/error?error=x']) {
      const answer = await call(victim.host, path, { headers: forged })
      expect([path, answer.text + JSON.stringify(answer.headers)]).toEqual([path, expect.not.stringContaining('evil.test')])
    }
  })

  test('signs nobody out without its token', async ({ victim }) => {
    const ada = await somebody(victim)
    const cookie = `${ada.cookie.name}=${ada.cookie.value}`
    await call(victim.host, '/api/auth/signout', { method: 'POST', cookie, headers: FORM, body: '' })
    expect((await call(victim.host, '/api/v1/me', { cookie })).status).toBe(200)
    const csrf = await csrfOf(victim.host)
    await call(victim.host, '/api/auth/signout', {
      method: 'POST',
      cookie: `${cookie}; ${csrf.cookie}`,
      headers: FORM,
      body: encode({ csrfToken: csrf.token }),
    })
    expect((await call(victim.host, '/api/v1/me', { cookie })).status).toBe(401)
  })

  test('knows a session at its own host alone, and tells no more than a name', async ({ victim, attacker }) => {
    const ada = await somebody(victim)
    const session = async (host: string) =>
      (await call(host, '/api/auth/session', { cookie: `${ada.cookie.name}=${ada.cookie.value}` })).json
    expect(await session(victim.host)).toEqual({ expires: expect.any(String), user: { name: expect.any(String) } })
    for (const host of [attacker.host, OPERATOR_HOST]) expect(await session(host)).toEqual({})
  })

  test('is at no other door: neither the site nor an unknown host has a sign-in', async () => {
    for (const host of ['rowhouse.test', 'nobody.rowhouse.test', 'evil.test']) {
      expect([host, (await call(host, '/api/auth/providers')).status]).toEqual([host, 404])
    }
  })
})

test.describe('guessing passwords', () => {
  const guess = async (host: string, email: string, headers: Record<string, string> = {}) => {
    const { token, cookie } = await csrfOf(host)
    return call(host, '/api/auth/callback/credentials', {
      method: 'POST',
      cookie,
      headers: { ...FORM, ...headers },
      body: encode({ csrfToken: token, json: 'true', email, password: 'a wrong guess of it' }),
    })
  }

  test('gets 429 with a time to wait, also for whoever claims to be elsewhere with each guess', async ({ victim }) => {
    const ada = await somebody(victim)
    const answers: Answer[] = []
    for (let i = 0; i < 7; i++)
      answers.push(await guess(victim.host, ada.email, { 'x-forwarded-for': `198.51.100.${i}`, 'x-real-ip': `198.51.100.${i}` }))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429])
    expect(Number(answers[5]!.headers['retry-after'])).toBeGreaterThan(0)
    expect(answers[5]!.json).toMatchObject({ code: 'rate_limited' })
  })

  test('tells nothing of who has an account', async ({ victim }) => {
    const ada = await somebody(victim)
    const nobody = `nobody${process.pid}@victim.test`
    const strip = ({ status, text, headers }: Answer) => ({ status, text, names: Object.keys(headers).sort() })
    for (let i = 0; i < 7; i++) {
      const [known, unknown] = [await guess(victim.host, ada.email), await guess(victim.host, nobody)]
      expect(strip(known)).toEqual(strip(unknown))
    }
  })

  test('leaves those who are signed in, and everybody else, alone', async ({ victim, ownerPage }) => {
    const [ada, bea] = [await somebody(victim), await somebody(victim)]
    for (let i = 0; i < 7; i++) await guess(victim.host, ada.email)
    expect((await call(victim.host, '/api/v1/me', { cookie: `${ada.cookie.name}=${ada.cookie.value}` })).status).toBe(200)
    const { token, cookie } = await csrfOf(victim.host)
    const answer = await call(victim.host, '/api/auth/callback/credentials', {
      method: 'POST',
      cookie,
      headers: FORM,
      body: encode({ csrfToken: token, email: bea.email, password: bea.password }),
    })
    expect(gaveSession(answer)).toBe(true)
    await ownerPage.goto(`${originOf(victim.host)}/people`)
    await expect(ownerPage.getByRole('main')).toContainText(victim.personName)
  })
})

test.describe('a link of a mail', () => {
  test('is sent to nobody’s door but the tenant’s, whatever host the request names', async ({ page, victim }) => {
    const ada = await somebody(victim)
    await page.goto(`${originOf(victim.host)}/reset`)
    await page.getByLabel(/e-mail/i).fill(ada.email)
    await page.setExtraHTTPHeaders({ 'x-forwarded-host': 'evil.test', forwarded: 'host=evil.test' })
    await page.locator('button[type=submit]').first().click()
    await expect.poll(async () => (await backDoor('mails', { slug: victim.slug })).some(({ to }) => to === ada.email)).toBe(true)
    const mail = (await backDoor('mails', { slug: victim.slug })).find(({ to }) => to === ada.email)!
    expect(mail.text).toContain(`${originOf(victim.host)}/reset/`)
    expect(mail.text + mail.html).not.toContain('evil.test')
    expect(mail.text + mail.html).not.toMatch(/rowhouse(?!\.test)/i)
  })

  test('that nobody made looks like one that was used', async ({ page, victim }) => {
    const texts: (string | null)[] = []
    for (const token of ['x'.repeat(43), 'y'.repeat(43)]) {
      await page.goto(`${originOf(victim.host)}/reset/${token}`)
      texts.push(await page.getByRole('main').textContent())
      await page.goto(`${originOf(victim.host)}/invite/${token}`)
      texts.push(await page.getByRole('main').textContent())
    }
    expect(texts[0]).toBe(texts[2])
    expect(texts[1]).toBe(texts[3])
  })
})
