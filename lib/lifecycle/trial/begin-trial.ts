import { getTier, noteSignUp, storeTrial } from '@/lib/catalog'
import { addDays, now, todayIn } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'

/** For who has signed up: a trial of as many days as the tier says, and a note that nobody has come in yet. */
export async function beginTrial(tenantId: string, tier: string, timeZone: string): Promise<void> {
  const { trialDays } = await getTier(tier)
  await catalogDb().$transaction(async (tx) => {
    await noteSignUp(tx, tenantId)
    if (trialDays === null) return
    const endsOn = addDays(todayIn(timeZone, now()), trialDays)
    await storeTrial(tx, tenantId, endsOn)
    const [actor, subject] = [{ kind: 'system', id: 'sign-up' } as const, { kind: 'tenant', id: tenantId }]
    await recordAudit(tx, { actor, action: 'trial.begun', subject, detail: { endsOn }, tenantId })
  })
}
