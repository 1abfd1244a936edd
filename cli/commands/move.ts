import { z } from 'zod'
import { getTenant, listServers, PATTERNS } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import {
  cancelMove,
  getMove,
  listMoves,
  type MovePreview,
  type MoveView,
  PreviewMoveInput,
  previewMove,
  purgeFormer,
  StartMoveInput,
  startMove,
} from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { followOperation } from '../follow-operation'
import { printTable } from '../print-table'

const { toPattern, method } = PreviewMoveInput.shape
const options = {
  to: { help: PATTERNS.join(', '), placeholder: 'pattern' },
  server: { help: 'name of a server; the emptiest of the region without it', placeholder: 'server' },
  method: { help: 'auto, online or offline', placeholder: 'method' },
}
const wanted = { slug: z.string().min(1), to: toPattern, server: z.string().optional(), method }
const id = z.uuid('is the id of a move, as move list shows it')

async function targetOf({
  slug,
  to,
  server,
  method,
}: {
  slug: string
  to: z.infer<typeof toPattern>
  server?: string
  method: z.infer<typeof PreviewMoveInput>['method']
}) {
  const found = server === undefined ? undefined : (await listServers()).find(({ name }) => name === server)
  if (server !== undefined && !found) throw new AppError('invalid_input', { message: `There is no server ${server}.` })
  return { tenantId: (await getTenant(slug)).id, toPattern: to, toServerId: found?.id, method }
}

export const MOVE_COMMANDS = [
  defineCommand({
    noun: 'move',
    verb: 'preview',
    summary: 'What a move would do, and everything that is in its way',
    positionals: ['slug'],
    options,
    input: z.strictObject(wanted),
    run: async (input) => previewMove(cliPrincipal, await targetOf(input)),
    print: printPreview,
  }),
  defineCommand({
    noun: 'move',
    verb: 'start',
    summary: 'Move a tenant to another pattern or server while its people work',
    positionals: ['slug'],
    options: {
      ...options,
      keepHours: { help: 'how long the copy that is left behind is kept; 24 unless said otherwise', placeholder: 'n' },
      detach: { help: 'do not wait until it is done', isFlag: true },
    },
    input: z.strictObject({
      ...wanted,
      keepHours: z.coerce.number().pipe(StartMoveInput.shape.keepHours.unwrap()).default(24),
      detach: z.boolean().default(false),
    }),
    run: async ({ detach, keepHours, ...input }, context) => {
      const operation = await startMove(cliPrincipal, { ...(await targetOf(input)), keepHours })
      if (!detach) await followOperation(operation.id, context)
      return getMove(cliPrincipal, operation.id)
    },
    print: printMove,
  }),
  defineCommand({
    noun: 'move',
    verb: 'list',
    summary: 'Moves, newest first',
    options: {
      tenant: { help: 'of one tenant', placeholder: 'slug' },
      active: { help: 'only those under way', isFlag: true },
      limit: { help: '50 unless said otherwise, 200 at most', placeholder: 'n' },
      cursor: { help: 'go on where the last page ended', placeholder: 'cursor' },
    },
    input: z.strictObject({
      tenant: z.string().min(1).optional(),
      active: z.boolean().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      cursor: z.string().optional(),
    }),
    run: async ({ tenant, active, ...query }) => {
      const tenantId = tenant === undefined ? undefined : (await getTenant(tenant)).id
      const { moves, nextCursor } = await listMoves(cliPrincipal, { ...query, tenantId, isActive: active })
      return { items: moves, nextCursor }
    },
    print: ({ items, nextCursor }) => {
      const rows = items.map((move) => [move.id, move.tenant.slug, move.from.pattern, move.to.pattern, move.phase, pauseOf(move)])
      return `${printTable(['id', 'tenant', 'from', 'to', 'phase', 'pause'], rows)}${nextCursor ? `\nnext: --cursor ${nextCursor}` : ''}`
    },
  }),
  defineCommand({
    noun: 'move',
    verb: 'show',
    summary: 'One move, and how far it is',
    positionals: ['id'],
    input: z.strictObject({ id }),
    run: (input) => getMove(cliPrincipal, input.id),
    print: printMove,
  }),
  defineCommand({
    noun: 'move',
    verb: 'cancel',
    summary: 'Take a move back, which is possible until its flip',
    positionals: ['id'],
    input: z.strictObject({ id }),
    run: (input) => cancelMove(cliPrincipal, input.id),
    print: printMove,
  }),
  defineCommand({
    noun: 'move',
    verb: 'purge',
    summary: 'Remove the copy that a move left behind, before its time',
    positionals: ['id'],
    confirm: 'id',
    input: z.strictObject({ id }),
    run: async (input) => {
      await purgeFormer(cliPrincipal, { moveId: input.id })
      return getMove(cliPrincipal, input.id)
    },
    print: printMove,
  }),
]

const pauseOf = ({ facts }: MoveView) => (facts.pauseMs == null ? '' : `${Math.round(facts.pauseMs)} ms`)

function printPreview({ from, to, method: how, rows, bytes, predictedSeconds, predictedPauseMs, blockers }: MovePreview): string {
  const lines = printTable(null, [
    ['from', `${from.pattern} in ${from.database} on ${from.server}`],
    ['to', to ? `${to.pattern} ${to.database ? `in ${to.database} ` : ''}on ${to.server}` : ''],
    ['method', how],
    ['rows', String(rows)],
    ['size', `${(bytes / 1e6).toFixed(1)} MB`],
    ['takes about', `${predictedSeconds} s`],
    ['writes wait', `about ${predictedPauseMs} ms`],
  ])
  return blockers.length === 0 ? lines : `${lines}\n${blockers.map(({ message }) => `in its way: ${message}`).join('\n')}`
}

function printMove(move: MoveView): string {
  const { facts, former } = move
  const lines = printTable(null, [
    ['move', move.id],
    ['tenant', move.tenant.slug],
    ['from', `${move.from.pattern} in ${move.from.database} on ${move.from.server}`],
    ['to', `${move.to.pattern}${move.to.database ? ` in ${move.to.database}` : ''} on ${move.to.server}`],
    ['phase', `${move.phase}, ${move.method}`],
    ['copied', `${facts.rowsCopied ?? 0} rows, ${((facts.bytesCopied ?? 0) / 1e6).toFixed(1)} MB`],
    ['waits for', move.phase === 'copying' ? (facts.waitsFor ?? []).join('; ') : ''],
    ['lag', facts.lagMs === undefined ? '' : `${facts.lagMs} ms`],
    ['writes waited', pauseOf(move)],
    ['old copy', former === null ? '' : former.purgedAt ? `purged ${former.purgedAt}` : `kept until ${former.keptUntil}`],
  ])
  return move.error ? `${lines}\n${move.error.code}: ${move.error.message}` : lines
}
