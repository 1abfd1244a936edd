/**
 * The nine lines of imports. A folder sees only lines above its own; within a line, only what stands to its left there, where
 * `besides` says so. `hidden` takes away what the line alone would allow, with the reason.
 */
export type Layer = {
  folder: string
  /** Files of the folder that have a place of their own. */
  files?: RegExp
  line: number
  besides?: readonly string[]
  hidden?: Readonly<Record<string, string>>
}

const DOMAIN = {
  'lib/db': 'a domain function gets its TenantDb from lib/tenancy; with lib/db in reach it could make one for any tenant',
  'lib/placement': 'where a tenant lives is no business of the domain, or a move would break it',
}

const ROUTE = {
  'lib/db': 'a route resolves, calls one use case and renders; data comes through lib/tenancy and the domain folders',
  'lib/placement': 'where a tenant lives is decided in lib/tenancy and lib/lifecycle, never in a route',
}

export const LAYERS: readonly Layer[] = [
  { folder: 'lib/core', line: 1 },
  { folder: 'lib/db', line: 2 },
  // What is known of plugins before their code is loaded: names, rights, tables and words.
  { folder: 'plugins', files: /^plugins\/(manifests|[a-z-]+\/(manifest|words\/[a-z]+))(\.(ts|json))?$/, line: 2 },
  { folder: 'lib/catalog', line: 3 },
  { folder: 'lib/governance', line: 4 },
  { folder: 'lib/auth', line: 4, besides: ['lib/governance'] },
  { folder: 'lib/placement', line: 5 },
  { folder: 'lib/tenancy', line: 5, besides: ['lib/placement'] },
  { folder: 'lib/operations', line: 5, besides: ['lib/placement', 'lib/tenancy'] },
  { folder: 'lib/portal', line: 6, hidden: DOMAIN },
  {
    folder: 'lib/hr',
    line: 6,
    hidden: { ...DOMAIN, 'lib/catalog': 'the example domain is replaceable and must not know the control plane' },
  },
  {
    folder: 'lib/lifecycle',
    line: 7,
    hidden: { 'lib/hr': 'lifecycle moves tables, not employees: another domain must take its place untouched' },
  },
  { folder: 'lib/actions', line: 8 },
  { folder: 'lib/plugin-kit', line: 7, besides: ['components'], hidden: DOMAIN },
  { folder: 'lib/plugins', line: 8, besides: ['lib/actions'], hidden: DOMAIN },
  { folder: 'components', line: 9, hidden: ROUTE },
  // What a plugin itself may reach is a rule of its own.
  { folder: 'plugins', line: 9, besides: ['components'] },
  { folder: 'worker', line: 9 },
  { folder: 'cli', line: 9, hidden: ROUTE },
  { folder: 'app', line: 9, besides: ['components', 'plugins'], hidden: ROUTE },
]

/** Folders that stand outside the product: they may see everything, and nothing of the product may see them. */
export const OUTSIDE = ['scripts', 'e2e', 'bench'] as const

export const layerOf = (path: string): Layer | undefined =>
  LAYERS.find((layer) => (layer.files ? layer.files.test(path) : path === layer.folder || path.startsWith(`${layer.folder}/`)))
