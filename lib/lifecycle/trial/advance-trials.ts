import { queueMail, systemPrincipal } from '@/lib/auth'
import { findTenantById, forgetSignUp, listEndingTrials, passTrialStage, type Trial, type TrialStage, takeUnclaimed } from '@/lib/catalog'
import { addDays, env, isAppError, log, now, startOfDay, todayIn } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { openTenantById } from '@/lib/tenancy'
import { requestDeletion } from '../delete/request-deletion'
import { stopTenant } from '../stop-tenant'
import { TRIAL_IS_OVER } from './wake-after-trial'

const AT_ONCE = 50
const trialist = systemPrincipal('trial')
const AFTER: Readonly<Record<TrialStage, TrialStage>> = {
  running: 'reminded',
  reminded: 'read-only',
  'read-only': 'stopped',
  stopped: 'removing',
  removing: 'removing',
}

/**
 * The worker's turn: each trial whose day has come, where the tenant is, goes one stage on. A stage is done before it is noted, and what
 * it does may be done twice: a worker that is killed in between leaves nothing undone.
 */
export async function unscopedAdvanceTrials(): Promise<void> {
  const { TRIAL_REMINDER_DAYS } = env()
  for (const trial of await listEndingTrials(TRIAL_REMINDER_DAYS, AT_ONCE)) {
    const next = AFTER[trial.stage]
    if (todayIn(trial.timeZone, now()) < dayOf(trial, next)) continue
    try {
      await DO[next]?.(trial)
      await enter(trial, next)
    } catch (error) {
      log.warn({ err: error, tenantId: trial.tenantId, stage: next }, 'a trial could not go on')
    }
  }
}

/** The first day on which a trial has this stage. */
export function dayOf({ endsOn, stage, stagedAt }: Pick<Trial, 'endsOn' | 'stage' | 'stagedAt'>, next: TrialStage): string {
  const { TRIAL_REMINDER_DAYS, TRIAL_READ_ONLY_DAYS, TRIAL_STOPPED_DAYS } = env()
  if (next === 'reminded') return addDays(endsOn, -TRIAL_REMINDER_DAYS)
  if (next === 'read-only') return addDays(endsOn, 1)
  // Counted from the day on which the stage before was really entered: an installation that slept for a month skips nothing.
  const since = stage === 'read-only' || stage === 'stopped' ? stagedAt.toISOString().slice(0, 10) : addDays(endsOn, 1)
  return addDays(since, next === 'stopped' ? TRIAL_READ_ONLY_DAYS : TRIAL_STOPPED_DAYS)
}

type Step = (trial: Trial & { slug: string; timeZone: string }) => Promise<void>

const DO: Partial<Record<TrialStage, Step>> = {
  reminded: (trial) => tellOwners(trial, 'trialEnds'),
  'read-only': (trial) => tellOwners(trial, 'trialEnded'),
  async stopped({ tenantId }) {
    await isAlready('stopped', tenantId, () => stopTenant(trialist, { tenantId, reason: TRIAL_IS_OVER }))
  },
  async removing({ tenantId, slug }) {
    await isAlready('deleting', tenantId, () => requestDeletion(trialist, { tenantId, confirm: slug, reason: TRIAL_IS_OVER }))
  },
}

/** Done by a worker that was killed before it could note it: there is nothing left to do. */
async function isAlready(status: string, tenantId: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const found = await catalogDb().tenant.findUnique({ where: { id: tenantId }, select: { status: true } })
    if (!isAppError(error) || error.code !== 'conflict' || found?.status !== status) throw error
  }
}

async function enter(trial: Trial, next: TrialStage): Promise<void> {
  await catalogDb().$transaction(async (tx) => {
    if (!(await passTrialStage(tx, trial, next))) return
    await recordAudit(tx, {
      actor: { kind: 'system', id: 'trial' },
      action: `trial.${next}`,
      subject: { kind: 'tenant', id: trial.tenantId },
      detail: { endsOn: trial.endsOn },
      tenantId: trial.tenantId,
    })
  })
}

/** Once for each owner, whoever is killed in between: a second mail of the kind is not written for the same trial. */
async function tellOwners({ tenantId, endsOn, timeZone }: Parameters<Step>[0], kind: 'trialEnds' | 'trialEnded'): Promise<void> {
  const tenant = await findTenantById(tenantId)
  if (tenant?.status !== 'active') return
  const db = await openTenantById(tenantId)
  await db.$transaction(async (tx) => {
    const told = await tx.auditEvent.count({ where: { action: `plan.${kind}`, subjectId: endsOn } })
    if (told > 0) return
    const owners = await tx.user.findMany({ where: { status: 'active', role: { key: 'owner' } }, select: { email: true, locale: true } })
    for (const { email, locale } of owners)
      await queueMail(tx, tenant, { kind, to: email, locale, path: '/settings/plan', at: startOfDay(addDays(endsOn, 1), timeZone) })
    await recordAudit(tx, { actor: { kind: 'system', id: 'trial' }, action: `plan.${kind}`, subject: { kind: 'plan', id: endsOn } })
  })
}

/** Sign-ups whose owner never came in: nobody's data is in them, and they are removed as every tenant is. */
export async function unscopedRemoveUnclaimed(): Promise<void> {
  for (const { tenantId, slug } of await takeUnclaimed(env().UNCLAIMED_DAYS, AT_ONCE)) {
    try {
      const db = await openTenantById(tenantId)
      if ((await db.user.count()) > 0) await forgetSignUp(tenantId)
      else await requestDeletion(systemPrincipal('sign-up'), { tenantId, confirm: slug, reason: 'Nobody has claimed this sign-up.' })
    } catch (error) {
      log.warn({ err: error, tenantId }, 'an unclaimed sign-up could not be looked at')
    }
  }
}
