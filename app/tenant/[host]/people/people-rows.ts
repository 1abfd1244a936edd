import type { PeopleRow } from '@/components/portal/people-table'
import type { Locale } from '@/lib/core'
import type { PeoplePage, PersonRow } from '@/lib/hr'
import { formatDate, formatMoney, fullName, tenure, translator } from '@/lib/portal'

type Options = { today: string; locale: Locale; isFamilyNameBold: boolean }

export function peopleRows({ rows }: PeoplePage, { today, locale, isFamilyNameBold }: Options): PeopleRow[] {
  const t = translator(locale, 'people')
  const notSet = t('notSet')
  return rows.map((person) => {
    const { years, months } = tenure(person.hiredOn, person.leftOn ?? today)
    return {
      id: person.id,
      name: nameParts(person, isFamilyNameBold),
      number: person.number,
      title: person.title || notSet,
      hasTitle: person.title !== '',
      summary: `${person.title || t('noTitle')} · ${person.department?.name ?? t('noDepartment')}`,
      department: person.department?.name ?? notSet,
      hasDepartment: person.department !== null,
      manager: person.manager ? fullName(person.manager) : notSet,
      hasManager: person.manager !== null,
      hired: formatDate(person.hiredOn, locale),
      tenure: tenureText(locale, years, months),
      salary: person.salary ? payText(person.salary, locale) : undefined,
      isLeft: person.status === 'left',
    }
  })
}

const tenureTexts = new Map<string, string>()

/** Kept: there are a few hundred of them, and fifty made anew are a tenth of the page's CPU. */
function tenureText(locale: Locale, years: number, months: number): string {
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
