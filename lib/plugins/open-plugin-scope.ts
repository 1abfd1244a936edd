import { hasPermission, type Permission, type Principal } from '@/lib/auth'
import type { ResolvedTenant } from '@/lib/catalog'
import { AppError, type Locale, now, todayIn } from '@/lib/core'
import { listPayDuring, listPersonCards, listPublicHolidays, listRelations } from '@/lib/hr'
import type { AnyPlugin, Format, PeopleReach, PluginRun, PluginScope } from '@/lib/plugin-kit'
import { formatDate, formatDateLong, formatDay, formatMoment, formatMoney, formatNumber, fullName } from '@/lib/portal'
import { narrowTables, type TenantTx } from '@/lib/tenancy'
import { pluginWords } from './plugin-translator'

export type PluginVisit = {
  tenant: ResolvedTenant
  db: TenantTx
  principal: Principal
  locale: Locale
  /** The server action of the page's forms; without one there are no forms, as in the API. */
  run?: PluginRun
}

/** The capabilities of one plugin for one request. `stored` are the tenant's settings as they lie in its row. */
export function openPluginScope(plugin: AnyPlugin, visit: PluginVisit, stored: unknown): PluginScope {
  const { manifest, settings } = plugin
  const { tenant, db, principal, locale } = visit
  const t = pluginWords(plugin, locale)
  const member = principal.kind === 'member' ? principal : null
  return Object.freeze<PluginScope>({
    tables: narrowTables(db, Object.keys(manifest.tables) as never[]),
    settings: readSettings(settings, stored),
    people: peopleReach(db, principal),
    me: { userId: member?.userId ?? null, employeeId: member?.employeeId ?? null, name: member?.name ?? '' },
    tenant: {
      name: tenant.name,
      productName: tenant.branding.productName,
      country: tenant.country,
      currency: tenant.currency,
      timeZone: tenant.timeZone,
    },
    today: todayIn(tenant.timeZone, now()),
    locale,
    may: (right) => hasPermission(principal, `${manifest.id}:${right}` as Permission),
    t: (key, values) => t(key, values),
    format: formats(locale, tenant.timeZone),
    publicHolidays: async (country, period) =>
      (await listPublicHolidays(db, country, period)).map(({ on, ...names }) => ({ on, name: names[locale] })),
    path: (below = '') => `/${manifest.id}${below}`,
    refuse: (code, word, { values, field } = {}) => {
      const message = t(word, values)
      // In the reader's language already: explain() shows it as it is.
      return new AppError(code, { message, key: 'common.said', values: { text: message }, ...(field && { fields: { [field]: message } }) })
    },
    run: visit.run ?? (async () => ({ ok: false, message: t('name') })),
  })
}

/** Settings of an older version may lack a field or hold a wrong one: what does not fit falls back to its default, field by field. */
export function readSettings(schema: AnyPlugin['settings'], stored: unknown): Record<string, unknown> {
  const given = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {}
  const whole = schema.safeParse(given)
  if (whole.success) return whole.data
  const fits = Object.entries(given).filter(([name, value]) => name in schema.shape && schema.shape[name]!.safeParse(value).success)
  return schema.parse(Object.fromEntries(fits))
}

function peopleReach(db: TenantTx, principal: Principal): PeopleReach {
  return {
    find: async (id) => (await listPersonCards(db, principal, { ids: [id], limit: 1 }))[0] ?? null,
    list: (query) => listPersonCards(db, principal, query),
    relations: (ids) => listRelations(db, principal, ids),
    payDuring: (query) => listPayDuring(db, principal, query),
    name: fullName,
  }
}

const formats = (locale: Locale, timeZone: string): Format => ({
  number: (value) => formatNumber(value, locale),
  money: (money) => formatMoney(money, locale),
  date: (day) => formatDate(day, locale),
  dateLong: (day) => formatDateLong(day, locale),
  day: (day) => formatDay(day, locale),
  moment: (at) => formatMoment(at, locale, timeZone),
})
