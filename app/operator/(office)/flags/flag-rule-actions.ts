'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { unscopedSetFlagRule } from '@/lib/lifecycle'

export const setFlagRule = defineOperatorAction({
  input: z.object({ key: z.string().max(80), isKilled: z.boolean().optional(), rolloutPercent: z.number().nullable().optional() }),
  permission: 'flag:set',
  perform: ({ input, principal, requestId }) => unscopedSetFlagRule(principal, { ...input, requestId }),
})
