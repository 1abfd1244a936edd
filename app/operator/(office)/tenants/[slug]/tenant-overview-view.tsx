import type { TenantChange } from '@/components/operator/tenant-careful'
import type { TenantOverviewProps } from '@/components/operator/tenant-overview'
import { wordOr } from '@/components/operator/words'
import { ShareBar } from '@/components/ui/share-bar'
import { countPresence, type Presence } from '@/lib/auth'
import { explainFlags, findUsage, getTier, type TenantStatus, type TenantUsage, type Tier } from '@/lib/catalog'
import { listOperations } from '@/lib/operations'
import { countryOptions, currencyOptions, formatBytes, formatNumber, formatShare, INTL_LOCALE, nameOf } from '@/lib/portal'
import { flagValueWord } from '../../flag-words'
import { operationLine } from '../../operations/operation-words'
import { localeOptions, tierOptions, timeZoneOptions } from '../choices'
import { hopsOf } from './hops'
import { loadOf } from './load-view'
import { fromTenant, type TenantDesk } from './tenant-desk'

const SHOWN = 5

export async function tenantOverviewOf(desk: TenantDesk, asked: string | undefined): Promise<TenantOverviewProps> {
  const { t, tenant, may } = desk
  const [operations, presence, flags, tier, tiers, usage, load] = await Promise.all([
    may('operation:read') ? listOperations({ tenantId: tenant.id, limit: SHOWN + 1 }) : { operations: [] },
    fromTenant(desk, countPresence),
    explainFlags(tenant.id),
    getTier(tenant.tierKey),
    tierOptions(t),
    findUsage(tenant.id),
    loadOf(desk, tenant.id),
  ])
  const here = `/tenants/${tenant.slug}`
  const present = presence.isThere ? presence.value : null
  const possible = changeOf(tenant.status)
  const differing = flags.filter(({ rule }) => rule !== 'default')
  return {
    notice: noticeOf(desk, operations.operations[0]?.id),
    route: tenant.placement && { title: t('tenant.where'), label: t('tenant.chain'), hops: hopsOf(desk) },
    facts: [...sizeFacts(desk, usage, tier), ...factsOf(desk, present)],
    load: { title: t('tenant.load'), note: t('tenant.loadNote'), total: load.totalWord, chart: load.chart },
    operations: {
      title: t('tenant.operations'),
      none: t('tenant.noOperations'),
      all: operations.operations.length > SHOWN ? { label: t('operations.page'), href: `${here}/operations` } : null,
      lines: operations.operations.slice(0, SHOWN).map((operation) => operationLine(desk, operation)),
    },
    flags: {
      title: t('flags.heading'),
      note: t('tenant.flagsNote', { count: differing.length }),
      all: { label: t('common.all', { count: flags.length }), href: `${here}/flags` },
      nothing: t('tenant.nothingDiffers'),
      lines: differing.map((flag) => ({
        key: flag.key,
        label: wordOr(t, `flags.${flag.label}`, flag.key),
        value: flagValueWord(t, flag.value),
        rule: t(`flags.rules.${flag.rule}`),
      })),
    },
    plan: planOf(desk, tier),
    settings: {
      slug: tenant.slug,
      name: tenant.name,
      version: tenant.version,
      title: t('tenant.settings'),
      pairs: [
        [t('tenant.language'), t(`locales.${tenant.locale === 'ko' ? 'ko' : 'en'}`)],
        [t('tenant.timeZone'), tenant.timeZone],
        [t('tenant.country'), nameOf(desk.locale, 'region', tenant.country)],
        [t('tenant.currency'), tenant.currency],
        [t('tenant.region'), tenant.region],
        [t('tenant.created'), desk.date(tenant.createdAt)],
      ],
      form: may('tenant:update')
        ? {
            values: {
              name: tenant.name,
              tier: tenant.tierKey,
              locale: tenant.locale,
              timeZone: tenant.timeZone,
              country: tenant.country,
              currency: tenant.currency,
            },
            options: {
              tier: tiers,
              locale: localeOptions(t),
              timeZone: timeZoneOptions(),
              country: countryOptions(desk.locale),
              currency: currencyOptions(desk.locale),
            },
          }
        : null,
    },
    careful:
      possible && may(possible === 'remove' ? 'tenant:create' : 'tenant:stop')
        ? {
            slug: tenant.slug,
            name: tenant.name,
            change: possible,
            signedIn: present?.signedIn ?? null,
            people: tenant.peopleCount,
            isAsked: asked === possible,
          }
        : null,
  }
}

