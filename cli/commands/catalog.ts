import { z } from 'zod'
import { reconcileCatalog, sweepLeftovers } from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { printTable } from '../print-table'

const dryRun = { help: 'only tell, change nothing', isFlag: true }
const input = z.strictObject({ dryRun: z.boolean().default(false) })

export const CATALOG_COMMANDS = [
  defineCommand({
    noun: 'catalog',
    verb: 'reconcile',
    summary: 'After a catalog was restored from before a move: let it follow the gates of the databases',
    options: { dryRun },
    input,
    run: ({ dryRun: isDry }) => reconcileCatalog(cliPrincipal, { isDry }),
    print: ({ tenants, changed, unreachable }) => {
      const rows = changed.map(({ slug, from, to }) => [
        slug,
        from ? `${from.pattern} in ${from.database}, epoch ${from.epoch}` : '',
        `${to.pattern} in ${to.database}, epoch ${to.epoch}`,
      ])
      const silent = unreachable.length > 0 ? `\nno answer from: ${unreachable.join(', ')}` : ''
      return `${printTable(['tenant', 'the catalog said', 'the gates say'], rows)}\n${changed.length} of ${tenants} tenants${silent}`
    },
  }),
  defineCommand({
    noun: 'catalog',
    verb: 'leftovers',
    summary: 'Remove what moves that are over have left on the servers; never a live copy',
    options: { dryRun },
    input,
    run: async ({ dryRun: isDry }) => ({ items: await sweepLeftovers(cliPrincipal, { isDry }) }),
    print: ({ items }) =>
      printTable(
        ['server', 'kind', 'name', 'database', ''],
        items.map(({ server, kind, name, database, isSwept }) => [server, kind, name, database ?? '', isSwept ? 'removed' : 'left']),
      ),
  }),
]
