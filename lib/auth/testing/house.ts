import { findTenantById, type ResolvedTenant } from '@/lib/catalog'
import type { TenantDb } from '@/lib/db'
import type { World } from '@/scripts/testing/world'
import {
  type BuiltinRole,
  createMember,
  decodeSessionToken,
  encodeSessionToken,
  findMemberSession,
  type MemberPrincipal,
  type SignedIn,
  seedRoles,
  signInMember,
  systemPrincipal,
} from '..'

export const PASSWORD = 'a fine long password'
export const service = systemPrincipal('test')

let addresses = 0
/** Another place of the internet with each call. */
export const elsewhere = () => ({ address: `198.51.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`, userAgent: 'test browser' })

export type House = {
  tenant: ResolvedTenant
  db: TenantDb
  add(roleKey: BuiltinRole, email?: string): Promise<{ userId: string; email: string }>
  /** Signs in from a new place and returns who that is. */
  enter(email: string): Promise<MemberPrincipal & { signedIn: SignedIn }>
  /** Whom the next request with this sign-in's cookie would find. */
  look(signedIn: SignedIn): Promise<MemberPrincipal | null>
}

/** A tenant with roles, and people who can sign in. */
export async function openHouse(world: World, from: Parameters<World['addTenant']>[0] = {}): Promise<House> {
  const { tenant: made, db } = await world.addTenant(from)
  await db.$transaction((tx) => seedRoles(tx))
  const tenant = (await findTenantById(made.id))!
  let people = 0
  const look = async ({ claims }: SignedIn) => {
    const read = await decodeSessionToken(tenant.id, await encodeSessionToken(claims))
    return read && findMemberSession(db, tenant, read)
  }
  return {
    tenant,
    db,
    async add(roleKey, email = `${roleKey}${++people}@${made.slug}.test`) {
      const { userId } = await createMember(db, service, { email, name: `${roleKey} ${people}`, roleKey, password: PASSWORD })
      return { userId, email }
    },
    async enter(email) {
      const signedIn = await signInMember(db, tenant, { email, password: PASSWORD, client: elsewhere() })
      const principal = await look(signedIn)
      if (!principal) throw new Error(`${email} signed in and was not found`)
      return { ...principal, signedIn }
    },
    look,
  }
}

/** The code of the error that a promise ends with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code ?? String(error),
  )
}
