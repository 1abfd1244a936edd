import { z } from 'zod'
import { actorOf, type MemberPrincipal, type Principal, queueMail, requirePermission } from '@/lib/auth'
import { closeTierRequest, findTenantById, findTierRequest, getTier, storeTierRequest, type TierRequest } from '@/lib/catalog'
import { AppError, now, shownLine } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { openTenantById } from '@/lib/tenancy'
import { parseInput } from '../parse-input'

export const RequestTierInput = z.object({
  tenantId: z.uuid(),
  tier: z.string().min(1).max(40),
  note: shownLine(500).default(''),
  requestId: z.string().nullish(),
})
const TenantInput = z.object({ tenantId: z.uuid(), requestId: z.string().nullish() })

/**
 * A tenant asks for another plan. Operators see it as something that waits for them; who asked gets a mail that says so. A second
 * wish takes the first one's place. Throws `invalid_input` for the tier that it has already.
 */
export async function requestTier(principal: Principal, fields: z.input<typeof RequestTierInput>): Promise<TierRequest> {
  requirePermission(principal, 'settings:write')
  const { tenantId, tier: key, note, requestId } = parseInput(RequestTierInput, fields)
  const [tier, tenant] = await Promise.all([getTier(key), findTenantById(tenantId)])
  if (!tenant) throw new AppError('not_found', { message: 'There is no such tenant.' })
  if (tenant.tierKey === key)
    throw new AppError('invalid_input', { message: 'This is the plan that you have.', fields: { tier: 'same' }, key: 'plan.errors.same' })
  await catalogDb().$transaction(async (tx) => {
    await storeTierRequest(tx, tenantId, { tier: key, note })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tier.requested',
      subject: { kind: 'tenant', id: tenantId },
      detail: { from: tenant.tierKey, to: tier.key },
      requestId,
      tenantId,
    })
  })
  await tellInTenant(principal, tenantId, { action: 'plan.requested', tier: tier.key, requestId })
  return (await findTierRequest(tenantId))!
}

/** The tenant has thought better of it. Throws `not_found`. */
export async function withdrawTierRequest(principal: Principal, fields: z.input<typeof TenantInput>): Promise<void> {
  requirePermission(principal, 'settings:write')
  await close(principal, fields, 'withdrawn')
}

/** An operator answers no. Throws `not_found`. */
export async function dismissTierRequest(principal: Principal, fields: z.input<typeof TenantInput>): Promise<void> {
  requirePermission(principal, 'tenant:update')
  await close(principal, fields, 'dismissed')
}

async function close(principal: Principal, fields: z.input<typeof TenantInput>, outcome: 'withdrawn' | 'dismissed'): Promise<void> {
  const { tenantId, requestId } = parseInput(TenantInput, fields)
  await catalogDb().$transaction(async (tx) => {
    if (!(await closeTierRequest(tx, tenantId, outcome))) throw new AppError('not_found', { message: 'There is no open request.' })
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: `tier.request-${outcome}`,
      subject: { kind: 'tenant', id: tenantId },
      requestId,
      tenantId,
    })
  })
}

/** Into the trail that the tenant's own admins read, with the mail to who asked. */
async function tellInTenant(
  principal: Principal,
  tenantId: string,
  { action, tier, requestId }: { action: string; tier: string; requestId?: string | null },
): Promise<void> {
  const [tenant, db] = await Promise.all([findTenantById(tenantId), openTenantById(tenantId)])
  await db.$transaction(async (tx) => {
    await recordAudit(tx, { actor: actorOf(principal), action, subject: { kind: 'plan', id: tier }, requestId })
    if (principal.kind !== 'member' || !tenant) return
    const { email, locale } = principal as MemberPrincipal
    await queueMail(tx, tenant, { kind: 'planRequested', to: email, locale, path: '/settings/plan', at: now() })
  })
}
