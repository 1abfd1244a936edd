import { z } from 'zod'
import { findUsage, getTenant } from '@/lib/catalog'
import { measureUsage } from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { printTable } from '../print-table'

export const USAGE_COMMANDS = [
  defineCommand({
    noun: 'tenant',
    verb: 'usage',
    summary: 'Rows and bytes of a tenant by table, as last measured',
    positionals: ['slug'],
    options: { measure: { help: 'measure now; reads all its tables', isFlag: true } },
    input: z.strictObject({ slug: z.string().min(1), measure: z.boolean().default(false) }),
    run: async ({ slug, measure }) => {
      const { id } = await getTenant(slug)
      return { slug, usage: measure ? await measureUsage(cliPrincipal, { tenantId: id }) : await findUsage(id) }
    },
    print: ({ slug, usage }) => {
      if (!usage) return `${slug} was not measured yet. Measure it with: rowhouse tenant usage ${slug} --measure`
      const rows = usage.tables.map((table) => [table.name, String(table.rows), String(table.bytes)])
      rows.push(['all', String(usage.rows), String(usage.bytes)])
      return `${printTable(['table', 'rows', 'bytes'], rows)}\nmeasured ${usage.measuredAt.toISOString()}`
    },
  }),
]
