import type { PersonPageProps } from '@/components/portal/person-page'
import { hasPermission } from '@/lib/auth'
import type { Locale } from '@/lib/core'
import { mayWrite, type Person } from '@/lib/hr'
import { formatDate, formatDateLong, formatMoney, fullName, tenure, translator } from '@/lib/portal'
import type { Portal } from '../../portal-request'
import { changeView } from './change-view'
import { salaryView } from './salary-view'

/** What the edit form holds. */
const PARTS = ['directory', 'contact', 'personal', 'identity'] as const
const TEAM_SHOWN = 5
const CHANGES_SHOWN = 7

/** One person in words and strings. What the reader may not see is not here at all. */
export function personView(
  person: Person,
  { tenant, principal, locale }: Portal,
  today: string,
): Omit<PersonPageProps, 'change' | 'documents' | 'values' | 'actions' | 'panels'> {
  const t = translator(locale, 'people')
  const name = fullName(person)
  const manager = person.reportsTo[0]
  return {
    name,
    isLeft: person.status === 'left',
    id: person.id,
    plans: plans(person, principal, locale),
    editHref: PARTS.some((group) => mayWrite(principal, group)) ? `/people/${person.id}/edit` : undefined,
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
      edit: t('person.edit'),
    },
    hasSalary: person.salaries !== undefined && tenant.flags['profile.salaryHistory'],
  }
}

/** What is planned and this reader may take back; a pay is known by its first day. */
function plans(person: Person, principal: Portal['principal'], locale: Locale): PersonPageProps['plans'] {
  const t = translator(locale, 'people')
  const text = (what: 'job' | 'leave' | 'rehire' | 'pay', on: string) =>
    t('person.plan', { what: t(`person.do.${what}`), day: formatDateLong(on, locale) })
  const jobs = hasPermission(principal, 'people:write') ? person.plans : []
  const pays = hasPermission(principal, 'salary:write') ? (person.salaries ?? []).filter(({ isPlanned }) => isPlanned) : []
  return [
    ...jobs.map(({ id, kind, on }) => ({ kind: 'job' as const, id, text: text(kind, on) })),
    ...pays.map(({ fromDate }) => ({ kind: 'pay' as const, id: fromDate, text: text('pay', fromDate) })),
  ]
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
