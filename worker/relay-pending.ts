import { findTenantById, listDatabases, type RegisteredDatabase } from '@/lib/catalog'
import { isAppError, log } from '@/lib/core'
import { catalogDb, clearPending, listPending, type Pending } from '@/lib/db'
import { sealCatalogAudit, sealTenantAudit } from '@/lib/governance'
import { addJob } from '@/lib/operations'
import { openTenant, type TenantDb } from '@/lib/tenancy'
import { relayWebhooks } from './deliver-webhook'
import { schedulePlannedChanges } from './planned-changes'
import { noteBusy, turnOf } from './relay-turn'
import { mailJob } from './send-mail'

const AT_ONCE = 4
const MAILS_AT_ONCE = 500
const WAIT_MAX_MILLISECONDS = 60_000

/** Tenants that could not be served a moment ago, a stopped one for example: tried again later and later. */
const waiting = new Map<string, { until: number; milliseconds: number }>()

/**
 * One turn of the loop: seals the catalog's own trail, then looks once into each database whose turn it is for tenants with audit rows to seal or mail
 * to send. A mark goes away only after its work is done, so that nothing is lost with a killed worker; doing it twice does no harm.
 */
export async function relayPending(): Promise<void> {
  await sealCatalogAudit()
  await Promise.all(turnOf(await listDatabases()).map(relayDatabase))
}

async function relayDatabase(database: RegisteredDatabase): Promise<void> {
  try {
    const due = noteBusy(database, await listPending(database)).filter(
      ({ tenantId }) => (waiting.get(tenantId)?.until ?? 0) <= performance.now(),
    )
    for (let start = 0; start < due.length; start += AT_ONCE) {
      await Promise.all(due.slice(start, start + AT_ONCE).map((pending) => relayTenant(database, pending)))
    }
  } catch (error) {
    log.warn({ err: error, database: database.database }, 'database cannot be looked into')
  }
}

async function relayTenant(database: RegisteredDatabase, pending: Pending): Promise<void> {
  const { tenantId } = pending
  try {
    const tenant = await findTenantById(tenantId)
    if (tenant) {
      const db = openTenant(tenant, { isProvisioning: true })
      await sealTenantAudit(db)
      await relayWebhooks(db) // first: an address that is switched off writes mail
      await relayMail(db)
      await schedulePlannedChanges(db, tenant.timeZone)
    } else if ((await catalogDb().tenant.count({ where: { id: tenantId } })) > 0) return postpone(tenantId)
    await clearPending(database, pending)
    waiting.delete(tenantId)
  } catch (error) {
    postpone(tenantId)
    const isExpected = isAppError(error) && ['tenant_stopped', 'tenant_locked', 'tenant_moved', 'tenant_moving'].includes(error.code)
    if (!isExpected) log.warn({ err: error, tenantId }, 'pending work of a tenant failed')
  }
}

function postpone(tenantId: string): void {
  const milliseconds = Math.min((waiting.get(tenantId)?.milliseconds ?? 125) * 2, WAIT_MAX_MILLISECONDS)
  if (waiting.size >= 10_000) waiting.clear()
  waiting.set(tenantId, { milliseconds, until: performance.now() + milliseconds })
}

async function relayMail(db: TenantDb): Promise<void> {
  let after: string | undefined
  do {
    const mails = await db.mail.findMany({
      where: { state: 'queued', ...(after && { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: MAILS_AT_ONCE,
      select: { id: true },
    })
    await catalogDb().$transaction(async (tx) => {
      for (const { id } of mails) await addJob(tx, mailJob(db.context.tenantId, id))
    })
    after = mails.length === MAILS_AT_ONCE ? mails.at(-1)!.id : undefined
  } while (after)
}
