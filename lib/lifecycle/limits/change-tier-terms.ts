import type { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { getTier, type Tier } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { parseInput } from '../parse-input'
import { TierTermsInput } from './limits-input.schema'

/** Changes what a tier allows, for all its tenants, within a second. Whoever has more by then keeps it and adds nothing. */
export async function unscopedChangeTierTerms(principal: Principal, fields: z.input<typeof TierTermsInput>): Promise<Tier> {
  requirePermission(principal, 'server:manage')
  const { tier: key, limits, trialDays, requestId } = parseInput(TierTermsInput, fields)
  const tier = await getTier(key)
  await catalogDb().$transaction(async (tx) => {
    await tx.tier.update({ where: { key }, data: { limits: { ...tier.limits, ...limits }, ...(trialDays !== undefined && { trialDays }) } })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tier.terms-changed',
      subject: { kind: 'tier', id: key },
      detail: { ...limits, ...(trialDays !== undefined && { trialDays }) },
      requestId,
    })
  })
  return getTier(key)
}
