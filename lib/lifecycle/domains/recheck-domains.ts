import { systemPrincipal } from '@/lib/auth'
import { sweepDomainClaims, takeDueDomains } from '@/lib/catalog'
import { isAppError, log } from '@/lib/core'
import { checkDomain } from './check-domain'

const AT_ONCE = 20

/** What the worker does every minute: looks again at the names that are due, of all tenants, and drops claims that nobody proved. */
export async function unscopedRecheckDomains(): Promise<void> {
  const due = await takeDueDomains(AT_ONCE)
  const worker = systemPrincipal('domains')
  await Promise.all(
    due.map((domain) =>
      checkDomain(worker, domain).catch((error) => {
        if (!isAppError(error)) log.warn({ err: error, ...domain }, 'a domain could not be checked')
      }),
    ),
  )
  await sweepDomainClaims()
}
