import { z } from 'zod'
import { AppError, checkOutboundUrl, newId, now } from '@/lib/core'
import type { TenantDb, TenantTx } from '@/lib/db'
import { recordAudit } from '@/lib/governance'
import { actorOf, type Principal } from '../access/principal'
import { requirePermission } from '../access/require-permission'
import { getRole, requireMayAssign } from '../member/roles'
import { storeSignInPolicy } from '../policy/store-sign-in-policy'
import { findProvider, sealClientSecret } from './provider'

export const ProviderInput = z.object({
  name: z.string().trim().min(1).max(60),
  issuer: z
    .string()
    .trim()
    .max(500)
    .refine((text) => URL.canParse(text) && !new URL(text).search && !new URL(text).hash),
  clientId: z.string().trim().min(1).max(500),
  /** Left out: the one that is kept. */
  clientSecret: z.string().trim().max(2000).optional(),
  /** Of people whom nobody invited; null: they get no account. */
  newRoleKey: z.string().max(60).nullable(),
})
export type ProviderInput = z.output<typeof ProviderInput>
type Asked = { requestId?: string | null }

export type ProviderView = {
  name: string
  issuer: string
  clientId: string
  isOn: boolean
  newRoleKey: string | null
  testedAt: Date | null
}

/** As the settings show it. The secret is never shown again. */
export async function getProviderView(db: TenantDb): Promise<ProviderView | null> {
  const row = await db.identityProvider.findFirst({ include: { newRole: { select: { key: true } } } })
  if (!row) return null
  const { name, issuer, clientId, isOn, testedAt, newRole } = row
  return { name, issuer, clientId, isOn, testedAt, newRoleKey: newRole?.key ?? null }
}

/**
 * Enters or changes the provider. Another issuer or client is another provider: it is off until it has been tried. Throws
 * `invalid_input` for an address that may not be called, and `forbidden` for a role that may more than the caller.
 */
export async function saveProvider(db: TenantDb, actor: Principal, input: ProviderInput & Asked): Promise<void> {
  requirePermission(actor, 'sign-in:manage')
  const { name, issuer, clientId, clientSecret, newRoleKey, requestId } = input
  checkIssuer(issuer)
  const { tenantId } = db.context
  await db.$transaction(async (tx) => {
    const newRole = newRoleKey === null ? null : await getRole(tx, newRoleKey)
    if (newRole?.key === 'owner') throw ownersAreMade()
    if (newRole) requireMayAssign(actor, newRole)
    const before = await findProvider(tx)
    const isAnother = before?.issuer !== issuer || before.clientId !== clientId
    const secret = clientSecret || (isAnother ? '' : before.clientSecret)
    if (!secret) throw secretMissing()
    const isUntried = isAnother || secret !== before.clientSecret
    const data = {
      name,
      issuer,
      clientId,
      clientSecret: sealClientSecret(tenantId, secret),
      newRoleId: newRole?.id ?? null,
      ...(isUntried && { testedAt: null }),
      ...(isAnother && { isOn: false }),
    }
    if (before) await tx.identityProvider.update({ where: { tenantId_id: { tenantId, id: before.id } }, data })
    else await tx.identityProvider.create({ data: { id: newId(), ...data } })
    if (isAnother) await storeSignInPolicy(tx, { isProviderOnly: false })
    await told(tx, actor, 'sign_in.provider_saved', requestId, { issuer, clientId, newRole: newRoleKey })
  })
}

/** Opens or closes the way by the provider. Throws `conflict` for one that has not been tried. Closed, passwords work for all. */
export async function switchProvider(db: TenantDb, actor: Principal, { isOn, requestId }: { isOn: boolean } & Asked): Promise<void> {
  requirePermission(actor, 'sign-in:manage')
  await db.$transaction(async (tx) => {
    const { count } = await tx.identityProvider.updateMany({ where: isOn ? { testedAt: { not: null } } : {}, data: { isOn } })
    if (count === 0) throw new AppError('conflict', { message: 'Test the connection first.', key: 'auth.errors.ssoUntried' })
    if (!isOn) await storeSignInPolicy(tx, { isProviderOnly: false })
    await told(tx, actor, isOn ? 'sign_in.provider_on' : 'sign_in.provider_off', requestId)
  })
}

/**
 * Whether members sign in by the provider alone. Owners keep their passwords for the day on which it is away: without an owner who
 * has one it cannot be asked for (`conflict`). Sessions that began with a password end with the next request.
 */
export async function requireProvider(db: TenantDb, actor: Principal, { isOnly, requestId }: { isOnly: boolean } & Asked): Promise<void> {
  requirePermission(actor, 'sign-in:manage')
  await db.$transaction(async (tx) => {
    if (isOnly) {
      const provider = await tx.identityProvider.findFirst({ where: { isOn: true }, select: { id: true } })
      if (!provider) throw new AppError('conflict', { message: 'Switch the company sign-in on first.', key: 'auth.errors.ssoOff' })
      const owners = await tx.user.count({ where: { status: 'active', passwordHash: { not: null }, role: { key: 'owner' } } })
      if (owners === 0)
        throw new AppError('conflict', {
          message: 'An owner with a password is needed as the way back in.',
          key: 'auth.errors.ssoNoWayBack',
        })
    }
    if (await storeSignInPolicy(tx, { isProviderOnly: isOnly }))
      await told(tx, actor, isOnly ? 'sign_in.provider_only' : 'sign_in.provider_optional', requestId)
  })
}

export async function deleteProvider(db: TenantDb, actor: Principal, { requestId }: Asked): Promise<void> {
  requirePermission(actor, 'sign-in:manage')
  await db.$transaction(async (tx) => {
    const { count } = await tx.identityProvider.deleteMany({})
    await storeSignInPolicy(tx, { isProviderOnly: false })
    if (count > 0) await told(tx, actor, 'sign_in.provider_deleted', requestId)
  })
}

/** Notes that the provider as it is now answered. */
export async function noteTested(db: TenantDb, actor: Principal, issuer: string, requestId?: string | null): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.identityProvider.updateMany({ where: { issuer }, data: { testedAt: now() } })
    await told(tx, actor, 'sign_in.provider_tested', requestId, { issuer })
  })
}

function told(tx: TenantTx, actor: Principal, action: string, requestId?: string | null, detail?: Record<string, unknown>) {
  return recordAudit(tx, { actor: actorOf(actor), action, subject: { kind: 'tenant', id: tx.context.tenantId }, detail, requestId })
}

function checkIssuer(issuer: string): void {
  try {
    checkOutboundUrl(issuer)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.code, { message: error.message, key: error.key, values: error.values, fields: { issuer: error.message } })
  }
}

function secretMissing(): AppError {
  const message = 'Enter the client secret that belongs to this client id.'
  return new AppError('invalid_input', { message, fields: { clientSecret: message }, key: 'auth.errors.ssoNoSecret' })
}

function ownersAreMade(): AppError {
  const message = 'Owners are made by owners, never by a provider.'
  return new AppError('invalid_input', { message, fields: { newRoleKey: message }, key: 'auth.errors.ssoNewOwner' })
}
