import { z } from 'zod'
import {
  CreateFieldInput,
  CustomInput,
  countValues,
  createField,
  deleteField,
  FIELD_ACCESS,
  FIELD_ENTITIES,
  FIELD_TYPES,
  listFields,
  orderFields,
  UpdateFieldInput,
  updateDepartmentValues,
  updateField,
} from '@/lib/hr'
import { defineEndpoint } from '../frame/define-endpoint'
import { OperationShape } from '../shared/operation-view'

const tag = 'fields'
const Labels = z.object({ en: z.string().optional(), ko: z.string().optional() })
const FieldView = z.object({
  id: z.uuid(),
  entity: z.enum(FIELD_ENTITIES),
  key: z.string().describe('Its name in `custom` of people and departments, and in files.'),
  type: z.enum(FIELD_TYPES),
  labels: Labels,
  choices: z.array(z.object({ value: z.string(), labels: Labels })),
  currency: z.string().nullable().describe('Of money, whose values are minor units.'),
  access: z.enum(FIELD_ACCESS).describe('The class of the field policy that says who sees and changes it.'),
  isRequired: z.boolean(),
  isFilterable: z.boolean(),
  isIndexed: z.boolean().describe('Whether lists may be filtered and sorted by it yet.'),
  isArchived: z.boolean(),
})
const params = z.object({ id: z.uuid() })

export const FIELD_ENDPOINTS = [
  defineEndpoint({
    method: 'GET',
    path: '/fields',
    name: 'listFields',
    summary: "The company's own fields of people and departments, in their order",
    tag,
    auth: { tenant: 'people:read' },
    query: z.object({ entity: z.enum(FIELD_ENTITIES).optional() }),
    output: z.object({ items: z.array(FieldView) }),
    run: async ({ db, principal, query }) => ({ items: await listFields(db, principal, query.entity) }),
  }),
  defineEndpoint({
    method: 'POST',
    path: '/fields',
    name: 'createField',
    summary: 'Add a field',
    tag,
    auth: { tenant: 'settings:write' },
    body: CreateFieldInput,
    output: z.object({ id: z.uuid() }),
    status: 201,
    run: ({ db, principal, tenant, body, requestId }) =>
      createField(db, principal, body, { fieldsMax: tenant.limits.customFieldsMax, requestId }),
  }),
  defineEndpoint({
    method: 'PATCH',
    path: '/fields/{id}',
    name: 'updateField',
    summary: 'Change a field; its type and key stay. `operation` is set while old values are looked through for filters',
    tag,
    auth: { tenant: 'settings:write' },
    params,
    body: UpdateFieldInput,
    output: z.object({ operation: OperationShape.nullable() }),
    run: ({ db, principal, params: { id }, body, requestId }) => updateField(db, principal, id, body, { requestId }),
  }),
  defineEndpoint({
    method: 'PUT',
    path: '/fields/order',
    name: 'orderFields',
    summary: 'Put the fields in an order',
    tag,
    auth: { tenant: 'settings:write' },
    body: z.strictObject({ ids: z.array(z.uuid()).max(500) }),
    output: z.null(),
    status: 204,
    run: async ({ db, principal, body, requestId }) => {
      await orderFields(db, principal, body.ids, { requestId })
      return null
    },
  }),
  defineEndpoint({
    method: 'GET',
    path: '/fields/{id}/usage',
    name: 'showFieldUsage',
    summary: 'How many people or departments have a value of it',
    tag,
    auth: { tenant: 'settings:write' },
    params,
    output: z.object({ values: z.number().int() }),
    run: async ({ db, principal, params: { id } }) => {
      const counts = await countValues(db, principal, await listFields(db, principal))
      return { values: counts.get(id) ?? 0 }
    },
  }),
  defineEndpoint({
    method: 'DELETE',
    path: '/fields/{id}',
    name: 'deleteField',
    summary: 'Delete a field and its values for good; `values` confirms how many those are',
    tag,
    auth: { tenant: 'settings:write' },
    params,
    query: z.object({ values: z.coerce.number().int().min(0) }),
    output: z.null(),
    status: 204,
    run: async ({ db, principal, params: { id }, query, requestId }) => {
      await deleteField(db, principal, id, { values: query.values, requestId })
      return null
    },
  }),
  defineEndpoint({
    method: 'PATCH',
    path: '/departments/{id}/custom',
    name: 'updateDepartmentValues',
    summary: "Change values of the company's own fields of a department; null takes one away",
    tag,
    auth: { tenant: 'people:read' },
    params,
    body: CustomInput,
    output: z.null(),
    status: 204,
    run: async ({ db, principal, params: { id }, body, requestId }) => {
      await updateDepartmentValues(db, principal, id, body, { requestId })
      return null
    },
  }),
]
