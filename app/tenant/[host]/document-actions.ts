'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import { deleteDocument as remove, signDocumentLink as sign } from '@/lib/hr'

const At = z.object({ personId: z.uuid(), documentId: z.uuid() })

/** Data: what the link of the minute ends with. */
export const signDocumentLink = defineMemberAction({
  input: At,
  permission: 'people:read',
  refreshes: false,
  perform: ({ input, principal, db }) => sign(db, principal, input),
})

export const deleteDocument = defineMemberAction({
  input: At,
  permission: 'personal:write',
  perform: ({ input, principal, db, requestId }) => remove(db, principal, input, { requestId }),
})
