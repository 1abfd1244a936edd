import type { TenantDb } from '@/lib/db'
import { normalizeEmail } from '../password/normalize-email'
import { findDoor } from './find-own-identity'
import { listMailDomains, mailDomainOf } from './mail-domains'

/**
 * By which way somebody with this address signs in. Decided by the domain alone, which is no secret: it knows nothing of accounts,
 * and so cannot tell of one.
 */
export async function chooseWayIn(db: TenantDb, email: string): Promise<'provider' | 'password'> {
  const door = await findDoor(db)
  if (!door) return 'password'
  if (door.isOnly) return 'provider'
  const domains = await listMailDomains(db.context.tenantId)
  return domains.has(mailDomainOf(normalizeEmail(email))) ? 'provider' : 'password'
}
