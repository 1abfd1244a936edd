import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CIRCLE, checkArchitecture, printViolations } from '../scripts/architecture/check-architecture'
import { readSources } from '../scripts/architecture/read-sources'
import { FOLDERS, RULE_NAMES } from '../scripts/architecture/rules'

const rulesBroken = (path: string, text: string) => [
  ...new Set(checkArchitecture(new Map([[path, text]])).violations.map((violation) => violation.rule)),
]
const LONG = 'export const line = 1\n'.repeat(401)
const NOTE = `// ${'TO'}${'DO'} later\n`

/** One fault for each rule, and where a rule has several ways to be broken, each of them. */
const PLANTED: [rule: string, what: string, path: string, text: string][] = [
  ['direction', 'core sees db', 'lib/core/a.ts', "import { sql } from '@/lib/db'"],
  ['direction', 'db sees catalog', 'lib/db/a.ts', "import { findTenant } from '@/lib/catalog'"],
  ['direction', 'catalog sees auth', 'lib/catalog/a.ts', "export { actorOf } from '@/lib/auth'"],
  ['direction', 'governance sees auth, on its own line', 'lib/governance/a.ts', "import { actorOf } from '@/lib/auth'"],
  ['direction', 'auth sees tenancy', 'lib/auth/a.ts', "const t = await import('@/lib/tenancy')"],
  ['direction', 'placement sees tenancy', 'lib/placement/row/a.ts', "import { openTenant } from '@/lib/tenancy'"],
  ['direction', 'operations sees lifecycle', 'lib/operations/a.ts', "import type { X } from '@/lib/lifecycle'"],
  ['direction', 'portal sees placement', 'lib/portal/a.ts', "import { row } from '@/lib/placement'"],
  ['direction', 'portal sees hr', 'lib/portal/a.ts', "import { listPeople } from '@/lib/hr'"],
  ['direction', 'hr sees db', 'lib/hr/a.ts', "import type { TenantDb } from '@/lib/db'"],
  ['direction', 'hr sees catalog', 'lib/hr/a.ts', "type T = import('@/lib/catalog').ResolvedTenant"],
  ['direction', 'lifecycle sees hr', 'lib/lifecycle/a.ts', "import { listPeople } from '@/lib/hr'"],
  ['direction', 'actions sees the app', 'lib/actions/a.ts', "import { requirePortal } from '@/app/tenant'"],
  ['direction', 'a route sees db', 'app/operator/page.tsx', "import { catalogDb } from '@/lib/db'"],
  ['direction', 'the command line sees placement', 'cli/a.ts', "import { row } from '@/lib/placement'"],
  ['direction', 'worker sees the app', 'worker/a.ts', "import x from '@/app/x'"],
  ['known-folder', 'a new folder in lib', 'lib/utils/a.ts', 'export const a = 1'],
  ['inside-out', 'the product sees a script', 'lib/hr/a.ts', "import { x } from '@/scripts/testing/world'"],
  ['index-only', 'the app reaches behind an index', 'app/operator/page.tsx', "import { x } from '@/lib/hr/list-people'"],
  ['index-only', 'a relative path reaches behind an index', 'lib/hr/a.ts', "import { x } from '../core/errors'"],
  ['alias', 'across folders by a relative path', 'lib/hr/a.ts', "import { x } from '../core'"],
  ['database-client', 'pg outside lib/db', 'lib/operations/a.ts', "import { Pool } from 'pg'"],
  ['database-client', 'the generated client outside lib/db', 'lib/auth/a.ts', "import { PrismaClient } from '@/generated/tenant/client'"],
  ['database-client', 'a Prisma package outside lib/db', 'worker/a.ts', "import x from '@prisma/adapter-pg'"],
  ['generated-client', 'a script takes the generated client', 'scripts/a.ts', "import { PrismaClient } from '../generated/tenant/client'"],
  ['components', 'a component calls a use case', 'components/portal/a.tsx', "import { listPeople } from '@/lib/hr'"],
  ['components', 'a component mixes a type and a value', 'components/portal/a.tsx', "import { type A, b } from '@/lib/hr'"],
  ['components', 'a component takes a type of the app', 'components/portal/a.tsx', "import type { P } from '@/app/tenant/x'"],
  ['schema-file', 'a schema file sees node', 'lib/hr/a.schema.ts', "import { x } from 'node:crypto'"],
  ['schema-file', 'a schema file sees a use case', 'lib/hr/a.schema.ts', "import { x } from './list-people'"],
  ['entry', 'proxy.ts sees auth', 'proxy.ts', "import { x } from '@/lib/auth'"],
  ['entry', 'instrumentation.ts sees tenancy late', 'instrumentation.ts', "export const f = () => import('@/lib/tenancy')"],
  ['server-action', 'a bare async function', 'app/x/actions.ts', "'use server'\nexport async function remove(id: string) {}"],
  ['server-action', 'a bare arrow function', 'app/x/actions.ts', "'use server'\nexport const remove = async () => {}"],
  ['server-action', 'a default export', 'app/x/actions.ts', "'use server'\nexport default async () => {}"],
  ['server-action', 'a re-export', 'app/x/actions.ts', "'use server'\nexport { remove } from './remove'"],
  ['server-action', 'an inline action', 'app/x/page.tsx', "export const P = () => <form action={async () => { 'use server' }} />"],
  ['direction', 'the host of plugins sees a plugin', 'lib/plugins/a.ts', "import { kudos } from '@/plugins/kudos'"],
  ['direction', 'a manifest sees the code of its plugin', 'plugins/manifests.ts', "import { kudos } from './kudos'"],
  ['direction', 'sign-in sees the code of a plugin', 'lib/auth/a.ts', "import { PLUGINS } from '@/plugins/registry'"],
  ['plugin-reach', 'a plugin sees the database of a tenant', 'plugins/kudos/a.ts', "import { sql } from '@/lib/tenancy'"],
  ['plugin-reach', 'a plugin sees people without their policy', 'plugins/kudos/a.ts', "import { listPeople } from '@/lib/hr'"],
  ['plugin-reach', 'a plugin sees the type of a whole tenant', 'plugins/kudos/a.ts', "import type { TenantDb } from '@/lib/tenancy'"],
  ['plugin-reach', 'a plugin makes a scope for itself', 'plugins/kudos/a.ts', "import { openPluginScope } from '@/lib/plugins'"],
  ['plugin-reach', 'a plugin reaches behind the kit', 'plugins/kudos/a.ts', "import { x } from '@/lib/plugin-kit/define-plugin'"],
  ['plugin-reach', 'a plugin sees keys and settings', 'plugins/kudos/a.ts', "import { env } from '@/lib/core'"],
  ['plugin-reach', 'a plugin sees another one', 'plugins/kudos/a.ts', "import { leave } from '../leave'"],
  [
    'plugin-reach',
    'a plugin sees the page around it',
    'plugins/kudos/a.tsx',
    "import { PortalPage } from '@/app/tenant/[host]/portal-page'",
  ],
  ['plugin-reach', 'a plugin reads files', 'plugins/kudos/a.ts', "import { readFileSync } from 'node:fs'"],
  ['plugin-reach', 'a plugin reads the request', 'plugins/kudos/a.ts', "import { cookies } from 'next/headers'"],
  ['plugin-reach', 'a plugin loads late what it may not', 'plugins/kudos/a.ts', "export const f = () => import('pg')"],
  ['plugin-reach', 'a plugin calls out', 'plugins/kudos/a.ts', "export const f = () => fetch('https://example.test')"],
  ['plugin-reach', 'a plugin reads the environment', 'plugins/kudos/a.ts', 'export const key = process.env.MASTER_KEY'],
  ['plugin-reach', 'a plugin goes round by the global object', 'plugins/kudos/a.ts', "export const f = globalThis['fetch']"],
  ['plugin-reach', 'a plugin makes code', 'plugins/kudos/a.ts', "export const f = new Function('return 1')"],
  ['plugin-reach', 'a plugin has an action of its own', 'plugins/kudos/a.ts', "'use server'\nexport const a = 1"],
  ['length', '401 lines', 'app/x/long.ts', LONG],
  ['unfinished', 'a note in place of work', 'app/x/a.ts', NOTE],
]

