import type { Figure } from '@/components/operator/figures-form'
import type { HealthLine } from '@/components/operator/health-list'
import type { LimitLine } from '@/components/operator/server-limits'
import {
  type CapacityKey,
  fullnessOf,
  getServerReport,
  listDatabasePage,
  type ServerReport,
  STANDBY_PATTERNS,
  type StandbyPattern,
} from '@/lib/catalog'
import { formatBytes, formatNumber, formatShare } from '@/lib/portal'
import type { Office } from '../../../office'

const KEYS: CapacityKey[] = ['databasesMax', 'schemasMax', 'tablesMax', 'connectionsMax', 'slotsMax', 'bytesMax']
/** Limits that the server has of its own where the operator sets none. */
const NULLABLE = new Set<string>(['connectionsMax', 'slotsMax', 'bytesMax'])

export async function serverOf(desk: Office, name: string) {
  const { t, locale, moment } = desk
  const server = await getServerReport(name)
  const { databases } = await listDatabasePage({ server: server.id, limit: 100 })
  const { facts } = server
  const number = (value: number) => formatNumber(value, locale)
  return {
    server,
    first: t('servers.opening', { name: server.name, tenants: server.tenants }),
    second: stateOf(desk, server),
    limits: KEYS.map((key) => limitLine(desk, server, key)),
    limitFigures: limitFiguresOf(desk, server),
    standbys: STANDBY_PATTERNS.filter((pattern) => isKept(server, pattern)).map((pattern) => standbyLine(desk, server, pattern)),
    standbyFigures: STANDBY_PATTERNS.filter((pattern) => isKept(server, pattern)).map(
      (pattern): Figure => ({
        name: pattern,
        label: t(`servers.standby.${pattern}`),
        value: server.standbyTargets[pattern],
        isOptional: false,
      }),
    ),
    patterns: (Object.entries(server.tenantsBy) as ['row' | 'schema' | 'database' | 'instance', number][])
      .filter(([, count]) => count > 0)
      .map(([pattern, count]) => ({ pattern, word: t(`patterns.${pattern}`), count: number(count) })),
    facts: [
      [t('servers.address'), `${server.host}:${server.port}`],
      [t('servers.region'), server.region],
      [t('servers.provider'), t(`servers.providers.${server.provider}`)],
      [t('servers.state'), t(`servers.states.${server.state}`)],
      [t('servers.level'), t(`servers.levels.${server.level}`)],
      ...(facts?.version
        ? [
            [
              t('servers.health'),
              `${t('servers.version', { version: facts.version })}, ${t('servers.answers', { ms: t('units.ms', { value: Math.round(facts.milliseconds) }) })}`,
            ],
            [t('servers.walLevel'), facts.walLevel],
            [t('servers.free'), facts.freeBytes === null ? t('servers.unknown') : formatBytes(facts.freeBytes, locale)],
          ]
        : []),
      [t('servers.former'), number(server.formerCopies)],
      [t('servers.looked'), server.checkedAt ? moment(server.checkedAt).text : t('servers.notLooked')],
    ] as [string, string][],
    databases: databases.map(
      (each): HealthLine => ({
        key: each.databaseId,
        tone: each.state === 'ready' ? 'ok' : 'quiet',
        name: each.database,
        isMono: true,
        note: t('servers.database', { pattern: t(`patterns.${each.pattern}`), state: t(`servers.databaseStates.${each.state}`) }),
        value: each.schemaVersion,
      }),
    ),
  }
}

/** What the operator has set, and not what the server itself allows: an empty field sets nothing. */
function limitFiguresOf({ t }: Office, { capacity, limitsSet }: ServerReport): Figure[] {
  return [...KEYS, 'loadMax' as const].map((name) => ({
    name,
    label: t(name === 'bytesMax' ? 'servers.bytesMax' : `servers.limit.${name}`),
    value: NULLABLE.has(name) ? (limitsSet[name] ?? null) : capacity[name],
    isOptional: NULLABLE.has(name),
  }))
}

const isKept = ({ provider }: ServerReport, pattern: StandbyPattern) => pattern !== 'instance' || provider === 'embedded'

function standbyLine({ t, locale }: Office, { standbys, standbyTargets }: ServerReport, pattern: StandbyPattern): LimitLine {
  const [ready, wanted] = [standbys[pattern], standbyTargets[pattern]]
  return {
    key: pattern,
    name: t(`servers.standby.${pattern}`),
    value: t('servers.of', { used: formatNumber(ready, locale), max: formatNumber(wanted, locale) }),
    share: null,
    label: '',
  }
}

function stateOf({ t, locale }: Office, { state, facts, capacity, usage }: ServerReport): string {
  if (facts?.problem) return t('servers.openingSilent', { problem: facts.problem })
  if (state === 'draining') return t('servers.openingDraining')
  const full = fullnessOf(capacity, usage)
  const key = KEYS.find((each) => shareOf(usage[each], capacity[each]) === full)
  if (!key || full < 0.5) return t('servers.openingFree')
  return t('servers.openingFull', { limit: t(`servers.limit.${key}`), percent: formatShare(full, locale) })
}

const shareOf = (used: number | null, max: number | null) => (used === null || max === null || max === 0 ? null : used / max)

function limitLine({ t, locale }: Office, { capacity, usage }: ServerReport, key: CapacityKey): LimitLine {
  const [used, max] = [usage[key], capacity[key]]
  const show = (value: number) => (key === 'bytesMax' ? formatBytes(value, locale) : formatNumber(value, locale))
  const share = shareOf(used, max)
  const there = used === null ? t('servers.unknown') : show(used)
  return {
    key,
    name: t(`servers.limit.${key}`),
    value: max === null ? `${there} (${t('servers.noLimit')})` : t('servers.of', { used: there, max: show(max) }),
    share,
    label: t('servers.share', { name: t(`servers.limit.${key}`), percent: formatShare(share ?? 0, locale) }),
  }
}
