import { z } from 'zod'
import { explainFlags, getTenant, listFlagReach } from '@/lib/catalog'
import { setFlag, unscopedSetFlagRule } from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { printTable } from '../print-table'

/** 'true', '25', '"text"' or 'null'; a word that is no JSON is that word. */
const jsonOrText = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const FLAG_COMMANDS = [
  defineCommand({
    noun: 'flag',
    verb: 'list',
    summary: 'Every flag with its value for a tenant, and the rule that won',
    positionals: ['tenant'],
    input: z.strictObject({ tenant: z.string().min(1) }),
    run: async ({ tenant }) => ({ items: await explainFlags((await getTenant(tenant)).id) }),
    print: ({ items }) =>
      printTable(
        ['flag', 'value', 'because of', 'default'],
        items.map((flag) => [flag.key, JSON.stringify(flag.value), flag.rule, JSON.stringify(flag.default)]),
      ),
  }),
  defineCommand({
    noun: 'flag',
    verb: 'set',
    summary: 'Give a tenant a value of its own, or take it back with null',
    positionals: ['tenant', 'flag', 'value'],
    input: z.strictObject({ tenant: z.string().min(1), flag: z.string().min(1), value: z.string().transform(jsonOrText).pipe(z.json()) }),
    run: async ({ tenant, flag, value }) => setFlag(cliPrincipal, { tenantId: (await getTenant(tenant)).id, key: flag, value }),
    print: ({ key, value, rule }) => `${key} is ${JSON.stringify(value)} (${rule}).`,
  }),
  defineCommand({
    noun: 'flag',
    verb: 'rules',
    summary: 'Every flag across all tenants: its kill switch, its roll-out, and whom they reach',
    input: z.strictObject({}),
    run: async () => ({ items: await listFlagReach() }),
    print: ({ items }) =>
      printTable(
        ['flag', 'kill switch', 'roll-out', 'reaches'],
        items.map(({ key, rule, on, tenants }) => [
          key,
          rule.isKilled ? 'off for everyone' : '',
          rule.rolloutPercent === null ? '' : `${rule.rolloutPercent}%`,
          `${on} of ${tenants}`,
        ]),
      ),
  }),
  defineCommand({
    noun: 'flag',
    verb: 'rule',
    summary: 'Set the kill switch or the roll-out of a flag, for all tenants at once',
    positionals: ['flag'],
    options: {
      rollout: { help: 'percent of tenants; null ends it', placeholder: 'percent' },
      kill: { help: 'true or false', placeholder: 'bool' },
    },
    input: z.strictObject({
      flag: z.string().min(1),
      rollout: z.string().transform(jsonOrText).pipe(z.number().int().min(0).max(100).nullable()).optional(),
      kill: z.enum(['true', 'false']).optional(),
    }),
    run: async ({ flag, rollout, kill }) => {
      await unscopedSetFlagRule(cliPrincipal, {
        key: flag,
        ...(rollout !== undefined && { rolloutPercent: rollout }),
        ...(kill !== undefined && { isKilled: kill === 'true' }),
      })
      return (await listFlagReach()).find(({ key }) => key === flag)!
    },
    print: ({ key, on, tenants }) => `${key} reaches ${on} of ${tenants} tenants.`,
  }),
]
