import type { TenantDb } from '@/lib/db'
import type { MemberPrincipal } from '../access/principal'
import { getSignInPolicy } from '../policy/get-sign-in-policy'

/** For the account's page: null where there is no company sign-in. */
export async function findOwnIdentity(db: TenantDb, { userId }: MemberPrincipal): Promise<{ name: string; isConnected: boolean } | null> {
  const provider = await db.identityProvider.findFirst({ where: { isOn: true }, select: { name: true, issuer: true } })
  if (!provider) return null
  const identity = await db.identity.findFirst({ where: { userId, issuer: provider.issuer }, select: { id: true } })
  return { name: provider.name, isConnected: identity !== null }
}

/** For the door: its button, and whether there is no other way. */
export async function findDoor(db: TenantDb): Promise<{ name: string; isOnly: boolean } | null> {
  const provider = await db.identityProvider.findFirst({ where: { isOn: true }, select: { name: true } })
  return provider && { name: provider.name, isOnly: (await getSignInPolicy(db)).isProviderOnly }
}
