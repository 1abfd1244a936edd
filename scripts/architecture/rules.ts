import { LAYERS, layerOf, OUTSIDE } from './layers'
import type { Import, Module } from './read-module'

export type Violation = { file: string; line: number; rule: string; found: string; reason: string }
export type Rule = { name: string; reason: string; check: (module: Module) => { line: number; found: string; reason?: string }[] }

const LINES_MAX = 400
const PLUGIN = /^(plugins\/[a-z-]+)\//
/** What all plugins are made of. Everything else that one needs, it is handed. */
const PLUGIN_REACH = new Set(['lib/plugin-kit', 'components/ui', 'components/plugin'])
const PLUGIN_PACKAGES = /^(zod|react)$/
/** Libraries that compute and reach nothing, for the one plugin that needs them. */
const PLUGIN_LIBRARIES: Readonly<Record<string, readonly string[]>> = {}
const ENTRY = new Set(['proxy.ts', 'instrumentation.ts'])
const DATABASE_PACKAGE = /^(pg|pg-[a-z-]+|@prisma\/.+|@types\/pg)$/
const SCHEMA_FILE = /\.schema$/

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || /(^|\/)(testing|conformance)(\/|\.ts$)/.test(path)
const isOutside = (path: string) => OUTSIDE.some((folder) => path.startsWith(`${folder}/`))
const isIn = (path: string | null, folder: string) => path === folder || !!path?.startsWith(`${folder}/`)
const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
const named = (imported: Import) => ({ line: imported.line, found: `imports '${imported.specifier}'` })
const importsWhere = (module: Module, isWrong: (imported: Import) => boolean) => module.imports.filter(isWrong).map(named)

/** The product's own code: tests put worlds together, and scripts, e2e and bench drive the product from outside. */
const ofProduct =
  (check: Rule['check']): Rule['check'] =>
  (module) =>
    isTest(module.path) || isOutside(module.path) ? [] : check(module)

