import { z } from 'zod'
import { getServerReport, listServerReports, type ServerReport } from '@/lib/catalog'
import {
  CapacityInput,
  changeCapacity,
  checkServer,
  drainServer,
  type Preflight,
  preflightServer,
  RegisterServerInput,
  registerExternalServer,
  removeServer,
  undrainServer,
} from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { printTable } from '../print-table'

const server = z.string().min(1)
const whole = z.coerce.number().int().min(0)
const LIMITS = {
  databases: { help: 'own databases at most', placeholder: 'n' },
  schemas: { help: 'schemas at most', placeholder: 'n' },
  tables: { help: 'tables at most', placeholder: 'n' },
  connections: { help: 'connections at most', placeholder: 'n' },
  slots: { help: 'replication slots at most', placeholder: 'n' },
  bytes: { help: 'bytes at most', placeholder: 'n' },
  load: { help: 'statements at once, on average, before tenants should move away', placeholder: 'n' },
}
const limits = {
  databases: whole.optional(),
  schemas: whole.optional(),
  tables: whole.optional(),
  connections: whole.optional(),
  slots: whole.optional(),
  bytes: whole.optional(),
  load: z.coerce.number().positive().optional(),
}
const toCapacity = (given: Partial<Record<keyof typeof LIMITS, number>>): z.input<typeof CapacityInput> =>
  CapacityInput.parse(
    Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[`${name}Max`, value]]))),
  )

export const SERVER_COMMANDS = [
  defineCommand({
    noun: 'server',
    verb: 'list',
    summary: 'PostgreSQL servers with what is on them, oldest first',
    options: {
      region: { help: 'of one region', placeholder: 'region' },
      limit: { help: '50 unless said otherwise, 200 at most', placeholder: 'n' },
      cursor: { help: 'go on where the last page ended', placeholder: 'cursor' },
    },
    input: z.strictObject({
      region: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().optional(),
    }),
    run: async (query) => {
      const { servers, nextCursor } = await listServerReports(query)
      return { items: servers, nextCursor }
    },
    print: ({ items, nextCursor }) => {
      const rows = items.map((each) => [
        each.name,
        each.region,
        each.state,
        each.level,
        String(each.tenants),
        `${each.usage.databasesMax} of ${each.capacity.databasesMax}`,
        `${each.usage.schemasMax} of ${each.capacity.schemasMax}`,
        each.facts ? (each.facts.problem ?? `PostgreSQL ${each.facts.version}`) : 'not looked at yet',
      ])
      const heads = ['name', 'region', 'state', 'level', 'tenants', 'databases', 'schemas', 'health']
      return `${printTable(heads, rows)}${nextCursor ? `\nnext: --cursor ${nextCursor}` : ''}`
    },
  }),
  defineCommand({
    noun: 'server',
    verb: 'show',
    summary: 'One server, by name or id',
    positionals: ['server'],
    input: z.strictObject({ server }),
    run: (input) => getServerReport(input.server),
    print: printServer,
  }),
  defineCommand({
    noun: 'server',
    verb: 'register',
    summary: 'Enter a server by its administrative address; the password is kept sealed',
    positionals: ['name'],
    options: {
      region: { help: 'where it stands: tenants of the region are placed on it', placeholder: 'region' },
      adminUrl: { help: 'postgresql://role:password@host:5432/database?sslmode=require', placeholder: 'address' },
      pooled: { help: 'it is reached through a transaction pooler', isFlag: true },
      ...LIMITS,
    },
    input: z.strictObject({
      name: RegisterServerInput.shape.name,
      region: RegisterServerInput.shape.region,
      adminUrl: RegisterServerInput.shape.adminUrl,
      pooled: z.boolean().default(false),
      ...limits,
    }),
    run: ({ name, region, adminUrl, pooled, ...given }) =>
      registerExternalServer(cliPrincipal, { name, region, adminUrl, isPooled: pooled, capacity: toCapacity(given) }),
    print: printServer,
  }),
  defineCommand({
    noun: 'server',
    verb: 'preflight',
    summary: 'What a server lacks, and the statements that grant it; changes nothing there',
    options: {
      server: { help: 'a registered one', placeholder: 'server' },
      adminUrl: { help: 'or an address, before it is registered', placeholder: 'address' },
    },
    input: z
      .strictObject({ server: server.optional(), adminUrl: z.string().optional() })
      .refine(({ server: name, adminUrl }) => (name === undefined) !== (adminUrl === undefined), 'give --server or --admin-url'),
    run: ({ server: name, adminUrl }) => preflightServer(cliPrincipal, adminUrl === undefined ? { server: name ?? '' } : { adminUrl }),
    print: printPreflight,
  }),
  defineCommand({
    noun: 'server',
    verb: 'check',
    summary: 'Look at it now: version, size, connections, slots, tables',
    positionals: ['server'],
    input: z.strictObject({ server }),
    run: (input) => checkServer(cliPrincipal, input),
    print: printServer,
  }),
  defineCommand({
    noun: 'server',
    verb: 'limit',
    summary: 'Set hard limits; what is not given stays',
    positionals: ['server'],
    options: LIMITS,
    input: z.strictObject({ server, ...limits }),
    run: ({ server: name, ...given }) => changeCapacity(cliPrincipal, { server: name, capacity: toCapacity(given) }),
    print: printServer,
  }),
  defineCommand({
    noun: 'server',
    verb: 'drain',
    summary: 'Place nobody there from now on; who lives there stays until moved',
    positionals: ['server'],
    input: z.strictObject({ server }),
    run: (input) => drainServer(cliPrincipal, input),
    print: ({ name, tenants }) =>
      `${name} is draining. ${tenants} tenants live there; move them with: rowhouse plan make drain --server ${name}`,
  }),
  defineCommand({
    noun: 'server',
    verb: 'undrain',
    summary: 'Place tenants there again',
    positionals: ['server'],
    input: z.strictObject({ server }),
    run: (input) => undrainServer(cliPrincipal, input),
    print: ({ name }) => `${name} takes tenants again.`,
  }),
  defineCommand({
    noun: 'server',
    verb: 'remove',
    summary: 'Forget a drained server on which nobody lives',
    positionals: ['server'],
    confirm: 'server',
    input: z.strictObject({ server }),
    run: async ({ server: name }) => {
      await removeServer(cliPrincipal, { server: name, confirm: name })
      return { server: name, isRemoved: true }
    },
    print: ({ server: name }) => `${name} is removed. Databases that were made there are still on it.`,
  }),
]

