import type { DepartmentFacts } from '@/components/portal/department-dialogs'
import type { DepartmentMenu } from '@/components/portal/department-menu'
import type { DepartmentPageProps } from '@/components/portal/department-page'
import type { DepartmentsPageProps } from '@/components/portal/departments-page'
import type { Locale } from '@/lib/core'
import type { DepartmentCost, DepartmentSummary, PeoplePage } from '@/lib/hr'
import { formatMoney, formatNumber, fullName, translator } from '@/lib/portal'
import { peopleColumns, shownColumns } from '../../people/people-columns'
import { peopleRows } from '../../people/people-rows'
import type { Portal } from '../../portal-request'
import { organisationTabs } from '../organisation-tabs'

export const LIST_HREF = '/organisation/departments'
const COLUMNS = ['number', 'title', 'manager', 'hired', 'tenure', 'salary'] as const

/** `costs` is undefined for a reader who may not see everybody's pay. */
export function departmentsView(
  portal: Portal,
  departments: DepartmentSummary[],
  costs: DepartmentCost[] | undefined,
): Omit<DepartmentsPageProps, 'action'> {
  const { locale } = portal
  const t = translator(locale, 'organisation')
  const costOf = (id: string | null) => costLines(costs, id, locale)
  const largest = departments.toSorted((a, b) => b.activePeople - a.activePeople)[0]
  const outside = costs?.find(({ departmentId }) => departmentId === null)
  return {
    tabs: organisationTabs(portal, 'departments'),
    sentence: largest
      ? t('departments.sentence', { count: departments.length, name: largest.name, people: formatNumber(largest.activePeople, locale) })
      : t('departments.none'),
    rows: departments.map((department) => ({
      id: department.id,
      name: department.name,
      code: department.code,
      head: department.head ? { id: department.head.id, name: fullName(department.head) } : undefined,
      people: formatNumber(department.activePeople, locale),
      cost: costOf(department.id),
    })),
    others: outside && { people: formatNumber(outside.people, locale), cost: costOf(null) },
    hasCost: costs !== undefined,
    words: {
      title: t('title'),
      name: t('departments.name'),
      code: t('departments.code'),
      head: t('departments.head'),
      people: t('departments.people'),
      cost: t('departments.cost'),
      noHead: t('departments.noHead'),
      others: t('departments.others'),
      emptyTitle: t('departments.none'),
      emptyText: t('departments.noneText'),
    },
  }
}

export function departmentView(
  { locale }: Portal,
  department: DepartmentSummary,
  people: PeoplePage,
  costs: DepartmentCost[] | undefined,
  today: string,
): Omit<DepartmentPageProps, 'action'> {
  const t = translator(locale, 'organisation')
  const word = translator(locale, 'people')
  const cost = costLines(costs, department.id, locale)
  const columns = shownColumns(COLUMNS, people.showsSalary)
  const { head } = department
  return {
    crumb: { label: t('departments.title'), href: LIST_HREF },
    name: department.name,
    facts: [
      {
        name: t('departments.head'),
        value: head ? fullName(head) : t('departments.noHead'),
        href: head ? `/people/${head.id}` : undefined,
      },
      { name: t('departments.people'), value: formatNumber(department.activePeople, locale) },
      ...(cost ? [{ name: t('departments.cost'), value: cost.join(' · ') || '–' }] : []),
      { name: t('departments.code'), value: department.code },
    ],
    columns: peopleColumns(columns, locale),
    rows: peopleRows(people, { today, locale, isFamilyNameBold: true, columns }),
    all: { href: `/people?department=${department.id}`, label: t('departments.all', { count: formatNumber(people.total, locale) }) },
    words: { left: word('left'), people: t('departments.peopleTitle'), nobody: t('departments.nobody') },
  }
}

function costLines(costs: DepartmentCost[] | undefined, id: string | null, locale: Locale): string[] | undefined {
  if (!costs) return undefined
  return (costs.find(({ departmentId }) => departmentId === id)?.yearlyPay ?? []).map((money) => formatMoney(money, locale))
}

export function departmentFacts(department: DepartmentSummary): DepartmentFacts {
  const { id, name, code, head, activePeople } = department
  return { id, name, code, head: head && { value: head.id, label: fullName(head) }, people: activePeople }
}

export function departmentWords(locale: Locale): Parameters<typeof DepartmentMenu>[0]['words'] {
  const t = translator(locale, 'organisation')
  const common = translator(locale, 'common')
  return {
    add: t('departments.add'),
    edit: t('departments.edit'),
    more: t.raw('departments.more'),
    mergeItem: t('departments.mergeItem'),
    removeItem: t('departments.removeItem'),
    newTitle: t('departments.newTitle'),
    editTitle: t.raw('departments.editTitle'),
    mergeTitle: t.raw('departments.mergeTitle'),
    mergeText: t('departments.mergeText'),
    mergeLoss: t.raw('departments.mergeLoss'),
    merge: t('departments.merge'),
    into: t('departments.into'),
    removeTitle: t.raw('departments.removeTitle'),
    removeText: t('departments.removeText'),
    remove: t('departments.remove'),
    name: t('departments.name'),
    code: t('departments.code'),
    codeHelp: t('departments.codeHelp'),
    head: t('departments.head'),
    optional: common('optional'),
    save: common('save'),
    cancel: common('cancel'),
    saved: common('saved'),
    messages: common('messages'),
    nobody: t('departments.noHead'),
    nothing: translator(locale, 'people')('form.noDepartment'),
    required: common('input.required'),
  }
}
