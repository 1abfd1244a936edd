import type { HomePageProps, PayTrend } from '@/components/portal/home-page'
import type { Locale } from '@/lib/core'
import type { Dashboard, DashboardRange, Money, TimelinePoint } from '@/lib/hr'
import { formatChange, formatDay, formatMoneyShort, formatNumber, formatWeekday, fullName, INTL_LOCALE, translator } from '@/lib/portal'
import type { Portal } from './portal-request'

const DEPARTMENTS_SHOWN = 7
const FEW_DEPARTMENTS = 4
const ANNIVERSARIES_SHOWN = 5

type Words = ReturnType<typeof translator<'portal'>>
type Pay = { amountMinor: number; currency: string }[] | undefined

/** The dashboard in words and strings. */
export function homeView(dashboard: Dashboard, { tenant, locale }: Portal): Omit<HomePageProps, 'cards' | 'payTrend'> {
  const t = translator(locale, 'portal')
  const { timeline, unit, activePeople } = dashboard
  const number = (value: number) => formatNumber(value, locale)
  const label = (point: TimelinePoint) => periodLabel(point, unit, locale, t)
  return {
    day: formatWeekday(dashboard.today, locale),
    sentence:
      activePeople === 0
        ? t('home.nobody', { company: tenant.name })
        : t.markup('home.sentence', { count: activePeople, company: escapeText(tenant.name), em: (text) => `<em>${text}</em>` }),
    headcount:
      timeline.length === 0
        ? null
        : {
            chart: {
              points: timeline.map((point) => ({
                label: label(point),
                joined: point.joined,
                left: point.left,
                headcount: point.headcount,
              })),
              locale: INTL_LOCALE[locale],
              words: {
                label: t('home.headcountChart', { unit }),
                headcount: t('home.people'),
                joined: t('home.joined'),
                left: t('home.left'),
              },
            },
            table: {
              summary: t('home.asTable'),
              head: [t('home.period'), t('home.people'), t('home.joined'), t('home.left')],
              rows: timeline.map((point) => [label(point), number(point.headcount), number(point.joined), number(point.left)]),
            },
            ranges: (['2y', '5y', 'all'] as const).map((range) => ({
              href: `/?range=${range}`,
              label: rangeLabel(range, dashboard, t),
              isCurrent: range === dashboard.range,
            })),
          },
    departments: shares(
      dashboard.departments.filter(({ id }) => id !== null).slice(0, DEPARTMENTS_SHOWN),
      activePeople,
      ({ id, name }) => ({ key: id ?? '', label: name ?? t('home.noDepartment'), href: `/people?department=${id}` }),
      locale,
    ),
    departmentsRest: restOf(dashboard, t),
    titles:
      dashboard.departments.filter(({ id }) => id !== null).length < FEW_DEPARTMENTS
        ? shares(
            dashboard.titles.slice(0, DEPARTMENTS_SHOWN),
            activePeople,
            ({ title }) => ({
              key: title,
              label: title || t('home.noTitle'),
              href: title ? `/people?title=${encodeURIComponent(title)}` : '/people?view=untitled',
            }),
            locale,
          )
        : [],
    pay: tenant.flags['dashboard.payCost'] ? payView(dashboard, locale, t) : null,
    hasAnniversaries: tenant.flags['dashboard.anniversaries'],
    anniversaries: dashboard.anniversaries.people.slice(0, ANNIVERSARIES_SHOWN).map((person) => ({
      id: person.id,
      name: fullName(person),
      years: t('home.years', { count: person.years }),
      day: formatDay(person.on, locale),
    })),
    anniversariesRest:
      dashboard.anniversaries.total > ANNIVERSARIES_SHOWN
        ? t('home.moreAnniversaries', { count: dashboard.anniversaries.total - ANNIVERSARIES_SHOWN })
        : undefined,
    words: {
      headcount: t('home.headcount'),
      range: t('home.range'),
      byDepartment: t('home.byDepartment'),
      byTitle: t('home.byTitle'),
      peopleAndPay: dashboard.monthlyPay ? t('home.peopleAndPay') : t('home.people'),
      people: t('home.people'),
      pay: t('home.costOfPay'),
      share: t('home.share'),
      costOfPay: t('home.costOfPay'),
      aMonth: t('home.aMonth'),
      anniversaries: t('home.anniversaries'),
      nextDays: t('home.nextDays'),
      noAnniversary: t('home.noAnniversary'),
    },
  }
}

