'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import {
  CreateDepartmentInput,
  createDepartment as create,
  mergeDepartments as merge,
  deleteDepartment as remove,
  UpdateDepartmentInput,
  updateDepartment as update,
} from '@/lib/hr'

const permission = 'people:write'
const id = z.uuid()

export const createDepartment = defineMemberAction({
  input: CreateDepartmentInput,
  permission,
  perform: ({ input, principal, db, requestId }) => create(db, principal, input, { requestId }),
})

export const updateDepartment = defineMemberAction({
  input: z.object({ id, change: UpdateDepartmentInput }),
  permission,
  perform: ({ input, principal, db, requestId }) => update(db, principal, input.id, input.change, { requestId }),
})

/** The page itself is gone afterwards: it is left, not loaded anew. */
export const mergeDepartments = defineMemberAction({
  input: z.object({ id, intoId: z.uuid() }),
  permission,
  refreshes: false,
  perform: ({ input, principal, db, requestId }) => merge(db, principal, input, { requestId }),
})

export const deleteDepartment = defineMemberAction({
  input: z.object({ id }),
  permission,
  refreshes: false,
  perform: ({ input, principal, db, requestId }) => remove(db, principal, input.id, { requestId }),
})
