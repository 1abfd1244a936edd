import { z } from 'zod'
import { listDatabasePage, PATTERNS } from '@/lib/catalog'
import { AddDatabaseInput, addDatabase } from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { printTable } from '../print-table'

export const DATABASE_COMMANDS = [
  defineCommand({
    noun: 'database',
    verb: 'list',
    summary: 'Databases that hold tenants or are kept ready, oldest first',
    options: {
      server: { help: 'of one server', placeholder: 'server' },
      pattern: { help: PATTERNS.join(', '), placeholder: 'pattern' },
      limit: { help: '50 unless said otherwise, 200 at most', placeholder: 'n' },
      cursor: { help: 'go on where the last page ended', placeholder: 'cursor' },
    },
    input: z.strictObject({
      server: z.string().optional(),
      pattern: z.enum(PATTERNS).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().optional(),
    }),
    run: async (query) => {
      const { databases, nextCursor } = await listDatabasePage(query)
      const items = databases.map(({ databaseId, database, server, region, pattern, state, schemaVersion }) => ({
        id: databaseId,
        name: database,
        ...{ server, region, pattern, state, schemaVersion },
      }))
      return { items, nextCursor }
    },
    print: ({ items, nextCursor }) => {
      const rows = items.map((each) => [each.name, each.server, each.region, each.pattern, each.state, each.schemaVersion])
      const table = printTable(['name', 'server', 'region', 'pattern', 'state', 'schema'], rows)
      return `${table}${nextCursor ? `\nnext: --cursor ${nextCursor}` : ''}`
    },
  }),
  defineCommand({
    noun: 'database',
    verb: 'add',
    summary: 'Make a database that tenants share, of one pattern for good',
    positionals: ['server'],
    options: {
      pattern: { help: 'row or schema', placeholder: 'pattern' },
      name: { help: 'made up unless given', placeholder: 'name' },
    },
    input: z.strictObject({
      server: z.string().min(1),
      pattern: AddDatabaseInput.shape.pattern,
      name: AddDatabaseInput.shape.name,
    }),
    run: async (input) => {
      const { databaseId, database, server, pattern } = await addDatabase(cliPrincipal, input)
      return { id: databaseId, name: database, server, pattern }
    },
    print: ({ name, server, pattern }) => `${name} on ${server} takes tenants of the pattern ${pattern}.`,
  }),
]
