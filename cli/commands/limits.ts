import { z } from 'zod'
import { findTrial, getTenant, getTenantLimits, listPools, listTierRequests } from '@/lib/catalog'
import {
  dismissTierRequest,
  LimitsInput,
  ResourcePoolInput,
  SetDeploymentInput,
  SetTrialInput,
  setDeployment,
  setTenantLimits,
  setTrial,
  unscopedChangeTierTerms,
  unscopedSetResourcePool,
} from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { printTable } from '../print-table'

const slug = z.string().min(1)
/** A number, or `tier` for what the tier says. */
const own = (type: z.ZodType<number, number>) => z.union([z.literal('tier').transform(() => null), z.coerce.number().pipe(type)]).optional()
const LIMITS = {
  rowsMax: own(LimitsInput.shape.rowsMax),
  storageBytesMax: own(LimitsInput.shape.storageBytesMax),
  requestsPerSecond: own(LimitsInput.shape.requestsPerSecond),
  concurrentQueries: own(LimitsInput.shape.concurrentQueries),
  statementTimeoutSeconds: own(LimitsInput.shape.statementTimeoutSeconds),
  customFieldsMax: own(LimitsInput.shape.customFieldsMax),
}
const HELP = {
  rowsMax: { help: 'records', placeholder: 'n|tier' },
  storageBytesMax: { help: 'bytes of records and files', placeholder: 'n|tier' },
  requestsPerSecond: { help: 'requests per second over all web processes', placeholder: 'n|tier' },
  concurrentQueries: { help: 'statements at the same time over all web processes', placeholder: 'n|tier' },
  statementTimeoutSeconds: { help: 'how long one statement may take', placeholder: 'n|tier' },
  customFieldsMax: { help: 'fields of its own', placeholder: 'n|tier' },
}
const given = (values: Record<string, number | null | undefined>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

async function show(which: string) {
  const { id } = await getTenant(which)
  return { slug: which, ...(await getTenantLimits(id)), trial: await findTrial(id) }
}

function print({ limits, overrides, pool, reserve, deployment, trial }: Awaited<ReturnType<typeof show>>): string {
  const lines = Object.entries(limits).map(([key, value]): [string, string] => [key, `${value}${key in overrides ? ' (its own)' : ''}`])
  return printTable(null, [
    ...lines,
    ['pool', `${pool.key}: ${pool.floor} to ${pool.ceiling} connections of each process, ${pool.percent} % for all of it`],
    ['reserve', String(reserve)],
    ['deployment', deployment ?? 'none'],
    ['trial', trial ? `until ${trial.endsOn}, ${trial.stage}` : 'none'],
  ])
}

export const LIMIT_COMMANDS = [
  defineCommand({
    noun: 'limits',
    verb: 'show',
    summary: 'Limits, resource pool, reserve, deployment and trial of a tenant',
    positionals: ['slug'],
    input: z.strictObject({ slug }),
    run: ({ slug: which }) => show(which),
    print,
  }),
  defineCommand({
    noun: 'limits',
    verb: 'set',
    summary: 'Give a tenant limits, a pool or a reserve of its own; holds within a second',
    positionals: ['slug'],
    options: {
      ...HELP,
      pool: { help: 'the resource pool that it shares', placeholder: 'key' },
      reserve: { help: 'connections of each process that are kept free for it', placeholder: 'n' },
    },
    input: z.strictObject({ slug, ...LIMITS, pool: z.string().optional(), reserve: z.coerce.number().optional() }),
    run: async ({ slug: which, pool, reserve, ...limits }) => {
      const { id } = await getTenant(which)
      await setTenantLimits(cliPrincipal, { tenantId: id, limits: given(limits), pool, reserve })
      return show(which)
    },
    print,
  }),
  defineCommand({
    noun: 'tenant',
    verb: 'deploy',
    summary: 'Name the deployment that alone serves a tenant, or none',
    positionals: ['slug', 'deployment'],
    options: { anyway: { help: 'also when no web process of it is running', isFlag: true } },
    input: z.strictObject({ slug, deployment: z.string().min(1), anyway: z.boolean().default(false) }),
    run: async ({ slug: which, deployment, anyway }) => {
      const { id } = await getTenant(which)
      const wanted = SetDeploymentInput.shape.deployment.parse(deployment === 'none' ? null : deployment)
      await setDeployment(cliPrincipal, { tenantId: id, deployment: wanted, anyway })
      return show(which)
    },
    print,
  }),
  defineCommand({
    noun: 'tenant',
    verb: 'trial',
    summary: 'Set the last day of a trial, or none for a customer',
    positionals: ['slug', 'day'],
    input: z.strictObject({ slug, day: z.string().min(1) }),
    run: async ({ slug: which, day }) => {
      const { id } = await getTenant(which)
      await setTrial(cliPrincipal, { tenantId: id, endsOn: SetTrialInput.shape.endsOn.parse(day === 'none' ? null : day) })
      return show(which)
    },
    print,
  }),
  defineCommand({
    noun: 'tier',
    verb: 'set',
    summary: 'What a tier allows, for all its tenants; holds within a second',
    positionals: ['tier'],
    options: { ...HELP, trialDays: { help: 'how long who signs up may try it, or none', placeholder: 'n|none' } },
    input: z.strictObject({
      tier: z.string().min(1),
      ...LIMITS,
      trialDays: z.union([z.literal('none').transform(() => null), z.coerce.number()]).optional(),
    }),
    run: ({ tier, trialDays, ...limits }) =>
      unscopedChangeTierTerms(cliPrincipal, { tier, limits: given(limits) as Record<string, number>, trialDays }),
    print: ({ key, limits }) =>
      printTable(null, [['tier', key], ...Object.entries(limits).map(([name, value]): [string, string] => [name, String(value)])]),
  }),
  defineCommand({
    noun: 'tier',
    verb: 'requests',
    summary: 'Plans that tenants ask for and nobody has answered',
    input: z.strictObject({}),
    run: async () => ({ items: (await listTierRequests({ limit: 200 })).requests }),
    print: ({ items }) =>
      printTable(
        ['tenant', 'has', 'asks for', 'since', 'note'],
        items.map((item) => [item.slug, item.fromTier, item.tier, item.createdAt.toISOString(), item.note]),
      ),
  }),
  defineCommand({
    noun: 'tier',
    verb: 'dismiss',
    summary: 'Answer no to the plan that a tenant asks for; a change of tier answers yes',
    positionals: ['slug'],
    input: z.strictObject({ slug }),
    run: async ({ slug: which }) => {
      await dismissTierRequest(cliPrincipal, { tenantId: (await getTenant(which)).id })
      return { slug: which }
    },
    print: ({ slug: which }) => `${which}: dismissed`,
  }),
  defineCommand({
    noun: 'pool',
    verb: 'list',
    summary: 'Resource pools: what of each process’s connections their tenants get',
    input: z.strictObject({}),
    run: async () => ({ items: await listPools() }),
    print: ({ items }) =>
      printTable(
        ['pool', 'percent', 'floor', 'ceiling', 'tenants'],
        items.map(({ key, percent, floor, ceiling, tenants }) => [key, ...[percent, floor, ceiling, tenants].map(String)] as string[]),
      ),
  }),
  defineCommand({
    noun: 'pool',
    verb: 'set',
    summary: 'Make a resource pool, or change it for all its tenants',
    positionals: ['key'],
    options: {
      percent: { help: 'of a process’s connections, what its tenants hold together at most', placeholder: 'n' },
      floor: { help: 'connections that each gets before anybody gets more', placeholder: 'n' },
      ceiling: { help: 'connections that one has at most', placeholder: 'n' },
    },
    input: z.strictObject({
      key: ResourcePoolInput.shape.key,
      percent: z.coerce.number().default(100),
      floor: z.coerce.number().default(2),
      ceiling: z.coerce.number().default(8),
    }),
    run: (pool) => unscopedSetResourcePool(cliPrincipal, pool),
    print: ({ key, percent, floor, ceiling }) => `${key}: ${floor} to ${ceiling} connections of each process, ${percent} % for all of it`,
  }),
]
