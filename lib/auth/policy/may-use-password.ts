import { AppError } from '@/lib/core'
import type { TenantTx } from '@/lib/db'
import { getSignInPolicy } from './get-sign-in-policy'

/** Owners always: theirs is the way back in when the provider is away. */
export async function mayUsePassword(tx: TenantTx, roleKey: string): Promise<boolean> {
  return roleKey === 'owner' || !(await getSignInPolicy(tx)).isProviderOnly
}

/** For whoever holds a link of a mail, and so is known to us anyway. */
export const providerOnly = () =>
  new AppError('forbidden', { message: 'Sign in with your company account: passwords are not used here.', key: 'auth.errors.providerOnly' })