const ALLOWED: [what: string, path: string, text: string][] = [
  [
    'db uses pg and the generated client',
    'lib/db/a.ts',
    "import { Pool } from 'pg'\nimport { PrismaClient } from '@/generated/tenant/client'",
  ],
  ['auth records what it did', 'lib/auth/a.ts', "import { recordAudit } from '@/lib/governance'"],
  ['portal asks the catalog', 'lib/portal/a.ts', "import { findTenantByHost } from '@/lib/catalog'"],
  [
    'a component takes types and schemas',
    'components/a.tsx',
    "import type { Person } from '@/lib/hr'\nimport { A } from '@/lib/hr/a.schema'",
  ],
  [
    'a schema file uses zod',
    'lib/hr/a.schema.ts',
    "import { z } from 'zod/mini'\nimport { LOCALES } from '@/lib/core/locale'\nimport { B } from './b.schema'",
  ],
  [
    'a test reaches behind an index',
    'lib/hr/a.db.test.ts',
    "import { createWorld } from '@/scripts/testing/world'\nimport { x } from '@/lib/db/url'",
  ],
  [
    'an action made by the builder',
    'app/x/actions.ts',
    "'use server'\nexport const stop = defineOperatorAction({})\nexport type A = string",
  ],
  ['a benchmark measures the client with no wall', 'bench/a.ts', "import { PrismaClient } from '../generated/tenant/client'"],
  ['400 lines', 'app/x/a.ts', 'export const line = 1\n'.repeat(400)],
  [
    'a plugin uses what all plugins use',
    'plugins/kudos/a.tsx',
    "import { z } from 'zod'\nimport { pluginKit } from '@/lib/plugin-kit'\nimport { Avatar } from '@/components/ui'\nimport { list } from './list'\nexport const a = { process: 1 }",
  ],
  ['the catalog reads manifests', 'lib/catalog/a.ts', "import { MANIFESTS } from '@/plugins/manifests'"],
]

