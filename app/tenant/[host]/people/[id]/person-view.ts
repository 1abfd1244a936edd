import type { PersonChangeProps } from '@/components/portal/person-change'
import type { PersonPageProps } from '@/components/portal/person-page'
import { hasPermission } from '@/lib/auth'
import { type Locale, minorDigits } from '@/lib/core'
import type { Person } from '@/lib/hr'
import { formatDate, formatDateLong, formatMoney, fullName, tenure, translator } from '@/lib/portal'
import type { Portal } from '../../portal-request'
import { changeView } from './change-view'
import { salaryView } from './salary-view'

const TEAM_SHOWN = 5
const CHANGES_SHOWN = 7

/** One person in words and strings. What the reader may not see is not here at all. */
export function personView(
  person: Person,
  { tenant, principal, locale }: Portal,
  today: string,
): Omit<PersonPageProps, 'change' | 'values' | 'actions' | 'panels'> {
  const t = translator(locale, 'people')
  const name = fullName(person)
  const manager = person.reportsTo[0]
  return {
    name,
    isLeft: person.status === 'left',
    id: person.id,
    plans: hasPermission(principal, 'people:write')
      ? person.plans.map(({ id, kind, on }) => ({
          id,
          text: t('person.plan', { what: t(`person.do.${kind}`), day: formatDateLong(on, locale) }),
        }))
      : [],
    neighbours: { previous: person.neighbours.previous ?? undefined, next: person.neighbours.next ?? undefined },
    nationalId: person.identity?.nationalIdMasked ?? undefined,
    crumb: { label: t('title'), href: '/people' },
    line: subtitle(person, locale),
    manager: manager && { id: manager.id, name: fullName(manager) },
    facts: facts(person, today, locale),
    salary: person.salaries && person.salaries.length > 0 ? salaryView(person.salaries, today, locale) : null,
    whoSees: whoSees(person, principal.employeeId, hasPermission(principal, 'salary:read:all'), t),
    changes: person.changes.slice(0, CHANGES_SHOWN).map((change) => changeView(change, locale)),
    moreChanges: person.changes.slice(CHANGES_SHOWN).map((change) => changeView(change, locale)),
    reportsTo: manager && {
      id: manager.id,
      name: fullName(manager),
      detail: [manager.headOf ? t('person.headOf', { department: manager.headOf }) : manager.title].filter(Boolean).join(' · '),
    },
    team: {
      count: person.directReports,
      shown: person.team.slice(0, TEAM_SHOWN).map((report) => ({ id: report.id, name: fullName(report), title: report.title })),
      more: person.directReports > TEAM_SHOWN ? t('person.more', { count: person.directReports - TEAM_SHOWN }) : undefined,
      href: `/people?manager=${person.id}`,
      below: person.allReports > person.directReports ? t('person.below', { count: person.allReports }) : undefined,
    },
    personal: personal(person, locale),
    words: {
      reportsTo: t('person.reportsTo'),
      salary: t('person.salary'),
      changes: t('person.changes'),
      all: t('person.all', { count: person.changes.length }),
      planned: t('person.change.planned'),
      reportsToHead: t('person.reportsToHead'),
      noManager: t('person.noManager'),
      directReports: t('person.directReports'),
      personal: t('person.personal'),
      left: t('person.hasLeft'),
      noPay: t('person.noPay'),
      previous: t('person.previous'),
      next: t('person.next'),
      takeBack: t('person.takeBack'),
      reveal: t('person.reveal'),
      nationalId: t('person.nationalId'),
    },
    hasSalary: person.salaries !== undefined && tenant.flags['profile.salaryHistory'],
  }
}

function subtitle(person: Person, locale: Locale): string {
  const t = translator(locale, 'people')
  if (person.title && person.department) return t('person.titleAndDepartment', { title: person.title, department: person.department.name })
  return person.title || person.department?.name || t('noTitle')
}