function printServer({ name, facts, usage, capacity, ...report }: ServerReport): string {
  const of = (used: number | null, max: number | null) => `${used ?? 'unknown'}${max === null ? '' : ` of ${max}`}`
  return printTable(null, [
    ['name', name],
    ['id', report.id],
    ['address', `${report.host}:${report.port}`],
    ['region', report.region],
    ['state', report.state],
    ['level', report.level],
    ['health', facts ? (facts.problem ?? `PostgreSQL ${facts.version}, answered in ${facts.milliseconds} ms`) : 'not looked at yet'],
    ['looked at', report.checkedAt?.toISOString() ?? 'never'],
    ['tenants', String(report.tenants)],
    ['databases', of(usage.databasesMax, capacity.databasesMax)],
    ['schemas', of(usage.schemasMax, capacity.schemasMax)],
    ['tables', of(usage.tablesMax, capacity.tablesMax)],
    ['connections', of(usage.connectionsMax, capacity.connectionsMax)],
    ['slots', of(usage.slotsMax, capacity.slotsMax)],
    ['bytes', of(usage.bytesMax, capacity.bytesMax)],
    ['former copies', String(report.formerCopies)],
  ])
}

function printPreflight({ version, role, level, isUsable, findings }: Preflight): string {
  const verdict = isUsable ? `can be used, level ${level}` : 'cannot be used yet'
  const lines = findings.map(({ weight, message, statement }) => `\n${weight}: ${message}\n${statement}`)
  return `PostgreSQL ${version}, asked as ${role}: ${verdict}.${lines.length === 0 ? ' Nothing is missing.' : ''}\n${lines.join('\n')}`.trim()
}