export const RULES: readonly Rule[] = [
  {
    name: 'direction',
    reason: 'a folder imports only from lines above its own',
    check: ofProduct((module) => {
      const own = layerOf(module.path)
      if (!own) return []
      return module.imports.flatMap((imported) => {
        const other = imported.path === null ? undefined : layerOf(imported.path)
        if (!other || other === own) return []
        const hidden = own.hidden?.[other.folder]
        if (hidden) return [{ ...named(imported), reason: hidden }]
        if (other.line < own.line || own.besides?.includes(other.folder)) return []
        return [{ ...named(imported), reason: `${other.folder} stands on line ${other.line}, ${own.folder} on line ${own.line}` }]
      })
    }),
  },
  {
    name: 'known-folder',
    reason: 'a folder without a place in the order of imports has no rule that protects it: give it a line in layers.ts',
    check: (module) =>
      isIn(module.path, 'lib') && !layerOf(module.path) && !isTest(module.path)
        ? [{ line: 1, found: `${module.path} is in no known folder` }]
        : [],
  },
  {
    name: 'inside-out',
    reason: 'the product runs without its scripts, tests and benchmarks',
    check: ofProduct((module) => importsWhere(module, ({ path }) => path !== null && isOutside(path))),
  },
  {
    name: 'index-only',
    reason: 'another folder of lib is entered by its index alone, so that what lies behind it can change',
    check: ofProduct((module) =>
      importsWhere(module, ({ path }) => {
        const other = path === null ? undefined : layerOf(path)
        if (!other || !isIn(path, 'lib') || other.folder === layerOf(module.path)?.folder) return false
        const isSharedSchema = SCHEMA_FILE.test(path ?? '') && (isIn(module.path, 'app') || isIn(module.path, 'components'))
        // The index of core brings the log and node:crypto along, which a file for the browser cannot load.
        const isCoreForBrowser = other.folder === 'lib/core' && /\.schema\.ts$/.test(module.path)
        return path !== other.folder && !isSharedSchema && !isCoreForBrowser
      }),
    ),
  },
  {
    name: 'alias',
    reason: "across folders the alias '@/…' says which folder is entered; '../..' hides it",
    check: ofProduct((module) =>
      importsWhere(
        module,
        ({ specifier, path }) =>
          specifier.startsWith('.') && !!layerOf(module.path) && layerOf(path ?? '')?.folder !== layerOf(module.path)?.folder,
      ),
    ),
  },
  {
    name: 'database-client',
    reason: 'only lib/db speaks to a database: a client made elsewhere would carry no tenancy context',
    check: ofProduct((module) =>
      isIn(module.path, 'lib/db')
        ? []
        : importsWhere(module, ({ specifier, path }) => isIn(path, 'generated') || DATABASE_PACKAGE.test(packageOf(specifier))),
    ),
  },
  {
    name: 'generated-client',
    reason: 'a generated Prisma client has no wall of its own; only a benchmark that measures its absence may take it',
    check: (module) =>
      isOutside(module.path) && !isIn(module.path, 'bench') ? importsWhere(module, ({ path }) => isIn(path, 'generated')) : [],
  },
  {
    name: 'components',
    reason: 'components take data and callbacks as props; from lib they see types and *.schema.ts files only',
    check: ofProduct((module) =>
      isIn(module.path, 'components')
        ? importsWhere(
            module,
            ({ path, isTypeOnly }) => isIn(path, 'app') || (isIn(path, 'lib') && !isTypeOnly && !SCHEMA_FILE.test(path ?? '')),
          )
        : [],
    ),
  },
  {
    name: 'schema-file',
    reason: 'a *.schema.ts file goes to the browser: it imports zod, lib/core and other schema files, nothing else',
    check: (module) =>
      /\.schema\.ts$/.test(module.path)
        ? importsWhere(module, ({ specifier, path, isTypeOnly }) =>
            path === null ? packageOf(specifier) !== 'zod' : !isTypeOnly && !isIn(path, 'lib/core') && !SCHEMA_FILE.test(path),
          )
        : [],
  },
  {
    name: 'entry',
    reason: 'proxy.ts and instrumentation.ts run before anybody is known: they see core and catalog only',
    check: (module) =>
      ENTRY.has(module.path)
        ? importsWhere(module, ({ path }) => path !== null && !isIn(path, 'lib/core') && !isIn(path, 'lib/catalog'))
        : [],
  },
  {
    name: 'server-action',
    reason: "an export of a 'use server' file is a public endpoint: only an action builder checks session, input, tenant and permission",
    check: (module) => module.bareActions.map(({ name, line }) => ({ line, found: `'use server' with bare ${name}` })),
  },
  {
    name: 'plugin-reach',
    reason:
      'a plugin reaches what it is handed and nothing else: its own files, lib/plugin-kit, components/ui and components/plugin, zod and react',
    check: ofProduct((module) => {
      const own = PLUGIN.exec(module.path)?.[1]
      if (!own) return []
      const isManifest = module.path === `${own}/manifest.ts`
      const foreign = importsWhere(module, ({ specifier, path, isTypeOnly }) => {
        if (path === null) return !PLUGIN_PACKAGES.test(specifier) && !PLUGIN_LIBRARIES[own]?.includes(packageOf(specifier))
        return !isIn(path, own) && !PLUGIN_REACH.has(path) && !(isManifest && isTypeOnly && path === 'lib/core')
      })
      const actions = /^\s*['"]use server['"]/m.test(module.text)
        ? [{ line: 1, found: "'use server': its actions are declared with kit.action" }]
        : []
      return [...foreign, ...module.freeNames.map(({ name, line }) => ({ line, found: `uses ${name}` })), ...actions]
    }),
  },
  {
    name: 'length',
    reason: `a file above ${LINES_MAX} lines holds two things`,
    check: (module) => {
      const lines = module.text.split('\n').length - (module.text.endsWith('\n') ? 1 : 0)
      return lines > LINES_MAX ? [{ line: LINES_MAX + 1, found: `${lines} lines` }] : []
    },
  },
  {
    name: 'unfinished',
    reason: 'what is not done is written in an issue, not left in the code',
    check: (module) =>
      module.text
        .split('\n')
        .flatMap((text, index) =>
          /(\/\/|\/\*|^\s*\*).*\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/.test(text) ? [{ line: index + 1, found: text.trim() }] : [],
        ),
  },
]

export const RULE_NAMES = RULES.map((rule) => rule.name)
export const FOLDERS = LAYERS.map((layer) => layer.folder)
