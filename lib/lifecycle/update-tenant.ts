import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { changeTenant, findPlacement, getTenant, getTier } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { CreateTenantInput } from './create-tenant.schema'
import { parseInput } from './parse-input'
import { previewTier } from './tier/preview-tier'
import { settleTier } from './tier/settle-tier'
import { wakeAfterTrial } from './trial/wake-after-trial'

const { name, tier, locale, timeZone, country, currency } = CreateTenantInput.shape
export const UpdateTenantInput = z.object({
  tenantId: z.uuid(),
  name: name.optional(),
  tier: tier.unwrap().optional(),
  locale: locale.unwrap().optional(),
  timeZone: timeZone.unwrap().optional(),
  country: country.unwrap().optional(),
  currency: currency.unwrap().optional(),
  requestId: z.string().nullish(),
})

/**
 * Changes what is given. Throws `not_found`, `invalid_input` for a tier that does not allow the pattern the tenant lives in, and
 * `conflict` with all that is in the way of the tier, such as a limit that the tenant has passed.
 */
export async function updateTenant(principal: Principal, fields: z.input<typeof UpdateTenantInput>): Promise<void> {
  requirePermission(principal, 'tenant:update')
  const { tenantId, tier: tierKey, requestId, ...given } = parseInput(UpdateTenantInput, fields)
  const isOther = tierKey !== undefined && tierKey !== (await getTenant(tenantId)).tierKey
  if (isOther) await requireRoomIn(principal, tierKey, tenantId)
  const change = { ...given, ...(isOther && { tierKey }) }
  if (Object.keys(given).length === 0 && tierKey === undefined)
    throw new AppError('invalid_input', { message: 'There is nothing to change.' })
  await catalogDb().$transaction(async (tx) => {
    await changeTenant(tx, tenantId, change)
    if (isOther) await settleTier(tx, tenantId, actorOf(principal))
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.updated',
      subject: { kind: 'tenant', id: tenantId },
      detail: change,
      requestId,
      tenantId,
    })
  })
  if (isOther) await wakeAfterTrial(tenantId)
}

/** Where the data stays. All that is in the way of a change of tier is in the way here too, save that there is nothing to change. */
async function requireRoomIn(principal: Principal, tier: string, tenantId: string): Promise<void> {
  const [{ allowedPatterns, name: tierName }, placement] = await Promise.all([getTier(tier), findPlacement(tenantId)])
  if (!placement) return
  if (!allowedPatterns.includes(placement.pattern)) {
    throw new AppError('invalid_input', {
      message: `${tierName} does not allow the pattern ${placement.pattern}, in which this tenant lives. Move it first.`,
      fields: { tier: 'pattern' },
    })
  }
  const { blockers } = await previewTier(principal, { tenantId, tier, toPattern: placement.pattern })
  const inTheWay = blockers.filter(({ code }) => code !== 'same')
  if (inTheWay.length === 0) return
  const message = inTheWay.map((blocker) => blocker.message).join(' ')
  throw new AppError('conflict', { message, fields: { tier: inTheWay[0]!.code } })
}
