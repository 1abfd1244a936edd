import { z } from 'zod'
import { actorOf, type Principal } from '@/lib/auth'
import { type BrandingVersion, deleteBrandingDraft, getBranding, storeBranding } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { BrandFields, computeTheme, type Hex, requireReadable } from '@/lib/portal'
import { parseInput } from './parse-input'
import { requireBrandRight } from './require-brand-right'

export const PublishBrandingInput = BrandFields.partial().extend({
  tenantId: z.uuid(),
  /** The version that the caller has seen: another one since means that somebody else was faster. */
  basedOn: z.number().int().positive().optional(),
  rolledBackTo: z.number().int().positive().optional(),
  requestId: z.string().nullish(),
})

/**
 * The next version of a tenant's face, for operators and for the tenant's own administrators: what is given changes, the rest stays. The
 * draft is over with it. Throws `invalid_input` where text could not be read, with the colour to take instead, and `conflict`.
 */
export async function publishBranding(principal: Principal, fields: z.input<typeof PublishBrandingInput>): Promise<number> {
  const { tenantId, basedOn, rolledBackTo, requestId, ...given } = parseInput(PublishBrandingInput, fields)
  requireBrandRight(principal)
  const before = await getBranding(tenantId)
  const next = BrandFields.parse({ ...fieldsOf(before), ...given })
  requireReadable(next.brandColour as Hex, next.colours)
  const actor = actorOf(principal)
  return catalogDb().$transaction(async (tx) => {
    const version = await storeBranding(
      tx,
      tenantId,
      { ...next, ...(rolledBackTo && { rolledBackTo }), theme: computeTheme(next.brandColour, next.colours) },
      `${actor.kind}:${actor.id}`,
      basedOn,
    )
    await deleteBrandingDraft(tx, tenantId)
    await recordAudit(tx, {
      actor,
      action: rolledBackTo ? 'branding.rolled-back' : 'branding.published',
      subject: { kind: 'branding', id: String(version) },
      ...(rolledBackTo && { detail: { to: rolledBackTo } }),
      requestId,
      tenantId,
    })
    return version
  })
}

/** What a version holds of what a tenant decides. */
export function fieldsOf(version: BrandingVersion): BrandFields {
  const { version: _v, rolledBackTo: _r, createdBy: _b, createdAt: _a, ...fields } = version
  return fields as BrandFields
}
