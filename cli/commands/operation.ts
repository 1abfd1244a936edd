import { z } from 'zod'
import { getTenant } from '@/lib/catalog'
import { getOperation, listOperations, OPERATION_STATES, type OperationView } from '@/lib/operations'
import { defineCommand } from '../define-command'
import { printTable } from '../print-table'

const seconds = (milliseconds: number | null) => (milliseconds === null ? '' : `${(milliseconds / 1000).toFixed(1)} s`)

export const OPERATION_COMMANDS = [
  defineCommand({
    noun: 'operation',
    verb: 'list',
    summary: 'Operations, newest first',
    options: {
      tenant: { help: 'of one tenant', placeholder: 'slug' },
      state: { help: OPERATION_STATES.join(', '), placeholder: 'state' },
      limit: { help: '50 unless said otherwise, 200 at most', placeholder: 'n' },
      cursor: { help: 'go on where the last page ended', placeholder: 'cursor' },
    },
    input: z.strictObject({
      tenant: z.string().min(1).optional(),
      state: z.enum(OPERATION_STATES).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().optional(),
    }),
    run: async ({ tenant, ...query }) => {
      const { operations, nextCursor } = await listOperations({ ...query, tenantId: tenant ? (await getTenant(tenant)).id : undefined })
      return { items: operations, nextCursor }
    },
    print: ({ items }) =>
      printTable(
        ['id', 'kind', 'state', 'created'],
        items.map(({ id, kind, state, createdAt }) => [id, kind, state, createdAt]),
      ),
  }),
  defineCommand({
    noun: 'operation',
    verb: 'show',
    summary: 'One operation with its steps',
    positionals: ['id'],
    input: z.strictObject({ id: z.uuid('is the id of an operation, as operation list shows it') }),
    run: ({ id }) => getOperation(id),
    print: printOperation,
  }),
]

export function printOperation(operation: OperationView): string {
  const steps = operation.steps.map(({ name, state, milliseconds, progress }) => [
    `  ${name}`,
    state,
    seconds(milliseconds),
    progress ? `${progress.done}${progress.total === undefined ? '' : `/${progress.total}`} ${progress.unit ?? ''}` : '',
  ])
  const error = operation.error ? `\n${operation.error.code}: ${operation.error.message}` : ''
  return `${operation.kind} ${operation.id}: ${operation.state}\n${printTable(null, steps)}${error}`
}
