import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { OPERATOR_HOST, originOf } from './addresses'
import type { Company, Cookie, OfficeWorker } from './back-door-actions'
import { backDoor } from './back-door-client'

export { call, callOperator, sendRaw } from './http'
export { expect }

type Told = { kind: string; text: string }
type Fixtures = {
  /** A tenant with people, whose data somebody is after, and the tenant of the one who is. */
  victim: Company
  attacker: Company
  operator: OfficeWorker
  /** A page of the victim's owner, signed in by a session in the database and not by clicking. */
  ownerPage: Page
  attackerPage: Page
  operatorPage: Page
  /** What the console may say in this test, in place of nothing. */
  allowConsole: (pattern: RegExp) => void
}

export const test = base.extend<Fixtures & { quiet: undefined; allowed: RegExp[] }>({
  allowed: async ({ baseURL: _ }, use) => use([]),
  allowConsole: async ({ allowed }, use) => use((pattern) => void allowed.push(pattern)),
  victim: async ({ baseURL: _ }, use) => use((await backDoor('world', null)).victim),
  attacker: async ({ baseURL: _ }, use) => use((await backDoor('world', null)).attacker),
  operator: async ({ baseURL: _ }, use) => use((await backDoor('world', null)).operator),
  // Every page of every context: an error on the console, or one that nobody caught, fails the test that saw it.
  quiet: [
    async ({ context, allowed }, use) => {
      const told: Told[] = []
      listen(context, told)
      await use(undefined)
      const unexpected = told.filter(({ text }) => !allowed.some((pattern) => pattern.test(text)))
      expect(unexpected, 'errors on the console').toEqual([])
    },
    { auto: true },
  ],
  ownerPage: async ({ context, victim }, use) => use(await signedIn(context, originOf(victim.host), victim.owner.cookie)),
  operatorPage: async ({ context, operator }, use) => use(await signedIn(context, originOf(OPERATOR_HOST), operator.cookie)),
  attackerPage: async ({ context, attacker }, use) => use(await signedIn(context, originOf(attacker.host), attacker.owner.cookie)),
})

function listen(context: BrowserContext, told: Told[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') told.push({ kind: 'console', text: `${message.text()} ${message.location().url}` })
  })
  context.on('weberror', (error) => told.push({ kind: 'uncaught', text: String(error.error()) }))
}

/** A page of its own with one session; goes nowhere yet. */
export async function signedIn(context: BrowserContext, origin: string, cookie: Cookie): Promise<Page> {
  await context.addCookies([{ ...cookie, url: origin, httpOnly: true, secure: true, sameSite: 'Lax' }])
  return context.newPage()
}
