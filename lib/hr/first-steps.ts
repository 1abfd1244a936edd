import { actorOf, hasPermission, type Principal, requirePermission } from '@/lib/auth'
import { recordAudit } from '@/lib/governance'
import { sql, type TenantDb, table } from '@/lib/tenancy'
import { SAMPLE_SETTING } from './sample/sample-record'

const DISMISSED = 'first-steps.dismissed'

export interface FirstSteps {
  hasPeople: boolean
  /** Whether the people are made up. */
  hasSample: boolean
  /** Somebody else is a member, or was asked to be one. */
  hasColleagues: boolean
}

/** How far a new portal has come, in one statement; null for whoever does not set it up, and once it was put away with no sample in it. */
export async function getFirstSteps(db: TenantDb, principal: Principal): Promise<(FirstSteps & { isDismissed: boolean }) | null> {
  if (!hasPermission(principal, 'settings:write')) return null
  const [state] = await db.$queryRaw<(FirstSteps & { isDismissed: boolean })[]>(sql`
    SELECT EXISTS (SELECT FROM ${table('employees')}) AS "hasPeople",
           EXISTS (SELECT FROM ${table('settings')} s WHERE s.key = ${SAMPLE_SETTING}) AS "hasSample",
           EXISTS (SELECT FROM ${table('settings')} s WHERE s.key = ${DISMISSED}) AS "isDismissed",
           EXISTS (SELECT FROM ${table('users')} OFFSET 1) OR EXISTS (SELECT FROM ${table('invitations')} i WHERE i.accepted_at IS NULL AND i.revoked_at IS NULL) AS "hasColleagues"`)
  return state!.isDismissed && !state!.hasSample ? null : state!
}

/** Puts the first steps away, for everybody and for good. */
export async function dismissFirstSteps(db: TenantDb, principal: Principal, options: { requestId?: string | null } = {}): Promise<void> {
  requirePermission(principal, 'settings:write')
  await db.$transaction(async (tx) => {
    const { count } = await tx.setting.createMany({ data: [{ key: DISMISSED, value: true }], skipDuplicates: true })
    if (count === 0) return
    const subject = { kind: 'setting', id: DISMISSED }
    await recordAudit(tx, { actor: actorOf(principal), action: 'first-steps.dismissed', subject, requestId: options.requestId })
  })
}
