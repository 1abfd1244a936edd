import { z } from 'zod'
import type { Principal } from '@/lib/auth'
import { getBranding } from '@/lib/catalog'
import { parseInput } from './parse-input'
import { fieldsOf, publishBranding } from './publish-branding'
import { requireBrandRight } from './require-brand-right'

export const RollBackBrandingInput = z.object({
  tenantId: z.uuid(),
  version: z.coerce.number().int().positive(),
  requestId: z.string().nullish(),
})

/** Publishes an earlier version once more, as the next one: what was shown when stays told. Returns its number. */
export async function rollBackBranding(principal: Principal, fields: z.input<typeof RollBackBrandingInput>): Promise<number> {
  const { tenantId, version, requestId } = parseInput(RollBackBrandingInput, fields)
  requireBrandRight(principal)
  return publishBranding(principal, { ...fieldsOf(await getBranding(tenantId, version)), tenantId, rolledBackTo: version, requestId })
}
