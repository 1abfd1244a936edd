import { z } from 'zod'
import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { changeTenant, findPlacement, getTier } from '@/lib/catalog'
import { AppError } from '@/lib/core'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { CreateTenantInput } from './create-tenant.schema'
import { parseInput } from './parse-input'

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

/** Changes what is given. Throws `not_found`, and `invalid_input` for a tier that does not allow the pattern the tenant lives in. */
export async function updateTenant(principal: Principal, fields: z.input<typeof UpdateTenantInput>): Promise<void> {
  requirePermission(principal, 'tenant:update')
  const { tenantId, tier: tierKey, requestId, ...given } = parseInput(UpdateTenantInput, fields)
  if (tierKey !== undefined) await requireRoomIn(tierKey, tenantId)
  const change = { ...given, ...(tierKey !== undefined && { tierKey }) }
  if (Object.keys(change).length === 0) throw new AppError('invalid_input', { message: 'There is nothing to change.' })
  await catalogDb().$transaction(async (tx) => {
    await changeTenant(tx, tenantId, change)
    await recordAudit(tx, {
      actor: actorOf(principal),
      action: 'tenant.updated',
      subject: { kind: 'tenant', id: tenantId },
      detail: change,
      requestId,
      tenantId,
    })
  })
}

async function requireRoomIn(tierKey: string, tenantId: string): Promise<void> {
  const [{ allowedPatterns, name: tierName }, placement] = await Promise.all([getTier(tierKey), findPlacement(tenantId)])
  if (!placement || allowedPatterns.includes(placement.pattern)) return
  throw new AppError('invalid_input', {
    message: `${tierName} does not allow the pattern ${placement.pattern}, in which this tenant lives. Move it first.`,
    fields: { tier: 'pattern' },
  })
}
