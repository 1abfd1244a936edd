import { z } from 'zod'
import { now, todayIn } from '@/lib/core'
import {
  CreateDepartmentInput,
  createDepartment,
  deleteDepartment,
  getDepartment,
  listDepartmentCosts,
  listDepartments,
  mergeDepartments,
  UpdateDepartmentInput,
  updateDepartment,
} from '@/lib/hr'
import { defineEndpoint } from '../frame/define-endpoint'
import { DepartmentView } from './person-view'

const Params = z.object({ id: z.uuid() })

export const DEPARTMENT_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/departments',
    name: 'listDepartments',
    summary: 'All departments by name, with their head and how many people work there',
    tag: 'departments',
    auth: { tenant: 'people:read' },
    output: z.object({ items: z.array(DepartmentView) }),
    run: async ({ db, principal }) => ({ items: await listDepartments(db, principal) }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/departments/costs',
    name: 'listDepartmentCosts',
    summary: "What a year of today's pay costs in each department, by currency; for those who see everybody's pay",
    tag: 'departments',
    auth: { tenant: 'salary:read:all' },
    output: z.object({
      items: z.array(
        z.object({
          departmentId: z.uuid().nullable(),
          people: z.number().int(),
          yearlyPay: z.array(z.object({ amountMinor: z.number().int(), currency: z.string() })),
        }),
      ),
    }),
    run: async ({ db, principal, tenant }) => ({ items: await listDepartmentCosts(db, principal, todayIn(tenant.timeZone, now())) }),
  }),
  defineEndpoint({
    method: 'GET',
    path: '/departments/{id}',
    name: 'showDepartment',
    summary: 'One department',
    tag: 'departments',
    auth: { tenant: 'people:read' },
    params: Params,
    output: DepartmentView,
    run: ({ db, principal, params }) => getDepartment(db, principal, params.id),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/departments',
    name: 'createDepartment',
    summary: 'A new department with nobody in it; without a code the name stands for it',
    tag: 'departments',
    auth: { tenant: 'people:write' },
    body: CreateDepartmentInput,
    output: z.object({ id: z.uuid(), code: z.string() }),
    status: 201,
    run: ({ db, principal, body, requestId }) => createDepartment(db, principal, body, { requestId }),
  }),
  defineEndpoint({
    method: 'PATCH',
    path: '/departments/{id}',
    name: 'updateDepartment',
    summary: 'Change name, code or head; what is left out stays',
    tag: 'departments',
    auth: { tenant: 'people:write' },
    params: Params,
    body: UpdateDepartmentInput,
    output: z.null(),
    status: 204,
    run: async ({ db, principal, params, body, requestId }) => {
      await updateDepartment(db, principal, params.id, body, { requestId })
      return null
    },
  }),
  defineEndpoint({
    method: 'POST',
    path: '/departments/{id}/merge',
    name: 'mergeDepartments',
    summary: 'Everybody in it belongs to another department from now on, and this one is gone',
    tag: 'departments',
    auth: { tenant: 'people:write' },
    params: Params,
    body: z.strictObject({ intoId: z.uuid() }),
    output: z.object({ people: z.number().int() }),
    run: ({ db, principal, params, body, requestId }) => mergeDepartments(db, principal, { ...params, ...body }, { requestId }),
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/departments/{id}',
    name: 'deleteDepartment',
    summary: 'Remove one that nobody is, was or will be in',
    tag: 'departments',
    auth: { tenant: 'people:write' },
    params: Params,
    output: z.null(),
    status: 204,
    run: async ({ db, principal, params, requestId }) => {
      await deleteDepartment(db, principal, params.id, { requestId })
      return null
    },
  }),
]
