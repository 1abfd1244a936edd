import { actorOf, type Principal, requirePermission } from '@/lib/auth'
import { type BrandingInput, storeBranding } from '@/lib/catalog'
import { catalogDb } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { computeTheme } from '@/lib/portal'

type Input = Omit<BrandingInput, 'theme'> & { tenantId: string; requestId?: string | null }

/** The next version of a tenant's face, for operators and for the tenant's own administrators. Returns its number. */
export async function publishBranding(principal: Principal, { tenantId, requestId, ...branding }: Input): Promise<number> {
  requirePermission(principal, principal.kind === 'operator' ? 'tenant:update' : 'branding:write')
  const actor = actorOf(principal)
  return catalogDb().$transaction(async (tx) => {
    const version = await storeBranding(
      tx,
      tenantId,
      { ...branding, theme: computeTheme(branding.brandColour) },
      `${actor.kind}:${actor.id}`,
    )
    await recordAudit(tx, { actor, action: 'branding.published', subject: { kind: 'branding', id: String(version) }, requestId, tenantId })
    return version
  })
}
