import { type CatalogTx, catalogDb } from '@/lib/db'
import type { TrialStage } from './resolved-tenant'

export type Trial = { tenantId: string; endsOn: string; stage: TrialStage; stagedAt: Date }

const plain = (day: Date) => day.toISOString().slice(0, 10)

export async function findTrial(tenantId: string): Promise<Trial | null> {
  const row = await catalogDb().trial.findUnique({ where: { tenantId } })
  return row && { tenantId, endsOn: plain(row.endsOn), stage: row.stage as TrialStage, stagedAt: row.stagedAt }
}

/** A new last day starts the trial anew: what it has come to so far is taken back by the caller. */
export async function storeTrial(tx: CatalogTx, tenantId: string, endsOn: string): Promise<void> {
  const data = { endsOn: new Date(endsOn), stage: 'running', stagedAt: new Date() }
  await tx.trial.upsert({ where: { tenantId }, create: { tenantId, ...data }, update: data })
}

/** The stage that it had; null where there was no trial. */
export async function deleteTrial(tx: CatalogTx, tenantId: string): Promise<TrialStage | null> {
  const rows = await tx.$queryRaw<{ stage: TrialStage }[]>`DELETE FROM trials WHERE tenant_id = ${tenantId}::uuid RETURNING stage`
  return rows[0]?.stage ?? null
}

/** From one stage to the next; false when somebody else has done it, or the trial is over. */
export async function passTrialStage(tx: CatalogTx, { tenantId, endsOn, stage }: Trial, next: TrialStage): Promise<boolean> {
  const { count } = await tx.trial.updateMany({
    where: { tenantId, stage, endsOn: new Date(endsOn) },
    data: { stage: next, stagedAt: new Date() },
  })
  return count > 0
}

/** Those that may have a step to take: every one whose last day is near or over, the oldest end first. */
export async function listEndingTrials(reminderDays: number, limit: number): Promise<(Trial & { timeZone: string; slug: string })[]> {
  return catalogDb().$queryRaw<(Trial & { timeZone: string; slug: string })[]>`
    SELECT t.id AS "tenantId", i.ends_on::text AS "endsOn", i.stage, i.staged_at AS "stagedAt", t.time_zone AS "timeZone", t.slug
      FROM trials i JOIN tenants t ON t.id = i.tenant_id
     WHERE i.stage <> 'removing' AND t.status IN ('active', 'stopped') AND i.ends_on - ${reminderDays}::int <= current_date + 1
     ORDER BY i.ends_on LIMIT ${limit}`
}

export async function noteSignUp(tx: CatalogTx, tenantId: string): Promise<void> {
  await tx.unclaimedSignUp.create({ data: { tenantId } })
}

/** Sign-ups that nobody has come to for so many days; each is looked at once a day at most. */
export async function takeUnclaimed(days: number, limit: number): Promise<{ tenantId: string; slug: string }[]> {
  return catalogDb().$queryRaw<{ tenantId: string; slug: string }[]>`
    UPDATE unclaimed_sign_ups u SET checked_at = now() FROM tenants t
     WHERE t.id = u.tenant_id AND u.tenant_id IN (
       SELECT s.tenant_id FROM unclaimed_sign_ups s JOIN tenants n ON n.id = s.tenant_id
        WHERE n.status = 'active' AND s.created_at < now() - make_interval(days => ${days}::int)
          AND (s.checked_at = s.created_at OR s.checked_at < now() - interval '1 day') ORDER BY s.created_at LIMIT ${limit})
     RETURNING u.tenant_id AS "tenantId", t.slug`
}

export async function forgetSignUp(tenantId: string): Promise<void> {
  await catalogDb().unclaimedSignUp.deleteMany({ where: { tenantId } })
}
