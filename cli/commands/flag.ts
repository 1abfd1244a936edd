import { z } from 'zod'
import { explainFlags, getTenant } from '@/lib/catalog'
import { setFlag } from '@/lib/lifecycle'
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
]
