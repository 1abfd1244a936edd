import { z } from 'zod'
import { AppError, now, todayIn } from '@/lib/core'
import {
  ChangeSalaryInput,
  cancelJobChange,
  cancelSalaryChange,
  changeJob,
  changeSalary,
  getPerson,
  HireInput,
  hirePerson,
  JobChangeInput,
  listFields,
  listPeople,
  PeopleQuery,
  revealNationalId,
  UpdatePersonInput,
  updatePerson,
} from '@/lib/hr'
import type { TenantCaller } from '../frame/caller'
import { defineEndpoint } from '../frame/define-endpoint'
import { pageOf } from '../frame/paging'
import { PersonDetailView, PersonView, SalaryStepView } from './person-view'

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
    csvOf: async ({ db, principal }) => (await listFields(db, principal, 'person')).map(({ key }) => `custom.${key}`),
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
    method: 'POST',
    path: '/people',
    name: 'hirePerson',
    summary: 'A new person; fields that your role does not change are refused by name',
    tag: 'people',
    auth: { tenant: 'people:write' },
    body: HireInput,
    output: z.object({ id: z.uuid(), number: z.string() }),
    status: 201,
    run: ({ db, principal, body, requestId }) => hirePerson(db, principal, body, { requestId }),
  }),
  defineEndpoint({
    method: 'PATCH',
    path: '/people/{id}',
    name: 'updatePerson',
    summary: 'Correct what is known of a person; what is left out stays',
    tag: 'people',
    auth: { tenant: 'people:read' },
    params: PersonParams,
    body: UpdatePersonInput,
    output: z.null(),
    status: 204,
    run: async (call) => {
      await updatePerson(call.db, call.principal, call.params.id, call.body, { today: todayOf(call), requestId: call.requestId })
      return null
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/people/{id}/salaries',
    name: 'changeSalary',
    summary: 'A pay from a day on, planned if that is to come',
    tag: 'people',
    auth: { tenant: 'salary:write' },
    params: PersonParams,
    body: ChangeSalaryInput,
    output: z.null(),
    status: 204,
    run: async ({ db, principal, params, body, requestId }) => {
      await changeSalary(db, principal, params.id, body, { requestId })
      return null
    },
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/people/{id}/salaries/{fromDate}',
    name: 'cancelSalaryChange',
    summary: 'Take a planned pay back; the one before it goes on',
    tag: 'people',
    auth: { tenant: 'salary:write' },
    params: PersonParams.extend({ fromDate: z.iso.date() }),
    output: z.null(),
    status: 204,
    run: async (call) => {
      const { id: personId, fromDate } = call.params
      await cancelSalaryChange(call.db, call.principal, { personId, fromDate }, { today: todayOf(call), requestId: call.requestId })
      return null
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/people/{id}/changes',
    name: 'changeJob',
    summary: 'Transfer, promote, let go or rehire from a day on; planned if that is to come',
    tag: 'people',
    auth: { tenant: 'people:write' },
    params: PersonParams,
    body: JobChangeInput,
    output: z.object({ id: z.uuid(), isPlanned: z.boolean() }),
    status: 201,
    run: (call) => changeJob(call.db, call.principal, call.params.id, call.body, { today: todayOf(call), requestId: call.requestId }),
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/people/{id}/changes/{changeId}',
    name: 'cancelJobChange',
    summary: 'Take a planned change back',
    tag: 'people',
    auth: { tenant: 'people:write' },
    params: PersonParams.extend({ changeId: z.uuid() }),
    output: z.null(),
    status: 204,
    run: async ({ db, principal, params, requestId }) => {
      await cancelJobChange(db, principal, { personId: params.id, changeId: params.changeId }, { requestId })
      return null
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/people/{id}/national-id',
    name: 'revealNationalId',
    summary: 'The whole number, which a profile shows the end of; the asking is written down',
    tag: 'people',
    auth: { tenant: 'people:read' },
    params: PersonParams,
    output: z.object({ nationalId: z.string().nullable() }),
    run: ({ db, principal, params, requestId }) => revealNationalId(db, principal, params.id, { requestId }),
  }),
]
