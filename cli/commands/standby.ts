import { z } from 'zod'
import { listServerReports, type ServerReport } from '@/lib/catalog'
import { changeStandbys } from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { printTable } from '../print-table'

const size = z.coerce.number().int().min(0).max(100).optional()

export const STANDBY_COMMANDS = [
  defineCommand({
    noun: 'standby',
    verb: 'list',
    summary: 'Places that are kept ready on each server, and how many there should be',
    options: {
      limit: { help: '50 unless said otherwise, 200 at most', placeholder: 'n' },
      cursor: { help: 'go on where the last page ended', placeholder: 'cursor' },
    },
    input: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.string().optional() }),
    run: async (query) => {
      const { servers, nextCursor } = await listServerReports(query)
      const items = servers.filter(({ provider }) => provider !== 'local').map(summaryOf)
      return { items, nextCursor }
    },
    print: ({ items, nextCursor }) => `${printStandbys(items)}${nextCursor ? `\nnext: --cursor ${nextCursor}` : ''}`,
  }),
  defineCommand({
    noun: 'standby',
    verb: 'set',
    summary: 'How many places are kept ready on a server; what is not given stays',
    positionals: ['server'],
    options: {
      schema: { help: 'schemas in its shared databases', placeholder: 'n' },
      database: { help: 'databases for single tenants', placeholder: 'n' },
      instance: { help: 'servers for single tenants, beside the embedded one', placeholder: 'n' },
    },
    input: z.strictObject({ server: z.string().min(1), schema: size, database: size, instance: size }),
    run: async ({ server, ...standbys }) => summaryOf(await changeStandbys(cliPrincipal, { server, standbys })),
    print: (summary) => printStandbys([summary]),
  }),
]

const summaryOf = ({ name, standbys, standbyTargets }: ServerReport) => ({ server: name, ready: standbys, wanted: standbyTargets })

function printStandbys(items: ReturnType<typeof summaryOf>[]): string {
  const of = (ready: number, wanted: number) => `${ready} of ${wanted}`
  const rows = items.map(({ server, ready, wanted }) => [
    server,
    of(ready.schema, wanted.schema),
    of(ready.database, wanted.database),
    of(ready.instance, wanted.instance),
  ])
  return printTable(['server', 'schemas', 'databases', 'servers'], rows)
}