function facts(person: Person, today: string, locale: Locale): PersonPageProps['facts'] {
  const t = translator(locale, 'people')
  const { years, months } = tenure(person.hiredOn, person.leftOn ?? today)
  const pay = person.salary
  const text = pay && formatMoney(pay, locale)
  return [
    { name: t('person.facts.number'), value: person.number },
    { name: t('person.facts.started'), value: formatDateLong(person.hiredOn, locale) },
    ...(person.leftOn ? [{ name: t('person.facts.left'), value: formatDateLong(person.leftOn, locale) }] : []),
    { name: t('person.facts.tenure'), value: years > 0 && months === 0 ? t('tenureYears', { years }) : t('tenureLong', { years, months }) },
    ...(text ? [{ name: t('person.facts.salary'), value: pay.period === 'month' ? t('person.perMonth', { amount: text }) : text }] : []),
    { name: t('person.facts.team'), value: t('person.team', { count: person.directReports }) },
    {
      name: t('person.facts.status'),
      value: t(person.status === 'active' ? 'person.active' : 'person.hasLeft'),
      tone: person.status === 'active' ? ('ok' as const) : ('neutral' as const),
    },
  ]
}

function whoSees({ id }: Person, ownId: string | null, seesAll: boolean, t: ReturnType<typeof translator<'people'>>): string {
  if (id === ownId) return t('person.youAndHr')
  return seesAll ? t('person.hrAndOwner') : t('person.teamAndHr')
}

function personal(person: Person, locale: Locale): PersonPageProps['personal'] {
  const t = translator(locale, 'people')
  const genders = { F: t('person.female'), M: t('person.male'), X: t('person.other') }
  const email = { name: t('person.email'), value: person.email, href: person.email ? `mailto:${person.email}` : undefined }
  const own = person.personal
  const { contact, identity } = person
  if (!own && !contact && !identity) return person.email ? [email] : []
  return [
    ...(own
      ? [
          { name: t('person.born'), value: own.birthDate && formatDate(own.birthDate, locale) },
          { name: t('person.gender'), value: own.gender && genders[own.gender] },
        ]
      : []),
    email,
    ...(contact
      ? [
          {
            name: t('person.phone'),
            value: contact.phone,
            href: contact.phone ? `tel:${contact.phone.replace(/[^+\d]/g, '')}` : undefined,
          },
          { name: t('person.address'), value: contact.address },
        ]
      : []),
    ...(identity && !identity.nationalIdMasked ? [{ name: t('person.nationalId'), value: null }] : []),
  ].map((fact) => ({ ...fact, value: fact.value ?? t('notSet'), isSet: fact.value !== null }))
}

/** What this reader may change of the person from a day on; null if nothing. */
export function changeMenu(
  person: Person,
  { tenant, principal, locale }: Portal,
  today: string,
): Omit<PersonChangeProps, 'actions'> | null {
  const t = translator(locale, 'people')
  const common = translator(locale, 'common')
  const isHere = person.status === 'active'
  const kinds: PersonChangeProps['kinds'] = []
  if (hasPermission(principal, 'people:write')) kinds.push(...(isHere ? (['job', 'leave'] as const) : (['rehire'] as const)))
  if (isHere && person.salaries && hasPermission(principal, 'salary:write')) kinds.splice(1, 0, 'pay')
  if (kinds.length === 0) return null
  const currency = person.salary?.currency ?? tenant.currency
  const period = person.salary?.period ?? 'year'
  return {
    kinds,
    person: { id: person.id, name: fullName(person), title: person.title, departmentId: person.department?.id ?? null },
    today,
    pay: { currency, digits: minorDigits(currency), period },
    words: {
      change: t('person.do.change'),
      job: t('person.do.job'),
      pay: t('person.do.pay'),
      leave: t('person.do.leave'),
      rehire: t('person.do.rehire'),
      jobTitle: t.raw('person.do.jobTitle'),
      payTitle: t.raw('person.do.payTitle'),
      leaveTitle: t.raw('person.do.leaveTitle'),
      rehireTitle: t.raw('person.do.rehireTitle'),
      from: t('person.do.from'),
      lastDay: t('person.do.lastDay'),
      title: t('columns.title'),
      department: t('columns.department'),
      none: t('noDepartment'),
      manager: t('columns.manager'),
      managerHelp: t('person.do.managerHelp'),
      amount: t(period === 'month' ? 'person.do.amountMonth' : 'person.do.amountYear', { currency }),
      amountHelp: t('person.do.amountHelp'),
      reason: t('person.do.reason'),
      optional: t('person.do.optional'),
      save: common('save'),
      cancel: common('cancel'),
      saved: t('person.do.saved'),
      messages: common('messages'),
      nobody: t('none'),
    },
  }
}