function changeOf(status: TenantStatus): TenantChange | null {
  return { active: 'stop', stopped: 'start', failed: 'remove', provisioning: null, deleting: null }[status] as TenantChange | null
}

function noticeOf({ t, tenant, moment }: TenantDesk, operationId: string | undefined): TenantOverviewProps['notice'] {
  const { name, status } = tenant
  const watch = operationId ? { href: `/operations/${operationId}`, action: t('tenant.watch') } : {}
  if (status === 'stopped') {
    const since = tenant.stoppedAt ? t('tenant.stoppedSince', { date: moment(tenant.stoppedAt).exact }) : t('tenant.shut', { name })
    return { tone: 'warn', title: since, note: tenant.stopReason ? t('tenant.stoppedReason', { reason: tenant.stopReason }) : '' }
  }
  if (status === 'deleting')
    return {
      tone: 'warn',
      title: t('tenant.deletingNotice', { name }),
      note: '',
      href: `/tenants/${tenant.slug}/data`,
      action: t('tenant.watch'),
    }
  if (status === 'failed') return { tone: 'bad', title: t('tenant.failedNotice', { name }), note: t('tenant.failedNoticeNote'), ...watch }
  if (status === 'provisioning') return { tone: 'info', title: t('tenant.openingNotice', { name }), note: '', ...watch }
  return null
}

function sizeFacts({ t, locale }: TenantDesk, usage: TenantUsage | null, { limits }: Tier): TenantOverviewProps['facts'] {
  const fact = (key: 'size' | 'sizeRows', used: number | undefined, limit: number, word: (value: number) => string) => ({
    key,
    label: t(`tenant.${key}`),
    value: used === undefined ? '–' : word(used),
    note:
      used === undefined ? (
        t('tenant.notMeasured')
      ) : (
        <>
          <ShareBar share={used / limit} />
          {t('tenant.shareOf', { share: formatShare(used / limit, locale), limit: word(limit) })}
        </>
      ),
  })
  return [
    fact('size', usage?.bytes, limits.storageBytesMax, (value) => formatBytes(value, locale)),
    fact('sizeRows', usage?.rows, limits.rowsMax, (value) => formatNumber(value, locale)),
  ]
}

function factsOf({ t, tenant, locale }: TenantDesk, present: Presence | null): TenantOverviewProps['facts'] {
  const number = (value: number | null | undefined) => (value === null || value === undefined ? '–' : formatNumber(value, locale))
  const none = t('common.notReported')
  const away = t(tenant.status === 'stopped' ? 'tenant.factShut' : 'common.notReported')
  return [
    {
      key: 'people',
      label: t('tenant.people'),
      value: number(tenant.peopleCount),
      note: tenant.peopleCount === null ? none : t('tenant.peopleNote'),
    },
    {
      key: 'members',
      label: t('tenant.members'),
      value: number(present?.members),
      note: present ? t('tenant.membersNote', { invited: present.invited }) : away,
    },
    { key: 'signed-in', label: t('tenant.signedIn'), value: number(present?.signedIn), note: present ? t('tenant.signedInNote') : away },
  ]
}

function planOf({ t, tenant, locale }: TenantDesk, tier: Tier): TenantOverviewProps['plan'] {
  const { limits } = tier
  const compact = (value: number) =>
    new Intl.NumberFormat(INTL_LOCALE[locale], { notation: 'compact', compactDisplay: 'long' }).format(value)
  const gigabytes = (bytes: number) => `${formatNumber(Math.round((bytes / 1024 ** 3) * 10) / 10, locale)} GB`
  const placed = tenant.placement?.pattern
  return {
    title: t('tenant.plan'),
    pairs: [
      [t('tenant.tier'), wordOr(t, `tiers.${tier.key}`, tier.name)],
      [t('tenant.defaultPattern'), t(`patterns.${tier.defaultPattern}`)],
      [t('tenant.rowsMax'), compact(limits.rowsMax)],
      [t('tenant.storage'), gigabytes(limits.storageBytesMax)],
      [t('tenant.requests'), formatNumber(limits.requestsPerSecond, locale)],
      [t('tenant.features'), tier.features.length > 0 ? tier.features.join(', ') : t('common.none')],
    ],
    advice:
      placed && !tier.allowedPatterns.includes(placed)
        ? t('tenant.advice', { wanted: t(`kept.${tier.defaultPattern}`), current: t(`kept.${placed}`), name: tenant.name })
        : null,
  }
}
