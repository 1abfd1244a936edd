import type { TenantDb, TenantTx } from '@/lib/db'
import { POLICY_KEY, readPolicy, type SignInPolicy } from './sign-in-policy'

export async function getSignInPolicy(db: TenantDb | TenantTx): Promise<SignInPolicy> {
  return readPolicy((await db.setting.findFirst({ where: { key: POLICY_KEY }, select: { value: true } }))?.value)
}
