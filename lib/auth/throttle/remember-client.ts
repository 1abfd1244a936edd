import type { TenantDb } from '@/lib/db'
import { memberThrottles } from './database-throttles'
import { makeDeviceToken } from './device-token'
import { throttleKey } from './throttle-key'

/** After a proof other than a password (the link of a mail): address and browser are known from now on, whoever else is guessing. */
export async function rememberClient(db: TenantDb, account: string, { address }: { address: string }): Promise<string> {
  const throttles = memberThrottles(db)
  await throttles.clear(throttleKey(throttles.scope, 'pair', account, address))
  await throttles.remember(throttleKey(throttles.scope, 'known', account, address))
  return makeDeviceToken(throttles.scope, account)
}
