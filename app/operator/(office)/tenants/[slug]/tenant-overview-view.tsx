import { PatternLabel } from '@/components/operator/pattern-glyph'
import type { Hop } from '@/components/operator/route-chain'
import type { TenantChange } from '@/components/operator/tenant-careful'
import type { TenantOverviewProps } from '@/components/operator/tenant-overview'
import { wordOr } from '@/components/operator/words'
import { countPresence, type Presence } from '@/lib/auth'
import { explainFlags, getTier, type TenantStatus, type Tier } from '@/lib/catalog'
import { env } from '@/lib/core'
import { listOperations } from '@/lib/operations'
import { formatNumber, INTL_LOCALE } from '@/lib/portal'
import { flagValueWord } from '../../flag-words'
import { operationLine } from '../../operations/operation-words'
import { countryOptions, currencyOptions, localeOptions, nameOf, tierOptions, timeZoneOptions } from '../choices'
import { fromTenant, type TenantDesk } from './tenant-desk'

const SHOWN = 5

export async function tenantOverviewOf(desk: TenantDesk, asked: string | undefined): Promise<TenantOverviewProps> {
  const { t, tenant, may } = desk
  const [operations, presence, flags, tier, tiers] = await Promise.all([
    may('operation:read') ? listOperations({ tenantId: tenant.id, limit: SHOWN + 1 }) : { operations: [] },
    fromTenant(desk, countPresence),
    explainFlags(tenant.id),
    getTier(tenant.tierKey),
    tierOptions(t),
  ])
  const here = `/tenants/${tenant.slug}`
  const present = presence.isThere ? presence.value : null
  const possible = changeOf(tenant.status)
  const differing = flags.filter(({ rule }) => rule !== 'default')
  return {
    notice: noticeOf(desk, operations.operations[0]?.id),
    route: tenant.placement && { title: t('tenant.where'), label: t('tenant.chain'), hops: hopsOf(desk) },
    facts: factsOf(desk, present),
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
  return { active: 'stop', stopped: 'start', failed: 'remove', provisioning: null }[status] as TenantChange | null
}

function noticeOf({ t, tenant, moment }: TenantDesk, operationId: string | undefined): TenantOverviewProps['notice'] {
  const { name, status } = tenant
  const watch = operationId ? { href: `/operations/${operationId}`, action: t('tenant.watch') } : {}
  if (status === 'stopped') {
    const since = tenant.stoppedAt ? t('tenant.stoppedSince', { date: moment(tenant.stoppedAt).exact }) : t('tenant.shut', { name })
    return { tone: 'warn', title: since, note: tenant.stopReason ? t('tenant.stoppedReason', { reason: tenant.stopReason }) : '' }
  }
  if (status === 'failed') return { tone: 'bad', title: t('tenant.failedNotice', { name }), note: t('tenant.failedNoticeNote'), ...watch }
  if (status === 'provisioning') return { tone: 'info', title: t('tenant.openingNotice', { name }), note: '', ...watch }
  return null
}

function hopsOf({ t, tenant, date }: TenantDesk): Hop[] {
  const { placement, domains } = tenant
  if (!placement) return []
  const own = domains.filter(({ isVerified }) => isVerified)
  return [
    {
      key: 'address',
      label: t('tenant.address'),
      value: own[0]?.host ?? `${tenant.slug}.${env().BASE_DOMAIN}`,
      note: t('tenant.addresses', { count: own.length + 1 }),
      isMono: true,
    },
    {
      key: 'route',
      label: t('tenant.route'),
      value: t('tenant.epoch', { epoch: placement.epoch }),
      note: t('tenant.since', { date: date(placement.since) }),
    },
    { key: 'server', label: t('tenant.server'), value: placement.server, note: placement.region, isMono: true },
    {
      key: 'database',
      label: t('tenant.database'),
      value: placement.database,
      note: t('tenant.withOthers', { count: placement.tenantCount - 1 }),
      isMono: true,
    },
    {
      key: 'pattern',
      label: t('tenant.pattern'),
      value: <PatternLabel pattern={placement.pattern} label={t(`kept.${placement.pattern}`)} />,
      note: t(`keptNote.${placement.pattern}`),
    },
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
