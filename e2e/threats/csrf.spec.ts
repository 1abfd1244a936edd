import { originOf } from '../support/addresses'
import { call, expect, signedIn, test } from '../support/test'

/** Siblings on one base domain are "same site" to a browser: SameSite=Lax alone does not keep them apart. */
test.describe('a page of a sibling tenant', () => {
  test('cannot read the API with the session of its visitor', async ({ context, victim, attacker, allowConsole }) => {
    allowConsole(/CORS policy|Failed to load resource|ERR_FAILED/)
    await signedIn(context, originOf(victim.host), victim.owner.cookie)
    const evil = await signedIn(context, originOf(attacker.host), attacker.owner.cookie)
    // A page without our content security policy, as if the sibling had found a way around it.
    await evil.route('**/evil', (route) => route.fulfill({ contentType: 'text/html', body: '<title>evil</title>' }))
    await evil.goto(`${originOf(attacker.host)}/evil`)
    const answers = await evil.evaluate(async (origin) => {
      const outcome = async (init: RequestInit) => {
        try {
          const answer = await fetch(`${origin}/api/v1/people`, { credentials: 'include', ...init })
          return `${answer.type} ${answer.status} ${(await answer.text()).length}`
        } catch {
          return 'blocked'
        }
      }
      return [await outcome({}), await outcome({ mode: 'no-cors' })]
    }, originOf(victim.host))
    for (const answer of answers) expect(answer).toMatch(/^(blocked|opaque 0 0)$/)
  })

  test('a session that comes from a sibling is not believed, whatever the browser lets through', async ({ victim }) => {
    const cookie = `${victim.owner.cookie.name}=${victim.owner.cookie.value}`
    for (const site of ['same-site', 'cross-site']) {
      expect((await call(victim.host, '/api/v1/people', { cookie, headers: { 'sec-fetch-site': site } })).status).toBe(401)
    }
  })

  test('cannot post to the API with a session, not even from the own page', async ({ victim }) => {
    const cookie = `${victim.owner.cookie.name}=${victim.owner.cookie.value}`
    const answer = await call(victim.host, '/api/v1/api-keys', {
      method: 'POST',
      cookie,
      json: { name: 'x', permissions: ['people:read'] },
    })
    expect(answer.status).toBe(401)
  })

  test('cannot run a server action of the victim', async ({ victim, attacker }) => {
    const cookie = `${victim.owner.cookie.name}=${victim.owner.cookie.value}`
    for (const origin of [originOf(attacker.host), 'https://evil.test', 'null', `${originOf(victim.host)}.evil.test`]) {
      const answer = await call(victim.host, '/people', {
        method: 'POST',
        cookie,
        headers: { origin, 'next-action': '00'.repeat(21), 'content-type': 'text/plain;charset=UTF-8' },
        body: '[]',
      })
      expect([origin, answer.status >= 400]).toEqual([origin, true])
    }
  })

  test('cannot frame the portal', async ({ context, victim, attacker, allowConsole }) => {
    allowConsole(/Refused to frame|frame-ancestors|X-Frame-Options|Framing|violates the following Content Security Policy/i)
    const evil = await signedIn(context, originOf(attacker.host), attacker.owner.cookie)
    await evil.route('**/framed', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<iframe src="${originOf(victim.host)}/sign-in"></iframe>` }),
    )
    await evil.goto(`${originOf(attacker.host)}/framed`)
    await expect.poll(() => evil.frames().at(-1)?.url()).toMatch(/^chrome-error:|^about:blank/)
    const answer = await call(victim.host, '/sign-in')
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })
})

test('the owner still can read with the own session', async ({ ownerPage, victim }) => {
  await ownerPage.goto(`${originOf(victim.host)}/people`)
  const status = await ownerPage.evaluate(async () => (await fetch('/api/v1/people')).status)
  expect(status).toBe(200)
})
