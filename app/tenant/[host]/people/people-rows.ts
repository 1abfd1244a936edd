import type { PeopleRow } from '@/components/portal/people-table'
import type { Locale } from '@/lib/core'
import type { PeopleColumnKey, PeoplePage, PersonRow } from '@/lib/hr'
import { formatDate, formatMoney, fullName, tenure, translator } from '@/lib/portal'

type Options = { today: string; locale: Locale; isFamilyNameBold: boolean; columns: readonly PeopleColumnKey[] }

export function peopleRows({ rows }: PeoplePage, { today, locale, isFamilyNameBold, columns }: Options): PeopleRow[] {
  const t = translator(locale, 'people')
  const notSet = { text: t('notSet'), isQuiet: true }
  const orNotSet = (text: string | null | undefined) => (text ? { text } : notSet)
  const cells: Record<PeopleColumnKey, (person: PersonRow) => PeopleRow['cells'][number]> = {
    number: ({ number }) => ({ text: number }),
    title: ({ title }) => orNotSet(title),
    department: ({ department }) => orNotSet(department?.name),
    manager: ({ manager }) => orNotSet(manager && fullName(manager)),
    hired: ({ hiredOn }) => ({ text: formatDate(hiredOn, locale) }),
    tenure: ({ hiredOn, leftOn }) => ({ text: tenureText(locale, tenure(hiredOn, leftOn ?? today)) }),
    salary: ({ salary }) => (salary ? { text: payText(salary, locale) } : { text: '–', isQuiet: true }),
    email: ({ email }) => orNotSet(email),
    status: ({ status }) => ({ text: t(`filter.${status}`) }),
  }
  const print = columns.map((key) => cells[key])
  return rows.map((person) => ({
    id: person.id,
    name: nameParts(person, isFamilyNameBold),
    summary: `${person.title || t('noTitle')} · ${person.department?.name ?? t('noDepartment')}`,
    cells: print.map((cell) => cell(person)),
    isLeft: person.status === 'left',
  }))
}

const tenureTexts = new Map<string, string>()

/** Kept: there are a few hundred of them, and fifty made anew are a tenth of the page's CPU. */
function tenureText(locale: Locale, { years, months }: { years: number; months: number }): string {
  const key = `${locale} ${years} ${months}`
  let text = tenureTexts.get(key)
  if (text === undefined) {
    text = translator(locale, 'people')('tenure', { years, months })
    tenureTexts.set(key, text)
  }
  return text
}

/** The list's column is pay of a year; what is paid by the month says so. */
function payText(pay: NonNullable<PersonRow['salary']>, locale: Locale): string {
  const text = formatMoney(pay, locale)
  return pay.period === 'month' ? translator(locale, 'people')('person.perMonth', { amount: text }) : text
}

function nameParts(person: PersonRow, isFamilyNameBold: boolean): PeopleRow['name'] {
  const full = fullName(person)
  const at = !isFamilyNameBold ? -1 : full.startsWith(person.firstName) ? full.lastIndexOf(person.lastName) : full.indexOf(person.lastName)
  if (at < 0 || person.lastName === '') return { before: full, bold: '', after: '', full }
  return { before: full.slice(0, at), bold: person.lastName, after: full.slice(at + person.lastName.length), full }
}
