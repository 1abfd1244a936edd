import { z } from 'zod'
import { actorOf, type Principal } from '@/lib/auth'
import { storeBrandingDraft } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { BrandFields } from '@/lib/portal'
import { parseInput } from './parse-input'
import { requireBrandRight } from './require-brand-right'

export const SaveBrandingDraftInput = z.object({ tenantId: z.uuid(), fields: BrandFields })

/**
 * Keeps what somebody works at, for themselves and for whoever goes on. Not audited: nothing of it is shown to anybody until it is
 * published, and a row for each pause in typing would bury the trail.
 */
export async function saveBrandingDraft(principal: Principal, input: z.input<typeof SaveBrandingDraftInput>): Promise<void> {
  const { tenantId, fields } = parseInput(SaveBrandingDraftInput, input)
  requireBrandRight(principal)
  const { kind, id } = actorOf(principal)
  await catalogDb().$transaction((tx) => storeBrandingDraft(tx, tenantId, fields, `${kind}:${id}`))
}
