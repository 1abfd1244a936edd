import { z } from 'zod'
import { getTenant, listTiers } from '@/lib/catalog'
import { changeTier, PreviewTierInput, previewTier, type TierPreview } from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { followOperation } from '../follow-operation'
import { printTable } from '../print-table'

const { tier, toPattern } = PreviewTierInput.shape
const slug = z.string().min(1)
const TO_PATTERN = { help: 'row, schema, database or instance, as the tier allows', placeholder: 'pattern' }

export const TIER_COMMANDS = [
  defineCommand({
    noun: 'tier',
    verb: 'list',
    summary: 'Tiers: what each allows, and its limits',
    input: z.strictObject({}),
    run: async () => ({ items: await listTiers() }),
    print: ({ items }) =>
      printTable(
        ['tier', 'patterns', 'rows', 'bytes', 'requests/s', 'queries'],
        items.map(({ key, allowedPatterns, limits }) => [
          key,
          allowedPatterns.join(', '),
          String(limits.rowsMax),
          String(limits.storageBytesMax),
          String(limits.requestsPerSecond),
          String(limits.concurrentQueries),
        ]),
      ),
  }),
  defineCommand({
    noun: 'tier',
    verb: 'preview',
    summary: 'What a change of tier would do, and all that is in its way; changes nothing',
    positionals: ['slug', 'tier'],
    options: { toPattern: TO_PATTERN },
    input: z.strictObject({ slug, tier, toPattern }),
    run: async ({ slug: which, ...wanted }) => previewTier(cliPrincipal, { ...wanted, tenantId: (await getTenant(which)).id }),
    print: printPreview,
  }),
  defineCommand({
    noun: 'tier',
    verb: 'change',
    summary: 'Change the tier of a tenant; where the pattern changes too, its data moves first',
    positionals: ['slug', 'tier'],
    confirm: 'slug',
    options: { toPattern: TO_PATTERN, detach: { help: 'do not wait until it is done', isFlag: true } },
    input: z.strictObject({ slug, tier, toPattern, detach: z.boolean().default(false) }),
    run: async ({ slug: which, detach, ...wanted }, context) => {
      const operation = await changeTier(cliPrincipal, { ...wanted, tenantId: (await getTenant(which)).id })
      return detach ? operation : followOperation(operation.id, context)
    },
    print: ({ id, state }) => `operation ${id}: ${state}`,
  }),
]

function printPreview({ from, to, move, rows, bytes, gains, losses, blockers }: TierPreview): string {
  return printTable(null, [
    ['tier', `${from.tier} -> ${to.tier}`],
    ['pattern', from.pattern === to.pattern ? `${to.pattern}, stays` : `${from.pattern} -> ${to.pattern}`],
    ['rows', rows === null ? 'not measured yet' : String(rows)],
    ['bytes', bytes === null ? 'not measured yet' : String(bytes)],
    ['takes', move ? `about ${move.predictedSeconds} s, ${move.method}; writes wait about ${move.predictedPauseMs} ms` : 'nothing moves'],
    ['gains', gains.join(', ') || 'none'],
    ['losses', losses.join(', ') || 'none'],
    ...blockers.map(({ code, message }): [string, string] => [`in the way (${code})`, message]),
  ])
}
