import { seal, unseal } from '@/lib/core'
import type { TenantDb, TenantTx } from '@/lib/db'

/** The tenant's own sign-in provider, with its secret open: for calls to it, never for a page. */
export type Provider = {
  id: string
  tenantId: string
  name: string
  issuer: string
  clientId: string
  clientSecret: string
  isOn: boolean
  newRoleId: string | null
}

export const providerPurpose = (tenantId: string) => `sign-in-provider:${tenantId}`
/** Opens for this tenant alone: a row that was carried to another one is worth nothing there. */
export const sealClientSecret = (tenantId: string, secret: string) => seal(secret, providerPurpose(tenantId))

export async function findProvider(db: TenantDb | TenantTx): Promise<Provider | null> {
  const row = await db.identityProvider.findFirst()
  if (!row) return null
  const { id, tenantId, name, issuer, clientId, clientSecret, isOn, newRoleId } = row
  return { id, tenantId, name, issuer, clientId, clientSecret: unseal(clientSecret, providerPurpose(tenantId)), isOn, newRoleId }
}
