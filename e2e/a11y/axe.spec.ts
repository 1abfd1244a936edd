import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { BASE_DOMAIN, OPERATOR_HOST, originOf } from '../support/addresses'
import { expect, test } from '../support/test'

const PORTAL = [
  '/',
  '/people',
  '/people?search=king&status=all',
  '/people?search=nobody-at-all',
  '/people/new',
  '/people/{person}',
  '/people/{person}/edit',
  '/organisation',
  '/organisation?by=department',
  '/organisation/departments',
  '/settings',
  '/settings/members',
  '/settings/roles',
  '/settings/brand',
  '/settings/domains',
  '/settings/plan',
  '/settings/sign-in',
  '/settings/data',
  '/audit',
  '/import',
  '/nothing-here',
]
const OFFICE = [
  '/',
  '/tenants',
  '/tenants/new',
  '/servers',
  '/servers/new',
  '/planner',
  ...[
    '',
    '/placement',
    '/move',
    '/tier',
    '/usage',
    '/people',
    '/flags',
    '/branding',
    '/domains',
    '/operations',
    '/outbox',
    '/audit',
    '/data',
    '/import',
  ].map((part) => `/tenants/victim${part}`),
  '/operations',
  '/operations/{operation}',
  '/flags',
  '/operators',
  '/health',
  '/audit',
  '/nothing-here',
]
const SIGNED_OUT = [
  `${originOf('victim.rowhouse.test')}/sign-in`,
  `${originOf('victim.rowhouse.test')}/reset`,
  `${originOf(OPERATOR_HOST)}/sign-in`,
  originOf(BASE_DOMAIN),
  `${originOf(BASE_DOMAIN)}/sign-up`,
]

async function findings(page: Page, url: string) {
  await page.goto(url, { waitUntil: 'load' })
  // Legacy mode leaves foreign documents alone: a mail's preview runs no scripts, not even axe.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.map(
    ({ id, nodes }) =>
      `${url} ${id}: ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  )
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })
    test('axe finds nothing on any page of the portal', async ({ ownerPage, victim, allowConsole }) => {
      allowConsole(/404/)
      const found: string[] = []
      for (const path of PORTAL)
        found.push(...(await findings(ownerPage, originOf(victim.host) + path.replace('{person}', victim.personId))))
      expect(found).toEqual([])
    })
    test('axe finds nothing on any page of the back office', async ({ operatorPage, victim, allowConsole }) => {
      test.slow() // thirty pages
      allowConsole(/404|Blocked script execution in 'about:srcdoc'/)
      const found: string[] = []
      for (const path of OFFICE)
        found.push(...(await findings(operatorPage, originOf(OPERATOR_HOST) + path.replace('{operation}', victim.operationId))))
      expect(found).toEqual([])
    })
    test('axe finds nothing on any page before the sign-in', async ({ page, victim }) => {
      expect(victim.slug).toBe('victim')
      const found: string[] = []
      for (const url of SIGNED_OUT) found.push(...(await findings(page, url)))
      expect(found).toEqual([])
    })
  })
}

test('axe would find a fault', async ({ page }) => {
  await page.setContent('<html><body><img src="data:,"><p style="color:#ccc;background:#fff">quiet</p></body></html>')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual(expect.arrayContaining(['image-alt', 'color-contrast']))
})
