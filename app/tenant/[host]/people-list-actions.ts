'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import {
  BulkChangeInput,
  ColumnsInput,
  deleteView as remove,
  SaveViewInput,
  saveView as save,
  setPeopleColumns as setColumns,
  startBulkChange as start,
} from '@/lib/hr'

export const setPeopleColumns = defineMemberAction({
  input: ColumnsInput,
  permission: 'people:read',
  perform: ({ input, principal, db }) => setColumns(db, principal, input),
})

export const saveView = defineMemberAction({
  input: SaveViewInput,
  permission: 'people:read',
  perform: ({ input, principal, db, requestId }) => save(db, principal, input, { requestId }),
})

export const deleteView = defineMemberAction({
  input: z.object({ id: z.uuid() }),
  permission: 'people:read',
  perform: ({ input, principal, db, requestId }) => remove(db, principal, input.id, { requestId }),
})

/** Data: the page that shows how far it is. */
export const startBulkChange = defineMemberAction({
  input: BulkChangeInput,
  permission: 'people:write',
  refreshes: false,
  perform: ({ input, principal, db, tenant, requestId }) => start(db, principal, input, { timeZone: tenant.timeZone, requestId }),
})
