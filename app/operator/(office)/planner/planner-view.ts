import type { PlannerDot } from '@/components/operator/planner-servers'
import type { PlannedLine } from '@/components/operator/planner-table'
import { listServerReports } from '@/lib/catalog'
import { isUuid } from '@/lib/core'
import { getPlan, listPlannedMoves, PLAN_KINDS, type PlannedMove, type PlanView } from '@/lib/lifecycle'
import { formatBytes, formatShare } from '@/lib/portal'
import { type Query, readListAddress } from '../../list-address'
import type { Office } from '../../office'

const PAGE = 50
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

export async function plannerOf(desk: Office, query: Query) {
  const { servers } = await listServerReports({ limit: 200 })
  const plan = isUuid(one(query.plan) ?? '') ? await getPlan(one(query.plan)!) : null
  const nameOf = (id: string | undefined) => servers.find((server) => server.id === id)?.name
  const wish = {
    kind: plan?.goal.kind ?? PLAN_KINDS.find((kind) => kind === one(query.kind)) ?? 'rebalance',
    server: nameOf(plan?.goal.serverId) ?? one(query.server) ?? '',
    to: nameOf(plan?.goal.toServerId) ?? '',
    target: plan?.goal.target ?? 0.65,
  }
  const names = servers.filter(({ provider }) => provider !== 'local').map(({ name }) => name)
  return { wish, names, plan: plan && (await shown(desk, plan, query)) }
}

async function shown(desk: Office, plan: PlanView, query: Query) {
  const { t, locale } = desk
  const list = readListAddress('/planner', query, ['plan'])
  const { moves, nextCursor } = await listPlannedMoves(plan.id, { limit: PAGE, ...(list.cursor && { cursor: list.cursor }) })
  const percent = (share: number) => formatShare(share, locale)
  const chosen = plan.moves - plan.struck
  const minutes = plan.secondsPredicted < 60 ? 0 : Math.round(plan.secondsPredicted / 60)
  const most = (key: 'before' | 'chosen') => Math.max(0, ...plan.servers.map((server) => server[key]))
  const data = formatBytes(plan.bytes, locale)
  const from = list.page * PAGE + 1
  return {
    id: plan.id,
    operationId: plan.operationId,
    chosen,
    moves: plan.moves,
    state: t(plan.operationId ? 'planner.started' : 'planner.simulated'),
    first: plan.moves === 0 ? t('planner.nothing') : t('planner.sentence', { chosen, moves: plan.moves }),
    second:
      plan.moves === 0
        ? undefined
        : `${t('planner.under', { before: percent(most('before')), after: percent(most('chosen')) })} ${t('planner.size', { data, minutes })}`,
    selected: t('planner.selectedOf', { chosen, moves: plan.moves }),
    data,
    duration: t('planner.minutes', { minutes }),
    threshold: t('planner.threshold', { percent: percent(plan.goal.target) }),
    target: plan.goal.target,
    dots: plan.servers.map((server): PlannerDot => {
      const words = { name: server.name, before: percent(server.before), after: percent(server.chosen) }
      return { ...server, beforeWord: words.before, afterWord: words.after, label: t('planner.dotsLabel', words) }
    }),
    lines: moves.map((move) => lineOf(desk, move)),
    staying: plan.staying.map(({ why, count, slugs }) => ({
      key: why,
      title: t(`planner.stay.${why}`, { count }),
      names: `${slugs.slice(0, 8).join(', ')}${count > 8 ? ', …' : ''}`,
    })),
    pager: {
      range: t('planner.range', { from: plan.moves === 0 ? 0 : from, to: from + moves.length - 1, total: plan.moves }),
      previousHref: list.previousHref,
      nextHref: list.nextHref(nextCursor),
      words: { label: t('planner.table'), previous: t('common.previous'), next: t('common.next') },
    },
  }
}

function lineOf({ t, locale }: Office, move: PlannedMove): PlannedLine {
  const percent = (share: number) => formatShare(share, locale)
  const { position, tenant, pattern, from, to, isStruck, moveId, moveState } = move
  const [before, after] = move.effect.from
  return {
    ...{ position, slug: tenant.slug, pattern, from, to, isStruck, moveId },
    name: tenant.name,
    size: formatBytes(move.bytes, locale),
    reason: t(`planner.reasons.${move.reason}`, { from, to, percent: percent(move.share) }),
    effect: t('planner.effectFrom', { before: percent(before), after: percent(after) }),
    state: moveState && t(`opStates.${moveState}`),
  }
}
