import { durationWord, wordOr } from '@/components/operator/words'
import { listServers, PATTERNS, type Pattern } from '@/lib/catalog'
import { isUuid } from '@/lib/core'
import { type MovePreview, previewMove } from '@/lib/lifecycle'
import { formatBytes } from '@/lib/portal'
import type { Query } from '../../../../list-address'
import type { TenantDesk } from '../tenant-desk'

const METHODS = ['auto', 'online', 'offline'] as const
const KEEP_HOURS = 24

/** What the address asks for: a pattern, maybe a server and a method. Without a pattern it is one step up from where the tenant lives. */
export function wantedMove(desk: TenantDesk, query: Query) {
  const now = desk.tenant.placement?.pattern ?? 'row'
  const toPattern = PATTERNS.find((pattern) => pattern === query.pattern) ?? PATTERNS[(PATTERNS.indexOf(now) + 1) % PATTERNS.length]!
  const toServerId = isUuid(query.server) ? query.server : undefined
  const method = METHODS.find((known) => known === query.method) ?? 'auto'
  return { toPattern, toServerId, method }
}

export async function moveOf(desk: TenantDesk, query: Query) {
  const { t, tenant, principal, locale } = desk
  const wanted = wantedMove(desk, query)
  const [preview, servers] = await Promise.all([previewMove(principal, { tenantId: tenant.id, ...wanted }), listServers()])
  const bytes = formatBytes(preview.bytes, locale)
  const time = durationWord(t, preview.predictedSeconds * 1000)
  const isOffline = preview.method === 'offline'
  return {
    wanted,
    opening: openingOf(desk, wanted.toPattern, preview),
    filters: [
      {
        name: 'pattern',
        label: t('moves.pattern'),
        value: wanted.toPattern,
        options: PATTERNS.map((value) => ({ value, label: t(`kept.${value}`) })),
      },
      {
        name: 'server',
        label: t('moves.server'),
        value: wanted.toServerId ?? '',
        options: [
          { value: '', label: t('moves.anyServer') },
          ...servers
            .filter(({ region, state }) => region === tenant.region && state === 'ready')
            .map(({ id, name }) => ({ value: id, label: name })),
        ],
      },
      {
        name: 'method',
        label: t('moves.method'),
        value: wanted.method,
        options: METHODS.map((value) => ({ value, label: t(`moves.methods.${value}`) })),
      },
    ],
    now: {
      pattern: preview.from.pattern,
      kept: t(`kept.${preview.from.pattern}`),
      place: [preview.from.server, preview.from.database].filter(Boolean).join(' / '),
      epoch: t('moves.epoch', { epoch: tenant.placement?.epoch ?? 0 }),
    },
    later: {
      pattern: wanted.toPattern,
      kept: t(`kept.${wanted.toPattern}`),
      place: preview.to ? [preview.to.server, preview.to.database ?? t('moves.newDatabase')].join(' / ') : '–',
      epoch: t('moves.epoch', { epoch: (tenant.placement?.epoch ?? 0) + 1 }),
    },
    carries: t('moves.carries', { rows: preview.rows, bytes }),
    predicted: [
      [t('moves.copyAndCatchUp'), t('moves.about', { time })],
      [t('moves.pause'), t(isOffline ? 'moves.everyone' : 'moves.pauseMost', { time: durationWord(t, preview.predictedPauseMs) })],
      [t('moves.asMethod'), t(`moves.methods.${preview.method}`)],
      [t('moves.oldCopy'), t('moves.keptHours', { hours: KEEP_HOURS })],
    ] as [string, string][],
    changes: changesOf(desk, wanted.toPattern),
    checks: ['operation', 'rights', 'region', 'space']
      .filter((check) => !preview.blockers.some(({ code }) => code === check))
      .map((check) => t(`moves.checks.${check}`, { region: tenant.region, space: bytes, bytes })),
    blockers: preview.blockers.map(({ code, message }) => ({ code, title: wordOr(t, `moves.blockers.${code}`, code), message })),
  }
}

function openingOf({ t, tenant: { name } }: TenantDesk, to: Pattern, preview: MovePreview): [string, string] {
  if (preview.blockers.length > 0)
    return [t('moves.openingBlocked', { name }), t('moves.openingBlockedNote', { count: preview.blockers.length })]
  const time = durationWord(t, preview.predictedSeconds * 1000)
  return [
    t(to === 'row' ? 'moves.openingShared' : 'moves.openingFirst', { name, kept: t(`kept.${to}`), time }),
    preview.method === 'offline'
      ? t('moves.openingOffline', { time: durationWord(t, preview.predictedPauseMs) })
      : t('moves.openingSecond', { pause: durationWord(t, preview.predictedPauseMs) }),
  ]
}

/** What is gained and lost, a line each: who else is there, which role reaches the data, whose load is felt. */
function changesOf({ t, tenant }: TenantDesk, to: Pattern) {
  const from = tenant.placement?.pattern ?? 'row'
  const isOwn = (pattern: Pattern) => pattern === 'database' || pattern === 'instance'
  const credentials = (pattern: Pattern) => t(`moves.${isOwn(pattern) ? 'own' : pattern === 'schema' ? 'sharedSchema' : 'shared'}`)
  const load = (pattern: Pattern) =>
    t(`moves.${pattern === 'instance' ? 'limitsOwn' : pattern === 'database' ? 'limitsServer' : 'limitsShared'}`)
  const gain = PATTERNS.indexOf(to) - PATTERNS.indexOf(from)
  return [
    {
      key: 'neighbours',
      label: t('moves.neighbours'),
      now: t('moves.neighboursNow', { count: (tenant.placement?.tenantCount ?? 1) - 1 }),
      later: t(isOwn(to) ? 'moves.neighboursNone' : 'moves.neighboursShared'),
    },
    { key: 'credentials', label: t('moves.credentials'), now: credentials(from), later: credentials(to) },
    { key: 'load', label: t('moves.limits'), now: load(from), later: load(to) },
  ].map((change) => ({ ...change, gain: change.now === change.later ? 0 : Math.sign(gain) }))
}
