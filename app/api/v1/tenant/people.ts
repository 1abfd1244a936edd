import { z } from 'zod'
import { AppError, now, todayIn } from '@/lib/core'
import { getPerson, listDepartments, listPeople, PeopleQuery } from '@/lib/hr'
import type { TenantCaller } from '../frame/caller'
import { defineEndpoint } from '../frame/define-endpoint'
import { pageOf } from '../frame/paging'
import { DepartmentView, PersonDetailView, PersonView, SalaryStepView } from './person-view'

const PersonParams = z.object({ id: z.uuid() })
const todayOf = ({ tenant }: TenantCaller) => todayIn(tenant.timeZone, now())

export const PEOPLE_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/people',
    name: 'listPeople',
    summary: 'People, searched, filtered and sorted; active ones unless `status` says otherwise',
    tag: 'people',
    auth: { tenant: 'people:read' },
    query: PeopleQuery,
    output: pageOf(PersonView),
    run: async (call) => {
      const page = await listPeople(call.db, call.principal, call.query, todayOf(call))
      return { items: page.rows, nextCursor: page.next, total: page.total }
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/people/{id}',
    name: 'showPerson',
    summary: 'One person',
    tag: 'people',
    auth: { tenant: 'people:read' },
    params: PersonParams,
    output: PersonDetailView,
    run: (call) => getPerson(call.db, call.principal, call.params.id, todayOf(call)),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/people/{id}/salaries',
    name: 'listSalaries',
    summary: 'What a person was, is and will be paid, oldest first',
    tag: 'people',
    auth: { tenant: 'people:read' },
    params: PersonParams,
    output: z.object({ items: z.array(SalaryStepView) }),
    run: async (call) => {
      const { salaries } = await getPerson(call.db, call.principal, call.params.id, todayOf(call))
      if (!salaries) throw new AppError('forbidden', { message: 'Your role does not show the pay of this person.' })
      return { items: salaries }
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/departments',
    name: 'listDepartments',
    summary: 'All departments by name, with their head and how many people work there',
    tag: 'people',
    auth: { tenant: 'people:read' },
    output: z.object({ items: z.array(DepartmentView) }),
    run: async ({ db, principal }) => ({ items: await listDepartments(db, principal) }),
  }),
]