describe('the architecture', () => {
  const report = checkArchitecture(readSources(join(import.meta.dirname, '..')))

  test('of this repository keeps every rule', () => {
    expect(printViolations(report.violations)).toBe('')
  })

  test('is judged on modules and imports that were really read', () => {
    expect(report.modules).toBeGreaterThan(FOLDERS.length)
    expect(report.imports).toBeGreaterThan(report.modules)
  })

  test.each(PLANTED)('%s: catches it when %s', (rule, _what, path, text) => {
    expect(rulesBroken(path, text)).toContain(rule)
  })

  test('finds a circle of any length, and lets types alone be', () => {
    const circle = (last: string) =>
      checkArchitecture(
        new Map([
          ['lib/hr/a.ts', "import { b } from './b'"],
          ['lib/hr/b.ts', "import { c } from './c'"],
          ['lib/hr/c.ts', last],
        ]),
      ).violations
    expect(circle("import { a } from './a'")).toEqual([
      { ...CIRCLE, file: 'lib/hr/c.ts', line: 1, found: 'closes a circle: lib/hr/a > lib/hr/b > lib/hr/c > lib/hr/a' },
    ])
    expect(circle("import type { A } from './a'")).toEqual([])
  })

  test.each(ALLOWED)('lets it be when %s', (_what, path, text) => {
    expect(rulesBroken(path, text)).toEqual([])
  })

  test('has a planted fault for every rule', () => {
    expect(new Set(PLANTED.map(([rule]) => rule))).toEqual(new Set(RULE_NAMES))
  })

  test('names file, line, rule and reason', () => {
    const { violations } = checkArchitecture(new Map([['lib/lifecycle/move.ts', "\nimport { listPeople } from '@/lib/hr'"]]))
    expect(printViolations(violations)).toBe(
      "lib/lifecycle/move.ts:2 [direction] imports '@/lib/hr'\n    lifecycle moves tables, not employees: another domain must take its place untouched",
    )
  })
})
