'use server'
import { z } from 'zod'
import { defineMemberAction } from '@/lib/actions'
import { now, todayIn } from '@/lib/core'
import { dismissFirstSteps as dismiss, loadSample as load, wipeSample as wipe } from '@/lib/hr'

const nothing = z.object({})

export const loadSample = defineMemberAction({
  input: z.object({ locale: z.enum(['en', 'ko']) }),
  permission: 'import:run',
  perform: ({ input, principal, tenant, db, requestId }) =>
    load(db, principal, { today: todayIn(tenant.timeZone, now()), locale: input.locale, requestId }),
})

export const wipeSample = defineMemberAction({
  input: nothing,
  permission: 'import:run',
  perform: ({ principal, db, requestId }) => wipe(db, principal, { requestId }),
})

export const dismissFirstSteps = defineMemberAction({
  input: nothing,
  permission: 'settings:write',
  perform: ({ principal, db, requestId }) => dismiss(db, principal, { requestId }),
})
