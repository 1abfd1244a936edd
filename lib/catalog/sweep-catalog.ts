import { catalogDb } from '@/lib/db'
import { sweepBrandImages } from './brand-images'
import { forgetDropped } from './own-servers'

/**
 * Drops what is over: answers kept for repeated requests, counts of failed sign-ins, operators' sessions, figures of usage, pictures that
 * nobody shows, names of places that are gone and that no history needs.
 */
export async function sweepCatalog(): Promise<void> {
  const db = catalogDb()
  await forgetDropped()
  await db.$executeRaw`DELETE FROM idempotency_keys WHERE created_at < now() - interval '2 days'`
  await db.$executeRaw`DELETE FROM throttles WHERE window_start < now() - interval '1 day' AND coalesce(blocked_until, now()) <= now()`
  await db.$executeRaw`DELETE FROM operator_sessions WHERE expires_at < now() - interval '30 days'`
  await db.$executeRaw`DELETE FROM tenant_usage WHERE day < current_date - 90`
  await db.$executeRaw`DELETE FROM tenant_requests WHERE hour < now() - interval '8 days'`
  await sweepBrandImages()
}
