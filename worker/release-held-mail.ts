import { releaseHeldMails } from '@/lib/auth'
import { findTenantById, forgetHeldMail, listHeldMail } from '@/lib/catalog'
import { env, isAppError, log } from '@/lib/core'
import { openTenant } from '@/lib/tenancy'

const PAGE = 200

/** Once there is an SMTP server, what was held before goes out. A tenant that cannot be reached now keeps its note until it can. */
export async function releaseHeldMail(): Promise<void> {
  if (!env().SMTP_URL) return
  let after: string | undefined
  do {
    const page = await listHeldMail({ after, limit: PAGE })
    for (const held of page) {
      try {
        const tenant = await findTenantById(held.tenantId)
        if (!tenant) continue
        const count = await releaseHeldMails(openTenant(tenant, { isProvisioning: true }))
        await forgetHeldMail(held)
        log.info({ tenantId: tenant.id, count }, 'held mail let go')
      } catch (error) {
        if (!isAppError(error)) throw error
        log.warn({ err: error, tenantId: held.tenantId }, 'held mail of a tenant must wait')
      }
    }
    after = page.length === PAGE ? page.at(-1)!.tenantId : undefined
  } while (after)
}
