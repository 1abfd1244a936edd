import { z } from 'zod'
import { getPlan, listPlannedMoves, listPlans, makePlan, PLAN_KINDS, type PlanView, startPlan, strikeMoves } from '@/lib/lifecycle'
import { cliPrincipal } from '../cli-principal'
import { defineCommand } from '../define-command'
import { followOperation } from '../follow-operation'
import { printTable } from '../print-table'

const id = z.uuid()
const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
}
const PAGING = {
  limit: { help: '50 unless said otherwise, 200 at most', placeholder: 'n' },
  cursor: { help: 'go on where the last page ended', placeholder: 'cursor' },
}
const percent = (share: number) => `${Math.round(share * 100)}%`

export const PLAN_COMMANDS = [
  defineCommand({
    noun: 'plan',
    verb: 'make',
    summary: 'Simulate who should move where: rebalance, split, merge or drain; nothing moves',
    positionals: ['kind'],
    options: {
      server: { help: 'the one to split or to drain', placeholder: 'server' },
      to: { help: 'split onto this one alone', placeholder: 'server' },
      target: { help: 'percent at which the fullest server is full enough, 65 unless said otherwise', placeholder: 'percent' },
      moves: { help: 'as many moves at most, 1000 unless said otherwise', placeholder: 'n' },
    },
    input: z.strictObject({
      kind: z.enum(PLAN_KINDS),
      server: z.string().optional(),
      to: z.string().optional(),
      target: z.coerce.number().min(5).max(95).default(65),
      moves: z.coerce.number().int().min(1).max(100_000).default(1000),
    }),
    run: ({ target, moves, ...input }) => makePlan(cliPrincipal, { ...input, target: target / 100, movesMax: moves }),
    print: printPlan,
  }),
  defineCommand({
    noun: 'plan',
    verb: 'list',
    summary: 'Plans, newest first',
    options: PAGING,
    input: z.strictObject(paging),
    run: async (query) => {
      const { plans, nextCursor } = await listPlans(query)
      return { items: plans, nextCursor }
    },
    print: ({ items, nextCursor }) => {
      const rows = items.map((plan) => [
        plan.id,
        plan.goal.kind,
        `${plan.moves - plan.struck} of ${plan.moves}`,
        plan.operationId ? 'started' : 'simulated',
        plan.createdAt.toISOString(),
      ])
      return `${printTable(['id', 'kind', 'moves', 'state', 'made'], rows)}${nextCursor ? `\nnext: --cursor ${nextCursor}` : ''}`
    },
  }),
  defineCommand({
    noun: 'plan',
    verb: 'show',
    summary: 'One plan with a page of its moves',
    positionals: ['id'],
    options: PAGING,
    input: z.strictObject({ id, ...paging }),
    run: async ({ id: planId, ...query }) => {
      const plan = await getPlan(planId)
      const { moves, nextCursor } = await listPlannedMoves(planId, query)
      return { ...plan, items: moves, nextCursor }
    },
    print: ({ items, nextCursor, ...plan }) => {
      const rows = items.map((move) => [
        `${move.isStruck ? '- ' : ''}${move.position}`,
        move.tenant.slug,
        `${move.from} -> ${move.to}`,
        `${Math.round(move.bytes / 1e6)} MB`,
        move.reason,
        `${percent(move.effect.from[0])} -> ${percent(move.effect.from[1])}`,
        move.moveState ?? '',
      ])
      const table = printTable(['move', 'tenant', 'from, to', 'size', 'reason', 'effect', 'state'], rows)
      return `${printPlan(plan)}\n\n${table}${nextCursor ? `\nnext: --cursor ${nextCursor}` : ''}`
    },
  }),
  defineCommand({
    noun: 'plan',
    verb: 'strike',
    summary: 'Take moves out of a plan by their numbers, or put them back',
    positionals: ['id', 'moves'],
    options: { back: { help: 'put them back', isFlag: true } },
    input: z.strictObject({
      id,
      moves: z.string().regex(/^\d+(,\d+)*$/, 'numbers with commas between them'),
      back: z.boolean().default(false),
    }),
    run: ({ id: planId, moves, back }) => strikeMoves(cliPrincipal, { planId, positions: moves.split(',').map(Number), isStruck: !back }),
    print: printPlan,
  }),
  defineCommand({
    noun: 'plan',
    verb: 'start',
    summary: 'Start the moves that are not struck out',
    positionals: ['id'],
    options: {
      atOnce: { help: 'moves under way at once, 2 unless said otherwise', placeholder: 'n' },
      detach: { help: 'do not wait until all are done', isFlag: true },
    },
    input: z.strictObject({ id, atOnce: z.coerce.number().int().min(1).max(8).default(2), detach: z.boolean().default(false) }),
    run: async ({ id: planId, atOnce, detach }, context) => {
      const operation = await startPlan(cliPrincipal, { planId, atOnce })
      return detach ? operation : followOperation(operation.id, context)
    },
    print: ({ id: operationId, state, result }) => `operation ${operationId}: ${state}${result ? ` ${JSON.stringify(result)}` : ''}`,
  }),
]

function printPlan(plan: PlanView): string {
  const rows = plan.servers.map(({ name, region, before, chosen }) => [name, region, percent(before), percent(chosen)])
  const stay = plan.staying.map(
    ({ why, count, slugs }) => `${count} stay (${why}): ${slugs.join(', ')}${slugs.length < count ? ', …' : ''}`,
  )
  const sum = `${plan.moves - plan.struck} of ${plan.moves} moves, ${(plan.bytes / 1e9).toFixed(1)} GB, about ${Math.ceil(plan.secondsPredicted / 60)} min`
  return [`plan ${plan.id}: ${plan.goal.kind}, ${sum}`, printTable(['server', 'region', 'now', 'after'], rows), ...stay].join('\n')
}
