'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import { createRole as create, RoleInput, deleteRole as remove, updateRole as update } from '@/lib/auth'

const key = z.string().min(1).max(60)

export const createRole = defineMemberAction({
  input: RoleInput,
  permission: 'roles:manage',
  perform: ({ input, principal, db, requestId }) => create(db, principal, input, { requestId }),
})

export const updateRole = defineMemberAction({
  input: RoleInput.extend({ key }),
  permission: 'roles:manage',
  perform: ({ input, principal, db, requestId }) => update(db, principal, input, { requestId }),
})

export const deleteRole = defineMemberAction({
  input: z.object({ key }),
  permission: 'roles:manage',
  perform: ({ input, principal, db, requestId }) => remove(db, principal, input.key, { requestId }),
})
