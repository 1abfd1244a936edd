'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import { now, todayIn } from '@/lib/core'
import {
  ChangeSalaryInput,
  cancelJobChange as cancel,
  cancelSalaryChange as cancelPay,
  changeJob as change,
  HireInput,
  hirePerson as hire,
  JobChangeInput,
  changeSalary as pay,
  revealNationalId as reveal,
  UpdatePersonInput,
  updatePerson as update,
} from '@/lib/hr'

const personId = z.uuid()

export const changeJob = defineMemberAction({
  input: z.object({ personId, change: JobChangeInput }),
  permission: 'people:write',
  perform: ({ input, principal, db, tenant, requestId }) =>
    change(db, principal, input.personId, input.change, { today: todayIn(tenant.timeZone, now()), requestId }),
})

export const cancelJobChange = defineMemberAction({
  input: z.object({ personId, changeId: z.uuid() }),
  permission: 'people:write',
  perform: ({ input, principal, db, requestId }) => cancel(db, principal, input, { requestId }),
})

export const changePay = defineMemberAction({
  input: z.object({ personId, change: ChangeSalaryInput }),
  permission: 'salary:write',
  perform: ({ input, principal, db, requestId }) => pay(db, principal, input.personId, input.change, { requestId }),
})

/** Data: id and number. */
export const hirePerson = defineMemberAction({
  input: HireInput,
  permission: 'people:write',
  refreshes: false,
  perform: ({ input, principal, db, requestId }) => hire(db, principal, input, { requestId }),
})

/** Which fields, the use case judges: somebody may write phone numbers and nothing else. */
export const updatePerson = defineMemberAction({
  input: z.object({ personId, change: UpdatePersonInput }),
  permission: 'people:read',
  perform: ({ input, principal, db, tenant, requestId }) =>
    update(db, principal, input.personId, input.change, { today: todayIn(tenant.timeZone, now()), requestId }),
})

export const cancelPayChange = defineMemberAction({
  input: z.object({ personId, fromDate: z.iso.date() }),
  permission: 'salary:write',
  perform: ({ input, principal, db, tenant, requestId }) =>
    cancelPay(db, principal, input, { today: todayIn(tenant.timeZone, now()), requestId }),
})

/** Data: the whole number, and the asking is written down. */
export const revealNationalId = defineMemberAction({
  input: z.object({ personId }),
  permission: 'people:read',
  refreshes: false,
  perform: ({ input, principal, db, requestId }) => reveal(db, principal, input.personId, { requestId }),
})
