import type { TenantTx } from '@/lib/db'
import { getSignInPolicy } from './get-sign-in-policy'
import { POLICY_KEY, type SignInPolicy } from './sign-in-policy'

/** Writes the part that changes. Returns whether it did. */
export async function storeSignInPolicy(tx: TenantTx, change: Partial<SignInPolicy>): Promise<boolean> {
  const before = await getSignInPolicy(tx)
  const value = { ...before, ...change }
  if (JSON.stringify(value) === JSON.stringify(before)) return false
  await tx.setting.upsert({
    where: { tenantId_key: { key: POLICY_KEY } },
    create: { key: POLICY_KEY, value },
    update: { value },
  })
  return true
}
