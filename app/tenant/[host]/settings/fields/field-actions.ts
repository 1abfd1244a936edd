'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import { now, todayIn } from '@/lib/core'
import {
  CreateFieldInput,
  CustomInput,
  createField as create,
  updateField as edit,
  orderFields as order,
  deleteField as remove,
  UpdateFieldInput,
  updatePerson,
} from '@/lib/hr'

const id = z.uuid()

export const createField = defineMemberAction({
  input: CreateFieldInput,
  permission: 'settings:write',
  perform: ({ input, principal, db, tenant, requestId }) =>
    create(db, principal, input, { fieldsMax: tenant.limits.customFieldsMax, requestId }),
})

export const updateField = defineMemberAction({
  input: z.object({ id, change: UpdateFieldInput }),
  permission: 'settings:write',
  perform: async ({ input, principal, db, requestId }) => ({
    isBeingMadeReady: (await edit(db, principal, input.id, input.change, { requestId })).operation !== null,
  }),
})

export const orderFields = defineMemberAction({
  input: z.object({ ids: z.array(id).max(500) }),
  permission: 'settings:write',
  perform: ({ input, principal, db, requestId }) => order(db, principal, input.ids, { requestId }),
})

export const deleteField = defineMemberAction({
  input: z.object({ id, values: z.number().int().min(0) }),
  permission: 'settings:write',
  perform: ({ input, principal, db, requestId }) => remove(db, principal, input.id, { values: input.values, requestId }),
})

/** The role says what of it: each field by its own class. */
export const changeValues = defineMemberAction({
  input: z.object({ personId: id, values: CustomInput }),
  permission: 'people:read',
  perform: ({ input, principal, db, tenant, requestId }) =>
    updatePerson(db, principal, input.personId, { custom: input.values }, { today: todayIn(tenant.timeZone, now()), requestId }),
})
