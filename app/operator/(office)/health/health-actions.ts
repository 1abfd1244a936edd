'use server'
import { z } from 'zod'
import { defineOperatorAction } from '@/lib/actions'
import { lintIsolation, selfTestIsolation } from '@/lib/lifecycle'

/** The lint and the self-test of every database, now. */
export const testWalls = defineOperatorAction({
  input: z.object({}),
  permission: 'audit:read',
  refreshes: false,
  async perform({ principal }) {
    const began = performance.now()
    const proofs = await selfTestIsolation(principal)
    const selfTestMilliseconds = performance.now() - began
    const { databases, findings, away } = await lintIsolation(principal)
    return { databases: databases - away.length, findings, proofs, selfTestMilliseconds }
  },
})