function shares<T extends { people: number; monthlyPay: Pay }>(
  groups: T[],
  total: number,
  name: (group: T) => { key: string; label: string; href: string },
  locale: Locale,
) {
  // A few parts make a whole; many are compared with the largest.
  const whole = Math.max(1, groups.length < FEW_DEPARTMENTS ? total : Math.max(...groups.map(({ people }) => people)))
  return groups.map((group) => ({
    ...name(group),
    share: group.people / whole,
    people: locale === 'ko' ? `${formatNumber(group.people, locale)}명` : formatNumber(group.people, locale),
    pay: group.monthlyPay && (group.monthlyPay[0] ? formatMoneyShort(group.monthlyPay[0], locale, locale === 'ko' ? 1 : 0) : '–'),
  }))
}

function restOf({ departments }: Dashboard, t: Words): string | undefined {
  const none = departments.find(({ id }) => id === null)?.people ?? 0
  const count = Math.max(0, departments.filter(({ id }) => id !== null).length - DEPARTMENTS_SHOWN)
  if (count > 0 && none > 0) return t('home.moreAndNone', { count, none })
  if (count > 0) return t('home.more', { count })
  return none > 0 ? t('home.without', { none }) : undefined
}

function payView({ monthlyPay }: Dashboard, locale: Locale, t: Words) {
  if (!monthlyPay) return null
  const [main, ...others] = monthlyPay
  if (!main) return { value: '–' }
  return {
    value: formatMoneyShort(main, locale),
    others:
      others.length > 0
        ? t('home.otherCurrencies', { amounts: others.map((money) => formatMoneyShort(money, locale)).join(', ') })
        : undefined,
  }
}

/** Pay at the end of each of the timeline's periods, in the currency that costs most today. */
export function payTrend({ monthlyPay, timeline, unit }: Dashboard, amounts: Money[][] | undefined, locale: Locale): PayTrend | null {
  const main = monthlyPay?.[0]
  const [first, last] = [timeline[0], timeline.at(-1)]
  if (!amounts || !main || !first || !last) return null
  const t = translator(locale, 'portal')
  const label = (point: TimelinePoint) => periodLabel(point, unit, locale, t)
  const values = amounts.map((pay) => pay.find(({ currency }) => currency === main.currency)?.amountMinor ?? 0)
  const back = { month: 12, quarter: 4, year: 1 }[unit]
  const [yearBefore, before] = [timeline.at(-1 - back), values.at(-1 - back) ?? 0]
  const change = before > 0 ? formatChange((values.at(-1) ?? 0) / before - 1, locale) : undefined
  return {
    values,
    change: yearBefore && change ? t('home.change', { change, period: label(yearBefore) }) : undefined,
    from: label(first),
    to: label(last),
    label: t('home.costChart'),
  }
}

function rangeLabel(range: DashboardRange, { ranges }: Dashboard, t: Words): string {
  if (range === '2y') return t('home.twoYears')
  if (range === '5y') return t('home.fiveYears')
  const [from, to] = [ranges.all.from.slice(0, 4), ranges.all.to.slice(0, 4)]
  return from === to ? t('home.allOne', { from }) : t('home.all', { from, to })
}

function periodLabel({ from }: TimelinePoint, unit: Dashboard['unit'], locale: Locale, t: Words): string {
  const [year, month] = [from.slice(0, 4), Number(from.slice(5, 7))]
  if (unit === 'year') return year
  if (unit === 'quarter') return t('home.quarter', { quarter: String(Math.ceil(month / 3)), year })
  const name = new Intl.DateTimeFormat(INTL_LOCALE[locale], { month: 'short', timeZone: 'UTC' }).format(new Date(`${from}T00:00:00Z`))
  return locale === 'ko' ? `${year}.${from.slice(5, 7)}` : `${name} ${year}`
}

/** The sentence is markup, because two of its words stand out; the company's name in it is text. */
const escapeText = (text: string) => text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character]!)
