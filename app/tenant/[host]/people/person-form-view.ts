import type { PersonFormProps } from '@/components/portal/person-form'
import { hasPermission } from '@/lib/auth'
import { CURRENCIES, minorDigits } from '@/lib/core'
import { mayWrite, type Person } from '@/lib/hr'
import { fullName, INTL_LOCALE, translator } from '@/lib/portal'
import { inputWords } from '../input-words'
import type { Portal } from '../portal-request'

/** The form for somebody new, or with what is known of somebody; null where this reader may write none of it. */
export function personFormView(portal: Portal, today: string, person?: Person): Omit<PersonFormProps, 'actions'> | null {
  const { tenant, principal, locale } = portal
  const t = translator(locale, 'people')
  const common = translator(locale, 'common')
  // Of somebody known, what cannot be seen cannot be corrected.
  const parts = {
    directory: mayWrite(principal, 'directory'),
    contact: mayWrite(principal, 'contact') && (!person || person.contact !== undefined),
    personal: mayWrite(principal, 'personal') && (!person || person.personal !== undefined),
    identity: mayWrite(principal, 'identity') && (!person || person.identity !== undefined),
    salary: !person && hasPermission(principal, 'salary:write'),
  }
  if (!Object.values(parts).some(Boolean)) return null
  return {
    personId: person?.id,
    locale: INTL_LOCALE[locale],
    isFamilyNameFirst: locale === 'ko',
    parts,
    initial: {
      firstName: person?.firstName ?? '',
      lastName: person?.lastName ?? '',
      email: person?.email ?? '',
      number: '',
      hiredOn: person?.hiredOn ?? today,
      title: '',
      department: null,
      manager: null,
      amount: null,
      currency: tenant.currency,
      period: 'year',
      phone: person?.contact?.phone ?? '',
      address: person?.contact?.address ?? '',
      birthDate: person?.personal?.birthDate ?? null,
      gender: person?.personal?.gender ?? '',
      nationalId: '',
    },
    currencies: person ? [] : CURRENCIES.map((code) => ({ code, digits: minorDigits(code) })),
    hasNationalId: Boolean(person?.identity?.nationalIdMasked),
    backHref: person ? `/people/${person.id}` : '/people',
    words: {
      title: person ? t('form.editTitle', { name: fullName(person) }) : t('form.hireTitle'),
      lead: person ? t('form.editLead') : t('form.hireLead'),
      save: person ? common('save') : t('form.hire'),
      another: t('form.another'),
      cancel: common('cancel'),
      saved: t.raw('form.hired'),
      messages: common('messages'),
      check: t('form.check'),
      optional: common('optional'),
      nobody: t('none'),
      nothing: t('form.noDepartment'),
      ...inputWords(locale),
      sections: {
        person: t('form.sections.person'),
        job: t('form.sections.job'),
        pay: t('form.sections.pay'),
        contact: t('form.sections.contact'),
        personal: t('person.personal'),
      },
      fields: {
        firstName: t('form.firstName'),
        lastName: t('form.lastName'),
        email: t('person.email'),
        number: t('person.facts.number'),
        hiredOn: t('form.hiredOn'),
        title: t('columns.title'),
        department: t('columns.department'),
        manager: t('columns.manager'),
        amount: t('person.amount'),
        currency: t('form.currency'),
        period: t('form.period'),
        phone: t('person.phone'),
        address: t('person.address'),
        birthDate: t('person.born'),
        gender: t('person.gender'),
        nationalId: t('person.nationalId'),
        genderNone: t('notSet'),
        F: t('person.female'),
        M: t('person.male'),
        X: t('person.other'),
        year: t('form.year'),
        month: t('form.month'),
      },
      help: {
        number: t('form.numberHelp'),
        manager: t('form.managerHelp'),
        nationalId: t('form.nationalIdHelp', { masked: person?.identity?.nationalIdMasked ?? '' }),
        pay: t('form.payHelp'),
      },
    },
  }
}
