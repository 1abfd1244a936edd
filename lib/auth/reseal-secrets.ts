import { reseal } from '@/lib/core'
import type { CatalogTx, TenantDb } from '@/lib/db'
import { holderOf } from './second-factor/member-factor'
import { resealTotpSecret } from './second-factor/totp'
import { providerPurpose } from './sso/provider'

/** Second factors of operators, under the master key of now. Returns how many. Throws `internal` for one that no key opens. */
export async function resealOperatorFactors(tx: CatalogTx): Promise<number> {
  const operators = await tx.operator.findMany({ where: { totpSecret: { not: null } }, select: { id: true, totpSecret: true } })
  for (const { id, totpSecret } of operators)
    await tx.operator.update({ where: { id }, data: { totpSecret: resealTotpSecret(id, totpSecret!) } })
  return operators.length
}

/** What one tenant keeps sealed: second factors of its members, and the secret of its sign-in provider. Returns how many. */
export async function resealTenantSecrets(db: TenantDb): Promise<number> {
  return db.$transaction(async (tx) => {
    const users = await tx.user.findMany({
      where: { totpSecret: { not: null } },
      select: { id: true, tenantId: true, totpSecret: true },
    })
    for (const { id, tenantId, totpSecret } of users) {
      const resealed = resealTotpSecret(holderOf({ tenantId, userId: id }), totpSecret!)
      await tx.user.updateMany({ where: { id }, data: { totpSecret: resealed } })
    }
    const providers = await tx.identityProvider.findMany({ select: { id: true, tenantId: true, clientSecret: true } })
    for (const { id, tenantId, clientSecret } of providers)
      await tx.identityProvider.updateMany({ where: { id }, data: { clientSecret: reseal(clientSecret, providerPurpose(tenantId)) } })
    return users.length + providers.length
  })
}
